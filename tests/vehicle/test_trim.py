import itertools
from pathlib import Path

import pytest

from vehicle.toml_file import VehicleFileError
from vehicle.trim import VEHICLES, Trim
from vehicle.vehicle_map import load_map

MODELS = sorted(set(VEHICLES.glob("*.toml")) - {VEHICLES / "su7_signals.toml"})
# GB 16735, the same table as ISO 3779's check digit.
LETTERS = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", map(int, "12345678123457923456789"), strict=True))
WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


@pytest.mark.parametrize("file", MODELS, ids=lambda file: file.stem)
def test_every_vehicle_loads_with_its_map_and_a_source_for_each_figure(file: Path) -> None:
    trim = Trim.load(file)
    assert load_map(file)
    assert trim.sources["capacity_ah"]


@pytest.mark.parametrize("file", MODELS, ids=lambda file: file.stem)
def test_every_vin_has_the_right_check_digit(file: Path) -> None:
    vin = Trim.load(file).identity.vin
    values = [int(mark) if mark.isdigit() else LETTERS[mark] for mark in vin]
    remainder = sum(value * weight for value, weight in zip(values, WEIGHTS, strict=True)) % 11
    assert vin[8] == ("X" if remainder == 10 else str(remainder))


@pytest.mark.parametrize("file", MODELS, ids=lambda file: file.stem)
def test_a_pack_holds_about_the_energy_it_names(file: Path) -> None:
    pack = Trim.load(file).pack
    mean_v = sum((low + high) / 2 for low, high in itertools.pairwise(pack.ocv_v))
    held_kwh = pack.cells * pack.capacity_ah * mean_v / 20 / 1000
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
        ("max_a = 400.0", "max_a = 900.0", "battery.max_a: Expected `float` <= 400.0"),
        ("max_v = 871.2", 'max_v = "high"', "battery.max_v: Expected `float`, got `str`"),
        ("max_v = 871.2", "max_v = nan", "battery.max_v: Expected `float` > 0.0"),
        (
            "[identity]",
            "[identity]\nwheels = 4",
            "identity: Object contains unknown field `wheels`",
        ),
        ("LCDTESTS77MAX0001", "SHORT", "identity.vin: Expected `str` matching regex"),
        ('cells = "inferred', '# cells = "', "sources.cells: missing: a figure without a source"),
        (
            "[[0, 480], [10, 490]",
            "[[10, 480], [10, 490]",
            "battery.accepts_a: the first numbers do not rise",
        ),
        ("3.109, 3.296", "3.296, 3.109", "battery.ocv_v: falls with rising SoC"),
        ("[0, 480]", "[0, -480]", "battery.accepts_a: a negative limit"),
        ("tau_s = 120.0", "tau_s = inf", "battery.tau_s: Expected `float` <= "),
        ("[0, 480]", "[0, nan]", "battery.accepts_a[0][1]: Expected `float`"),
        ("[battery]", "[battery", ""),
    ],
)
def test_one_line_names_file_field_and_reason(
    tmp_path: Path, old: str, new: str, line: str
) -> None:
    assert broken(tmp_path, old, new).startswith(f"mine.toml: {line}")


def test_one_line_says_that_there_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(VehicleFileError, match=r"^none\.toml: No such file or directory$"):
        Trim.load(tmp_path / "none.toml")
