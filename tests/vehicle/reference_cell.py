"""Run our pack over the charge of one cell that PyBaMM's full model made; see its script."""

import csv
import tomllib
from dataclasses import dataclass
from math import sqrt

import msgspec

from vehicle.battery import Battery
from vehicle.trim import VEHICLES, Trim

FIT = VEHICLES / "fit"
AIR_C = 35.0


@dataclass(frozen=True)
class Deviation:
    """Ours from the reference's, over one charge or the rest after it."""

    voltage_rms_mv: float
    voltage_max_mv: float
    temperature_rms_k: float


def rows(name: str) -> list[list[float]]:
    """Read a file of the fit without its heading."""
    with (FIT / name).open(encoding="utf-8", newline="") as file:
        return [[float(cell) for cell in row] for row in list(csv.reader(file))[1:]]


def single_cell() -> Battery:
    """Make a pack of one LG M50 cell, at the first moment of the charge."""
    cell = tomllib.loads((FIT / "chen2020_cell.toml").read_text("utf-8"))
    pack = msgspec.structs.replace(
        Trim.load(VEHICLES / "su7_max.toml").pack,
        cells=1,
        capacity_ah=5.0,
        conditioning_kw=0.0,
        ocv_v=tuple(volts for _, volts in rows("chen2020_ocv.csv")),
        **cell,
    )
    return Battery(pack, 10.0, AIR_C)


def deviations() -> tuple[Deviation, Deviation]:
    """Compare the charge, and the rest after it."""
    battery, at = single_cell(), 0.0
    charge: list[tuple[float, float]] = []
    rest: list[tuple[float, float]] = []
    for seconds, amps, _, volts, celsius in rows("chen2020_charge.csv"):
        battery.step(amps, seconds - at)
        at = seconds
        cell_v = battery.cell_v if at else battery.ocv_v + amps * battery.pack.r0_ohm
        part = charge if amps > 0 else rest
        part.append((cell_v - volts, battery.temperature_c - celsius))
    return _deviation(charge), _deviation(rest)


def _deviation(errors: list[tuple[float, float]]) -> Deviation:
    volts, kelvins = [v for v, _ in errors], [k for _, k in errors]
    return Deviation(_rms(volts) * 1000, max(map(abs, volts)) * 1000, _rms(kelvins))


def _rms(errors: list[float]) -> float:
    return sqrt(sum(error * error for error in errors) / len(errors))
