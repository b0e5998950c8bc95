"""Lose each frame of a session in turn; throw garbage at both ends."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.vehicle.gbt27930.rig import ID, Cable
from vehicle.frame import Frame
from vehicle.gbt27930.messages import StopCause
from vehicle.lockstep import Wire


class LoseOne:
    """A wire that loses the n-th frame from a time on; `lost` says whether there was one."""

    def __init__(self, number: int, since: float = 0.0) -> None:
        self.left = number
        self.since = since

    def __call__(self, frame: Frame) -> tuple[Frame, ...]:
        if frame.t < self.since:
            return (frame,)
        self.left -= 1
        return () if self.left == -1 else (frame,)

    @property
    def lost(self) -> bool:
        return self.left < 0


def test_any_one_frame_of_the_way_up_may_be_lost() -> None:
    frames_on_the_way_up = 90
    for number in range(frames_on_the_way_up):
        cable = Cable()
        wire = LoseOne(number)
        cable.run(12.0, wire=wire)
        assert wire.lost
        assert cable.where() == ("CHARGING", "CHARGING"), number
        assert (cable.bms.reconnects, cable.charger.reconnects) == (0, 0), number


@pytest.mark.parametrize("end", ["car", "charger"])
def test_any_one_frame_of_the_way_down_may_be_lost(end: str) -> None:
    number, wire = 0, LoseOne(0)
    while number == 0 or wire.lost:
        cable, wire = Cable(), LoseOne(number, since=10.0)
        cable.run(10.0)
        machine = cable.bms if end == "car" else cable.charger
        machine.stop(StopCause.USER, 10.0)
        cable.run(16.0, wire=wire)
        assert cable.where() == ("ASLEEP", "OFF"), number
        assert (cable.bms.error, cable.charger.error) == (None, None), number
        number += 1
    assert number > 10


def test_a_charge_survives_a_bus_that_loses_every_tenth_frame() -> None:
    chance = random.Random(27930)
    lossy: Wire = lambda frame: () if chance.random() < 0.1 else (frame,)  # noqa: E731
    cable = Cable()
    cable.run(60.0, wire=lossy)
    assert cable.where() == ("CHARGING", "CHARGING")


_IDS = st.one_of(
    st.sampled_from([*ID.values(), 0x1CEC56F4, 0x1CEB56F4, 0x1CECF456, 0x1CEBF456]),
    st.integers(0, 0x1FFFFFFF),
)
_FRAMES = st.builds(Frame, _IDS, st.binary(max_size=8))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([0.5, 3.27, 4.0, 5.0, 9.0]), st.lists(_FRAMES, max_size=60))
def test_no_frame_crashes_either_end(at: float, frames: list[Frame]) -> None:
    cable = Cable()
    cable.run(at)
    for frame in frames:
        cable.bms.receive(frame, at)
        cable.charger.receive(frame, at)
    cable.run(at + 1.0)
    # The type plate of the rig's charger: 1000 V and 250 A.
    assert 0.0 <= cable.charger.wanted.current_a <= 250.0
    assert 0.0 <= cable.charger.wanted.voltage_v <= 1000.0
