import itertools
from pathlib import Path

import pytest

from vehicle.toml_file import VehicleFileError
from vehicle.trim import VEHICLES, Trim
from vehicle.vehicle_map import load_map

OTHERS = {VEHICLES / "vhal.toml", *VEHICLES.glob("*_signals.toml")}
MODELS = sorted(set(VEHICLES.glob("*.toml")) - OTHERS)
# GB 16735, the same table as ISO 3779's check digit.
LETTERS = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", map(int, "12345678123457923456789"), strict=True))
WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


@pytest.mark.parametrize("file", MODELS, ids=lambda file: file.stem)
def test_every_vehicle_loads_with_its_map_and_a_source_for_each_figure(file: Path) -> None:
    trim = Trim.load(file)
    assert load_map(file)
    assert trim.sources["battery"]["capacity_ah"]


@pytest.mark.parametrize("file", MODELS, ids=lambda file: file.stem)
def test_every_vin_has_the_right_check_digit(file: Path) -> None:
    vin = Trim.load(file).identity.vin
    values = [int(mark) if mark.isdigit() else LETTERS[mark] for mark in vin]
    remainder = sum(value * weight for value, weight in zip(values, WEIGHTS, strict=True)) % 11
    assert vin[8] == ("X" if remainder == 10 else str(remainder))


@pytest.mark.parametrize("file", MODELS, ids=lambda file: file.stem)
def test_a_pack_holds_about_the_energy_it_names(file: Path) -> None:
    pack = Trim.load(file).pack
    sum_v = sum((low + high) / 2 for low, high in itertools.pairwise(pack.ocv_v))
    held_kwh = pack.cells * pack.capacity_ah * sum_v / (len(pack.ocv_v) - 1) / 1000
    assert held_kwh == pytest.approx(pack.energy_kwh, rel=0.03)


