import pytest
from pypinyin import lazy_pinyin

from network.readings import build_readings, parse_readings


@pytest.fixture(scope="module")
def readings() -> dict[str, set[str]]:
    of: dict[str, set[str]] = {}
    for reading, characters in parse_readings(build_readings()).items():
        for code in characters:
            of.setdefault(chr(code), set()).add(reading)
    return of


# As read in 重庆 and 重量, 长沙 and 成长, 银行 and 行走; 吕 is typed lv; 余 is tu in no word.
@pytest.mark.parametrize(
    ("character", "expected"),
    [
        ("京", {"jing"}),
        ("重", {"chong", "zhong"}),
        ("长", {"chang", "zhang"}),
        ("吕", {"lv"}),
        ("余", {"yu"}),
    ],
)
def test_a_character_has_its_readings_without_tones(
    readings: dict[str, set[str]], character: str, expected: set[str]
) -> None:
    assert readings[character] == expected


# pypinyin itself reads whole names; its readings in context must be among ours.
@pytest.mark.parametrize(
    "name", ["重庆市", "长沙县", "六安市", "厦门市", "蚌埠市", "单县", "阳澄湖服务区", "乌鲁木齐市"]
)
def test_a_name_can_be_typed_as_it_is_read(readings: dict[str, set[str]], name: str) -> None:
    for character, reading in zip(name, lazy_pinyin(name), strict=True):
        assert reading in readings[character]


def test_every_reading_is_of_plain_letters(readings: dict[str, set[str]]) -> None:
    every = {reading for some in readings.values() for reading in some}
    assert all(one.isascii() and one.isalpha() and one.islower() for one in every)
    # Mandarin has a little over 400 syllables.
    assert 390 < len(every) < 440
