import re
from enum import Enum

import pytest

from network.order import Phase, Way
from network.session import Problem, Trouble
from network.stations import Status
from ui import wording
from vehicle.gbt27930.bms import BmsPhase


@pytest.mark.parametrize(
    ("table", "names"),
    [
        (wording.TROUBLE, Trouble),
        (wording.TITLE, Phase),
        (wording.STATUS, Status),
        (wording.WAY, Way),
        (wording.GBT_PHASE, BmsPhase),
    ],
)
def test_every_case_has_its_words(table: dict[Enum, str], names: type[Enum]) -> None:
    assert set(table) == set(names)


def test_every_trouble_says_the_reason_and_the_next_step() -> None:
    # Reason and step are two clauses: a full stop or a comma stands between them.
    assert [s for s in wording.TROUBLE.values() if not re.search(r"[.,].+\.$", s)] == []


def test_sentences_stay_short_enough_to_be_read_while_driving() -> None:
    # 120 Latin signs: Android for Cars' limit for a string while driving.
    assert [s for s in wording.TROUBLE.values() if len(s) > 120] == []


@pytest.mark.parametrize(("code", "text"), [(2, "the pile is offline"), (57, "no reason given")])
def test_a_refusal_without_words_is_worded_from_its_code(code: int, text: str) -> None:
    assert wording.refusal(Problem(Trouble.START_REFUSED, "cloud", "", code)) == text
