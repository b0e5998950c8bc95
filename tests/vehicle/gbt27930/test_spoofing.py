"""Let a third node forge the frames of transfers, as in arXiv 2406.00810, and see what comes of it.

CAN tells nobody who sent a frame: an attacker on the bus can always stop a charge. What it must not
get is a conversation that hangs, current nobody asked for, or a payload put together from two
senders; only the last packet of a transfer, sent ahead of the genuine one, cannot be told apart.
"""

import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.vehicle.gbt27930.rig import ID, VIN, Cable
from vehicle.frame import Frame
from vehicle.lockstep import Machine, run

CAR_CM, CAR_DT, CHARGER_CM = 0x1CEC56F4, 0x1CEB56F4, 0x1CECF456
BRM, BCS = "000200", "001100"
FORGED = "66" * 7
EVER = 10**9


def _frame(can_id: int, data: str) -> Frame:
    return Frame(can_id, bytes.fromhex(data))


def _on(can_id: int, data: str) -> Callable[[Frame], bool]:
    """Wait for a frame that begins, or ends, like this (`*` stands for the rest)."""
    begin, _, end = data.partition("*")
    return lambda frame: (
        frame.id == can_id
        and frame.data.hex().upper().startswith(begin)
        and frame.data.hex().upper().endswith(end)
    )


@dataclass(frozen=True)
class Attack:
    """What is forged when a certain frame is seen, how often, and what comes of it in 12 s.

    `first` lets the forged frame arrive before the answer of the genuine ends.
    """

    name: str
    sees: Callable[[Frame], bool]
    forges: tuple[Frame, ...]
    times: int
    where: tuple[str, str]
    bem: str = ""
    cem: str = ""
    first: bool = False


class Attacker:
    """The third node. `made` counts how often it struck."""

    def __init__(self, attack: Attack) -> None:
        self.attack = attack
        self.made = 0

    def receive(self, frame: Frame, now: float) -> list[Frame]:
        del now
        if self.made >= self.attack.times or not self.attack.sees(frame):
            return []
        self.made += 1
        return list(self.attack.forges)

    def due(self, now: float) -> list[Frame]:
        raise AssertionError(now)

    def wake_at(self) -> float | None:
        return None


CHARGED = ("CHARGING", "CHARGING")
RTS_BRM, RTS_BCS = _on(CAR_CM, f"10*{BRM}"), _on(CAR_CM, f"10*{BCS}")
CTS_BRM, CTS_BCS = _on(CHARGER_CM, f"11*{BRM}"), _on(CHARGER_CM, f"11*{BCS}")
DT_1 = _on(CAR_DT, "01*")

DURING_BRM = [
    Attack("a forged packet after the genuine", DT_1, (_frame(CAR_DT, "01" + FORGED),), 1, CHARGED),
    Attack("a forged packet before the genuine", CTS_BRM, (_frame(CAR_DT, "01" + FORGED),), 1,
           CHARGED, first=True),
    Attack("packets forged for ever", DT_1, (_frame(CAR_DT, "01" + FORGED),), EVER,
           ("ERROR", "ERROR"), bem="F4F0F0FC", cem="FDF0C0FC"),
    Attack("a packet of the middle sent ahead", _on(CAR_DT, "03*"),
           (_frame(CAR_DT, "04" + FORGED),), 1, CHARGED),
    Attack("a forged end", CTS_BRM, (_frame(CHARGER_CM, f"13310007FF{BRM}"),), EVER, CHARGED),
    Attack("one forged abort to the car", CTS_BRM, (_frame(CHARGER_CM, f"FF02FFFFFF{BRM}"),), 1,
           CHARGED),
    Attack("aborts to the car for ever", CTS_BRM, (_frame(CHARGER_CM, f"FF02FFFFFF{BRM}"),), EVER,
           ("ERROR", "ERROR"), bem="F4F0F0FC", cem="FDF0C0FC"),
    Attack("one forged abort to the charger", CTS_BRM, (_frame(CAR_CM, f"FF02FFFFFF{BRM}"),), 1,
           CHARGED),
    Attack("aborts to the charger for ever", CTS_BRM, (_frame(CAR_CM, f"FF02FFFFFF{BRM}"),), EVER,
           ("ERROR", "ERROR"), bem="F4F0F0FC", cem="FDF0C0FC"),
    Attack("clearances for all packets again", CTS_BRM,
           (_frame(CHARGER_CM, f"110701FFFF{BRM}"),) * 3, 1, CHARGED),
    Attack("a hold", CTS_BRM, (_frame(CHARGER_CM, f"110001FFFF{BRM}"),), 1, CHARGED),
    Attack("holds for ever", CTS_BRM, (_frame(CHARGER_CM, f"110001FFFF{BRM}"),), EVER,
           ("ERROR", "ERROR"), bem="F4F0F0FC", cem="FDF0C0FC"),
    Attack("clearances for another message", RTS_BRM, (_frame(CHARGER_CM, f"110701FFFF{BCS}"),),
           EVER, CHARGED),
    Attack("clearances beyond the end", RTS_BRM, (_frame(CHARGER_CM, f"1107FFFFFF{BRM}"),), EVER,
           CHARGED),
    Attack("an announcement of 1785 bytes", CTS_BRM, (_frame(CAR_CM, f"10F906FFFF{BRM}"),), 1,
           CHARGED),
    Attack("announcements of nothing", CTS_BRM, (_frame(CAR_CM, f"10000000FF{BRM}"),), 1, CHARGED),
]  # fmt: skip
DURING_BCS = [
    Attack("forged packets", DT_1, (_frame(CAR_DT, "01" + FORGED),), EVER,
           ("ERROR", "ERROR"), bem="", cem="FCF0C1FC"),
    Attack("a forged packet now and then", DT_1, (_frame(CAR_DT, "01" + FORGED),), 5, CHARGED),
    Attack("the last packet ahead of the genuine", DT_1, (_frame(CAR_DT, "020000FFFFFFFFFF"),),
           EVER, CHARGED),
    Attack("holds for ever", CTS_BCS, (_frame(CHARGER_CM, f"110001FFFF{BCS}"),), EVER,
           ("ERROR", "ERROR"), bem="", cem="FCF0C1FC"),
    Attack("aborts to the car for ever", CTS_BCS, (_frame(CHARGER_CM, f"FF02FFFFFF{BCS}"),), EVER,
           ("ERROR", "ERROR"), bem="", cem="FCF0C1FC"),
    Attack("announcements of 1785 bytes for ever", RTS_BCS, (_frame(CAR_CM, f"10F906FFFF{BCS}"),),
           EVER, ("ERROR", "ERROR"), bem="", cem="FCF0C1FC"),
    Attack("an announcement of another message", CTS_BCS, (_frame(CAR_CM, f"10090002FF{BRM}"),),
           5, CHARGED),
    Attack("forged ends", CTS_BCS, (_frame(CHARGER_CM, f"13090002FF{BCS}"),), EVER, CHARGED),
    Attack("broadcast announcements", DT_1, (_frame(0x1CECFFF4, f"20F906FFFF{BCS}"),), EVER,
           CHARGED),
    Attack("requests", DT_1, (_frame(0x18EA56F4, "001100"), _frame(0x18EAF456, "001100")), EVER,
           CHARGED),
]  # fmt: skip


