"""Make storms of frames, and let both ends of a conversation stand in them, phase by phase."""

import itertools
import random
from collections.abc import Iterator

from tests.vehicle.gbt27930.phases import at_phase
from tests.vehicle.gbt27930.rig import ID, Cable
from vehicle.frame import Frame
from vehicle.gbt27930.bms import BmsPhase
from vehicle.gbt27930.charger import ChargerPhase
from vehicle.gbt27930.transport import LONGEST, Receiver, Sender

TP = (0x1CEC56F4, 0x1CEB56F4, 0x1CECF456, 0x1CEBF456)
_ENDS = {"BST", "CST", "BEM", "CEM"}
#: What ends a conversation is rare, or all the rest would only be heard after its end.
_IDS = (*(ID[name] for name in ID if name not in _ENDS),) * 8 + (
    *(ID[name] for name in _ENDS), *TP * 32, 0x0C38F456, 0x18EA56F4, 0x1821F456
)  # fmt: skip
#: First bytes that mean something: RTS, CTS, end, abort, BAM, YES, packets 1 to 3.
_HEADS = (0x10, 0x11, 0x13, 0xFF, 0x20, 0xAA, 0, 1, 2, 3)
#: BRM, BCP, BCS, BMV, and two of the other side that nobody sends so.
_PGNS = tuple(pgn.to_bytes(3, "little") for pgn in (0x0200, 0x0600, 0x1100, 0x1500, 0x2600, 0x1200))
BATCH = 200
"""So many frames to one phase; then both ends are brought back to it."""


def frames(chance: random.Random) -> Iterator[Frame]:
    """Make frames without end: any id, biased to real ones; any length, any bytes."""
    pick, bits = chance.choice, chance.getrandbits
    while True:
        dice = bits(7)
        can_id = pick(_IDS) if dice < 100 else bits(29)
        data = chance.randbytes(bits(3) if dice & 3 else 8)
        if dice & 7 == 0:
            data = bytes((pick(_HEADS),)) + data[1:]
        if dice & 15 == 3 and can_id in TP:
            size = bits(11)
            data = bytes((pick(_HEADS), size & 0xFF, size >> 8, (size + 6) // 7 & 0xFF, bits(8)))
            data += pick(_PGNS)
        if dice == 127:
            data = chance.randbytes(8 + bits(6))  # CAN FD
        yield Frame(can_id, data, 0.0, dice != 126)


def _alike(cable: Cable) -> None:
    """See that nothing is asked for beyond the rating of the rig: 1000 V, 250 A."""
    wanted = cable.charger.wanted
    assert 0.0 <= wanted.current_a <= 250.0
    assert 0.0 <= wanted.voltage_v <= 1000.0


def on_both_ends(count: int, seed: int) -> int:
    """Let a number of frames, spread over all phases, reach both ends; give what they answered."""
    chance = random.Random(seed)
    storm = frames(chance)
    places = [("bms", phase.name) for phase in BmsPhase]
    places += [("charger", phase.name) for phase in ChargerPhase]
    answers = done = 0
    while done < count:
        for place in places:
            cable = at_phase(*place)
            now, bms, charger = cable.now, cable.bms, cable.charger
            bms.on_change = charger.on_change = None  # it would note phases without end
            for number, frame in enumerate(itertools.islice(storm, BATCH)):
                answers += len(bms.receive(frame, now)) + len(charger.receive(frame, now))
                if number % 8 == 0:
                    now += 0.01
                    answers += len(bms.due(now)) + len(charger.due(now))
            _alike(cable)
            done += BATCH
    return answers


def on_the_transport(count: int, seed: int) -> None:
    """Let a number of frames reach a receiver and a sender."""
    chance = random.Random(seed)
    receiver, sender = Receiver(0x56, 0xF4), Sender(0xF4, 0x56)
    now = 0.0
    for number, frame in enumerate(itertools.islice(frames(chance), count)):
        _, delivery = receiver.receive(frame, now)
        assert delivery is None or 0 < len(delivery.data) <= LONGEST
        sender.receive(frame, now)
        if number % 16 == 0:
            now += 0.05
            receiver.due(now)
            sender.due(now)
            if sender.idle:
                sender.send(0x1100, chance.randbytes(9), now)