def broken(tmp_path: Path, old: str, new: str) -> str:
    """Load a changed copy of the SU7 Max; give the one line that says what is wrong."""
    file = tmp_path / "mine.toml"
    text = (VEHICLES / "su7_max.toml").read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(VehicleFileError) as caught:
        Trim.load(file)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("cells = 198\n", "", "battery: Object missing required field `cells`"),
        ("cells = 198", "cells = 0", "battery.cells: Expected `int` >= 1"),
        ("max_a = 600.0", "max_a = 9000.0", "battery.max_a: Expected `float` <= 2000.0"),
        ("max_a = 600.0", "max_a = 400.0", "battery.max_a: is below what accepts.amps holds"),
        ("max_cell_v = 4.40", "max_cell_v = 4.1", "battery.max_cell_v: is below the open-circuit"),
        ("max_v = 871.2", "max_v = 87.12", "battery.max_v: is below the 832 V of its cells"),
        ("nominal_v = 733.0", "nominal_v = 3.7", "battery.nominal_v: is outside the 495 to 832 V"),
        ("energy_kwh = 101.0", "energy_kwh = 1000", "battery.energy_kwh: cells, capacity_ah and"),
        ("capacity_ah = 139.0", "capacity_ah = 13.9", "battery.energy_kwh: cells, capacity_ah and"),
        ("net_kwh = 99.0", "net_kwh = 102.0", "battery.net_kwh: is above energy_kwh"),
        ("phases = 3", "phases = 4", "ac.phases: Expected `int` <= 3"),
        ("drag = 0.195", "drag = 19.5", "body.drag: Expected `float` <= 2.0"),
        ('place = "left rear"', "place = 3", "inlet.place: Expected `str`, got `int`"),
        ("max_v = 871.2", 'max_v = "high"', "battery.max_v: Expected `float`, got `str`"),
        ("max_v = 871.2", "max_v = nan", "battery.max_v: Expected `float` > 0.0"),
        (
            "[identity]",
            "[identity]\nwheels = 4",
            "identity: Object contains unknown field `wheels`",
        ),
        ("LCDTESTS77MAX0001", "SHORT", "identity.vin: Expected `str` matching regex"),
        (
            'cells = "derived',
            '# cells = "',
            "sources.battery.cells: missing: a figure without a source",
        ),
        ('drag = "published"', 'drag = " "', "sources.body.drag: is empty"),
        ("[sources.body]", "[sources.soul]", "sources.body.auxiliary_w: missing"),
        (
            "[sources.body]",
            '[sources.soul]\na = "b"\n[sources.body]',
            "sources.soul: is the source of no table",
        ),
        (
            "[sources.body]",
            '[sources.body]\ncolour = "seen"',
            "sources.body.colour: is the source of no figure",
        ),
        ("soc_pct = [0, 10,", "soc_pct = [10, 10,", "battery.accepts.soc_pct: does not rise"),
        ("[-20, -10, 0,", "[-20, 0,", "battery.accepts.amps: 9 rows for 8 temperatures"),
        ("2.921, 3.109", "3.109, 2.921", "battery.ocv_v: falls with rising SoC"),
        ("[480, 490, 480", "[-480, 490, 480", "battery.accepts.amps[5][0]: Expected `float` >= 0"),
        ("[480, 490, 480", "[490, 480", "battery.accepts.amps[5]: 11 amps for 12 SoCs"),
        ("tau_s = 120.0", "tau_s = inf", "battery.tau_s: Expected `float` <= "),
        ("[480, 490,", "[480, nan,", "battery.accepts.amps[5][1]: Expected `float`"),
        ("battery_type = 6", "battery_type = 99", "identity.battery_type: 99 is no type of SPN"),
        ("battery_type = 6", "battery_type = 9", "identity.battery_type: 9 is no type of SPN 2566"),
        ("tau_s = 120.0", "tau_s = 0.0001", "battery.tau_s: Expected `float` >= 1.0"),
        (
            "heat_j_per_k = 390000.0",
            "heat_j_per_k = 1",
            "battery.heat_j_per_k: cells of 101 kWh take 202000 to 5050000",
        ),
        ("heat_j_per_k = 390000.0", "heat_j_per_k = 1e7", "battery.heat_j_per_k: cells of 101 kWh"),
        # 139 Ah x 0.5 ohm, and x 1 microohm.
        (
            "r0_ohm = 0.00035",
            "r0_ohm = 0.5",
            "battery.r0_ohm: 69.5 V a cell at 1 C is not 0.001 to",
        ),
        ("r1_ohm = 0.00030", "r1_ohm = 1e-6", "battery.r1_ohm: 0.000139 V a cell at 1 C is not"),
        ("max_v = 871.2", "max_v = 950.0", "battery.max_v: is above the 871 V of its cells at max"),
        ("net_kwh = 99.0", "net_kwh = 9.9", "battery.net_kwh: is under 50% of energy_kwh"),
        (
            "max_temperature_c = 60.0",
            "max_temperature_c = 150",
            "battery.max_temperature_c: Expected `float` <= 100.0",
        ),
        # 3 x 16.7 A x 220 V.
        ("max_kw = 11.0", "max_kw = 49", "ac.max_kw: 49 is more than the 11.0 kW of its currents"),
        ("max_kw = 11.0", "max_kw = 0.01", "ac.max_kw: Expected `float` >= 1.0"),
        ("efficiency = 0.92", "efficiency = 0.1", "ac.efficiency: Expected `float` >= 0.5"),
        # Line, and field where there is one, of what is no TOML.
        ("[battery]", "[battery", "battery: "),
        ("cells = 198", "cells = ", "battery.cells: Invalid value (at line 14, column 9)"),
        ("[480, 490, 480", "[480, 490 480", "battery.accepts.amps: "),
        ("# What the pack", "x", "battery.ocv_v: "),
        (
            'drag = "published"',
            "drag = 3",
            "sources.body.drag: Expected `str`, got `int`",
        ),
    ],
)
def test_one_line_names_file_field_and_reason(
    tmp_path: Path, old: str, new: str, line: str
) -> None:
    assert broken(tmp_path, old, new).startswith(f"mine.toml: {line}")


def test_a_table_of_sources_that_is_none_is_named(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    text = (VEHICLES / "su7_max.toml").read_text("utf-8").partition("[sources.identity]")[0]
    file.write_text(text + "[sources]\nidentity = 3\n", "utf-8")
    with pytest.raises(
        VehicleFileError, match=r"^mine\.toml: sources\.identity: Expected `object`"
    ):
        Trim.load(file)


def test_the_line_is_named_that_is_no_utf_8(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_bytes(b"[bus]\n\nsignals = '\xff'\n")
    with pytest.raises(VehicleFileError, match=r"^mine\.toml: no UTF-8 \(at line 3\)$"):
        Trim.load(file)


def test_one_line_says_that_there_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(VehicleFileError, match=r"^none\.toml: No such file or directory$"):
        Trim.load(tmp_path / "none.toml")
