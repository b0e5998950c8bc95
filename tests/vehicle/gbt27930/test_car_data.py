"""What the car knows of itself, as the bits of BSM."""

from dataclasses import replace

import pytest

from vehicle.gbt27930.car_data import PackReport, build_bsm
from vehicle.gbt27930.messages import encode

WELL = PackReport(
    voltage_v=750.0, current_a=200.0, soc_pct=50.0, cell_max_v=3.8, cell_max_group=1,
    cell_min_v=3.8, temp_max_c=25.0, temp_min_c=25.0, demand_v=871.2, demand_a=300.0,
    constant_voltage=False, minutes_left=20, contactors_closed=True, permit=True,
)  # fmt: skip


@pytest.mark.parametrize(
    ("report", "states"),
    # Bytes 6 and 7 of GB/T 27930-2015: SPN 3090, 3093, 3094, 3095 and 3096; reserved bits 1.
    [
        (WELL, "00d0"),
        (replace(WELL, cell=1), "01d0"),
        (replace(WELL, over_temperature=1), "40d0"),
        (replace(WELL, insulation=1), "00d1"),
        (replace(WELL, connector=1), "00d4"),
        (replace(WELL, permit=False), "00c0"),
    ],
)
def test_the_car_says_in_bsm_what_is_wrong(report: PackReport, states: str) -> None:
    assert encode(build_bsm(report)).hex()[10:] == states
