"""Commands whose result comes later: reserved, given up, refused, and never heard of again."""

from datetime import timedelta
from pathlib import Path

import pytest

from network.errors import Garbled, Refused, Unreachable
from network.operators.ocpi_sale_fields import CommandResult
from network.sandbox.behaviour import Fault, Mishap
from network.stations import Status
from tests.network.ocpi_world import FIRST, SECOND, OcpiWorld, run_ocpi

PLACE, OTHER = ("S1", "E01", "1"), ("S1", "E02", "1")
SEQ = "SIM000001202603021759000001"


def test_a_reservation_is_made_seen_and_given_up(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        commands = world.operator.commands
        until = world.runtime.wall() + timedelta(minutes=30)
        await commands.reserve("R1", PLACE, until)
        assert (await world.operator.statuses(["S1"]))[FIRST] is Status.RESERVED
        with pytest.raises(Refused, match="EVSE_OCCUPIED"):
            await commands.reserve("R2", PLACE, until)
        await commands.cancel_reservation("R1")
        assert (await world.operator.statuses(["S1"]))[FIRST] is Status.AVAILABLE
        with pytest.raises(Refused, match="UNKNOWN_RESERVATION"):
            await commands.cancel_reservation("R1")

    run_ocpi(scenario, tmp_path)


def test_a_reservation_ends_by_itself(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        soon = world.runtime.wall() + timedelta(seconds=60)
        await world.operator.commands.reserve("R1", PLACE, soon)
        await world.runtime.sleep(61)
        assert (await world.operator.statuses(["S1"]))[FIRST] is Status.AVAILABLE

    run_ocpi(scenario, tmp_path)


def test_who_has_not_reserved_cannot_start(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        until = world.runtime.wall() + timedelta(minutes=30)
        await world.operator.commands.reserve("R1", OTHER, until)
        world.plug(SECOND)
        await world.operator.commands.start(SEQ, OTHER)
        await world.runtime.sleep(1)
        assert not world.operator.commands.is_starting(SEQ)  # EVSE_OCCUPIED has come
        assert world.cable.starts == 0

    run_ocpi(scenario, tmp_path)


def test_what_is_not_supported_is_refused_at_once(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        with pytest.raises(Refused, match="NOT_SUPPORTED") as caught:
            await world.operator.commands.unlock(PLACE)
        assert caught.value.code == 1
        assert not world.operator.commands.has_sent("UNLOCK_CONNECTOR", "S1-E01-1")

    run_ocpi(scenario, tmp_path)


def test_a_result_that_never_comes_is_waited_for_as_long_as_was_said(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        await world.operator.prices(FIRST)
        world.ocpi_inbox_is_away()
        begun = world.runtime.now()
        with pytest.raises(Unreachable, match="no result came"):
            await world.operator.commands.cancel_reservation("R1")
        assert world.runtime.now() - begun == pytest.approx(30, abs=1)

    run_ocpi(scenario, tmp_path)


def test_a_start_is_under_way_until_its_time_is_over_or_its_result_is_there(
    tmp_path: Path,
) -> None:
    async def scenario(world: OcpiWorld) -> None:
        await world.operator.prices(FIRST)
        commands = world.operator.commands
        world.ocpi.behaviours["tenghe"].plan("START_SESSION", Mishap(Fault.DOWN))
        with pytest.raises(Unreachable):
            await commands.start(SEQ, PLACE)
        assert commands.is_starting(SEQ)  # nobody knows
        await world.runtime.sleep(29)
        assert commands.is_starting(SEQ)
        await world.runtime.sleep(2)
        assert not commands.is_starting(SEQ)
        assert commands.take_result("START_SESSION", SEQ, CommandResult("FAILED"))
        assert not commands.take_result("START_SESSION", SEQ, CommandResult("ACCEPTED"))

    run_ocpi(scenario, tmp_path)


def test_an_answer_that_is_no_word_of_the_standard_is_garbled(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        await world.operator.prices(FIRST)
        world.ocpi.behaviours["tenghe"].plan("START_SESSION", Mishap(Fault.TRUNCATED))
        with pytest.raises(Garbled):
            await world.operator.commands.start(SEQ, PLACE)

    run_ocpi(scenario, tmp_path)