def _struck(attack: Attack, at: float) -> Cable:
    """Let it happen from a time on, for 6.5 s: longer than any clock of 5 s."""
    cable, attacker = Cable(), Attacker(attack)
    cable.run(at)
    machines: list[Machine] = [cable.car, cable.pile]
    machines.insert(0 if attack.first else 2, attacker)
    cable.frames = run(machines, at + 6.5, start=at).frames
    assert attacker.made > 0
    return cable


def _first(cable: Cable, name: str) -> str:
    return next((f.data.hex().upper() for f in cable.frames if f.id == ID[name]), "")


@pytest.mark.parametrize("attack", DURING_BRM, ids=lambda attack: attack.name)
def test_what_is_forged_during_brm_is_survived_or_named(attack: Attack) -> None:
    cable = _struck(attack, 3.0)
    assert cable.where() == attack.where
    # Both clocks run out at the same instant; who is second to say so only follows the other.
    follows = {"BEM": "F0F0F0FC", "CEM": "FCF0C0FC"} if attack.bem else {"BEM": "", "CEM": ""}
    assert _first(cable, "BEM") in {attack.bem, follows["BEM"]}
    assert _first(cable, "CEM") in {attack.cem, follows["CEM"]}
    assert attack.bem in {"", _first(cable, "BEM")} or attack.cem == _first(cable, "CEM")
    assert cable.charger.vehicle.vin in {VIN, None}
    assert (cable.charger.vehicle.vin is None) == (attack.where != CHARGED)


@pytest.mark.parametrize("attack", DURING_BCS, ids=lambda attack: attack.name)
def test_what_is_forged_during_bcs_is_survived_or_named(attack: Attack) -> None:
    cable = _struck(attack, 10.0)
    assert cable.where() == attack.where
    assert _first(cable, "CEM") == attack.cem
    # The rating and the demand of the rig: never more, whatever BCS says.
    assert cable.charger.wanted.current_a in {0.0, 250.0}
    assert (cable.charger.wanted.current_a == 0.0) == (attack.where != CHARGED)


def test_announcements_of_254_addresses_cost_nothing_and_hold_nobody_up() -> None:
    cable = Cable()
    cable.run(10.0)
    flood = [
        Frame(0x1CEC5600 | source, bytes.fromhex("10F906FFFF001100"))
        for source in range(256)
        if source not in {0x56, 0xF4}
    ]
    assert len(flood) == 254
    told: list[float] = []
    tracemalloc.start()
    for _ in range(20):
        for frame in flood:
            assert cable.charger.receive(frame, cable.now) == []
            assert cable.bms.receive(frame, cable.now) == []
        before, cable.charger.vehicle.bcs = cable.charger.vehicle.bcs, None
        assert before is not None
        cable.frames.clear()
        cable.run(cable.now + 0.5)
        told.append(cable.now)
        assert cable.charger.vehicle.bcs is not None  # within 500 ms
    grown, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert grown < 1_000_000
    assert cable.where() == CHARGED
