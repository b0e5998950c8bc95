import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.fake_marks import FREE_PIN, FULL_PIN, HEXAGON, RING, SIGN, UNKNOWN_PIN, FakeMarks
from ui.map_atlas import SHARES, Atlas, Ink
from ui.map_marks import Marks, no_marks
from ui.map_pins import PinLayout, Quads, boxes_dp, hit, number_text


@pytest.fixture(scope="module")
def atlas(qapp: QApplication) -> Atlas:
    assert qapp is not None
    return Atlas("night", 1.0, FakeMarks.badges)


@pytest.fixture(scope="module")
def names(atlas: Atlas) -> dict[int, tuple[object, ...]]:
    return {number: name for name, number in atlas.number.items()}


@pytest.fixture(scope="module")
def marks() -> Marks:
    return FakeMarks().in_view(None)  # type: ignore[arg-type] # the fake looks everywhere


def _parts(
    quads: Quads, mark: int, names: dict[int, tuple[object, ...]]
) -> list[tuple[object, ...]]:
    return [names[number] for number in quads.part[quads.mark == mark].tolist()]


def _text(parts: list[tuple[object, ...]]) -> list[tuple[object, object]]:
    return [(part[1], part[2]) for part in parts if part[0] == "glyph"]


@pytest.mark.parametrize(
    ("count", "language", "text"),
    [
        (97, "zh", "97"),
        (3412, "zh", "3412"),
        (9999, "en", "9999"),
        (11_234, "zh", "1.1万"),
        (30_000, "zh", "3万"),
        (236_000, "zh", "24万"),
        (1_400_000, "zh", "140万"),
        (11_234, "en", "11k"),
        (236_000, "fr", "236\u00a0k"),
        (1_400_000, "en", "1.4M"),
        (1_400_000, "fr", "1,4\u00a0M"),
    ],
)
def test_counts_are_written_short(count: int, language: str, text: str) -> None:
    assert number_text(count, language) == text


def test_a_ring_shows_its_free_share_and_its_count(
    atlas: Atlas, marks: Marks, names: dict[int, tuple[object, ...]]
) -> None:
    parts = _parts(PinLayout(atlas, "zh").lay_out(marks, -1), RING, names)
    # 7900 of 11234 is 70 %: 14 of 20 steps.
    assert parts[0] == ("ring", 62.0, 14)
    assert _text(parts) == [(Ink.RING_LARGE, character) for character in "1.1万"]


def test_a_ring_is_neither_empty_nor_full_unless_it_is(
    atlas: Atlas, marks: Marks, names: dict[int, tuple[object, ...]]
) -> None:
    many = marks.take(np.array([RING] * 4))
    many.free[:] = [0, 1, 11_233, 11_234]
    quads = PinLayout(atlas, "zh").lay_out(many, -1)
    shares = [_parts(quads, mark, names)[0][2] for mark in range(4)]
    assert shares == [0, 1, SHARES - 1, SHARES]


def test_a_pin_shows_operator_free_and_total(
    atlas: Atlas, marks: Marks, names: dict[int, tuple[object, ...]]
) -> None:
    parts = _parts(PinLayout(atlas, "zh").lay_out(marks, -1), FREE_PIN, names)
    assert parts[0][:2] == ("pin", "free")
    assert parts[0][3] is False
    assert parts[1] == ("badge", 0, False)
    assert _text(parts) == [(Ink.PIN_FREE, "6"), (Ink.PIN_TOTAL, "/"), (Ink.PIN_TOTAL, "8")]


def test_the_chosen_pin_is_larger(
    atlas: Atlas, marks: Marks, names: dict[int, tuple[object, ...]]
) -> None:
    parts = _parts(PinLayout(atlas, "zh").lay_out(marks, 1), FREE_PIN, names)
    assert parts[0][3] is True
    assert _text(parts)[0] == (Ink.CHOSEN_FREE, "6")


