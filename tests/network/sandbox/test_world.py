"""The bench's wishes: what is refused, and where the cable is."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from network.bench import BenchError, Plug
from network.bench import World as WorldState
from network.keys import resolve
from network.sandbox.behaviour import Vice
from network.sandbox.day_book import DayBook
from network.sandbox.outbox import Outbox
from network.sandbox.world import Line, World
from network.stations import Connector, Station, Status
from tests.network.small_world import STATION, SmallWorld, gun, run

GUNS = {
    ("tenghe", "A01"): gun("A01"),
    ("tenghe", "B01"): replace(gun("B01"), is_dc=False),
    ("tenghe", "C01"): gun("C01", Status.CHARGING),
    ("partner", "A01"): gun("A01"),
}


class Guns:
    """An inventory of four connectors; `partner` has no interface."""

    def connector(self, operator_id: str, connector_id: str) -> tuple[Station, Connector] | None:
        found = GUNS.get((operator_id, connector_id))
        return None if found is None else (STATION, found)

    def station_by_id(self, operator_id: str, station_id: str) -> Station | None:
        del operator_id, station_id
        return STATION


class Desk:
    """Hands that note what they did; `is_locked` keeps the cable in."""

    def __init__(self) -> None:
        self.plugged: list[str] = []
        self.faults: list[tuple[str, bool]] = []
        self.models: list[str] = []
        self.is_locked = False

    def state(self) -> WorldState:
        return WorldState(31.2, 121.3, 40.0, is_moving=False)

    def drive(self, lat: float, lon: float) -> None:
        """Stay."""

    def set_soc(self, soc_pct: float) -> None:
        """Keep the charge."""

    def set_fault(self, name: str, *, is_on: bool) -> None:
        self.faults.append((name, is_on))

    def plug(self, connector: Connector, line: Line) -> None:
        line.plugged(is_plugged=True)
        self.plugged.append(connector.id)

    def choose_model(self, name: str) -> None:
        self.models.append(name)

    def unplug(self) -> None:
        if self.is_locked:
            raise BenchError("locked")

    def start(self) -> bool:
        return True

    def stop(self) -> None:
        """Nothing charges."""


def world_of(desk: Desk, small: SmallWorld) -> World:
    return World(desk, small.sandbox, Guns(), DayBook(), small.runtime.wall)


@pytest.mark.parametrize(
    ("operator_id", "connector_id", "key"),
    [
        ("tenghe", "Z99", "no_such_connector"),
        ("nobody", "A01", "no_such_connector"),
        ("partner", "A01", "no_interface"),
        ("tenghe", "C01", "occupied"),
    ],
)
def test_a_cable_that_cannot_be_put_in_is_refused_and_nothing_moves(
    tmp_path: Path, operator_id: str, connector_id: str, key: str
) -> None:
    async def scenario(small: SmallWorld) -> None:
        desk = Desk()
        world = world_of(desk, small)
        with pytest.raises(BenchError) as caught:
            world.plug(operator_id, connector_id)
        assert caught.value.key == key
        assert desk.plugged == []
        assert (world.state().operator_id, world.state().connector_id) == ("", "")

    run(scenario, tmp_path)


def test_an_ac_cable_goes_in_as_a_dc_one_does(tmp_path: Path) -> None:
    async def scenario(small: SmallWorld) -> None:
        desk = Desk()
        world_of(desk, small).plug("tenghe", "B01")
        assert desk.plugged == ["B01"]

    run(scenario, tmp_path)


def test_a_fault_is_passed_on_to_the_car(tmp_path: Path) -> None:
    async def scenario(small: SmallWorld) -> None:
        desk = Desk()
        world_of(desk, small).set_fault("trigger", is_on=True)
        assert desk.faults == [("trigger", True)]

    run(scenario, tmp_path)


def test_an_operator_takes_up_a_vice_and_gives_it_up(tmp_path: Path) -> None:
    async def scenario(small: SmallWorld) -> None:
        world = world_of(Desk(), small)
        world.misbehave("tenghe", "lie", is_on=True)
        assert small.sandbox.behaviours["tenghe"].vices == {Vice.LIE}
        assert small.sandbox.behaviours["xpeng"].vices == set()
        world.misbehave("tenghe", "lie", is_on=False)
        assert small.sandbox.behaviours["tenghe"].vices == set()

    run(scenario, tmp_path)


@pytest.mark.parametrize(
    ("operator_id", "vice", "key"),
    [("nobody", "lie", "no_such_operator"), ("tenghe", "sing", "no_such_vice")],
)
def test_what_cannot_misbehave_so_is_said(
    tmp_path: Path, operator_id: str, vice: str, key: str
) -> None:
    async def scenario(small: SmallWorld) -> None:
        with pytest.raises(BenchError) as caught:
            world_of(Desk(), small).misbehave(operator_id, vice, is_on=True)
        assert caught.value.key == key

    run(scenario, tmp_path)


@pytest.mark.parametrize(
    "url", ["nonsense", "file:///etc/passwd", "http://127.0.0.1:99999/evcs/v1", "http://[::1/x"]
)
def test_operators_are_not_sent_to_an_address_that_is_none(tmp_path: Path, url: str) -> None:
    async def scenario(small: SmallWorld) -> None:
        world = world_of(Desk(), small)
        with pytest.raises(BenchError) as caught:
            world.attach(url)
        assert caught.value.key == "no_such_address"
        # Told so past the bench, they find that nobody is reached, and go on.
        keys = {"tenghe": resolve("sandbox:tenghe", {})}
        outbox = Outbox(keys, small.wire, small.runtime, small.sandbox.behaviours)
        outbox.attach(url)
        profile = small.directory.profiles["tenghe"]
        assert await outbox.ask(profile, "notification_stationStatus", Plug("", ""), Plug) is None
        world.attach("")

    run(scenario, tmp_path)


def test_a_model_is_chosen_by_the_hands(tmp_path: Path) -> None:
    async def scenario(small: SmallWorld) -> None:
        desk = Desk()
        world_of(desk, small).choose_model("dc_25_60_kw_500_v")
        assert desk.models == ["dc_25_60_kw_500_v"]

    run(scenario, tmp_path)


def test_the_state_tells_where_the_cable_is_until_it_is_out(tmp_path: Path) -> None:
    async def scenario(small: SmallWorld) -> None:
        desk = Desk()
        world = world_of(desk, small)
        world.plug("tenghe", "A01")
        assert desk.plugged == ["A01"]
        assert (world.state().operator_id, world.state().connector_id) == ("tenghe", "A01")
        world.unplug()
        assert (world.state().operator_id, world.state().connector_id) == ("", "")

    run(scenario, tmp_path)


def test_a_cable_that_is_locked_stays_where_it_is(tmp_path: Path) -> None:
    async def scenario(small: SmallWorld) -> None:
        desk = Desk()
        world = world_of(desk, small)
        world.plug("tenghe", "A01")
        desk.is_locked = True
        with pytest.raises(BenchError, match="locked"):
            world.unplug()
        assert (world.state().operator_id, world.state().connector_id) == ("tenghe", "A01")

    run(scenario, tmp_path)


def test_the_day_of_the_operators_is_turned_and_told(tmp_path: Path) -> None:
    async def scenario(small: SmallWorld) -> None:
        book = DayBook(date(2025, 4, 28))
        world = World(Desk(), small.sandbox, Guns(), book, small.runtime.wall)
        assert world.state().day == "2025-04-28"
        world.as_of("2025-07-09")
        assert (world.state().day, book.turns[0].at) == ("2025-07-09", small.runtime.wall())
        world.as_of("")
        assert (world.state().day, book.day) == ("", None)
        for text in ("9 July", "20250428", "2025-W18-1", "0001-01-01"):
            with pytest.raises(BenchError) as refused:
                world.as_of(text)
            assert refused.value.key == "no_such_day"
        assert book.day is None

    run(scenario, tmp_path)
