"""What was measured is told with its date; what was not is not made up."""

from datetime import date
from pathlib import Path

import pytest

from network.compatibility import Compatibility, CompatibilityError, Result, total_pct

DAY = date(2025, 7, 9)
MODEL = "Model 57, 600 kW, liquid-cooled"


def result(
    operator: str = "yunling",
    *,
    tries: int = 12,
    successes: int = 11,
    day: date = DAY,
    simulated: bool = False,
) -> Result:
    return Result(
        operator=operator,
        model=MODEL,
        tries=tries,
        successes=successes,
        date=day,
        simulated=simulated,
    )


def test_without_a_file_nothing_is_measured(tmp_path: Path) -> None:
    measured = Compatibility.load(tmp_path / "compatibility.json")
    assert measured.of("yunling", MODEL) is None
    assert measured.results == ()
    assert total_pct(measured.results) is None


def test_a_file_is_read_as_it_is_documented(tmp_path: Path) -> None:
    path = tmp_path / "compatibility.json"
    path.write_text(
        '{"car": "SU7 Max", "results": [{"operator": "yunling", "model": "Model 57", "tries": 12,'
        ' "successes": 11, "date": "2025-07-09"}]}',
        "utf-8",
    )
    found = Compatibility.load(path).of("yunling", "Model 57")
    assert found is not None
    assert (found.tries, found.successes, found.date, found.simulated) == (12, 11, DAY, False)
    assert found.rate_pct == pytest.approx(91.667, abs=0.001)


def test_what_is_saved_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "compatibility.json"
    Compatibility("SU7 Max", (result(),)).save(path)
    assert Compatibility.load(path) == Compatibility("SU7 Max", (result(),))
    assert [one.name for one in tmp_path.iterdir()] == ["compatibility.json"]


def test_a_model_measured_anywhere_counts_where_its_operator_has_no_result() -> None:
    measured = Compatibility("SU7", (result("*", successes=12), result("yunling")))
    here, there = measured.of("yunling", MODEL), measured.of("hexi", MODEL)
    assert here is not None
    assert there is not None
    assert (here.successes, there.successes) == (11, 12)
    assert measured.of("yunling", "Model 1") is None
    assert measured.of("yunling", "") is None


@pytest.mark.parametrize(
    "text",
    [
        '{"car": "SU7", "results": [{"operator": "a", "model": "m", "tries": 1,'
        ' "successes": 2, "date": "2025-07-09"}]}',
        '{"car": "SU7", "results": [{"operator": "a", "model": "m", "tries": 0,'
        ' "successes": 0, "date": "2025-07-09"}]}',
        '{"car": "SU7", "results": [{"operator": "a", "model": "", "tries": 1,'
        ' "successes": 1, "date": "2025-07-09"}]}',
        '{"car": "SU7", "results": [{"operator": "a", "model": "m", "tries": 1,'
        ' "successes": 1, "date": "soon"}]}',
        '{"car": "SU7", "results": [{"operator": "a", "model": "m", "tries": 1,'
        ' "successes": 1, "date": "2025-07-09", "rate": 100}]}',
        '{"car": "SU7", "results": [{"operator": "a", "model": "m", "tries": 1, "successes": 1,'
        ' "date": "2025-07-09"}, {"operator": "a", "model": "m", "tries": 2, "successes": 2,'
        ' "date": "2025-07-09"}]}',
        "not json",
        '{"results": []}',
    ],
)
def test_a_file_that_makes_no_sense_is_put_aside(tmp_path: Path, text: str) -> None:
    path = tmp_path / "compatibility.json"
    path.write_text(text, "utf-8")
    with pytest.raises(CompatibilityError, match=r"kept as compatibility\.json\.aside-1") as caught:
        Compatibility.load(path)
    assert "\n" not in str(caught.value)
    assert Compatibility.load(path) == Compatibility()


def test_a_file_of_five_megabytes_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "compatibility.json"
    path.write_bytes(b" " * (5 * 1024 * 1024))
    with pytest.raises(CompatibilityError, match="too large"):
        Compatibility.load(path)


def test_more_tries_are_added_and_the_newest_day_is_kept() -> None:
    newer = date(2025, 8, 1)
    grown = Compatibility("SU7", (result(),)).added(result(tries=3, successes=3, day=newer))
    assert grown.results == (result(tries=15, successes=14, day=newer),)
    assert total_pct(grown.results) == pytest.approx(93.333, abs=0.001)


def test_simulated_tries_never_stand_beside_measured_ones() -> None:
    measured = Compatibility("SU7", (result(),))
    assert measured.added(result(simulated=True)).results == (result(),)
    made_up = Compatibility("SU7", (result(simulated=True),))
    assert made_up.added(result()).results == (result(),)


def test_results_are_listed_by_operator_and_by_model() -> None:
    measured = Compatibility("SU7", (result("hexi"), result("yunling")))
    assert [one.operator for one in measured.of_model(MODEL)] == ["hexi", "yunling"]
    assert [one.model for one in measured.of_operator("hexi")] == [MODEL]
