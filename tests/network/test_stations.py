"""The vocabulary: what can be asked of a station and its connectors."""

from dataclasses import replace
from datetime import date

from network.stations import Bay, Equipment, Status, single_piles
from tests.network.small_world import STATION, gun

APRIL, JULY = date(2025, 4, 28), date(2025, 7, 9)


def test_connectors_are_listed_pile_by_pile() -> None:
    piles = (
        Equipment("P1", "1#", 180.0, (gun("A01"), gun("A02"))),
        Equipment("P2", "2#", 120.0, (gun("A03"),)),
    )
    station = replace(STATION, equipment=piles)
    assert [one.id for one in station.connectors] == ["A01", "A02", "A03"]


def test_a_connector_alone_is_its_own_pile() -> None:
    assert single_piles([gun("A01")]) == (Equipment("A01", "", 250.0, (gun("A01"),)),)


def test_a_connector_is_part_of_the_network_on_its_days() -> None:
    assert gun("A01").is_valid_on(APRIL)
    new = replace(gun("A01"), valid_from=JULY)
    assert (new.is_valid_on(APRIL), new.is_valid_on(JULY)) == (False, True)
    old = replace(gun("A01"), valid_to=APRIL)
    assert (old.is_valid_on(APRIL), old.is_valid_on(JULY)) == (True, False)


def test_a_free_connector_behind_a_parked_vehicle_is_blocked() -> None:
    assert replace(gun("A01"), bay=Bay.TAKEN).is_blocked
    assert not replace(gun("A01"), bay=Bay.FREE).is_blocked
    assert not replace(gun("A01", Status.CHARGING), bay=Bay.TAKEN).is_blocked
