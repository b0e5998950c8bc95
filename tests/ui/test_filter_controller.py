from collections.abc import Callable
from dataclasses import replace
from typing import cast

import numpy as np
import pytest
from PySide6.QtCore import QRectF

from network.clusters import ClusterIndex
from network.columns import STATUS_CODE
from network.geo import mercator
from network.stations import Status
from tests.ui.filter_network import LON, OPERATORS, network
from tests.ui.glass_world import NOW, PROFILE, FakeJournal, count_at_once, run_at_once
from ui.figures import Language
from ui.filter_chips import ChipRow
from ui.filter_controller import FilterController, SectionRow
from ui.filter_view import TileRow
from ui.map_marks import Badge
from ui.map_source import StationSource
from ui.speech import Speech
from ui.surroundings import Surroundings

pytestmark = pytest.mark.usefixtures("qapp")


class World:
    """A filter controller over the small network, looking at all of it."""

    def __init__(self, journal: FakeJournal | None = None) -> None:
        self.journal = journal or FakeJournal()
        self.speech = Speech()
        profiles = {
            name: replace(PROFILE, id=name, names=dict.fromkeys(("zh", "en", "fr"), name.title()))
            for name in OPERATORS
        }
        self.now = NOW
        around = Surroundings(self.speech, lambda: self.now, run_at_once, profiles)
        badges = {name: Badge("云", "#2B4A6F") for name in OPERATORS}
        self.source = StationSource(ClusterIndex(network()), badges)
        self.filters = FilterController(self.source, self.journal, around, count_at_once)
        self.filters.setProperty("shown", True)
        self.look(31.0, 31.5)

    def look(self, south: float, north: float) -> None:
        left, top = mercator(north, LON - 0.5)
        right, bottom = mercator(south, LON + 0.5)
        self.filters.setProperty("view", QRectF(left, top, right - left, bottom - top))
        self.filters._counter.count()

    def amounts(self, section: str) -> dict[str, str]:
        return {tile.key.partition("_")[2]: tile.amount for tile in self.tiles(section)}

    def tiles(self, section: str) -> list[TileRow]:
        row = next(row for row in self.section_rows() if row.key == section)
        return cast(list[TileRow], row.tiles.rows)

    def section_rows(self) -> list[SectionRow]:
        return cast(list[SectionRow], self.filters._sections.rows)

    def chips(self) -> list[ChipRow]:
        return cast(list[ChipRow], self.filters._chips.rows)

    def passing(self) -> tuple[int, int, int]:
        return self.source.index.totals


def test_everything_is_counted_at_first() -> None:
    world = World()
    assert world.passing() == (4, 9, 5)
    assert world.amounts("only") == {"only": "5", "area_only": "2"}
    assert world.amounts("access") == {
        "plug_and_charge": "6",
        "remote": "6",
        "scan": "3",
        "partner_app": "0",
    }
    assert world.amounts("power") == {
        "0": "1",
        "20": "0",
        "60": "0",
        "120": "2",
        "180": "0",
        "250": "3",
        "480": "1",
        "600": "2",
    }
    assert world.amounts("current") == {"dc": "8", "ac": "1"}
    assert world.amounts("standard") == {"gbt_dc": "8", "gbt_ac": "1"}
    assert world.amounts("network") == {"own": "3", "partner": "1", "third_party": "5"}
    assert world.amounts("close_operators") == {"ours": "3", "ally": "1"}
    assert world.amounts("other_operators") == {"cloud": "3", "river": "2"}


def test_ceilings_are_counted_by_the_printed_prices() -> None:
    # 1.00, 1.40, 1.20 and none.
    expected = {"80": "0", "100": "3", "120": "4", "140": "6", "160": "6", "180": "6"}
    assert World().amounts("price") == expected


def test_within_a_kind_any_choice_will_do() -> None:
    world = World()
    world.filters.toggle("operator_cloud")
    assert world.passing() == (1, 3, 2)
    world.filters.toggle("operator_ally")
    assert world.passing() == (2, 4, 2)


def test_an_operator_that_has_gone_is_told_and_hides_nothing() -> None:
    journal = FakeJournal()
    journal.put_setting("filter", '["operator_gone"]')
    world = World(journal)
    assert world.passing() == (4, 9, 5)
    assert world.chips()[0].word == "gone, no longer in the network"
    world.filters.toggle("operator_cloud")
    assert world.passing() == (1, 3, 2)
    world.filters.toggle("operator_cloud")
    world.filters.press_chip(world.chips()[0].key)
    assert world.filters.property("active") == 0


def test_every_kind_must_fit() -> None:
    world = World()
    world.filters.toggle("operator_ours")
    world.filters.toggle("operator_river")
    world.filters.toggle("power_250")
    assert world.passing() == (2, 3, 1)
    world.filters.toggle("free_only")
    assert world.passing() == (1, 1, 1)


