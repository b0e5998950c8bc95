from decimal import Decimal

import pytest

from network.order import Phase
from network.session import Problem, SessionState, Trouble
from tests.ui.glass_world import GlassWorld
from ui.figures import Language
from vehicle import signals

pytestmark = pytest.mark.usefixtures("qapp")


def test_the_time_left_comes_with_the_clock_time_of_its_end() -> None:
    world = GlassWorld()
    world.charge()
    charge = world.controllers.charge
    assert charge.property("time_label") == "To 80% in"
    assert charge.property("time_parts") == ["9", "min"]
    assert charge.property("done_text") == "done at 14:52"


def test_the_range_added_is_that_of_the_soc_gained() -> None:
    world = GlassWorld()
    world.charge()
    # 416 km at 52 % are 8 km each percent; the samples begin at 10 %.
    assert world.controllers.charge.property("added_text") == "336\u00a0km added"


def test_stop_asks_once_and_then_says_so() -> None:
    world = GlassWorld()
    world.charge()
    assert world.controllers.charge.property("can_stop")
    world.controllers.charge.stop()
    assert world.session.stops == 1
    assert not world.controllers.charge.property("can_stop")


def test_a_refused_stop_may_be_asked_again() -> None:
    world = GlassWorld()
    world.charge()
    world.controllers.charge.stop()
    world.charge(problem=Problem(Trouble.STOP_REFUSED, "cloud", "busy"))
    assert world.controllers.charge.property("can_stop")


def test_a_refusal_names_operator_reason_and_next_step() -> None:
    world = GlassWorld()
    world.session.state = SessionState(
        phase=Phase.FAILED,
        seq="1",
        problem=Problem(Trouble.START_REFUSED, "cloud", "balance too low", 4007),
    )
    world.refresh()
    charge = world.controllers.charge
    assert (
        charge.property("warning")
        == "Cloud Charge refused: balance too low. Try another connector."
    )
    assert charge.property("grave")
    assert charge.property("code") == "Ret 4007"


def test_an_outage_is_a_delay_and_not_a_fault() -> None:
    world = GlassWorld()
    world.charge(problem=Problem(Trouble.UNREACHABLE, "cloud"))
    assert not world.controllers.charge.property("grave")


def test_a_refusal_before_any_purchase_is_shown_too() -> None:
    world = GlassWorld()
    world.session.state = SessionState(problem=Problem(Trouble.JOURNAL, ""))
    world.refresh()
    assert world.controllers.charge.property("warning").startswith("The disk cannot be written")


def test_the_end_is_dismissed_and_the_page_rests() -> None:
    world = GlassWorld()
    world.session.state = SessionState(phase=Phase.SETTLED, seq="1")
    world.refresh()
    assert world.controllers.charge.property("stage_name") == "settled"
    world.controllers.charge.dismiss()
    assert world.controllers.charge.property("stage_name") == "idle"


def test_a_cost_that_nobody_named_is_unknown_and_not_nothing() -> None:
    world = GlassWorld()
    world.charge(cost_cny=None)
    assert not world.controllers.charge.property("cost_known")


def test_without_a_time_left_no_end_is_promised() -> None:
    world = GlassWorld()
    world.charge()
    del world.car.values[signals.TIME_TO_COMPLETE]
    world.refresh()
    charge = world.controllers.charge
    assert (charge.property("time_parts"), charge.property("time_text")) == (["—"], "")
    assert charge.property("done_text") == ""


def test_a_silent_car_during_a_charge_is_told_in_one_line() -> None:
    world = GlassWorld()
    world.charge()
    world.car.values.clear()
    world.refresh()
    charge = world.controllers.charge
    assert charge.property("warning") == (
        "The car is not heard. The charge may go on; Stop asks the operator."
    )
    assert not charge.property("grave")
    assert charge.property("time_label") == "Time left"
    assert charge.property("can_stop")


def test_a_full_enough_battery_is_the_reason_why_nothing_was_charged() -> None:
    world = GlassWorld()
    world.car.values |= {signals.SOC: 85.0, signals.IS_CONNECTED: True}
    world.session.state = SessionState(phase=Phase.SETTLED, seq="1")
    world.refresh()
    charge = world.controllers.charge
    assert charge.property("title") == "Nothing charged"
    assert charge.property("next_step") == (
        "The battery is at 85%, the limit is 80%: raise the limit to charge."
    )


def test_a_charge_up_to_the_limit_is_complete() -> None:
    world = GlassWorld()
    world.car.values[signals.SOC] = 80.0
    world.session.state = SessionState(phase=Phase.SETTLED, seq="1", energy_kwh=Decimal(30))
    world.refresh()
    assert world.controllers.charge.property("title") == "Charge complete"


def test_a_charge_that_nobody_sold_can_be_stopped_again_and_again() -> None:
    world = GlassWorld()
    world.car.values |= {signals.IS_CHARGING: True, signals.IS_CONNECTED: True}
    world.refresh()
    for _ in range(2):
        assert world.controllers.charge.property("can_stop")
        world.controllers.charge.stop()
    assert world.session.stops == 2


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (Language.ENGLISH, "3\u00a0h\u00a020\u00a0min"),
        (Language.CHINESE, "3\u00a0小时\u00a020\u00a0分钟"),
        (Language.FRENCH, "3\u00a0h\u00a020\u00a0min"),
    ],
)
def test_hours_left_are_told_as_hours_and_minutes(language: Language, text: str) -> None:
    world = GlassWorld()
    world.charge()
    world.car.values[signals.TIME_TO_COMPLETE] = 12_000
    world.refresh()
    world.speech.switch(language)
    assert world.controllers.charge.property("time_text") == text
    world.speech.switch(Language.ENGLISH)


def test_the_pile_that_could_give_more_is_named_with_the_reason() -> None:
    world = GlassWorld()
    world.charge()
    # 400 A at 731 V; A01 is a pile of 480 kW.
    world.car.values[signals.LIMITED_BY] = "PROTOCOL"
    world.refresh()
    assert world.controllers.charge.property("limit_line") == (
        "480\u00a0kW pile · the 2015 standard asks for at most 400 A, 292\u00a0kW now"
    )


def test_the_reason_never_names_less_than_the_power_that_counts_down_beside_it() -> None:
    world = GlassWorld()
    world.charge()
    world.car.values |= {signals.LIMITED_BY: "STATE_OF_CHARGE", signals.PACK_W: 289_100.0}
    world.refresh()
    charge = world.controllers.charge
    start = "At 52% the battery takes no more than"
    assert charge.limit_line_beside(289.8) == f"{start} 290\u00a0kW"
    assert charge.limit_line_beside(120.0) == f"{start} 289\u00a0kW"


def test_a_car_that_went_silent_takes_the_title_of_the_charge() -> None:
    world = GlassWorld()
    world.charge()
    world.car.silent_s = 12.0
    world.refresh()
    charge = world.controllers.charge
    assert charge.property("title") == "Car not heard"
    assert charge.property("limit_line") == ""
    assert charge.property("time_parts") == ["—"]
    assert not charge.property("power_known")


def test_the_operators_own_code_is_one_tap_away() -> None:
    world = GlassWorld()
    problem = Problem(Trouble.START_REFUSED, "cloud", "balance too low", 4007)
    world.session.state = SessionState(phase=Phase.FAILED, seq="1", problem=problem)
    world.refresh()
    details = world.controllers.charge.property("details")
    assert details[-1] == {"name": "Operator", "value": "Ret 4007", "is_stale": False}
