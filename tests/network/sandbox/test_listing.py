"""Operators give out their stations page by page, on a day those that were there."""

from datetime import date, datetime, timedelta

import pytest

from network.catalogue import Catalogue
from network.runtime import CHINA_TIME
from network.sandbox.day_book import DayBook
from network.sandbox.listing import CatalogueListing
from network.sandbox.nation import build
from network.sandbox.nation_sheet import NationOperator
from network.sandbox.public_desk import Span
from network.stations import Access, Network

APRIL, JULY = date(2025, 4, 28), date(2025, 7, 9)
TURNED = datetime(2026, 3, 2, 12, 0, tzinfo=CHINA_TIME)
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
    listing = CatalogueListing(catalogue, DayBook(APRIL))
    april = _connectors(listing, "old")
    assert (len(april), _connectors(listing, "new")) == (12_600, set())
    listing.book.turn(JULY, TURNED)
    july = _connectors(listing, "old")
    assert april < july
    assert len(july | _connectors(listing, "new")) >= 13_500


def test_pages_follow_one_another(catalogue: Catalogue) -> None:
    listing = CatalogueListing(catalogue, DayBook(APRIL))
    pages = [listing.stations_of("old", first, 7) for first in (0, 7)]
    assert [*pages[0], *pages[1]] == listing.stations_of("old", 0, 14)


def test_an_operator_that_is_not_in_the_catalogue_has_nothing(catalogue: Catalogue) -> None:
    assert CatalogueListing(catalogue).count_of("nobody") == 0


def test_what_joined_since_is_listed_as_changed(catalogue: Catalogue) -> None:
    listing = CatalogueListing(catalogue)
    # "new" joined on 2025-06-01 as a whole.
    assert listing.count_of("new", since(2025, 5, 31)) == listing.count_of("new") > 0
    assert 0 < listing.count_of("old", since(2025, 5, 31)) < listing.count_of("old")
    assert listing.count_of("old", since(2025, 7, 11)) == 0
    assert listing.count_of("old", Span(None, datetime(2025, 4, 28, tzinfo=CHINA_TIME))) == 0


def test_a_day_that_is_turned_changes_what_joined_in_between_now(catalogue: Catalogue) -> None:
    book = DayBook(APRIL)
    listing = CatalogueListing(catalogue, book)
    delta = Span(TURNED - timedelta(minutes=10))
    assert listing.count_of("old", delta) == 0
    april = _connectors(listing, "old")
    book.turn(JULY, TURNED)
    changed = listing.stations_of("old", 0, 10_000, delta)
    assert 0 < len(changed) == listing.count_of("old", delta) < listing.count_of("old")
    # Everything that is new is in the stations that are told to have changed.
    new = _connectors(listing, "old") - april
    assert new <= {gun.id for station in changed for gun in station.connectors}
    assert {listing.changed_at(station.connectors) for station in changed} == {TURNED}
    assert listing.count_of("old", Span(TURNED + timedelta(seconds=1))) == 0


def since(year: int, month: int, day: int) -> Span:
    return Span(datetime(year, month, day, tzinfo=CHINA_TIME))
