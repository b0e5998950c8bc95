import pytest

from network.choices import count_choices
from network.columns import Filter
from tests.ui.filter_network import network
from ui.figures import Language
from ui.filter_choice import CEILINGS, Choice, Kind, ceiling_cny, read_choices
from ui.filter_view import FilterView, sections, tally
from ui.speech import Speech

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def view() -> FilterView:
    return FilterView(Speech(), {})


def test_only_what_the_network_has_is_offered() -> None:
    offered = {
        section.key: [choice.value for choice in section.choices] for section in sections(network())
    }
    assert offered["standard"] == ["gbt_dc", "gbt_ac"]
    assert offered["network"] == ["own", "partner", "third_party"]
    assert offered["close_operators"] == ["ours", "ally"]
    assert offered["other_operators"] == ["cloud", "river"]
    assert "listed_operators" not in offered


def test_every_choice_that_is_offered_has_a_number_and_a_word(view: FilterView) -> None:
    columns = network()
    ceilings = [ceiling_cny(value) for value in CEILINGS]
    counted = count_choices(columns, Filter(), None, ceilings)
    for section in sections(columns):
        assert view.title(section)
        for choice in section.choices:
            assert tally(counted, choice).total >= 0
            assert view.word(choice)


@pytest.mark.parametrize(
    ("value", "short", "word"),
    [
        ("0", "<20", "<20\u00a0kW"),
        ("120", "120–179", "120–179\u00a0kW"),
        ("600", "≥600", "≥600\u00a0kW"),
    ],
)
def test_a_class_of_power_is_named_by_its_bounds(
    view: FilterView, value: str, short: str, word: str
) -> None:
    choice = Choice(Kind.POWER, value)
    assert (view.short_word(choice), view.word(choice)) == (short, word)


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ((180, 250, 480, 600), ["≥180\u00a0kW"]),
        ((180, 480, 600), ["180–249\u00a0kW", "≥480\u00a0kW"]),
        ((0, 20, 60), ["<120\u00a0kW"]),
        ((120, 180, 250), ["120–479\u00a0kW"]),
        ((0, 20, 60, 120, 180, 250, 480, 600), ["≥0\u00a0kW"]),
    ],
)
def test_neighbouring_classes_of_power_are_one_range(
    view: FilterView, steps: tuple[int, ...], words: list[str]
) -> None:
    assert view.words(read_choices([f"power_{step}" for step in steps])) == words


def test_a_ceiling_is_money_in_the_driver_s_language() -> None:
    speech = Speech()
    view = FilterView(speech, {})
    assert view.word(Choice(Kind.PRICE, "120")) == "≤\u00a0¥1.20"
    speech.switch(Language.FRENCH)
    assert view.word(Choice(Kind.PRICE, "120")) == "≤\u00a01,20\u00a0¥"
    speech.switch(Language.ENGLISH)


def test_that_prices_are_printed_and_choices_add_up_is_said(view: FilterView) -> None:
    notes = {}
    chosen = read_choices(
        ["power_120", "power_180", "current_dc", "free_only", "service_area_only"]
    )
    for section in sections(network()):
        notes[section.key] = view.note(section, chosen)
    assert notes["price"] == "as printed, all in"
    assert notes["power"] == "any of 2"
    assert notes["current"] == ""
    assert notes["only"] == "", "these are two kinds, of which both must fit"


def test_an_operator_that_is_not_known_any_more_is_named_by_its_id(view: FilterView) -> None:
    assert view.word(Choice(Kind.OPERATOR, "gone")) == "gone"
    assert view.sentence(read_choices(["operator_gone"])) == "gone"


def test_no_number_is_shown_before_it_is_counted(view: FilterView) -> None:
    section = sections(network())[0]
    rows = view.tiles(section, frozenset(), None)
    assert [(row.amount, row.empty) for row in rows] == [("", False), ("", False)]
    assert view.found(None) == "Show the map"
