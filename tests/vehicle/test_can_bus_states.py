"""A CAN bus whose interface fails, vanishes and comes back: a real python-can bus made to do so."""

import asyncio
import errno
import queue
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import can
import pytest
from typing_extensions import override

from vehicle import can_bus
from vehicle.arming import Arming
from vehicle.can_bus import BusError, BusSpec, BusState, CanBus
from vehicle.frame import Frame

REAL = BusSpec("socketcan", "can0", bitrate=250_000)
OFF = can.Message(arbitration_id=0x40, is_error_frame=True, data=bytes(8))
RESTARTED = can.Message(arbitration_id=0x100, is_error_frame=True, data=bytes(8))
NO_ACK = can.Message(arbitration_id=0x20, is_error_frame=True, data=bytes(8))
FRAME = can.Message(arbitration_id=0x1808F456, data=b"\x01")
DOWN = can.CanOperationError("Error receiving: Network is down", errno.ENETDOWN)


class Adapter(can.BusABC):
    """An adapter that says and refuses what it is told to."""

    def __init__(self) -> None:
        super().__init__("can0")
        self.coming: queue.Queue[can.Message | Exception] = queue.Queue()
        self.refusal: Exception | None = None
        self.own_state = can.BusState.ACTIVE
        self.sent: list[can.Message] = []
        self.is_shut = False

    @override
    def send(self, msg: can.Message, timeout: float | None = None) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.sent.append(msg)

    @override
    def _recv_internal(self, timeout: float | None) -> tuple[can.Message | None, bool]:
        try:
            came = self.coming.get(timeout=timeout) if timeout else self.coming.get_nowait()
        except queue.Empty:
            return None, True
        if isinstance(came, Exception):
            raise came
        return came, True

    @property  # type: ignore[explicit-override] # mypy 2.4 sees no override on a setter
    @override
    def state(self) -> can.BusState:
        return self.own_state

    @state.setter
    def state(self, new_state: can.BusState) -> None:
        self.own_state = new_state

    @override
    def shutdown(self) -> None:
        super().shutdown()
        self.is_shut = True


@dataclass
class Bench:
    """The bus under test, the adapter behind it, and what it was told."""

    bus: CanBus
    adapters: list[Adapter]
    next_adapters: list[Adapter | Exception] = field(default_factory=list)
    states: "asyncio.Queue[BusState]" = field(default_factory=asyncio.Queue)

    async def becomes(self, *states: BusState) -> None:
        async with asyncio.timeout(5):
            assert tuple([await self.states.get() for _ in states]) == states


@asynccontextmanager
async def bench(spec: BusSpec = REAL, arming: Arming | None = None) -> AsyncIterator[Bench]:
    adapter = Adapter()
    made: list[Bench] = []

    def reopen() -> can.BusABC:
        if not made[0].next_adapters:
            raise OSError(errno.ENODEV, "No such device")
        following = made[0].next_adapters.pop(0)
        if isinstance(following, Exception):
            raise following
        made[0].adapters.append(following)
        return following

    bus = CanBus(spec, adapter, asyncio.get_running_loop(), arming, reopen)
    made.append(Bench(bus, [adapter]))
    bus.on_state = made[0].states.put_nowait
    yield made[0]
    bus.close()
    assert made[0].adapters[-1].is_shut


@pytest.fixture(autouse=True)
def _quick_retries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(can_bus, "FIRST_RETRY_S", 0.01)


async def test_a_controller_that_went_off_sends_nothing_until_it_was_restarted() -> None:
    async with bench() as it:
        it.adapters[0].coming.put(OFF)
        await it.becomes(BusState.BUS_OFF)
        with pytest.raises(BusError, match="'can0': is off"):
            it.bus.send(Frame(1, b""))
        it.adapters[0].coming.put(RESTARTED)
        await it.becomes(BusState.ACTIVE)
        it.bus.send(Frame(1, b""))
        assert len(it.adapters[0].sent) == 1


async def test_a_frame_of_another_node_shows_that_the_bus_works_again() -> None:
    async with bench() as it:
        for error in (OFF, NO_ACK):
            it.adapters[0].coming.put(error)
            it.adapters[0].coming.put(FRAME)
        await it.becomes(
            BusState.BUS_OFF, BusState.ACTIVE, BusState.NO_ACKNOWLEDGE, BusState.ACTIVE
        )


async def test_a_full_buffer_means_that_nobody_acknowledges_until_it_drains() -> None:
    async with bench() as it:
        it.adapters[0].refusal = can.CanOperationError("Transmit buffer full")
        with pytest.raises(BusError, match="Transmit buffer full"):
            it.bus.send(Frame(1, b""))
        assert it.bus.state is BusState.NO_ACKNOWLEDGE
        it.adapters[0].refusal = None
        it.bus.send(Frame(1, b""))
        await it.becomes(BusState.NO_ACKNOWLEDGE, BusState.ACTIVE)


