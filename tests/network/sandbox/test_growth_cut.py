"""A copy of the whole network is cut back to a day, over the same ids."""

from datetime import date
from pathlib import Path

from network.catalogue import Catalogue
from network.sandbox.growth_cut import cut_to
from network.stats import Stats, stats_of
from tests.small_nation import put_small_nation

APRIL, JULY = date(2025, 4, 28), date(2025, 7, 9)


def _held(path: Path, day: date) -> tuple[Stats, set[tuple[str, str]]]:
    catalogue = Catalogue.open(path)
    columns = catalogue.columns
    stations = [catalogue.station(row) for row in range(columns.station_count)]
    guns = {(one.operator_id, gun.id) for one in stations for gun in one.connectors}
    stats = stats_of(catalogue, day)
    catalogue.close()
    return stats, guns


def test_what_is_left_is_what_was_there_on_the_day(tmp_path: Path) -> None:
    path = put_small_nation(tmp_path) / "network.sqlite"
    april, whole = _held(path, APRIL)
    cut_to(path, APRIL)
    # Asked for July, a network without its growth is that of April still.
    left, guns = _held(path, JULY)
    assert left == april
    assert left.operators == 18
    assert guns < whole
    assert len(guns) == april.connectors + sum(april.partners.values()) + sum(april.own.values())
