"""Operators give out their stations page by page, on a day those that were there."""

from datetime import date

import pytest

from network.catalogue import Catalogue
from network.sandbox.listing import CatalogueListing
from network.sandbox.nation import build
from network.sandbox.nation_sheet import NationOperator
from network.stations import Access, Network

APRIL, JULY = date(2025, 4, 28), date(2025, 7, 9)
# A hundredth of the published network: 12 600 connectors in April, 14 000 in July.
SMALL = (
    NationOperator("old", Network.THIRD_PARTY, 13_500, Access.SCAN, since=APRIL),
    NationOperator("new", Network.THIRD_PARTY, 500, Access.SCAN, since=date(2025, 6, 1)),
)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    path = tmp_path_factory.mktemp("listing") / "catalogue.sqlite"
    build(path, SMALL)
    return Catalogue.open(path)


def _connectors(listing: CatalogueListing, operator: str) -> set[str]:
    stations = listing.stations_of(operator, 0, 10_000)
    assert len(stations) == listing.count_of(operator)
    assert all(pile.connectors for station in stations for pile in station.equipment)
    return {gun.id for station in stations for gun in station.connectors}


def test_without_a_day_everything_is_given_out(catalogue: Catalogue) -> None:
    listing = CatalogueListing(catalogue)
    assert len(_connectors(listing, "old")) == 13_500
    assert len(_connectors(listing, "new")) == 500


def test_in_april_the_network_is_smaller_over_the_same_ids(catalogue: Catalogue) -> None:
    listing = CatalogueListing(catalogue, APRIL)
    april = _connectors(listing, "old")
    assert (len(april), _connectors(listing, "new")) == (12_600, set())
    listing.day = JULY
    july = _connectors(listing, "old")
    assert april < july
    assert len(july | _connectors(listing, "new")) >= 13_500


def test_pages_follow_one_another(catalogue: Catalogue) -> None:
    listing = CatalogueListing(catalogue, APRIL)
    pages = [listing.stations_of("old", first, 7) for first in (0, 7)]
    assert [*pages[0], *pages[1]] == listing.stations_of("old", 0, 14)


def test_an_operator_that_is_not_in_the_catalogue_has_nothing(catalogue: Catalogue) -> None:
    assert CatalogueListing(catalogue).count_of("nobody") == 0
