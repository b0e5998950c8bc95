"""Read what is particular about one model of the car: identity, range and pack."""

import itertools
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec

from vehicle.toml_file import VehicleFileError, read_toml

Positive = Annotated[float, msgspec.Meta(gt=0, le=1e9)]
Bounded = Annotated[float, msgspec.Meta(ge=-1e4, le=1e4)]
Point = tuple[Bounded, Bounded]
Curve = Annotated[tuple[Point, ...], msgspec.Meta(min_length=2)]

VEHICLES = Path(__file__).parents[1] / "resources" / "vehicles"
OCV_POINTS = 21


class Identity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who the car is; `battery_type` is the number of SPN 2566, `range_km` after CLTC."""

    name: str
    vin: Annotated[str, msgspec.Meta(pattern="^[A-HJ-NPR-Z0-9]{17}$")]
    maker: Annotated[str, msgspec.Meta(pattern="^[ -~]{0,4}$")]
    battery_type: Annotated[int, msgspec.Meta(ge=1, le=255)]
    range_km: Annotated[float, msgspec.Meta(gt=0, le=2000)]


class Pack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pack of cells in series. Resistances and the open-circuit table are those of one cell.

    `ocv_v` holds 21 volts at 0, 5 ... 100 %; `accepts_a` points (SoC %, A) and `accepts_part`
    points (degC, 0..1), both with rising first numbers.
    """

    cells: Annotated[int, msgspec.Meta(ge=1, le=1000)]
    energy_kwh: Annotated[float, msgspec.Meta(gt=0, le=1000)]
    capacity_ah: Annotated[float, msgspec.Meta(gt=0, le=5000)]
    nominal_v: Annotated[float, msgspec.Meta(gt=0, le=1500)]
    max_v: Annotated[float, msgspec.Meta(gt=0, le=1500)]
    max_cell_v: Annotated[float, msgspec.Meta(gt=0, le=24)]
    max_a: Annotated[float, msgspec.Meta(gt=0, le=400)]
    max_temperature_c: Annotated[float, msgspec.Meta(gt=0, le=200)]
    r0_ohm: Annotated[float, msgspec.Meta(gt=0, le=1)]
    r1_ohm: Annotated[float, msgspec.Meta(gt=0, le=1)]
    tau_s: Positive
    heat_j_per_k: Positive
    conditioning_kw: Annotated[float, msgspec.Meta(ge=0, le=100)]
    ocv_v: Annotated[
        tuple[Positive, ...], msgspec.Meta(min_length=OCV_POINTS, max_length=OCV_POINTS)
    ]
    accepts_a: Curve
    accepts_part: Curve


class _BusTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    signals: str


class _TrimFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    bus: _BusTable
    identity: Identity
    battery: Pack
    sources: dict[str, str]


@dataclass(frozen=True, slots=True)
class Trim:
    """One model. `sources` says of each figure where it is from; `file` also names the bus map."""

    file: Path
    identity: Identity
    pack: Pack
    sources: dict[str, str]

    @classmethod
    def load(cls, file: Path) -> "Trim":
        """Read a vehicle's file.

        Raises: VehicleFileError, one line naming file, field and reason.
        """
        content = read_toml(file, _TrimFile)
        identity, pack = content.identity, content.battery
        for curve in ("accepts_a", "accepts_part"):
            xs = [x for x, _ in getattr(pack, curve)]
            if any(later <= earlier for earlier, later in itertools.pairwise(xs)):
                raise VehicleFileError(file, f"battery.{curve}", "the first numbers do not rise")
            if any(y < 0 for _, y in getattr(pack, curve)):
                raise VehicleFileError(file, f"battery.{curve}", "a negative limit")
        if any(high < low for low, high in itertools.pairwise(pack.ocv_v)):
            raise VehicleFileError(file, "battery.ocv_v", "falls with rising SoC")
        named = {*Identity.__struct_fields__, *Pack.__struct_fields__} - {"name"}
        for field in sorted(named - content.sources.keys()):
            raise VehicleFileError(file, f"sources.{field}", "missing: a figure without a source")
        for field in sorted(content.sources.keys() - named):
            raise VehicleFileError(file, f"sources.{field}", "is the source of no figure")
        return cls(file, identity, pack, content.sources)
