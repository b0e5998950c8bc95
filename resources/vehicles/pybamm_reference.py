"""Make again what is derived from PyBaMM: open-circuit tables, a reference charge, a fitted cell.

A developer's script; PyBaMM (BSD-3, 800 MB) is no dependency of the program. In an environment of
its own:

    python3 -m venv /tmp/pybamm && /tmp/pybamm/bin/pip install pybamm
    /tmp/pybamm/bin/python resources/vehicles/pybamm_reference.py

writes `fit/*.csv` and `fit/chen2020_cell.toml` (made with PyBaMM 26.10.1.1). The tables are copied
into the vehicles' files by hand.
"""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pybamm

FIT = Path(__file__).parent / "fit"
POINTS = 41
"""Of an open-circuit table: with 21 the voltage is 1 mV rms worse (measured)."""
AIR_C = 35.0
FROM_SOC = 0.10
EVERY_S = 5
STEPS = ("Charge at 1.5C until 4.2 V", "Rest for 20 minutes")
"""The charge of the reference's table of errors (can_and_tests.md, 8); then a rest."""
Floats = npt.NDArray[np.float64]


def open_circuit_v(name: str) -> Floats:
    """Evaluate the open-circuit voltage of a parameter set from 0 to 100 %."""
    parameters = pybamm.ParameterValues(name)
    solver = pybamm.lithium_ion.ElectrodeSOHSolver(parameters)
    volts = []
    for soc in np.linspace(0, 1, POINTS):
        x, y, *_ = solver.get_initial_stoichiometries(soc)
        positive = parameters["Positive electrode OCP [V]"](pybamm.Scalar(y))
        negative = parameters["Negative electrode OCP [V]"](pybamm.Scalar(x))
        volts.append(float(parameters.evaluate(positive) - parameters.evaluate(negative)))
    return np.array(volts)


def reference_charge() -> Floats:
    """Charge one cell of Chen2020 with the full model: seconds, amps, SoC, volts, degC."""
    parameters = pybamm.ParameterValues("Chen2020")
    kelvin = 273.15 + AIR_C
    parameters.update({"Ambient temperature [K]": kelvin, "Initial temperature [K]": kelvin})
    model = pybamm.lithium_ion.DFN({"thermal": "lumped"})
    steps = pybamm.Experiment(list(STEPS), period=f"{EVERY_S} seconds")
    run = pybamm.Simulation(model, parameter_values=parameters, experiment=steps)
    solution = run.solve(initial_soc=FROM_SOC)
    charged_ah = -solution["Discharge capacity [A.h]"].entries
    capacity_ah = parameters["Nominal cell capacity [A.h]"]
    return np.column_stack(
        (
            solution["Time [s]"].entries,
            -solution["Current [A]"].entries,
            100 * (FROM_SOC + charged_ah / capacity_ah),
            solution["Voltage [V]"].entries,
            solution["Volume-averaged cell temperature [C]"].entries,
        )
    )


def fit_voltage(trace: Floats, ocv_v: Floats) -> tuple[float, float, float]:
    """Fit r0, r1 and tau: for each tau the two resistances are a linear problem."""
    seconds, amps, soc, volts = trace[:, 0], trace[:, 1], trace[:, 2], trace[:, 3]
    missing_v = volts - np.interp(soc, np.linspace(0, 100, len(ocv_v)), ocv_v)
    best = (np.inf, 0.0, 0.0, 0.0)
    for tau_s in np.geomspace(20, 2000, 400):
        settled = amps * (1 - np.exp(-(seconds - seconds[0]) / tau_s))
        matrix = np.column_stack((amps, settled))
        (r0_ohm, r1_ohm), *_ = np.linalg.lstsq(matrix, missing_v, rcond=None)
        rms_v = float(np.sqrt(np.mean((matrix @ (r0_ohm, r1_ohm) - missing_v) ** 2)))
        best = min(best, (rms_v, float(r0_ohm), float(r1_ohm), float(tau_s)))
    return best[1:]


def fit_heat(trace: Floats, fitted: tuple[float, float, float]) -> tuple[float, float]:
    """Fit heat capacity and loss to the air: the warming is linear in the two reciprocals."""
    r0_ohm, r1_ohm, tau_s = fitted
    seconds, amps, warmer_k = trace[:, 0], trace[:, 1], trace[:, 4] - AIR_C
    rc_v = amps * r1_ohm * (1 - np.exp(-seconds / tau_s))
    heat_w = amps**2 * r0_ohm + rc_v**2 / r1_ohm
    matrix = np.column_stack((_integral(heat_w, seconds), -_integral(warmer_k, seconds)))
    (per_j_k, loss_per_s), *_ = np.linalg.lstsq(matrix, warmer_k, rcond=None)
    return float(1 / per_j_k), float(loss_per_s / per_j_k)


def _integral(values: Floats, seconds: Floats) -> Floats:
    parts = (values[1:] + values[:-1]) / 2 * np.diff(seconds)
    return np.concatenate(([0.0], np.cumsum(parts)))


def main() -> None:
    """Write every file."""
    socs = np.linspace(0, 100, POINTS)
    tables = {name: open_circuit_v(name) for name in ("Chen2020", "Prada2013")}
    for name, ocv_v in tables.items():
        _write(f"{name.lower()}_ocv.csv", "soc_pct,volts", np.column_stack((socs, ocv_v)), "%.3f")
    trace = reference_charge()
    header = "seconds,amps,soc_pct,volts,temperature_c"
    _write("chen2020_charge.csv", header, trace, "%.4f")
    charge = trace[trace[:, 1] > 0]
    fitted = fit_voltage(charge, tables["Chen2020"])
    heat_j_per_k, loss_w_per_k = fit_heat(charge, fitted)
    names = ("r0_ohm", "r1_ohm", "tau_s")
    lines = ["# One cell of Chen2020 (LG M50, 5 Ah), fitted by pybamm_reference.py; see there."]
    lines += [f"{name} = {value:.6g}" for name, value in zip(names, fitted, strict=True)]
    lines += [f"heat_j_per_k = {heat_j_per_k:.4g}", f"loss_w_per_k = {loss_w_per_k:.4g}"]
    (FIT / "chen2020_cell.toml").write_text("\n".join((*lines, "")), "utf-8")


def _write(name: str, header: str, rows: Floats, form: str) -> None:
    np.savetxt(FIT / name, rows, fmt=form, delimiter=",", header=header, comments="")


if __name__ == "__main__":
    main()
