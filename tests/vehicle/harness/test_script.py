"""Read charge scripts, good and bad."""

from pathlib import Path

import pytest

from vehicle.harness.script import Condition, ScriptError, Wanted, parse_script

SCRIPTS = Path(__file__).parents[3] / "resources" / "scripts"


def _write(folder: Path, text: str) -> Path:
    path = folder / "charge.txt"
    path.write_text(text, "utf-8")
    return path


def test_a_script_becomes_steps_with_their_lines(tmp_path: Path) -> None:
    steps = parse_script(_write(tmp_path, "# a charge\nsoc 20%\n\nplug >=250kW plug-and-charge\n"))

    assert [(step.line, step.verb) for step in steps] == [(2, "soc"), (4, "plug")]
    assert steps[0].number == 20
    assert steps[1].wanted == Wanted(at_least_kw=250, plug_and_charge=True)


def test_a_fault_is_broken_and_mended_by_its_name(tmp_path: Path) -> None:
    steps = parse_script(_write(tmp_path, "break hot-connector\nmend hot-connector"))

    assert [(step.verb, step.fault) for step in steps] == [
        ("break", "hot-connector"),
        ("mend", "hot-connector"),
    ]


@pytest.mark.parametrize("fault", ["pile-emergency", "pile-half-the-modules", "pile-neighbour"])
def test_a_pile_is_broken_like_a_car(tmp_path: Path, fault: str) -> None:
    (step,) = parse_script(_write(tmp_path, f"break {fault}"))

    assert (step.verb, step.fault) == ("break", fault)


def test_ac_is_asked_for_by_name(tmp_path: Path) -> None:
    ac, dc = parse_script(_write(tmp_path, "drive ac remote\nplug dc"))

    assert ac.wanted == Wanted(plug_and_charge=False, is_dc=False)
    assert dc.wanted == Wanted()


@pytest.mark.parametrize("word", [">=100kW", ">=100kw", ">=100KW", ">=100"])
def test_kilowatts_are_understood_in_any_case(tmp_path: Path, word: str) -> None:
    (step,) = parse_script(_write(tmp_path, f"drive {word}"))

    assert step.wanted == Wanted(at_least_kw=100)


def test_until_takes_a_figure_and_a_time(tmp_path: Path) -> None:
    (step,) = parse_script(_write(tmp_path, "until soc >= 60 within 40 min"))

    assert step.condition == Condition("soc", is_at_least=True, bound=60)
    assert step.within_s == 2400


def test_a_connector_is_named_with_its_operator(tmp_path: Path) -> None:
    (step,) = parse_script(_write(tmp_path, "plug yunqi/310112000101"))

    assert step.wanted == Wanted("yunqi", "310112000101")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("soc 20\nfly away", ":2: unknown verb 'fly' (known: soc, drive, plug, start"),
        ("soc 120", ":1: soc: the percentage must be within 0..100, not 120"),
        ("soc full", ":1: soc: the percentage must be a number, not 'full'"),
        ("until soc > 5", ":1: until: 'soc > 5' is neither a state"),
        ("until soc >= 5 within 3 days", ":1: until: the time must be in s, min or h, not 'days'"),
        ("stop now", ":1: stop: takes nothing, but 'now' follows"),
        ("plug fastest", ":1: plug: 'fastest' is not one of"),
        ("break glass", ":1: break: 'glass' is not one of: lock-stuck, lock-silent, "),
        ("mend", ":1: mend: '' is not one of: lock-stuck"),
        ("break pile", "pilot-short, pile-emergency, "),
        ("break pile", "pile-hot-gun, pile-neighbour"),
        ("# nothing", "holds no step"),
    ],
)
def test_a_bad_line_is_named_with_file_line_and_word(tmp_path: Path, text: str, said: str) -> None:
    path = _write(tmp_path, text)

    with pytest.raises(ScriptError) as caught:
        parse_script(path)

    assert str(caught.value).startswith(str(path))
    assert said in str(caught.value)


def test_a_missing_file_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match=r"nowhere\.txt: cannot be read"):
        parse_script(tmp_path / "nowhere.txt")


@pytest.mark.parametrize("path", sorted(SCRIPTS.glob("*.txt")), ids=lambda path: path.stem)
def test_every_script_that_is_shipped_can_be_read(path: Path) -> None:
    assert parse_script(path)
