"""What a pile's code says: strings from public code (operators.md 1.7), and nonsense."""

import re
from dataclasses import replace

import pytest

from network.operators.directory import Directory
from network.qr import PileCode, parse_code
from tests.network.small_world import OPERATORS

TENGHE = Directory.load(OPERATORS).profiles["tenghe"]
TELD = replace(TENGHE, id="teld", code="395815801")
LETTERS = replace(TENGHE, id="letters", code="MA59CU773")
OTHER = replace(TENGHE, id="other", code="328096210")
NINE = replace(TENGHE, id="nine", code="987654321")
STAR = replace(
    TENGHE,
    id="star",
    code="000000000",
    qr=(re.compile(r"https://qrcode\.starcharge\.com/#/(?P<connector>\d{8,26})"),),
)
ALL = (TELD, LETTERS, OTHER, NINE, STAR)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("hlht://3702030162102.395815801/", PileCode("teld", "3702030162102")),
        (
            "hlht://00000000020000002790001001.328096210/",
            PileCode("other", "00000000020000002790001001"),
        ),
        ("hlht://47756771.MA59CU773/", PileCode("letters", "47756771")),
        ("hlht://20190506100201.987654321/hlht", PileCode("nine", "20190506100201", "hlht")),
        ("hlht://a.b.395815801/x/y.z", PileCode("teld", "a.b", "x/y.z")),
        (" HLHT://1.ma59cu773 \n", PileCode("letters", "1")),
        ("https://qrcode.starcharge.com/#/12345678", PileCode("star", "12345678")),
    ],
)
def test_a_code_names_operator_and_connector(text: str, code: PileCode) -> None:
    assert parse_code(text, ALL) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hlht://",
        "hlht://3702030162102/",
        "hlht://.395815801/",
        "hlht://1.39581580/",
        "hlht://1.111111111/",
        "https://example.com/12345678",
        "https://qrcode.starcharge.com/#/12345678/more",
        "hlht://" + "1" * 600 + ".395815801/",
        "\x00\u202e",
    ],
)
def test_what_is_no_code_of_ours_is_none(text: str) -> None:
    assert parse_code(text, ALL) is None
