import re
import xml.etree.ElementTree as ET

import pytest

from resources.i18n import update
from ui import car_wording as words
from vehicle.bus_state import BusState
from vehicle.gbt27930.messages import StopCause
from vehicle.limits import LimitedBy

BUS_SENTENCES = tuple(words.BUS_STATE.values())
LIMIT_SENTENCES = tuple(line for lines in words.LIMIT.values() for line in lines)


def test_everything_that_can_limit_a_charge_has_its_words() -> None:
    assert set(words.LIMIT) == set(LimitedBy) - {LimitedBy.NONE}
    assert set(words.LIMIT_TERM) == set(LimitedBy)


def test_every_state_of_a_bus_but_the_good_one_has_its_sentence() -> None:
    assert set(words.BUS_STATE) == set(BusState) - {BusState.ACTIVE}
    assert set(words.BUS_WORD) == set(BusState)


def test_every_stop_is_planned_or_explained() -> None:
    assert set(words.STOPPED) | words.AS_PLANNED == set(StopCause)
    assert not set(words.STOPPED) & words.AS_PLANNED


@pytest.mark.parametrize("language", update.LANGUAGES)
def test_every_sentence_is_in_the_file_of_each_language(language: str) -> None:
    root = ET.parse(update.FOLDER / f"chargedeck_{language}.ts").getroot()
    translated = {m.findtext("source", "") for m in root.iter("message")}
    wanted = {*LIMIT_SENTENCES, *BUS_SENTENCES, *words.STOPPED.values(), *words.BUS_WORD.values()}
    assert wanted - translated == set()


def test_a_problem_is_told_with_the_next_step() -> None:
    told = [*words.STOPPED.values(), *BUS_SENTENCES, words.PAUSED, words.RETRYING, words.REPLUG]
    assert [s for s in told if not re.search(r"[.,;].+\.$", s)] == []


def test_sentences_stay_short_enough_to_be_read_while_driving() -> None:
    # 120 Latin signs: Android for Cars' limit for a string while driving.
    assert [s for s in (*words.STOPPED.values(), *LIMIT_SENTENCES) if len(s) > 120] == []
