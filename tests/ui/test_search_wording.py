"""Everything that can be found has a word."""

from network.gazetteer import Kind
from network.nearby import Sorting
from ui import search_wording


def test_every_kind_and_every_sorting_has_a_word() -> None:
    assert set(search_wording.GROUP) == set(Kind)
    assert set(search_wording.NEARBY) == set(search_wording.SORTING) == set(Sorting)
