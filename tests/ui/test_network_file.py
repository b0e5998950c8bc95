"""A network that is built anew has all that was imported before."""

import logging
from pathlib import Path

import pytest

from network.catalogue import Catalogue
from network.imports.shelf import Format, Shelf
from network.sandbox.nation_sheet import NationOperator
from network.stations import Access, Network
from ui.wiring.network_file import NETWORK_FILE, build_network

SMALL = (NationOperator("large", Network.THIRD_PARTY, 400, Access.SCAN),)


def built(folder: Path) -> tuple[set[str], list[float]]:
    shares: list[float] = []
    build_network(folder, SMALL, shares.append)
    catalogue = Catalogue.open(folder / NETWORK_FILE)
    catalogue.close()
    return set(catalogue.columns.operators), shares


def test_a_network_without_imports_is_the_simulated_one(tmp_path: Path) -> None:
    operators, shares = built(tmp_path)
    assert operators == {"large"}
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_imports_come_back_and_one_that_is_damaged_is_named(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shelf = Shelf(tmp_path)
    shelf.keep("good", b"name,lat,lon\nA,31.2,121.5\n", Format.CSV, "")
    shelf.keep("bad", b"", Format.CSV, "")
    with caplog.at_level(logging.WARNING):
        operators, shares = built(tmp_path)
    assert operators == {"large", "import:good"}
    assert shares[-1] == 1.0
    assert caplog.messages == ["import bad is left out: is empty"]
