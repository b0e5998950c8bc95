"""Check what a charger makes of what its power stage tells."""

from dataclasses import replace

import pytest

from tests.vehicle.gbt27930.rig import RATING, STAGE
from vehicle.gbt27930.charger_data import agrees
from vehicle.gbt27930.messages import Bcp


@pytest.mark.parametrize(
    ("measured_v", "announced_v", "agreed"),
    [
        (730.0, 730.0, True),
        (694.0, 730.0, True),  # within 5 % (34657.1; published firmware)
        (693.0, 730.0, False),
        (767.0, 730.0, False),
        (150.0, 150.0, False),  # less than the 200 V that the charger can do
        (730.0, None, False),
    ],
)
def test_a_pack_must_measure_what_it_announced_within_the_charger_s_range(
    measured_v: float, announced_v: float | None, *, agreed: bool
) -> None:
    stage = replace(STAGE, pack_v=measured_v)
    assert agrees(stage, RATING, Bcp(pack_v=announced_v)) is agreed


def test_nothing_is_agreed_before_bcp() -> None:
    assert not agrees(STAGE, RATING, None)
