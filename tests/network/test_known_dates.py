"""What is known of a connector's first day outlives a listing that does not tell it."""

from dataclasses import replace
from datetime import date

from network.catalogue_rows import grouped
from network.known_dates import with_dates
from network.stations import single_piles
from tests.network.small_world import STATION, gun

APRIL, JULY = date(2025, 4, 28), date(2025, 7, 9)
KNOWN = grouped([replace(gun("A01"), valid_from=APRIL), gun("A02")])


def test_a_known_first_day_is_kept_and_a_new_connector_has_none() -> None:
    told = replace(STATION, equipment=single_piles((gun("A01"), gun("A02"), gun("A03"))))
    days = [one.valid_from for one in with_dates(told, KNOWN).connectors]
    assert days == [APRIL, None, None]


def test_a_first_day_that_is_told_stands() -> None:
    guns = (replace(gun("A01"), valid_from=JULY), gun("A02"))
    told = replace(STATION, equipment=single_piles(guns))
    assert with_dates(told, KNOWN) == told


def test_a_station_of_which_nothing_is_known_is_as_it_was_told() -> None:
    assert with_dates(STATION, ()) is STATION
