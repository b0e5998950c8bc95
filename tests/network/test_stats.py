"""Counts come from what is there on the day, and from nothing else."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from network.catalogue import Catalogue, write_catalogue
from network.catalogue_rows import Group, ungrouped
from network.catalogue_sheet import sheet_of
from network.stations import Access, Network, Station, single_piles
from network.stats import Stats, city_of, stats_of, table_of
from tests.network.count_rows import Listed, count

DAY = date(2025, 7, 9)
VIN = (Access.PLUG_AND_CHARGE | Access.SCAN).value


def _group(size: int, power_kw: float = 60.0, access: int = Access.SCAN.value) -> Group:
    names = tuple((f"{power_kw}{n}", "A") for n in range(size))
    return Group(power_kw > 20, power_kw, 200.0, 1000.0, 100.0, access, names)


def _station(
    *groups: Group,
    network: Network = Network.THIRD_PARTY,
    operator: str = "a",
    area: str = "330102",
) -> Listed:
    return Listed(operator, network, False, "x", area, groups)


def _stats(listed: list[Listed], day: date = DAY) -> Stats:
    """Count a catalogue of such stations, by its columns; counting its rows gives the same."""
    stations = [
        Station(
            one.operator_id,
            str(number),
            one.name,
            "",
            31.0,
            121.0 + number / 100,
            one.network,
            one.is_service_area,
            single_piles(tuple(ungrouped(one.groups))),
            area_code=one.area_code,
        )
        for number, one in enumerate(listed)
    ]
    with TemporaryDirectory() as folder:
        write_catalogue(Path(folder) / "c.sqlite", sheet_of(stations))
        catalogue = Catalogue.open(Path(folder) / "c.sqlite")
        found = stats_of(catalogue, day)
        catalogue.close()
    assert found == count(listed, day)
    return found


def test_power_kind_and_way_in_are_counted_by_connector() -> None:
    stats = _stats([_station(_group(3), _group(2, 250.0, VIN), _group(4, 7.0))])
    assert (stats.connectors, stats.dc, stats.high_power) == (9, 5, 2)
    assert stats.plug_and_charge == 2


def test_one_kilowatt_below_250_is_not_high_power() -> None:
    assert _stats([_station(_group(1, 249.0))]).high_power == 0


def test_a_connector_counts_from_its_first_day_to_its_last() -> None:
    span = {"valid_from": date(2025, 5, 1), "valid_to": date(2025, 6, 30)}
    there = msgspec.structs.replace(_group(1), **span)
    days = [date(2025, 4, 30), date(2025, 5, 1), date(2025, 6, 30), date(2025, 7, 1)]
    counted = [_stats([_station(there)], day) for day in days]
    assert [stats.connectors for stats in counted] == [0, 1, 1, 0]
    assert [stats.operators for stats in counted] == [0, 1, 1, 0]
    assert [stats.counties for stats in counted] == [0, 1, 1, 0]


def test_partners_and_own_are_not_among_the_third_parties() -> None:
    stats = _stats(
        [
            _station(_group(5), network=Network.PARTNER, operator="nio"),
            _station(_group(2), network=Network.OWN, area="310115"),
            _station(_group(1), network=Network.OWN, area="330106"),
        ]
    )
    assert (stats.connectors, stats.operators, stats.counties) == (0, 0, 0)
    assert stats.partners == {"nio": 5}
    assert stats.own == {"Hangzhou": 1, "Shanghai": 2}


def test_what_is_merely_listed_is_part_of_no_network() -> None:
    stats = _stats([_station(_group(5), network=Network.LISTED, operator="import:a")])
    assert (stats.connectors, stats.operators, stats.counties, stats.dc) == (0, 0, 0, 0)
    assert stats.listed == {"import:a": 5}


def test_each_side_of_a_road_counts_once_however_many_sell_there() -> None:
    here = _station(_group(1))._replace(is_service_area=True, name="阳澄湖服务区（上海方向）")
    across = here._replace(name="阳澄湖服务区（南京方向）")
    stats = _stats([here, here._replace(operator_id="b"), across])
    assert (stats.service_areas, stats.operators) == (2, 2)


def test_a_station_without_an_area_code_is_in_no_county() -> None:
    stats = _stats([_station(_group(1), area="")])
    assert (stats.connectors, stats.counties) == (1, 0)


def test_a_city_is_a_prefecture_or_a_municipality() -> None:
    assert city_of(330106) == "Hangzhou"
    assert city_of(110105) == city_of(110228) == "Beijing"
    assert city_of(500233) == "Chongqing"
    assert (city_of(990101), city_of(0)) == ("990101", "unknown")


def test_the_table_has_a_line_for_each_figure() -> None:
    stats = Stats(
        1_400_000, 23, 160_000, 2_743, 6_856, 1, 2, {"nio": 3}, {"Beijing": 4}, {"import:a": 5}
    )
    lines = table_of(stats, DAY).splitlines()
    assert lines[0] == "the network as of 2025-07-09, third-party operators first"
    assert lines[1] == "connectors                  1 400 000"
    assert lines[5] == "service areas, each side        6 856"
    assert lines[-2] == "own in Beijing                      4"
    assert lines[-1] == "listed by import:a                  5"


def test_who_has_nothing_on_a_day_is_told_to_have_nothing() -> None:
    later = msgspec.structs.replace(_group(1), valid_from=date(2025, 8, 1))
    stats = _stats(
        [
            _station(later, network=Network.PARTNER, operator="nio"),
            _station(later, network=Network.OWN, operator="own", area="310115"),
            _station(later, network=Network.OWN, operator="own", area=""),
        ]
    )
    assert (stats.partners, stats.own) == ({"nio": 0}, {"Shanghai": 0, "unknown": 0})
