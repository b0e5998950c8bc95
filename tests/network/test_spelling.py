import pytest

from network.spelling import Spelling, fold

# Some characters and their readings; enough to tell 西安 from 县.
READINGS = {
    "xi": [ord("西")],
    "an": [ord("安")],
    "xian": [ord("县")],
    "bei": [ord("北")],
    "jing": [ord("京")],
    "nan": [ord("南")],
    "shang": [ord("上")],
    "hai": [ord("海")],
}


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    return Spelling(READINGS)


def stands_for(spelling: Spelling, typed: str, text: str) -> bool:
    """Tell whether the one word that is typed may stand for the beginning of a text."""
    (word,) = spelling.words(typed)
    return any(
        len(sequence) <= len(text)
        and all(alphabet[ord(one)] for alphabet, one in zip(sequence, text, strict=False))
        for sequence in word
    )


@pytest.mark.parametrize(
    "typed",
    ["北京南", "beijingnan", "bjn", "beijingn", "bjnan", "bejin", "北jingn", "BeiJing", "北"],
)
def test_pinyin_initials_and_hanzi_stand_for_a_name(spelling: Spelling, typed: str) -> None:
    assert stands_for(spelling, typed, "北京南") is (typed != "bejin")


def test_the_last_syllable_may_be_unfinished(spelling: Spelling) -> None:
    assert stands_for(spelling, "beiji", "北京")
    assert stands_for(spelling, "shangha", "上海")
    assert not stands_for(spelling, "jibei", "京北")


def test_letters_that_read_in_two_ways_stand_for_both(spelling: Spelling) -> None:
    assert stands_for(spelling, "xian", "西安")
    assert stands_for(spelling, "xian", "县")
    assert stands_for(spelling, "xi'an", "西安")


def test_letters_stand_for_themselves_as_well(spelling: Spelling) -> None:
    assert stands_for(spelling, "G2", fold("Ｇ2京"))
    assert not stands_for(spelling, "G2", fold("G3"))


def test_words_are_parted_by_any_space(spelling: Spelling) -> None:
    assert len(spelling.words("北京  nan\t\u3000上海")) == 3
    assert spelling.words(" \t") == []


def test_what_is_typed_without_end_is_cut(spelling: Spelling) -> None:
    (word,) = spelling.words("shang" * 1000)
    assert 1 <= len(word) <= 8
    assert max(len(sequence) for sequence in word) <= 40


@pytest.mark.parametrize(
    ("typed", "text", "spans"),
    [
        ("bjn", "北京南", [(0, 3)]),
        ("nan", "北京南", [(2, 3)]),
        ("上海 南", "上海南", [(0, 2), (2, 3)]),
        ("xian", "西安县", [(2, 3)]),
        ("北", "上海", []),
        ("hai", "Shanghai", [(5, 8)]),
        # Folded it has two letters more: what is where can no longer be told.
        ("km", "㎞南", []),
        ("南", "\U0001f50c南", []),
    ],
)
def test_what_of_a_text_matches_is_told(
    spelling: Spelling, typed: str, text: str, spans: list[tuple[int, int]]
) -> None:
    assert spelling.spans(typed, text) == spans
