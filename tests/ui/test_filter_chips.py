import pytest

from network.choices import count_choices, count_found
from network.columns import Filter
from tests.ui.filter_network import network
from ui.filter_chips import ChipRow, chip_rows
from ui.filter_choice import CEILINGS, NOTHING, QUICK, ceiling_cny, read_choices
from ui.filter_counter import Counted
from ui.filter_profiles import Profile
from ui.filter_view import FilterView
from ui.speech import Speech

pytestmark = pytest.mark.usefixtures("qapp")

VIEW = FilterView(Speech(), {})


def test_the_quick_filters_are_there_without_numbers_at_first() -> None:
    rows = chip_rows(VIEW, NOTHING, [], None)
    assert [row.key for row in rows] == list(QUICK)
    assert {row.amount for row in rows} == {""}
    assert [row.icon for row in rows] == ["", "bolt", "", "", ""]


def test_a_chip_that_would_leave_nothing_says_so() -> None:
    columns, wanted = network(), Filter(operators=frozenset({"cloud"}))
    ceilings = [ceiling_cny(value) for value in CEILINGS]
    own = count_found(columns, Filter(operators=frozenset({"nobody"})))
    numbers = Counted(count_choices(columns, wanted, None, ceilings), own, None)
    rows = chip_rows(VIEW, read_choices(["operator_cloud"]), [], numbers)
    assert [(row.key, row.amount, row.empty) for row in rows[1:]] == [
        ("free", "2", False),
        ("plug_and_charge", "0", True),
        ("fast", "0", True),
        ("service_area", "0", True),
        ("own", "0", True),
    ]


def test_a_kept_filter_that_holds_stands_for_all_that_is_chosen() -> None:
    chosen = read_choices(["operator_cloud", "current_dc"])
    rows = chip_rows(VIEW, chosen, [Profile("Mine", chosen), Profile("Free", NOTHING)], None)
    assert rows[:2] == [
        ChipRow("saved_0", "Mine", "", chosen=True),
        ChipRow("saved_1", "Free", "", chosen=False),
    ]
    assert not any(row.chosen for row in rows[1:])


def test_a_quick_filter_stands_for_its_kinds_only() -> None:
    chosen = QUICK["own"] | read_choices(["current_dc"])
    shown = [row.key for row in chip_rows(VIEW, chosen, [], None) if row.chosen]
    assert shown == ["kind_current", "own"]
