"""Disturb transfers at random, and hold the receiver to an oracle written from J1939-21 alone."""

import random

import pytest

from vehicle.frame import Frame
from vehicle.gbt27930.steps import NEVER
from vehicle.gbt27930.transport import LONGEST, Delivery, Receiver

CAR_CM, CAR_DT = 0x1CEC56F4, 0x1CEB56F4
#: The lengths of BCS, BCP, BRM of 2011 and 2015, BMV of 198 cells, and the longest there is.
LENGTHS = (9, 13, 41, 49, 396, LONGEST)


def _transfer(pgn: int, data: bytes) -> list[Frame]:
    total = -(-len(data) // 7)
    size = len(data).to_bytes(2, "little")
    rts = b"\x10" + size + bytes((total, 0xFF)) + pgn.to_bytes(3, "little")
    parts = (data[at : at + 7].ljust(7, b"\xff") for at in range(0, len(data), 7))
    packets = [Frame(CAR_DT, bytes((n,)) + part) for n, part in enumerate(parts, 1)]
    return [Frame(CAR_CM, rts), *packets]


def _disturb(frames: list[Frame], extra: Frame, chance: random.Random) -> list[Frame]:
    """Swap, double, lose, cut, repeat from the start, or bring in one packet too many."""
    frames = list(frames)
    at = chance.randrange(len(frames))
    match chance.randrange(7):
        case 0:
            other = chance.randrange(len(frames))
            frames[at], frames[other] = frames[other], frames[at]
        case 1:
            frames.insert(chance.randrange(len(frames)), frames[at])
        case 2:
            del frames[at]
        case 3:
            frames[at] = frames[at]._replace(data=frames[at].data[: chance.randrange(8)])
        case 4:
            frames[at:at] = frames[: at + 1]
        case 5:
            frames.insert(at, extra)
        case _:
            chance.shuffle(frames)
    return frames


@pytest.mark.parametrize("seed", range(8))
def test_no_disturbance_delivers_other_bytes_than_were_sent(seed: int) -> None:
    chance = random.Random(seed)
    receiver = Receiver(0x56, 0xF4)
    delivered = 0
    for _ in range(400):
        data = chance.randbytes(chance.choice(LENGTHS[:5] if chance.random() < 0.98 else LENGTHS))
        frames = _transfer(0x1100, data)
        extra = Frame(CAR_DT, bytes((len(frames) % 256,)) + bytes(7))
        for _ in range(chance.randrange(3)):
            frames = _disturb(frames, extra, chance)
        for frame in frames:
            _, delivery = receiver.receive(frame, 0.0)
            assert delivery in {None, Delivery(0x1100, data)}
            delivered += delivery is not None
        receiver.cancel()
    assert delivered > 150  # of 400: a third of them was not disturbed at all


class Oracle:
    """Judge from the frames alone what may be delivered: the transfer announced last, in order."""

    def __init__(self) -> None:
        self.announced: tuple[int, int, int] | None = None
        self.parts: list[bytes] = []

    def takes(self, frame: Frame) -> Delivery | None:
        """Say what this frame completes."""
        data = frame.data
        if frame.id == CAR_CM and len(data) == 8:
            pgn = data[5] | data[6] << 8 | data[7] << 16
            size, total = data[1] | data[2] << 8, data[3]
            if data[0] == 0x10:
                is_good = 1 <= size <= 1785 and 7 * (total - 1) < size <= 7 * total
                self.announced, self.parts = ((pgn, size, total) if is_good else None), []
            elif data[0] == 0xFF and self.announced and self.announced[0] == pgn:
                self.announced = None
        elif frame.id == CAR_DT and data and self.announced:
            return self._packet(data)
        return None

    def _packet(self, data: bytes) -> Delivery | None:
        assert self.announced is not None
        pgn, size, total = self.announced
        number, part = data[0], data[1:]
        if 1 <= number <= len(self.parts) and self.parts[number - 1] != part[:7]:
            self.announced = None  # two senders
        elif number == len(self.parts) + 1:
            needed = size - 7 * (total - 1) if number == total else 7
            if needed <= len(part) <= 7:
                self.parts.append(part)
        if self.announced and len(self.parts) == total:
            self.announced = None
            return Delivery(pgn, b"".join(self.parts)[:size])
        return None


def _traffic(chance: random.Random) -> Frame:
    """Make a frame such as transfers are made of, small enough that some of it fits together."""
    if chance.random() < 0.25:
        total = chance.randrange(4)
        size = max(0, 7 * total - chance.randrange(8))
        kind = 0x10 if chance.random() < 0.9 else chance.choice((0x11, 0x13, 0x20, 0xFF))
        rts = bytes((kind, size, 0, total, chance.choice((0xFF, 0xFF, 1)), 0, 0x11, 0))
        return Frame(CAR_CM, rts if chance.random() < 0.98 else rts[:7])
    part = bytes((chance.randrange(3),)) * (7 if chance.random() < 0.9 else chance.randrange(9))
    return Frame(CAR_DT, bytes((chance.randrange(5),)) + part)


@pytest.mark.parametrize("seed", range(4))
def test_the_receiver_delivers_what_the_oracle_allows_and_all_of_it(seed: int) -> None:
    chance = random.Random(seed)
    receiver, oracle = Receiver(0x56, 0xF4), Oracle()
    delivered = given_up = 0
    for step in range(25_000):
        frame = _traffic(chance)
        _, delivery = receiver.receive(frame, 0.0)
        allowed = oracle.takes(frame)
        if delivery is not None:
            delivered += 1
            assert delivery == allowed, step
        elif allowed is not None:
            # Lost packets may have been asked for too often; then the transfer is given up.
            given_up += 1
            assert receiver.next_at == NEVER, step
    assert delivered > 100
    assert given_up < delivered / 10


def test_a_peer_never_costs_more_than_one_longest_transfer() -> None:
    receiver = Receiver(0x56, 0xF4)
    whole = _transfer(0x1500, bytes(LONGEST))
    for _ in range(50):
        for frame in whole[:-1]:
            receiver.receive(frame, 0.0)
    # The last packet of 255 is missing.
    assert receiver._parts is not None
    assert len(b"".join(receiver._parts)) == LONGEST - 7
