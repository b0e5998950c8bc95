import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

from resources.i18n import update

SPACED_IN_FRENCH = re.compile(r"(?<![\u00a0\u202f\d])[:;!?](?!\d)")
LANGUAGES = update.LANGUAGES


def _messages(language: str, folder: Path = update.FOLDER) -> Iterator[tuple[str, str, str]]:
    root = ET.parse(folder / f"chargedeck_{language}.ts").getroot()
    for context in root.iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            kind = translation.get("type", "")
            yield message.findtext("source", ""), translation.text or "", kind


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated(language: str) -> None:
    assert [m for m in _messages(language) if not m[1] or m[2]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_values_in_braces_survive_the_translation(language: str) -> None:
    values = re.compile(r"\{\w+\}|%\d")
    wrong = [
        m
        for m in _messages(language)
        if sorted(values.findall(m[0])) != sorted(values.findall(m[1]))
    ]
    assert wrong == []


def test_french_sets_a_no_break_space_before_double_signs() -> None:
    assert [t for _, t, _ in _messages("fr") if SPACED_IN_FRENCH.search(t)] == []


def test_chinese_uses_its_own_punctuation_and_stays_within_31_signs() -> None:
    # 31: Android for Cars' limit for a string while driving, stated for Japanese.
    texts = [re.sub(r"\{\w+\}|%\d", "", t) for _, t, _ in _messages("zh_CN")]
    assert [t for t in texts if re.search(r"[\u4e00-\u9fff][,;!?]", t) or len(t) > 31] == []


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("i18n")
    for language in LANGUAGES:
        name = f"chargedeck_{language}.ts"
        (folder / name).write_bytes((update.FOLDER / name).read_bytes())
    update.collect(folder)
    update.compile_all(folder, folder)
    return folder


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ts_files_hold_every_sentence_of_the_sources(language: str, collected: Path) -> None:
    assert set(_messages(language, collected)) == set(_messages(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_files_are_those_of_the_ts_files(language: str, collected: Path) -> None:
    name = f"chargedeck_{language}.qm"
    assert (update.FOLDER / name).read_bytes() == (collected / name).read_bytes()
