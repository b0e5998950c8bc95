"""Whether the car gets there is said in words, and on which day."""

from datetime import datetime

import pytest

from network.runtime import CHINA_TIME
from ui.figures import Language
from ui.reach import day_text, sentence, soc_text, state_name, summary
from ui.speech import Speech

pytestmark = pytest.mark.usefixtures("qapp")
OUT = "Out of reach without charging on the way"


@pytest.mark.parametrize(
    ("soc_pct", "said", "state", "soc"),
    [
        (None, "", "", "—"),
        (46.0, "", "", "46%"),
        (5.0, "", "", "5%"),
        (4.9, "Only 5% on arrival: better charge on the way", "fault", "5%"),
        (3.0, "Only 3% on arrival: better charge on the way", "fault", "3%"),
        (0.0, OUT, "fault", "—"),
    ],
)
def test_a_battery_that_does_not_last_is_told_as_a_danger(
    soc_pct: float | None, said: str, state: str, soc: str
) -> None:
    speech = Speech()
    assert (sentence(soc_pct, speech), state_name(soc_pct)) == (said, state)
    assert soc_text(soc_pct, speech) == soc


def test_a_summary_tells_no_charge_of_a_car_that_does_not_arrive() -> None:
    speech = Speech()
    parts = summary("Cloud", 8_000, 46.0, speech, is_here=False).split("   ")
    assert parts == ["Cloud", "8.0\u00a0km", "46% on arrival"]
    parts = summary("Cloud", 3_900_000, 0.0, speech, is_here=False).split("   ")
    assert parts == ["Cloud", "3900\u00a0km"]
    assert summary("Cloud", 10, 46.0, speech, is_here=True) == "Cloud   You are here"
    assert summary("Cloud", None, 46.0, speech, is_here=False) == "Cloud"


@pytest.mark.parametrize(
    ("then", "english", "chinese"),
    [
        ((2026, 2, 27, 23, 59), "Arrival", "到达"),
        ((2026, 2, 28, 0, 0), "Tomorrow", "明天到达"),
        ((2026, 3, 1, 7, 53), "On 1 Mar", "3月1日到达"),
    ],
)
def test_an_arrival_on_another_day_names_it(
    then: tuple[int, int, int, int, int], english: str, chinese: str
) -> None:
    now = datetime(2026, 2, 27, 14, 43, tzinfo=CHINA_TIME)
    speech = Speech()
    at = datetime(*then, tzinfo=CHINA_TIME)
    assert day_text(now, at, speech) == english
    speech.switch(Language.CHINESE)
    assert day_text(now, at, speech) == chinese
    speech.switch(Language.ENGLISH)
