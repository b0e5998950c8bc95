"""Say what a pack is: its cells, their voltages and resistances, the current it takes."""

from itertools import pairwise
from typing import Annotated

import msgspec

from vehicle import charge_map
from vehicle.charge_map import ChargeTable

Volts = Annotated[float, msgspec.Meta(gt=0, le=24)]

MISFIT = 0.05
"""What an energy may differ from that of its cells: both are rounded and inferred (chosen)."""
LEAST_HEAT_J, MOST_HEAT_J = 2000.0, 50000.0
"""To warm a kWh of cells by 1 K: 0.8 to 1.4 kJ/(kg K), 0.40 to 0.03 kWh/kg, lead-acid the least
(assumed; the SU7's are 3900 to 5300)."""
LEAST_DROP_V, MOST_DROP_V = 0.001, 0.5
"""What a resistance takes of a cell's volts at 1 C (assumed; the SU7's take 0.02 to 0.06 V)."""
LEAST_NET = 0.5
"""Of the gross energy so much at least can be used (assumed; the SU7's 0.97 and more)."""


class Pack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pack of cells in series. Resistances and the open-circuit table are those of one cell.

    `ocv_v` holds volts at equal distances from 0 to 100 %. Bounds are chosen: `tau_s` is long
    against the grid of `battery.STEP_S`, and no pack is charged above 100 degC.
    """

    cells: Annotated[int, msgspec.Meta(ge=1, le=1000)]
    energy_kwh: Annotated[float, msgspec.Meta(gt=0, le=1000)]
    net_kwh: Annotated[float, msgspec.Meta(gt=0, le=1000)]
    capacity_ah: Annotated[float, msgspec.Meta(gt=0, le=5000)]
    nominal_v: Annotated[float, msgspec.Meta(gt=0, le=1500)]
    max_v: Annotated[float, msgspec.Meta(gt=0, le=1500)]
    max_cell_v: Volts
    max_a: Annotated[float, msgspec.Meta(gt=0, le=2000)]
    max_temperature_c: Annotated[float, msgspec.Meta(ge=30, le=100)]
    r0_ohm: Annotated[float, msgspec.Meta(gt=0, le=1)]
    r1_ohm: Annotated[float, msgspec.Meta(gt=0, le=1)]
    tau_s: Annotated[float, msgspec.Meta(ge=1, le=3600)]
    heat_j_per_k: Annotated[float, msgspec.Meta(gt=0, le=1e8)]
    loss_w_per_k: Annotated[float, msgspec.Meta(ge=0, le=1e4)]
    conditioning_kw: Annotated[float, msgspec.Meta(ge=0, le=100)]
    ocv_v: Annotated[tuple[Volts, ...], msgspec.Meta(min_length=11, max_length=201)]
    accepts: ChargeTable


def find_fault(pack: Pack) -> tuple[str, str] | None:
    """Find a field whose figures do not fit together, and why; None when all do."""
    fault = charge_map.find_fault(pack.accepts)
    if fault is not None:
        return f"accepts.{fault[0]}", fault[1]
    if any(high < low for low, high in pairwise(pack.ocv_v)):
        return "ocv_v", "falls with rising SoC"
    if pack.ocv_v[-1] > pack.max_cell_v:
        return "max_cell_v", "is below the open-circuit voltage at 100 %"
    if max(max(row) for row in pack.accepts.amps) > pack.max_a:
        return "max_a", "is below what accepts.amps holds"
    return _find_misfit(pack)


def _find_misfit(pack: Pack) -> tuple[str, str] | None:
    """Find what the cells do not bear out: most often a slip of a unit."""
    full_v, empty_v = pack.cells * pack.ocv_v[-1], pack.cells * pack.ocv_v[0]
    mean_v = pack.cells * (sum(pack.ocv_v) - (pack.ocv_v[0] + pack.ocv_v[-1]) / 2)
    held_kwh = mean_v / (len(pack.ocv_v) - 1) * pack.capacity_ah / 1000
    if pack.max_v < full_v:
        return "max_v", f"is below the {full_v:.0f} V of its cells at 100 %"
    if not empty_v < pack.nominal_v < full_v:
        return "nominal_v", f"is outside the {empty_v:.0f} to {full_v:.0f} V of its cells"
    if abs(pack.energy_kwh - held_kwh) > MISFIT * held_kwh:
        return "energy_kwh", f"cells, capacity_ah and ocv_v make {held_kwh:.1f} kWh"
    if pack.net_kwh > pack.energy_kwh:
        return "net_kwh", "is above energy_kwh"
    if pack.net_kwh < LEAST_NET * pack.energy_kwh:
        return "net_kwh", f"is under {LEAST_NET:.0%} of energy_kwh"
    return _find_absurd(pack)


def _find_absurd(pack: Pack) -> tuple[str, str] | None:
    """Find a figure that no cells of this size have."""
    for name in ("r0_ohm", "r1_ohm"):
        drop_v = getattr(pack, name) * pack.capacity_ah
        if not LEAST_DROP_V <= drop_v <= MOST_DROP_V:
            reason = f"{drop_v:.4g} V a cell at 1 C is not {LEAST_DROP_V:g} to {MOST_DROP_V:g}"
            return name, reason
    least_j, most_j = LEAST_HEAT_J * pack.energy_kwh, MOST_HEAT_J * pack.energy_kwh
    if not least_j <= pack.heat_j_per_k <= most_j:
        reason = f"cells of {pack.energy_kwh:g} kWh take {least_j:.0f} to {most_j:.0f}"
        return "heat_j_per_k", reason
    top_v = pack.cells * pack.max_cell_v
    if pack.max_v > top_v * 1.01:
        return "max_v", f"is above the {top_v:.0f} V of its cells at max_cell_v"
    return None