def test_each_choice_is_counted_under_the_other_kinds() -> None:
    world = World()
    world.filters.toggle("power_250")
    # Under 250 to 479 kW: two of river's, one of ours; of the powers themselves nothing changes.
    assert world.amounts("other_operators") == {"cloud": "0", "river": "2"}
    assert world.amounts("close_operators") == {"ours": "1", "ally": "0"}
    assert world.amounts("power")["600"] == "2"


def test_what_would_leave_nothing_is_dimmed_with_0_and_stays() -> None:
    world = World()
    world.filters.toggle("power_250")
    cloud, river = world.tiles("other_operators")
    assert (cloud.key, cloud.amount, cloud.empty) == ("operator_cloud", "0", True)
    assert not river.empty


def test_only_what_is_in_view_is_counted() -> None:
    world = World()
    world.look(31.15, 31.35)
    assert world.amounts("network") == {"own": "0", "partner": "1", "third_party": "2"}
    assert world.filters.property("found") == "Show 2 stations · 3 connectors"


def test_the_main_button_says_what_is_found_here_or_elsewhere() -> None:
    world = World()
    assert world.filters.property("found") == "Show 4 stations · 9 connectors"
    world.filters.toggle("operator_ours")
    world.look(31.05, 31.15)
    assert world.filters.property("found") == "Nothing in view, 3 connectors elsewhere"
    world.filters.toggle("current_ac")
    assert world.filters.property("found") == "Nothing in view fits"


def test_the_sentence_says_or_within_a_kind_and_and_between_kinds() -> None:
    world = World()
    for key in ("free_only", "operator_cloud", "operator_ally", "power_480", "power_600"):
        world.filters.toggle(key)
    assert world.filters.property("sentence") == "Free now, and ≥480\u00a0kW, and Ally or Cloud"
    world.filters.toggle("operator_ours")
    assert str(world.filters.property("sentence")).endswith("Ally or 2 others")


def test_the_quick_chips_count_and_hold() -> None:
    world = World()
    assert [(chip.key, chip.amount) for chip in world.chips()] == [
        ("free", "5"),
        ("plug_and_charge", "6"),
        ("fast", "6"),
        ("service_area", "2"),
        ("own", "2"),
    ]
    world.filters.press_chip("own")
    assert world.passing() == (1, 2, 2)
    assert [chip.chosen for chip in world.chips()] == [False, False, False, False, True]
    # Of 250 kW and more there are six in all networks' powers; in the own network three.
    assert world.chips()[2].amount == "3"
    assert world.filters.property("active") == 2
    world.filters.press_chip("own")
    assert world.passing() == (4, 9, 5)


def test_what_no_other_chip_shows_has_a_chip_that_takes_it_back() -> None:
    world = World()
    for key in ("access_plug_and_charge", "operator_cloud", "operator_ours", "current_dc"):
        world.filters.toggle(key)
    shown = [(chip.key, chip.word) for chip in world.chips() if chip.chosen]
    assert shown == [
        ("kind_current", "DC, fast"),
        ("kind_operator", "Cloud or Ours"),
        ("plug_and_charge", "Plug & charge"),
    ]
    world.filters.press_chip("kind_operator")
    assert [chip.key for chip in world.chips() if chip.chosen] == [
        "kind_current",
        "plug_and_charge",
    ]
    assert world.passing() == (3, 6, 3)


def test_one_operator_is_shown_under_what_else_is_chosen() -> None:
    world = World()
    world.filters.toggle("free_only")
    world.filters.toggle("operator_cloud")
    world.filters.show_operator("ours")
    assert world.passing() == (1, 2, 2)


def test_a_price_ceiling_leaves_out_who_prints_none() -> None:
    world = World()
    world.filters.toggle("price_180")
    assert world.passing() == (3, 6, 3)


def test_another_quarter_of_an_hour_has_other_prices() -> None:
    world = World()
    # From 15:00 on cloud asks 1.90 in place of 1.00.
    prices = network().prices.copy()
    prices[1, 60:] = 19_000
    world.filters.look_at(replace(network(), prices=prices))
    world.filters.toggle("price_120")
    assert world.passing() == (2, 4, 2)
    world.now = NOW.replace(hour=14, minute=59)
    world.filters.follow_clock()
    assert world.passing() == (2, 4, 2)
    world.now = NOW.replace(hour=15, minute=0)
    world.filters.follow_clock()
    assert world.passing() == (1, 1, 0)
    world.filters._counter.count()
    assert world.amounts("price")["100"] == "0"


