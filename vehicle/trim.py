"""Read what is particular about one model of the car: identity, pack, charger, body."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec

from vehicle.pack import Pack, find_fault
from vehicle.toml_file import VehicleFileError, read_toml

VEHICLES = Path(__file__).parents[1] / "resources" / "vehicles"
BATTERY_TYPES = (*range(1, 9), 255)
"""GB/T 27930-2015, SPN 2566: 1 lead-acid to 8 LTO, 255 another."""
MAINS_V, ROUNDED = 220.0, 1.05
"""A phase of the mains, as in AC piles' plates; plates are rounded by so much (chosen)."""


class Identity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who the car is; `battery_type` is the number of SPN 2566, `range_km` after CLTC."""

    name: str
    vin: Annotated[str, msgspec.Meta(pattern="^[A-HJ-NPR-Z0-9]{17}$")]
    maker: Annotated[str, msgspec.Meta(pattern="^[ -~]{0,4}$")]
    battery_type: Annotated[int, msgspec.Meta(ge=1, le=255)]
    range_km: Annotated[float, msgspec.Meta(gt=0, le=2000)]


class Onboard(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The charger in the car: `max_a` a phase on all phases, `single_max_a` where there is one.

    6 to 63 A is what a control pilot can say (GB/T 18487.1); the other bounds are chosen.
    """

    max_kw: Annotated[float, msgspec.Meta(ge=1, le=50)]
    phases: Annotated[int, msgspec.Meta(ge=1, le=3)]
    max_a: Annotated[float, msgspec.Meta(ge=6, le=63)]
    single_max_a: Annotated[float, msgspec.Meta(ge=6, le=63)]
    efficiency: Annotated[float, msgspec.Meta(ge=0.5, le=1)]


class Sockets(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the inlets are and after what standard."""

    place: str
    dc: str
    ac: str


class Coachwork(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What resists the car on the road; `cycle_factor` is fitted to the range after CLTC."""

    mass_kg: Annotated[float, msgspec.Meta(ge=300, le=10000)]
    drag: Annotated[float, msgspec.Meta(ge=0.1, le=2)]
    frontal_m2: Annotated[float, msgspec.Meta(ge=0.5, le=20)]
    rolling: Annotated[float, msgspec.Meta(ge=0.001, le=0.1)]
    auxiliary_w: Annotated[float, msgspec.Meta(ge=0, le=1e4)]
    cycle_factor: Annotated[float, msgspec.Meta(ge=0.5, le=5)]


class _BusTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    signals: str


class _TrimFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    bus: _BusTable
    identity: Identity
    battery: Pack
    ac: Onboard
    inlet: Sockets
    body: Coachwork
    sources: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Trim:
    """One model. `sources` says of each table's figures where they are from."""

    file: Path
    identity: Identity
    pack: Pack
    onboard: Onboard
    sockets: Sockets
    coachwork: Coachwork
    sources: dict[str, dict[str, str]]

    @classmethod
    def load(cls, file: Path) -> "Trim":
        """Read a vehicle's file; it also names the bus map.

        Raises: VehicleFileError, one line naming file, field and reason.
        """
        content = read_toml(file, _TrimFile)
        fault = find_fault(content.battery)
        if fault is not None:
            raise VehicleFileError(file, f"battery.{fault[0]}", fault[1])
        _check_plates(file, content)
        _check_sources(file, content)
        return cls(
            file,
            content.identity,
            content.battery,
            content.ac,
            content.inlet,
            content.body,
            content.sources,
        )


def _check_plates(file: Path, content: _TrimFile) -> None:
    """Refuse a code that is none, and a charger that its own currents do not bear out."""
    kind, own = content.identity.battery_type, content.ac
    if kind not in BATTERY_TYPES:
        reason = f"{kind} is no type of SPN 2566: 1 to 8, or 255 for another"
        raise VehicleFileError(file, "identity.battery_type", reason)
    most_kw = MAINS_V * max(own.phases * own.max_a, own.single_max_a) / 1000
    if own.max_kw > most_kw * ROUNDED:
        reason = f"{own.max_kw:g} is more than the {most_kw:.1f} kW of its currents at 220 V"
        raise VehicleFileError(file, "ac.max_kw", reason)


def _check_sources(file: Path, content: _TrimFile) -> None:
    for table in ("identity", "battery", "ac", "inlet", "body"):
        named = set(getattr(content, table).__struct_fields__) - {"name"}
        told = content.sources.get(table, {})
        for field in sorted(named - told.keys()):
            place = f"sources.{table}.{field}"
            raise VehicleFileError(file, place, "missing: a figure without a source")
        for field in sorted(told.keys() - named):
            raise VehicleFileError(file, f"sources.{table}.{field}", "is the source of no figure")
        for field in sorted(field for field, text in told.items() if not text.strip()):
            raise VehicleFileError(file, f"sources.{table}.{field}", "is empty")
    for table in sorted(content.sources.keys() - {"identity", "battery", "ac", "inlet", "body"}):
        raise VehicleFileError(file, f"sources.{table}", "is the source of no table")
