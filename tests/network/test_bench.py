"""The desk moves the world over HTTP, and hears why it would not."""

import pytest

from network.bench import BenchClient, BenchError, World
from network.sandbox.bench_app import HOST, BenchApp
from network.wire import Wire


class Desk:
    """A world that writes down what it was told."""

    def __init__(self) -> None:
        self.told: list[object] = []

    def state(self) -> World:
        return World(31.0, 121.0, 40.0, is_moving=False)

    def drive(self, lat: float, lon: float) -> None:
        self.told.append(("drive", lat, lon))

    def plug(self, operator_id: str, connector_id: str) -> None:
        self.told.append(("plug", operator_id, connector_id))

    def unplug(self) -> None:
        raise BenchError("locked", "the port is locked")

    def set_soc(self, soc_pct: float) -> None:
        self.told.append(("soc", soc_pct))

    def set_fault(self, name: str, *, is_on: bool) -> None:
        self.told.append(("fault", name, is_on))

    def choose_model(self, name: str) -> None:
        self.told.append(("model", name))

    def attach(self, inbox_url: str) -> None:
        self.told.append(("attach", inbox_url))

    def as_of(self, day: str) -> None:
        self.told.append(("as-of", day))

    def misbehave(self, operator_id: str, vice: str, *, is_on: bool) -> None:
        self.told.append(("misbehave", operator_id, vice, is_on))


async def test_every_wish_arrives() -> None:
    desk = Desk()
    wire = Wire({HOST: BenchApp(desk).app})
    client = BenchClient(wire, f"http://{HOST}")
    await client.drive(31.2, 121.5)
    await client.plug("tenghe", "A01")
    await client.set_soc(55.0)
    await client.set_fault("lock-stuck", is_on=True)
    await client.choose_model("dc_25_60_kw_500_v")
    await client.attach("http://127.0.0.1:1/evcs/v1")
    await client.misbehave("tenghe", "lie")
    await client.as_of("2025-07-09")
    assert desk.told == [
        ("drive", 31.2, 121.5),
        ("plug", "tenghe", "A01"),
        ("soc", 55.0),
        ("fault", "lock-stuck", True),
        ("model", "dc_25_60_kw_500_v"),
        ("attach", "http://127.0.0.1:1/evcs/v1"),
        ("misbehave", "tenghe", "lie", True),
        ("as-of", "2025-07-09"),
    ]
    assert (await client.state()).soc_pct == 40.0
    await wire.aclose()


async def test_a_refused_wish_says_why() -> None:
    wire = Wire({HOST: BenchApp(Desk()).app})
    with pytest.raises(BenchError) as caught:
        await BenchClient(wire, f"http://{HOST}").unplug()
    assert (caught.value.key, caught.value.detail) == ("locked", "the port is locked")
    await wire.aclose()


async def test_a_wish_that_is_no_wish_is_refused() -> None:
    wire = Wire({HOST: BenchApp(Desk()).app})
    answer = await wire.post_json(f"http://{HOST}/bench/soc", b'{"soc_pct":"x"}', {}, "world")
    assert b'"error":"bad_request"' in answer
    await wire.aclose()


async def test_a_world_that_is_not_there_is_unreachable() -> None:
    wire = Wire()
    with pytest.raises(BenchError, match="unreachable"):
        await BenchClient(wire, "http://127.0.0.1:1").state()
    await wire.aclose()
