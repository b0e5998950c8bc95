"""The pile without its conversation: when it moves, and how it follows."""

import pytest

from vehicle.gbt27930.charger import StageCommand, StageMode
from vehicle.gun import Gun
from vehicle.pile_faults import PileFaults
from vehicle.power_stage import PowerStage
from vehicle.terminals import NEVER, Terminals

CURRENT = StageCommand(StageMode.CURRENT, 800.0, 200.0, k1k2=True)


def _terminals() -> Terminals:
    return Terminals(PowerStage(250.0, 400.0), Gun(is_inserted=True), None)


def _delivering() -> Terminals:
    terminals = _terminals()
    terminals.follow(CURRENT, 0.0)
    for at in (0.05, 10.0):
        terminals.step(700.0, at)
    assert terminals.stage.output_a == 200.0
    return terminals


def test_an_idle_pile_never_wants_a_turn() -> None:
    assert _terminals().wake_at(5.0, is_busy=False) == NEVER


@pytest.mark.parametrize(
    ("now", "next_at"), [(5.0, 5.1), (5.01, 5.1), (5.0999, 5.1), (5.1, 5.2), (0.3, 0.4)]
)
def test_a_busy_pile_moves_on_a_grid_of_a_tenth_of_a_second(now: float, next_at: float) -> None:
    assert _terminals().wake_at(now, is_busy=True) == pytest.approx(next_at)


def test_a_contactor_is_followed_to_its_own_moment() -> None:
    terminals = _terminals()
    terminals.follow(CURRENT, 5.02)
    assert terminals.wake_at(5.02, is_busy=True) == pytest.approx(5.07)


def test_k1_and_k2_do_not_open_under_a_current() -> None:
    terminals = _delivering()
    terminals.follow(StageCommand(), 10.0)
    assert terminals.stage.k1k2.is_wanted
    # 300 A/s: from 200 A to 5 A in 0.65 s.
    terminals.step(700.0, 10.6)
    assert terminals.wake_at(10.6, is_busy=True) == pytest.approx(10.65, abs=1e-4)
    terminals.step(700.0, 10.651)
    terminals.step(700.0, 10.672)
    assert not terminals.stage.k1k2.is_closed


def test_a_cut_follows_nobody_until_the_next_session() -> None:
    terminals = _delivering()
    terminals.cut(10.0, k3k4=False)
    terminals.follow(CURRENT, 10.01)
    terminals.step(700.0, 10.05)
    terminals.step(700.0, 10.08)
    assert (terminals.stage.output_a, terminals.stage.k1k2.is_closed) == (0.0, False)
    terminals.begin()
    terminals.follow(CURRENT, 20.0)
    assert terminals.stage.k1k2.is_wanted


def test_a_command_that_is_in_a_hurry_takes_no_ramp() -> None:
    terminals = _delivering()
    terminals.follow(StageCommand(k1k2=True, at_once=True), 10.0)
    terminals.step(700.0, 10.05)
    assert terminals.stage.output_a <= 5.0


def test_broken_contacts_are_the_stages() -> None:
    terminals = _terminals()
    terminals.break_down(PileFaults(is_stuck_open=True), 0.0)
    terminals.follow(CURRENT, 0.0)
    terminals.step(700.0, 1.0)
    assert not terminals.stage.k1k2.is_closed


def test_k3_and_k4_feed_the_car_while_the_conversation_wants_them() -> None:
    gun = Gun(is_inserted=True)
    terminals = Terminals(PowerStage(250.0, 400.0), gun, None)
    seen: list[float] = []
    for wanted in (StageCommand(k3k4=True), CURRENT, StageCommand(k3k4=True)):
        terminals.follow(wanted, 0.0)
        seen.append(gun.aux_v)
    terminals.break_down(PileFaults(is_aux_dead=True), 1.0)
    seen.append(gun.aux_v)
    terminals.break_down(PileFaults(), 2.0)
    seen.append(gun.aux_v)
    terminals.kill(3.0)
    seen.append(gun.aux_v)
    assert seen == [12.0, 0.0, 12.0, 0.0, 12.0, 0.0]


@pytest.mark.parametrize(("k3k4", "volts"), [(True, 0.0), (False, 12.0)])
def test_a_cut_opens_k3_and_k4_only_where_asked_and_until_the_next_session(
    *, k3k4: bool, volts: float
) -> None:
    gun = Gun(is_inserted=True)
    terminals = Terminals(PowerStage(250.0, 400.0), gun, None)
    terminals.follow(StageCommand(k3k4=True), 0.0)
    terminals.cut(1.0, k3k4=k3k4)
    terminals.follow(StageCommand(), 2.0)
    terminals.follow(StageCommand(k3k4=True), 3.0)
    assert gun.aux_v == volts
    terminals.follow(StageCommand(), 4.0)
    terminals.begin()
    terminals.follow(StageCommand(k3k4=True), 5.0)
    assert gun.aux_v == 12.0
