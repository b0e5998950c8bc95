"""Measure the pack: how near it is to a physical model, what a step and an estimate cost.

The reference is PyBaMM's DFN (Chen2020), charged at 1.5C from 10 % at 35 degC; the simple model of
the reference's own table reaches 9.4 mV rms and 95 mV at most a cell, and 0.15 K rms.
"""

from collections.abc import Callable
from time import perf_counter

from tests.benchmarks.report import report
from tests.vehicle.reference_cell import deviations
from vehicle.battery import Battery
from vehicle.charge_estimate import Offer
from vehicle.estimate import CarEstimate
from vehicle.trim import VEHICLES, Trim

STEPS = 4_000


def _best_s(action: Callable[[], object], tries: int = 25) -> float:
    taken = []
    for _ in range(tries):
        begun = perf_counter()
        action()
        taken.append(perf_counter() - begun)
    return min(taken)


def main() -> None:
    """Report every figure."""
    charge, rest = deviations()
    report("battery.voltage_rms", charge.voltage_rms_mv, "mV a cell", 10)
    report("battery.voltage_max", charge.voltage_max_mv, "mV a cell", 100)
    report("battery.temperature_rms", charge.temperature_rms_k, "K", 0.3)
    report("battery.voltage_rms_at_rest", rest.voltage_rms_mv, "mV a cell", 40)
    trim = Trim.load(VEHICLES / "su7_max.toml")

    def steps() -> None:
        battery = Battery(trim.pack, 20.0, 35.0)
        for _ in range(STEPS):
            battery.step(100.0, 0.1)

    def limits() -> None:
        battery = Battery(trim.pack, 20.0, 35.0)
        for _ in range(STEPS):
            battery.limit()

    report("battery.step", _best_s(steps) / STEPS * 1e6, "us", 3)
    report("battery.limit", _best_s(limits) / STEPS * 1e6, "us", 3)
    estimate, offer = CarEstimate(trim), Offer(600, 600, 1000)
    report("estimate.charge", _best_s(lambda: estimate.charge(offer, 10, 80)) * 1e3, "ms", 2)
    arrival_s = _best_s(lambda: estimate.arrival_soc_pct(50, 90_000, air_c=-5))
    report("estimate.arrival", arrival_s * 1e6, "us", 50)


if __name__ == "__main__":
    main()