def test_the_filter_is_there_after_a_restart() -> None:
    before = World()
    before.filters.toggle("operator_ours")
    before.filters.toggle("free_only")
    assert before.journal.settings == {}, "the pins go first"
    before.filters.finish()
    after = World(before.journal)
    assert after.passing() == (1, 2, 2)
    assert after.filters.property("active") == 2
    after.filters.clear()
    after.filters.finish()
    assert World(before.journal).passing() == (4, 9, 5)
    after.journal.settings.clear()
    after.filters.finish()
    assert after.journal.settings == {}, "nothing is left to keep"


def test_the_filter_holds_for_other_columns() -> None:
    world = World()
    world.filters.toggle("network_own")
    told = heard(world.filters.applied.connect)
    columns = network()
    world.filters.look_at(columns)
    assert world.source.index.columns is columns
    assert world.passing() == (1, 3, 2)
    assert told == [1]


def test_newer_statuses_are_counted() -> None:
    world = World()
    world.filters.toggle("free_only")
    columns = world.source.index.columns
    codes = np.full(9, STATUS_CODE[Status.AVAILABLE], np.uint8)
    columns.set_status(np.arange(9, dtype=np.int32), codes, NOW.timestamp())
    world.filters.refresh()
    assert world.passing() == (4, 9, 9)


def test_the_many_numbers_follow_only_while_the_card_is_open() -> None:
    world = World()
    world.filters.setProperty("shown", False)
    world.filters.press_chip("service_area")
    assert world.amounts("network")["own"] == "3"
    assert world.chips()[0].amount == "1"
    world.filters.setProperty("shown", True)
    assert world.amounts("network")["own"] == "0"


def test_a_disk_that_is_full_is_told_and_the_filter_holds_on() -> None:
    world = World()
    world.journal.is_disk_full = True
    told = heard(world.filters.notKept.connect)
    world.filters.toggle("free_only")
    world.filters.keep_chosen()
    assert told == [1]
    assert world.passing() == (3, 5, 5)


def test_a_choice_that_does_not_exist_is_a_bug() -> None:
    with pytest.raises(ValueError, match="power_7"):
        World().filters.toggle("power_7")


def test_a_filter_is_kept_under_a_name_and_taken_up_again() -> None:
    world = World()
    world.filters.toggle("free_only")
    world.filters.toggle("power_250")
    world.filters.begin_saving()
    assert world.filters.property("suggestion") == "Free now · 250–479 kW"
    world.filters.keep("  Motorway\n")
    assert not world.filters.property("naming")
    assert next((chip.word, chip.chosen) for chip in world.chips()) == ("Motorway", True)
    world.filters.press_chip("saved_0")
    assert world.passing() == (4, 9, 5)
    again = World(world.journal)
    again.filters.press_chip("saved_0")
    assert again.passing() == (1, 1, 1)


def test_a_kept_filter_is_changed_by_keeping_it_again() -> None:
    world = World()
    keep(world, "free_only", "Mine")
    world.filters.toggle("current_dc")
    world.filters.begin_saving()
    assert world.filters.property("suggestion") == "Mine"
    world.filters.keep("Mine")
    assert [chip.word for chip in world.chips()].count("Mine") == 1
    assert world.chips()[0].chosen


def test_a_kept_filter_is_renamed_and_deleted() -> None:
    world = World()
    keep(world, "free_only", "Mine")
    world.filters.toggle("current_dc")
    world.filters.begin_renaming("saved_0")
    assert world.filters.property("suggestion") == "Mine"
    world.filters.keep("Ours")
    assert (world.chips()[0].word, world.chips()[0].chosen) == ("Ours", False)
    world.filters.begin_renaming("saved_0")
    world.filters.delete()
    assert world.filters.property("saved_count") == 0
    assert World(world.journal).filters.property("saved_count") == 0
    assert world.passing() == (3, 4, 4)


def test_an_empty_name_keeps_nothing() -> None:
    world = World()
    world.filters.toggle("free_only")
    world.filters.begin_saving()
    world.filters.keep(" \u200b ")
    assert world.filters.property("naming")
    assert world.filters.property("saved_count") == 0


def test_a_dozen_are_kept_and_it_is_said() -> None:
    world = World()
    for number in range(12):
        assert world.filters.property("full_notice") == ""
        keep(world, "free_only" if number == 0 else "", f"Filter {number}")
    assert world.filters.property("full_notice") == "12 filters are saved. Delete one first."


def test_the_words_change_with_the_language() -> None:
    world = World()
    world.filters.toggle("free_only")
    world.speech.switch(Language.CHINESE)
    assert world.filters.property("sentence") == "空闲"
    assert world.section_rows()[1].title == "启动方式"
    world.speech.switch(Language.ENGLISH)


def keep(world: World, key: str, name: str) -> None:
    if key:
        world.filters.toggle(key)
    world.filters.begin_saving()
    world.filters.keep(name)


def heard(connect: Callable[[Callable[..., None]], object]) -> list[int]:
    told: list[int] = []
    connect(lambda *_: told.append(1))
    return told
