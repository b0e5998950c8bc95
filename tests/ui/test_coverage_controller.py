"""The network page counts when it is looked at, and again when the catalogue has changed."""

from datetime import date

import pytest

from network.catalogue_file import CatalogueError
from network.compatibility import Compatibility, Result
from network.survey import Survey
from tests.ui.glass_world import GlassWorld
from tests.ui.small_survey import SURVEY
from ui.coverage_controller import CoverageController

pytestmark = pytest.mark.usefixtures("qapp")


def _open() -> tuple[GlassWorld, CoverageController]:
    world = GlassWorld()
    world.glass.open("network")
    return world, world.controllers.coverage


def test_opening_the_page_counts() -> None:
    world = GlassWorld()
    assert not world.controllers.coverage.property("counted")
    world.glass.open("network")
    coverage = world.controllers.coverage
    assert coverage.property("counted")
    assert coverage.tiles.rows[0].now == "15,000"  # type: ignore[attr-defined]
    assert coverage.property("place") == "All of China"
    assert coverage.property("most") == "13,500"


def test_a_province_is_chosen_and_left_again() -> None:
    _, coverage = _open()
    coverage.choose(32)
    assert (coverage.property("place"), coverage.property("province")) == ("Jiangsu", 32)
    assert coverage.tiles.rows[0].now == "13,500"  # type: ignore[attr-defined]
    coverage.choose(32)
    assert coverage.property("province") == 0


def test_it_is_counted_once_until_another_catalogue_is_there() -> None:
    counted: list[int] = []

    async def count(_province: int) -> Survey:
        counted.append(1)
        return SURVEY

    world = GlassWorld()
    coverage = CoverageController(count, Compatibility, world.around)
    coverage.look()
    coverage.look()
    assert len(counted) == 1
    coverage.outdated()
    coverage.look()
    assert len(counted) == 2


def test_both_days_and_the_language_are_the_drivers() -> None:
    world, coverage = _open()
    assert coverage.property("day_before") == "28 Apr\u00a02025"
    world.controllers.settings.show_language("zh")
    assert coverage.property("day_after") == "2025年7月9日"
    assert coverage.property("place") == "全国"


def test_only_sections_that_exist_can_be_shown() -> None:
    _, coverage = _open()
    coverage.show_section("partners")
    assert coverage.property("section") == "partners"
    with pytest.raises(ValueError, match="weather"):
        coverage.show_section("weather")


def test_what_was_measured_is_told_by_operator_and_model() -> None:
    _, coverage = _open()
    rows = coverage.measured.rows  # type: ignore[attr-defined]
    assert [(one.name, one.now) for one in rows[:2]] == [
        ("Cloud Charge", "99.6% of 250 charges"),
        ("Model 57, 600 kW", "99.6% of 250 charges"),
    ]


def test_what_was_not_measured_says_so() -> None:
    world = GlassWorld()

    async def count(_province: int) -> Survey:
        return SURVEY

    coverage = CoverageController(count, Compatibility, world.around)
    coverage.look()
    rows = coverage.measured.rows  # type: ignore[attr-defined]
    assert {one.now for one in rows} == {"not measured"}


def test_what_was_measured_anywhere_has_its_own_lines() -> None:
    world = GlassWorld()
    tried = Result(
        operator="*", model="Model 3, 60 kW", tries=4, successes=3, date=date(2025, 7, 9)
    )

    async def count(_province: int) -> Survey:
        return SURVEY

    coverage = CoverageController(count, lambda: Compatibility("SU7", (tried,)), world.around)
    coverage.look()
    rows = coverage.measured.rows  # type: ignore[attr-defined]
    assert [(one.name, one.now) for one in rows[-2:]] == [
        ("Any operator", "75.0% of 4 charges"),
        ("Model 3, 60 kW", "75.0% of 4 charges"),
    ]


def test_what_is_no_province_is_passed_over() -> None:
    _, coverage = _open()
    coverage.choose(99)
    assert coverage.property("place") == "All of China"


def test_a_network_that_cannot_be_read_is_said_and_counted_at_the_next_look() -> None:
    counts: list[int] = []

    async def count(_province: int) -> Survey:
        counts.append(1)
        if len(counts) == 1:
            raise CatalogueError("stations.sqlite: disk I/O error")
        return SURVEY

    coverage = CoverageController(count, Compatibility, GlassWorld().around)
    assert coverage.property("waiting") == "Counting the network…"
    coverage.look()
    assert str(coverage.property("waiting")).startswith("The network cannot be read")
    coverage.look()
    assert coverage.property("counted")
