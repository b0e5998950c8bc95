import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.fake_marks import FakeMarks
from ui.map_atlas import BOLT, Atlas, Ink
from ui.map_ink import InkTables, Quads, joined


@pytest.fixture(scope="module")
def atlas(qapp: QApplication) -> Atlas:
    assert qapp is not None
    return Atlas("night", 1.0, FakeMarks.badges)


def test_a_text_is_as_wide_as_its_characters(atlas: Atlas) -> None:
    run = InkTables(atlas).write(["12", "", "3" + BOLT], Ink.PIN_TOTAL)
    advance = atlas.advance_px[Ink.PIN_TOTAL]
    assert run.width.tolist() == [advance["1"] + advance["2"], 0, advance["3"] + advance[BOLT]]
    assert run.owner.tolist() == [0, 0, 2, 2]


def test_digits_do_not_move_when_the_number_changes(atlas: Atlas) -> None:
    tables = InkTables(atlas)
    assert (
        tables.write(["17"], Ink.PIN_FREE).x.tolist()
        == tables.write(["80"], Ink.PIN_FREE).x.tolist()
    )


def test_each_text_has_its_own_ink(atlas: Atlas) -> None:
    run = InkTables(atlas).write(["6", "满"], [Ink.PIN_FREE, Ink.PIN_FULL])
    names = {number: name for name, number in atlas.number.items()}
    assert [names[part] for part in run.part.tolist()] == [
        ("glyph", Ink.PIN_FREE, "6"),
        ("glyph", Ink.PIN_FULL, "满"),
    ]


def test_what_an_ink_does_not_have_is_not_written_as_something_else(atlas: Atlas) -> None:
    with pytest.raises(KeyError, match="满"):
        InkTables(atlas).write(["1", "满"], Ink.PIN_FREE)


def test_a_centred_text_reaches_as_far_to_both_sides(atlas: Atlas) -> None:
    run = InkTables(atlas).write(["888"], Ink.RING_L)
    quads = run.centred(np.array([4]), np.array([10]))
    assert quads.mark.tolist() == [4, 4, 4]
    size = atlas.box[quads.part, 2:]
    left, right = quads.dx[0], quads.dx[-1] + size[-1, 0]
    assert abs(left + right) <= 2
    assert (quads.dy + size[:, 1] // 2).tolist() == [10, 10, 10]


def test_the_parts_of_a_mark_are_painted_together() -> None:
    one, two = (np.array([1, 0]), np.array([0, 1]))
    quads = joined(
        [Quads(one, np.array([10, 11]), one, one), Quads(two, np.array([12, 13]), two, two)]
    )
    assert quads.mark.tolist() == [0, 0, 1, 1]
    assert quads.part.tolist() == [11, 12, 10, 13]


def test_parts_follow_their_marks_when_those_are_numbered_anew() -> None:
    ints = np.arange(5)
    quads = Quads(np.array([0, 0, 1, 2, 2]), ints, ints, -ints)
    kept = quads.kept(np.array([0, 2]), 3)
    assert (kept.mark.tolist(), kept.part.tolist()) == ([0, 0, 1, 1], [0, 1, 3, 4])
    assert kept.dy.tolist() == [0, -1, -3, -4]
    assert quads.numbered_from(7).mark.tolist() == [7, 7, 8, 9, 9]
