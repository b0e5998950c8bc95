from decimal import Decimal

from network.columns import Filter, PriceCeiling
from network.stations import Access, Network, Standard
from ui.filter_choice import (
    NOTHING,
    QUICK,
    Choice,
    Kind,
    holds,
    kinds,
    read_choice,
    read_choices,
    switched,
    toggled,
    wanted,
)

THERE = ("nio", "xpeng")


def test_choices_of_one_kind_are_alternatives_and_kinds_add_up() -> None:
    chosen = read_choices(
        ["operator_nio", "operator_xpeng", "power_250", "power_480", "current_dc", "free_only"]
    )
    assert wanted(chosen, 57, THERE) == Filter(
        operators=frozenset({"nio", "xpeng"}),
        power_steps_kw=frozenset({250, 480}),
        is_dc=True,
        free_only=True,
    )


def test_every_kind_has_its_question() -> None:
    chosen = read_choices(
        [
            "access_scan",
            "access_partner_app",
            "network_own",
            "service_area_only",
            "standard_gbt_dc",
            "price_120",
        ]
    )
    assert wanted(chosen, 58, THERE) == Filter(
        access=Access.SCAN | Access.PARTNER_APP,
        networks=frozenset({Network.OWN}),
        is_service_area=True,
        standards=frozenset({Standard.GBT_DC_2011, Standard.GBT_DC_2015}),
        price=PriceCeiling(Decimal("1.20"), 58),
    )


def test_direct_or_alternating_current_is_any_current() -> None:
    assert wanted(read_choices(["current_dc", "current_ac"]), 0, THERE).is_dc is None
    assert wanted(read_choices(["current_ac"]), 0, THERE).is_dc is False


def test_nothing_is_asked_of_an_operator_that_has_gone() -> None:
    chosen = read_choices(["operator_nio", "operator_gone"])
    assert wanted(chosen, 0, THERE) == Filter(operators=frozenset({"nio"}))
    assert wanted(chosen, 0, ("xpeng",)).asks_nothing


def test_nothing_chosen_asks_nothing() -> None:
    assert wanted(NOTHING, 12, THERE).asks_nothing


def test_there_is_one_ceiling_at_a_time() -> None:
    chosen = toggled(toggled(NOTHING, Choice(Kind.PRICE, "80")), Choice(Kind.PRICE, "140"))
    assert chosen == {Choice(Kind.PRICE, "140")}
    assert toggled(chosen, Choice(Kind.PRICE, "140")) == NOTHING
    assert read_choices(["price_140", "price_80"]) == {Choice(Kind.PRICE, "80")}


def test_a_name_of_a_choice_is_read_back() -> None:
    for key in ("service_area_only", "access_plug_and_charge", "operator_li_auto", "power_0"):
        choice = read_choice(key)
        assert choice is not None
        assert choice.key == key


def test_what_is_not_offered_is_no_choice() -> None:
    for key in ("", "power_7", "power_", "operator_", "operator_" + "x" * 81, "colour_red", "free"):
        assert read_choice(key) is None


def test_a_quick_filter_asks_of_its_kinds_just_its_own() -> None:
    chosen = read_choices(["power_20", "current_dc"])
    fast = switched(chosen, QUICK["fast"])
    assert fast == read_choices(["power_250", "power_480", "power_600", "current_dc"])
    assert holds(fast, QUICK["fast"])
    assert switched(fast, QUICK["fast"]) == read_choices(["current_dc"])


def test_a_quick_filter_does_not_hold_where_more_is_let_in() -> None:
    wider = QUICK["fast"] | {Choice(Kind.POWER, "180")}
    assert not holds(wider, QUICK["fast"])


def test_kinds_are_listed_as_on_the_glass() -> None:
    chosen = read_choices(["operator_nio", "power_60", "power_120", "free_only"])
    assert kinds(chosen) == [Kind.FREE, Kind.POWER, Kind.OPERATOR]
