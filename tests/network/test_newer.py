"""A newer state of the file is read beside the one that is in use."""

from pathlib import Path

import pytest

from network.catalogue import Catalogue, write_catalogue
from network.catalogue_file import Unfit
from network.catalogue_sheet import sheet_of
from network.newer import Newer, read_file
from tests.network.test_catalogue import STATIONS


def test_connectors_of_an_unchanged_file_stay_where_they_were(tmp_path: Path) -> None:
    path = tmp_path / "stations.sqlite"
    write_catalogue(path, sheet_of(STATIONS))
    catalogue = Catalogue.open(path)
    file, columns = read_file(path)
    newer = Newer(file, columns, catalogue.columns)
    assert newer.moves.source.tolist() == newer.moves.target.tolist()
    assert len(newer.moves.source) == columns.connector_count
    file.close()
    catalogue.close()


def test_a_file_that_is_no_catalogue_is_unfit(tmp_path: Path) -> None:
    path = tmp_path / "stations.sqlite"
    path.write_bytes(b"not a catalogue" * 100)
    with pytest.raises(Unfit):
        read_file(path)