async def test_error_frames_of_other_makers_are_not_read_as_those_of_linux() -> None:
    async with bench(BusSpec("pcan", "PCAN_USBBUS1", 250_000)) as it:
        heard = asyncio.Event()
        it.bus.subscribe(lambda _: heard.set())
        it.adapters[0].coming.put(OFF)
        it.adapters[0].coming.put(FRAME)
        async with asyncio.timeout(5):
            await heard.wait()
        assert it.states.empty()


async def test_an_adapter_that_says_error_is_opened_anew() -> None:
    async with bench() as it:
        it.next_adapters.append(Adapter())
        it.adapters[0].own_state = can.BusState.PASSIVE
        await it.becomes(BusState.PASSIVE)
        it.adapters[0].own_state = can.BusState.ERROR
        await it.becomes(BusState.BUS_OFF, BusState.ACTIVE)
        assert it.adapters[0].is_shut
        it.bus.send(Frame(1, b""))
        assert len(it.adapters[1].sent) == 1


async def test_a_vanished_interface_is_opened_again_until_it_is_back() -> None:
    async with bench() as it:
        heard = asyncio.Event()
        it.bus.subscribe(lambda _: heard.set())
        # Not there, then there but still down, then well.
        still_down, back = Adapter(), Adapter()
        still_down.coming.put(DOWN)
        it.next_adapters += [OSError(errno.ENODEV, "No such device"), still_down, back]
        it.adapters[0].coming.put(DOWN)
        await it.becomes(BusState.GONE)
        with pytest.raises(BusError, match="'can0': is gone"):
            it.bus.send(Frame(1, b""))
        await it.becomes(BusState.ACTIVE)
        assert [adapter.is_shut for adapter in it.adapters] == [True, True, False]
        back.coming.put(FRAME)
        async with asyncio.timeout(5):
            await heard.wait()


async def test_a_send_finds_out_too_that_the_interface_is_gone() -> None:
    async with bench() as it:
        it.adapters[0].refusal = OSError(errno.ENODEV, "No such device")
        it.next_adapters.append(Adapter())
        with pytest.raises(BusError, match="No such device"):
            it.bus.send(Frame(1, b""))
        await it.becomes(BusState.GONE, BusState.ACTIVE)


async def test_a_garbled_datagram_is_survived_and_a_dead_reader_is_gone() -> None:
    async with bench() as it:
        garbled = can.CanOperationError("bad datagram")
        for _ in range(19):
            it.adapters[0].coming.put(garbled)
        heard = asyncio.Event()
        it.bus.subscribe(lambda _: heard.set())
        it.adapters[0].coming.put(FRAME)
        async with asyncio.timeout(5):
            await heard.wait()
        assert it.bus.state is BusState.ACTIVE
        for _ in range(20):
            it.adapters[0].coming.put(garbled)
        await it.becomes(BusState.GONE)


async def test_nothing_is_sent_on_a_bus_that_may_be_real_until_it_is_armed() -> None:
    arming = Arming()
    async with bench(REAL, arming) as it:
        assert it.bus.state is BusState.UNARMED
        with pytest.raises(BusError, match=r"is listened to only: sending was not allowed \(--arm"):
            it.bus.send(Frame(1, b""))
        assert it.adapters[0].sent == []
        arming.set(is_armed=True)
        it.bus.send(Frame(1, b""))
        arming.set(is_armed=False)
        with pytest.raises(BusError):
            it.bus.send(Frame(1, b""))
        await it.becomes(BusState.ACTIVE, BusState.UNARMED)
        assert len(it.adapters[0].sent) == 1


async def test_a_bus_off_is_told_even_where_only_listened_to() -> None:
    async with bench(REAL, Arming()) as it:
        it.adapters[0].coming.put(OFF)
        await it.becomes(BusState.BUS_OFF)


async def test_an_adapter_that_can_be_silent_is_opened_anew_when_it_is_armed() -> None:
    arming = Arming()
    async with bench(BusSpec("pcan", "PCAN_USBBUS1", 250_000), arming) as it:
        it.adapters[0].own_state = can.BusState.PASSIVE  # how PCAN calls listening only
        it.next_adapters.append(Adapter())
        arming.set(is_armed=True)
        await _until(lambda: len(it.adapters) == 2)
        await _until(lambda: it.bus.state is BusState.ACTIVE)
        assert it.adapters[0].is_shut


@pytest.mark.parametrize("spec", [BusSpec(), BusSpec("udp_multicast", "239.74.163.2", port=43978)])
def test_what_stays_on_this_machine_needs_no_arming(spec: BusSpec) -> None:
    assert spec.is_soft


def test_a_multicast_that_leaves_this_machine_needs_arming() -> None:
    assert not BusSpec("udp_multicast", "239.74.163.2", port=43978, hop_limit=1).is_soft


async def _until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not holds():
            await asyncio.sleep(0.01)
