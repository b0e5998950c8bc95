"""What the driver of scripts chooses, and says when it cannot go on; whole scripts: scenarios."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.applications import Starlette

from network.bench import BenchClient, BenchError
from network.bench import World as WorldState
from network.sandbox.bench_app import HOST, BenchApp
from network.stations import Access, Connector, Station, single_piles
from tests.network.small_world import STATION, SmallWorld, gun, run
from ui.script_driver import ScriptDriver
from vehicle.car import Car
from vehicle.car_link import CarLink
from vehicle.driver import Clock
from vehicle.frame import Frame
from vehicle.harness.player import RigError
from vehicle.harness.script import Wanted
from vehicle.trim import VEHICLES, Trim
from vehicle.vehicle_bus import VehicleBus

SU7_MAX = VEHICLES / "su7_max.toml"
# Nearest first: AC only, a slow one for remote starts only, and one of 250 kW at 31.194, 121.320.
AC = replace(STATION, id="S2", equipment=single_piles([replace(gun("B01"), is_dc=False)]))
SLOW_GUN = replace(gun("C01"), power_kw=60.0, access=Access.REMOTE)
SLOW = replace(STATION, id="S3", equipment=single_piles([SLOW_GUN]))


class Bus:
    """A vehicle bus on which the test speaks for the car."""

    def __init__(self) -> None:
        self.arrive: Callable[[Frame], None] = lambda _: None

    def send(self, frame: Frame) -> None:
        raise AssertionError(f"nobody wished for anything: {frame}")

    def subscribe(self, callback: Callable[[Frame], None]) -> Callable[[], None]:
        self.arrive = callback
        return lambda: None


class Stations:
    """Three stations, the nearest first."""

    def __init__(self) -> None:
        self.all = (AC, SLOW, STATION)

    def nearest(self, lat: float, lon: float, count: int) -> Iterable[int]:
        del lat, lon
        return range(len(self.all))[:count]

    def station(self, row: int) -> Station:
        return self.all[row]

    def connector(self, operator_id: str, connector_id: str) -> tuple[Station, Connector] | None:
        del operator_id, connector_id
        return None


class Desk:
    """A world that notes where the car was sent; it arrives at once, if at all."""

    def __init__(self) -> None:
        self.driven: list[tuple[float, float]] = []
        self.is_stuck = False
        self.faults: list[tuple[str, bool]] = []

    def state(self) -> WorldState:
        return WorldState(31.2, 121.3, 40.0, is_moving=self.is_stuck)

    def drive(self, lat: float, lon: float) -> None:
        self.driven.append((lat, lon))

    def plug(self, operator_id: str, connector_id: str) -> None:
        raise BenchError("occupied", f"{operator_id}/{connector_id}")

    def unplug(self) -> None:
        raise BenchError("locked")

    def set_fault(self, name: str, *, is_on: bool) -> None:
        self.faults.append((name, is_on))

    def set_soc(self, soc_pct: float) -> None:
        """Keep the charge."""

    def choose_model(self, name: str) -> None:
        """Plug in what stands there."""

    def attach(self, inbox_url: str) -> None:
        """Nobody pushes."""

    def as_of(self, day: str) -> None:
        """Nobody sells."""

    def misbehave(self, operator_id: str, vice: str, *, is_on: bool) -> None:
        """Nobody sells."""


class Rig:
    """A driver in a small world, with a car that has just spoken, or never has."""

    def __init__(self, small: SmallWorld, *, is_heard: bool = True) -> None:
        self.desk, self.wire, bus = Desk(), small.wire, Bus()
        small.wire.route(HOST, BenchApp(self.desk).app)
        bench = BenchClient(small.wire, f"http://{HOST}")
        link = CarLink(VehicleBus.load(SU7_MAX), bus, Clock(asyncio.get_running_loop()))
        self.driver = ScriptDriver(
            link, small.session, bench, small.journal, Stations(), small.runtime
        )
        if is_heard:
            for frame in Car(Trim.load(SU7_MAX), VehicleBus.load(SU7_MAX)).vehicle.due(0.0):
                bus.arrive(frame)


def play(folder: Path, story: Callable[[Rig], Awaitable[None]], *, is_heard: bool = True) -> None:
    async def scenario(small: SmallWorld) -> None:
        await story(Rig(small, is_heard=is_heard))

    run(scenario, folder)


@pytest.mark.parametrize(
    ("wanted", "station"),
    [
        (Wanted(), SLOW),
        (Wanted(at_least_kw=250), STATION),
        (Wanted(plug_and_charge=True), STATION),
        (Wanted(is_dc=False), AC),
    ],
    ids=["any", "250 kW", "plug and charge", "ac"],
)
def test_the_nearest_connector_that_fits_is_driven_to(
    tmp_path: Path, wanted: Wanted, station: Station
) -> None:
    async def story(rig: Rig) -> None:
        said = await rig.driver.drive(wanted)
        connector = station.connectors[0]
        assert said.startswith(f"tenghe/{connector.id} ")
        assert rig.desk.driven == [(31.194, 121.320)]

    play(tmp_path, story)


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        (Wanted(at_least_kw=900), "nearest stations fits"),
        (Wanted("tenghe", "Z99"), "tenghe/Z99 does not exist"),
    ],
)
def test_what_is_not_there_is_not_driven_to(tmp_path: Path, wanted: Wanted, reason: str) -> None:
    async def story(rig: Rig) -> None:
        with pytest.raises(RigError, match=reason):
            await rig.driver.drive(wanted)
        assert rig.desk.driven == []

    play(tmp_path, story)


def test_a_car_that_does_not_arrive_within_60_s_is_given_up(tmp_path: Path) -> None:
    async def story(rig: Rig) -> None:
        rig.desk.is_stuck = True
        with pytest.raises(RigError, match="did not arrive"):
            await rig.driver.drive(Wanted())
        assert 60.0 < rig.driver.now() < 62.0

    play(tmp_path, story)


def test_a_car_that_is_not_heard_within_3_s_is_given_up(tmp_path: Path) -> None:
    async def story(rig: Rig) -> None:
        with pytest.raises(RigError, match="the car is not heard"):
            await rig.driver.listen()
        assert 3.0 < rig.driver.now() < 3.3

    play(tmp_path, story, is_heard=False)


def test_a_refusal_of_the_bench_is_told_with_its_reason(tmp_path: Path) -> None:
    async def story(rig: Rig) -> None:
        with pytest.raises(RigError, match="occupied: tenghe/C01"):
            await rig.driver.plug(Wanted())

    play(tmp_path, story)


def test_a_lock_that_does_not_let_go_within_60_s_is_told(tmp_path: Path) -> None:
    async def story(rig: Rig) -> None:
        with pytest.raises(RigError, match="locked"):
            await rig.driver.unplug()
        assert 60.0 < rig.driver.now() < 62.0

    play(tmp_path, story)


def test_what_a_script_breaks_is_broken_at_the_desk(tmp_path: Path) -> None:
    async def story(rig: Rig) -> None:
        await rig.driver.set_fault("trigger", is_on=True)
        assert rig.desk.faults == [("trigger", True)]

    play(tmp_path, story)


def test_buttons_that_are_not_there_cannot_be_pressed(tmp_path: Path) -> None:
    async def story(rig: Rig) -> None:
        with pytest.raises(RigError, match="drive first"):
            await rig.driver.start()
        with pytest.raises(RigError, match="nothing charges"):
            await rig.driver.stop()
        assert rig.driver.bill() == []

    play(tmp_path, story)


def test_what_is_known_of_car_pile_and_operator_is_told_a_line_each(tmp_path: Path) -> None:
    async def story(rig: Rig) -> None:
        assert await rig.driver.account() == ["car: ASLEEP", "pile: no cable is in"]

    play(tmp_path, story)


def test_a_bench_that_does_not_answer_hides_nothing_of_the_car(tmp_path: Path) -> None:
    async def story(rig: Rig) -> None:
        rig.wire.route(HOST, Starlette())
        car, pile = await rig.driver.account()
        assert car == "car: ASLEEP"
        assert pile.startswith("pile: not known (")

    play(tmp_path, story)
