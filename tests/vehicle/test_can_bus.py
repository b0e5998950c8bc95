import asyncio

import can
import pytest

from tests.vehicle.test_time_jump import run_jumping
from vehicle.can_bus import BusError, BusSpec, CanBus
from vehicle.frame import Frame

POLLED = BusSpec("virtual", "test-polled", polled=True)
THREADED = BusSpec("virtual", "test-threaded")


async def until(ready: asyncio.Event) -> None:
    async with asyncio.timeout(5):
        await ready.wait()


def test_polled_peers_receive_without_a_thread_and_without_time_passing() -> None:
    async def exchange() -> tuple[list[bytes], float]:
        sender, receiver = CanBus.open(POLLED), CanBus.open(POLLED)
        heard: list[bytes] = []
        receiver.subscribe(lambda frame: heard.append(frame.data))
        for number in range(3):
            sender.send(Frame(0x1826F456, bytes([number])))
        await asyncio.sleep(0)
        sender.close()
        receiver.close()
        return heard, asyncio.get_running_loop().time()

    assert run_jumping(exchange()) == ([b"\x00", b"\x01", b"\x02"], 0.0)


async def test_threaded_peers_receive_every_frame_in_order() -> None:
    sender, receiver = CanBus.open(THREADED), CanBus.open(THREADED)
    heard: list[int] = []
    complete = asyncio.Event()

    def note(frame: Frame) -> None:
        heard.append(frame.id)
        if len(heard) == 500:
            complete.set()

    receiver.subscribe(note)
    for number in range(500):
        sender.send(Frame(number, b""))
    await until(complete)
    assert heard == list(range(500))
    sender.close()
    receiver.close()


async def test_a_polled_bus_hears_a_threaded_one_on_the_same_channel() -> None:
    sender = CanBus.open(THREADED)
    receiver = CanBus.open(BusSpec("virtual", "test-threaded", polled=True))
    heard: list[Frame] = []
    receiver.subscribe(heard.append)
    sender.send(Frame(0x321, b"\x01\x02", extended=False))
    await asyncio.sleep(0)
    assert [(frame.id, frame.data, frame.extended) for frame in heard] == [
        (0x321, b"\x01\x02", False)
    ]
    sender.close()
    receiver.close()


async def test_nothing_is_heard_after_unsubscribing() -> None:
    sender, receiver = CanBus.open(POLLED), CanBus.open(POLLED)
    heard: list[Frame] = []
    receiver.subscribe(heard.append)()
    sender.send(Frame(1, b""))
    await asyncio.sleep(0)
    assert heard == []
    sender.close()
    receiver.close()


@pytest.mark.parametrize("spec", [POLLED, THREADED])
async def test_remote_and_error_frames_and_can_fd_are_not_delivered(spec: BusSpec) -> None:
    receiver, marker = CanBus.open(spec), asyncio.Event()
    heard: list[int] = []
    receiver.subscribe(lambda frame: heard.append(frame.id))
    receiver.subscribe(lambda _frame: marker.set())
    with can.Bus(interface="virtual", channel=spec.channel, ignore_config=True) as foreign:
        foreign.send(can.Message(arbitration_id=1, is_remote_frame=True))
        foreign.send(can.Message(arbitration_id=2, is_error_frame=True))
        foreign.send(can.Message(arbitration_id=3, is_fd=True, data=bytes(12)))
        foreign.send(can.Message(arbitration_id=4))
        poke = CanBus.open(spec)
        poke.send(Frame(5, b""))
        await until(marker)
    await asyncio.sleep(0)
    assert heard in ([4, 5], [4])
    poke.close()
    receiver.close()


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        (BusSpec("nonsense", "x"), "CAN interface 'nonsense', channel 'x': "),
        (BusSpec("socketcan", "can9"), "CAN interface 'socketcan', channel 'can9': "),
        (BusSpec("socketcan", "can9", polled=True), "only the virtual interface can be polled"),
        (BusSpec("udp_multicast", "10.0.0.1", port=43977), "channel '10.0.0.1': "),
        # Without pyserial its module prints, when first imported, that it has none.
        (BusSpec("seeedstudio", "/dev/no", 250_000), "channel '/dev/no': "),
        (BusSpec("pcan", "PCAN_USBBUS1", 250_000), "CAN interface 'pcan', channel 'PCAN_USBBUS1'"),
    ],
)
async def test_a_bus_that_cannot_be_opened_gives_one_line(
    spec: BusSpec, words: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(BusError) as caught:
        CanBus.open(spec)
    assert "".join(capfd.readouterr()) == ""
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


async def test_a_multicast_bus_does_not_hear_itself_but_its_peers() -> None:
    spec = BusSpec("udp_multicast", "239.74.163.77", port=43977)
    try:
        first, second = CanBus.open(spec), CanBus.open(spec)
        first.send(Frame(0x100, b"first"))
    except BusError as error:
        pytest.skip(f"no multicast on this machine: {error}")
    heard: dict[str, list[bytes]] = {"first": [], "second": []}
    answered = asyncio.Event()

    def answer(frame: Frame) -> None:
        heard["second"].append(frame.data)
        second.send(Frame(0x101, b"second"))

    second.subscribe(answer)
    first.subscribe(lambda frame: heard["first"].append(frame.data))
    first.subscribe(lambda _frame: answered.set())
    await until(answered)
    first.close()
    second.close()
    assert heard == {"first": [b"second"], "second": [b"first"]}
