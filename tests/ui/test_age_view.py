import pytest

from ui.age_view import age_sentence


@pytest.mark.parametrize(
    ("age_s", "text"),
    [
        (0, "0 s ago"),
        (12, "12 s ago"),
        (119, "119 s ago"),
        (120, "2 min ago"),
        (7199, "119 min ago"),
        (7200, "2 h ago"),
    ],
)
def test_an_age_is_told_in_the_unit_that_reads_best(age_s: int, text: str) -> None:
    sentence, count = age_sentence(age_s)
    assert sentence.format(count=count) == text