def test_a_full_station_says_so(
    atlas: Atlas, marks: Marks, names: dict[int, tuple[object, ...]]
) -> None:
    parts = _parts(PinLayout(atlas, "zh").lay_out(marks, -1), FULL_PIN, names)
    assert parts[0][1] == "full"
    assert _text(parts)[0] == (Ink.PIN_FULL, "满")
    parts = _parts(PinLayout(atlas, "en").lay_out(marks, -1), FULL_PIN, names)
    assert _text(parts)[0] == (Ink.PIN_FULL, "0")


def test_a_station_that_never_told_is_not_called_full(
    atlas: Atlas, marks: Marks, names: dict[int, tuple[object, ...]]
) -> None:
    parts = _parts(PinLayout(atlas, "zh").lay_out(marks, -1), UNKNOWN_PIN, names)
    assert parts[0][1] == "unknown"
    assert _text(parts)[0] == (Ink.PIN_UNKNOWN, "–")


def test_a_supercharger_is_a_hexagon_with_its_power(
    atlas: Atlas, marks: Marks, names: dict[int, tuple[object, ...]]
) -> None:
    parts = _parts(PinLayout(atlas, "zh").lay_out(marks, -1), HEXAGON, names)
    assert parts[0] == ("hexagon", "free", False)
    assert "".join(str(character) for _, character in _text(parts)) == "600"


def test_a_service_area_is_a_road_sign_with_its_free_piles(
    atlas: Atlas, marks: Marks, names: dict[int, tuple[object, ...]]
) -> None:
    parts = _parts(PinLayout(atlas, "zh").lay_out(marks, -1), SIGN, names)
    assert parts[0] == ("sign", False)
    assert "".join(str(character) for _, character in _text(parts)) == "服4/6"


def test_the_foot_of_a_pin_is_at_its_place(atlas: Atlas, marks: Marks) -> None:
    quads = PinLayout(atlas, "zh").lay_out(marks, -1)
    body = np.flatnonzero(quads.mark == FREE_PIN)[0]
    width, height = atlas.box[quads.part[body], 2:]
    assert (quads.dx[body], quads.dy[body]) == (-(width // 2), -height)


def test_no_marks_give_no_parts(atlas: Atlas) -> None:
    assert len(PinLayout(atlas, "zh").lay_out(no_marks(), -1).mark) == 0


def test_parts_lie_apart_on_the_atlas(atlas: Atlas) -> None:
    taken = np.zeros((atlas.image.height(), atlas.image.width()), np.int8)
    for left, top, width, height in atlas.box.tolist():
        taken[top : top + height, left : left + width] += 1
    assert taken.max() == 1


def test_a_finger_hits_the_nearest_mark(marks: Marks) -> None:
    screen = np.array(
        [[100.0, 100.0], [300.0, 300.0], [420.0, 300.0], [9e3, 0], [9e3, 0], [9e3, 0]]
    )
    assert hit(marks, screen, (140.0, 120.0)) == RING
    # A pin's body stands above its foot.
    assert hit(marks, screen, (330.0, 250.0)) == FREE_PIN
    assert hit(marks, screen, (400.0, 250.0)) == FULL_PIN
    assert hit(marks, screen, (200.0, 500.0)) is None


def test_a_small_ring_is_as_easy_to_hit_as_a_button(marks: Marks) -> None:
    small = marks.take(np.array([RING]))
    small.radius_dp[:] = 20.0
    assert hit(small, np.array([[100.0, 100.0]]), (137.0, 137.0)) == 0


def test_nothing_is_hit_where_nothing_is() -> None:
    assert hit(no_marks(), np.zeros((0, 2)), (0.0, 0.0)) is None


def test_marks_keep_labels_off_where_they_stand(marks: Marks) -> None:
    boxes = boxes_dp(marks, 1, 1.0)
    left, top, right, bottom = boxes[RING]
    assert (right - left, bottom - top) == pytest.approx((124.0, 124.0))
    pin, chosen = boxes[FULL_PIN], boxes[FREE_PIN]
    assert chosen[2] - chosen[0] > pin[2] - pin[0]
