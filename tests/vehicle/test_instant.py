import asyncio
from collections import Counter, defaultdict
from collections.abc import Callable
from contextvars import Context
from typing import TypeVarTuple

from typing_extensions import override

from tests.vehicle.bench import bench
from vehicle.can_bus import CanBus
from vehicle.instant import MOST_ERRANDS, Instant
from vehicle.time_jump import TimeJumpLoop

Ts = TypeVarTuple("Ts")
TP_CM_OF_THE_PILE = 0x1CECF456
"""CTS and EndOfMsgAck (SAE J1939-21: PGN 0xEC00, from 0x56 to 0xF4)."""


class CountingLoop(TimeJumpLoop):
    """Counts the passes that are asked for, by the loop's time."""

    def __init__(self) -> None:
        self.passes: Counter[float] = Counter()
        super().__init__()

    @override
    def call_soon(
        self, callback: Callable[[*Ts], object], *args: *Ts, context: Context | None = None
    ) -> asyncio.Handle:
        self.passes[self.time()] += 1
        return super().call_soon(callback, *args, context=context)


async def test_what_an_errand_asks_for_follows_in_the_same_callback_in_its_order() -> None:
    instant, done = Instant.of(asyncio.get_running_loop()), list[str]()

    def first() -> None:
        instant.then(lambda: done.append("answer to the first"))
        done.append("first")

    instant.then(first)
    instant.then(lambda: done.append("second"))
    assert done == []
    await asyncio.sleep(0)
    assert done == ["first", "second", "answer to the first"]
    assert instant.is_settled


async def test_an_errand_that_raises_holds_up_no_other() -> None:
    loop, told, done = asyncio.get_running_loop(), list[object](), list[int]()
    loop.set_exception_handler(lambda _, context: told.append(type(context["exception"])))
    instant = Instant.of(loop)
    instant.then(lambda: [][0])
    instant.then(lambda: done.append(2))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert (told, done) == ([IndexError], [2])


async def test_errands_without_end_leave_the_loop_its_turn() -> None:
    instant, done = Instant.of(asyncio.get_running_loop()), list[int]()

    def again() -> None:
        done.append(1)
        if len(done) < 2 * MOST_ERRANDS:
            instant.then(again)

    instant.then(again)
    await asyncio.sleep(0)
    assert len(done) == MOST_ERRANDS
    await asyncio.sleep(0)
    assert len(done) == 2 * MOST_ERRANDS


async def test_all_on_one_loop_share_one_instant_and_another_loop_has_its_own() -> None:
    other = asyncio.new_event_loop()
    mine, others = Instant.of(asyncio.get_running_loop()), Instant.of(other)
    assert mine is Instant.of(asyncio.get_running_loop())
    assert others is not mine
    other.close()


def test_a_frame_and_its_answer_take_one_pass_of_the_loop() -> None:
    """At each pass a busy thread may take the interpreter lock."""
    loop = CountingLoop()

    async def charge() -> dict[float, list[tuple[int, int]]]:
        """Gives for every instant each frame's id, and how many passes had been asked for."""
        heard = defaultdict[float, list[tuple[int, int]]](list)
        async with bench() as desk:
            desk.plug()
            desk.pile.start(desk.clock.now())
            await desk.until(lambda: desk.car.is_charging, 30)
            await desk.clock.sleep(1.0)
            listener = CanBus.open(desk.charging_bus)
            listener.subscribe(
                lambda frame: heard[desk.clock.now()].append((frame.id, loop.passes.total()))
            )
            loop.passes.clear()
            await desk.clock.sleep(10.0)
            listener.close()
        return heard

    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        heard = runner.run(charge())
    answered = [at for at, frames in heard.items() if TP_CM_OF_THE_PILE in dict(frames)]
    # BCS comes every 250 ms (GB/T 27930-2015), each with one CTS and one EndOfMsgAck.
    assert len(answered) >= 78
    assert all(len(heard[at]) >= 2 for at in answered)
    assert all(len({passes for _, passes in frames}) == 1 for frames in heard.values())
    # One for each instant, to serve others before the next; some lie within a loop time's grain.
    assert loop.passes.total() < 1.5 * len(loop.passes)
