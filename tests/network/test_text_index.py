import numpy as np
import pytest

from network.spelling import Alphabet
from network.text_index import INSIDE, NOT, PREFIX, WHOLE, TextIndex

LETTERS = "abc"


def alphabet(characters: str) -> Alphabet:
    some = np.zeros(1 << 16, np.bool_)
    some[[ord(one) for one in characters]] = True
    return some


def ranked(text: str, sequences: list[list[str]]) -> int:
    """Try every place of a text."""
    best = NOT
    for sequence in sequences:
        for start in range(len(text) - len(sequence) + 1):
            part = text[start : start + len(sequence)]
            if all(one in some for one, some in zip(part, sequence, strict=True)):
                rank = WHOLE if part == text else INSIDE if start else PREFIX
                best = min(best, rank)
    return best


@pytest.mark.parametrize("seed", range(30))
def test_ranks_are_those_of_trying_every_place(seed: int) -> None:
    random = np.random.default_rng(seed)
    texts = ["".join(random.choice(list(LETTERS), random.integers(0, 6))) for _ in range(40)]
    sequences = [
        [
            "".join(random.choice(list(LETTERS), random.integers(1, 3)))
            for _ in range(random.integers(1, 5))
        ]
        for _ in range(random.integers(1, 4))
    ]
    index = TextIndex(texts)
    asked = [tuple(alphabet(some) for some in sequence) for sequence in sequences]
    expected = [ranked(text, sequences) for text in texts]
    assert index.held(asked).tolist() == expected
    assert index.begun(asked).tolist() == [one if one <= PREFIX else NOT for one in expected]


def test_full_width_and_capital_letters_are_plain_ones() -> None:
    index = TextIndex(["Ｇ２（上海）", "g2(上海)"])
    assert index.held([tuple(alphabet(one) for one in "g2(上海)")]).tolist() == [WHOLE, WHOLE]


def test_no_match_runs_from_one_text_into_the_next() -> None:
    index = TextIndex(["上", "海", "", "上\0海"])
    assert index.held([(alphabet("上"), alphabet("海"))]).tolist() == [NOT] * 4


def test_nothing_is_found_among_no_texts() -> None:
    assert TextIndex([]).held([(alphabet("a"),)]).tolist() == []


def test_hostile_texts_are_just_texts() -> None:
    texts = ["\ud800", "\U0001f50c", "\u202e" + "长" * 100_000]
    assert TextIndex(texts).held([(alphabet("长"),)]).tolist() == [NOT, NOT, INSIDE]
