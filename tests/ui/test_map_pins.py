import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from network.cluster_tree import pin_half_width_dp, ring_radius_dp
from tests.ui.fake_marks import FREE_PIN, FULL_PIN, HEXAGON, RING, SIGN, UNKNOWN_PIN, FakeMarks
from ui.map_atlas import BOLT, SHARES, TRIANGLE, UNTOLD, Atlas, Ink
from ui.map_ink import Quads
from ui.map_marks import Kind, Marks, State, no_marks
from ui.map_pins import PinLayout, age_text, boxes_dp, hits, number_text


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


@pytest.mark.parametrize(
    ("age_s", "language", "text"),
    [
        (-1, "zh", ""),
        (0, "zh", "1分钟"),
        (125, "zh", "2分钟"),
        (3599, "en", "59\u00a0min"),
        (3600, "zh", "1小时"),
        (90_000, "fr", "25\u00a0h"),
        (200_000, "zh", "2天"),
        (200_000, "fr", "2\u00a0j"),
    ],
)
def test_ages_are_written_in_one_unit(age_s: int, language: str, text: str) -> None:
    assert age_text(age_s, language) == text


def test_a_ring_shows_its_free_share_its_count_and_how_many_are_free(
    atlas: Atlas, marks: Marks, names: dict[int, tuple[object, ...]]
) -> None:
    parts = _parts(PinLayout(atlas, "zh").lay_out(marks, -1), RING, names)
    # 7900 of 11234 is 70 %: 14 of 20 steps.
    assert parts[0] == ("ring", 62.0, 14)
    count = [(Ink.RING_L, character) for character in "1.1万"]
    assert _text(parts) == count + [(Ink.LARGE_FREE, character) for character in "7900"]


def test_a_ring_is_neither_empty_nor_full_unless_it_is(
    atlas: Atlas, marks: Marks, names: dict[int, tuple[object, ...]]
) -> None:
    many = marks.take(np.array([RING] * 4))
    many.free[:] = [0, 1, 11_233, 11_234]
    quads = PinLayout(atlas, "zh").lay_out(many, -1)
    shares = [_parts(quads, mark, names)[0][2] for mark in range(4)]
    assert shares == [0, 1, SHARES - 1, SHARES]
    # None is told in the colour of what is full, all by one number alone.
    assert _text(_parts(quads, 0, names))[-1] == (Ink.LARGE_FULL, "0")
    assert _text(_parts(quads, 3, names)) == [(Ink.PIN_FREE, character) for character in "1.1万"]


def test_a_ring_of_which_nothing_is_known_claims_nothing(
    atlas: Atlas, marks: Marks, names: dict[int, tuple[object, ...]]
) -> None:
    untold = marks.take(np.array([RING]))
    untold.free[:], untold.state[:] = 0, State.UNKNOWN
    parts = _parts(PinLayout(atlas, "zh").lay_out(untold, -1), 0, names)
    assert parts[0] == ("ring", 62.0, UNTOLD)
    assert _text(parts) == [(Ink.PIN_UNKNOWN, character) for character in "1.1万"]


def test_a_ring_dashes_what_nobody_knows_of_beside_what_is_free(
    atlas: Atlas, marks: Marks, names: dict[int, tuple[object, ...]]
) -> None:
    many = marks.take(np.array([RING] * 4))
    many.total[:], many.free[:], many.untold[:] = 2986, 154, [0, 100, 1493, 2832]
    quads = PinLayout(atlas, "zh").lay_out(many, -1)
    gaps = [
        [part for part in _parts(quads, mark, names) if part[0] == "untold"] for mark in range(4)
    ]
    # In tenths of the rim; the free share of a twentieth stays to be seen.
    assert gaps == [[], [], [("untold", 62.0, 5)], [("untold", 62.0, 9)]]


def _bodies(parts: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return [part[1:4] for part in parts if part[0] == "pin"]


def _badges(parts: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return [part for part in parts if part[0] == "badge"]


def test_a_pin_shows_operator_free_and_total_and_that_it_starts_itself(
    atlas: Atlas, marks: Marks, names: dict[int, tuple[object, ...]]
) -> None:
    parts = _parts(PinLayout(atlas, "zh").lay_out(marks, -1), FREE_PIN, names)
    assert _bodies(parts) == [(False, False, State.FREE)] * 2
    assert _badges(parts) == [("badge", False, False, 0)]
    assert _text(parts) == [
        (Ink.PIN_FREE, "6"), (Ink.PIN_TOTAL, "/"), (Ink.PIN_TOTAL, "8"), (Ink.PIN_TOTAL, BOLT),
    ]  # fmt: skip


def test_a_partner_s_pin_has_its_own_shape(
    atlas: Atlas, marks: Marks, names: dict[int, tuple[object, ...]]
) -> None:
    partner = marks.take(np.array([FREE_PIN]))
    partner.kind[:] = Kind.PARTNER
    parts = _parts(PinLayout(atlas, "zh").lay_out(partner, -1), 0, names)
    assert _bodies(parts) == [(True, False, State.FREE)] * 2
    assert _badges(parts) == [("badge", True, False, 0)]


def test_the_chosen_pin_is_larger(
    atlas: Atlas, marks: Marks, names: dict[int, tuple[object, ...]]
) -> None:
    parts = _parts(PinLayout(atlas, "zh").lay_out(marks, 1), FREE_PIN, names)
    assert _bodies(parts) == [(False, True, State.FREE)] * 2
    assert _text(parts)[0] == (Ink.CHOSEN_FREE, "6")


def test_a_full_station_says_so(
    atlas: Atlas, marks: Marks, names: dict[int, tuple[object, ...]]
) -> None:
    parts = _parts(PinLayout(atlas, "zh").lay_out(marks, -1), FULL_PIN, names)
    assert _bodies(parts)[0][2] is State.FULL
    assert _text(parts)[0] == (Ink.PIN_FULL, "满")
    parts = _parts(PinLayout(atlas, "en").lay_out(marks, -1), FULL_PIN, names)
    assert _text(parts)[0] == (Ink.PIN_FULL, "0")


def test_a_broken_station_bears_a_triangle_and_a_busy_one_its_free_number(
    atlas: Atlas, marks: Marks, names: dict[int, tuple[object, ...]]
) -> None:
    both = marks.take(np.array([FULL_PIN, FREE_PIN]))
    both.state[:] = [State.FAULT, State.BUSY]
    quads = PinLayout(atlas, "zh").lay_out(both, -1)
    assert _text(_parts(quads, 0, names))[0] == (Ink.PIN_FAULT, TRIANGLE)
    busy = _parts(quads, 1, names)
    assert _bodies(busy)[0][2] is State.BUSY
    assert _text(busy)[0] == (Ink.PIN_FREE, "6")


def test_a_station_not_heard_of_is_not_called_full_and_tells_for_how_long(
    atlas: Atlas, marks: Marks, names: dict[int, tuple[object, ...]]
) -> None:
    parts = _parts(PinLayout(atlas, "zh").lay_out(marks, -1), UNKNOWN_PIN, names)
    assert _bodies(parts)[0][2] is State.UNKNOWN
    assert "".join(str(character) for _, character in _text(parts)) == "–/24040分钟"


def test_a_supercharger_is_a_hexagon_with_its_power(
    atlas: Atlas, marks: Marks, names: dict[int, tuple[object, ...]]
) -> None:
    parts = _parts(PinLayout(atlas, "zh").lay_out(marks, -1), HEXAGON, names)
    assert parts[0] == ("hexagon", False, State.FREE)
    assert "".join(str(character) for _, character in _text(parts)) == f"600{BOLT}3/4"


def test_a_service_area_is_a_road_sign_with_its_free_piles(
    atlas: Atlas, marks: Marks, names: dict[int, tuple[object, ...]]
) -> None:
    parts = _parts(PinLayout(atlas, "zh").lay_out(marks, -1), SIGN, names)
    assert parts[0] == ("sign", False, State.FREE)
    assert "".join(str(character) for _, character in _text(parts)) == "服4/6"


@pytest.mark.parametrize("total", [9, 99, 999])
def test_a_pin_keeps_to_the_room_that_the_tree_reserves(
    atlas: Atlas, marks: Marks, total: int
) -> None:
    widest = marks.take(np.array([FREE_PIN]))
    widest.total[:] = widest.free[:] = total
    quads = PinLayout(atlas, "zh").lay_out(widest, -1)
    right = (quads.dx + atlas.box[quads.part, 2]).max()
    # Its shade may reach into the gap of 8 that the tree keeps to each neighbour.
    assert right <= pin_half_width_dp(widest.total)[0] + 4


def test_the_foot_of_a_pin_is_at_its_place(
    atlas: Atlas, marks: Marks, names: dict[int, tuple[object, ...]]
) -> None:
    quads = PinLayout(atlas, "zh").lay_out(marks, -1)
    mine = np.flatnonzero(quads.mark == FREE_PIN).tolist()
    (stem,) = (part for part in mine if names[int(quads.part[part])][0] == "stem")
    width, height = atlas.box[quads.part[stem], 2:]
    assert (quads.dx[stem], quads.dy[stem]) == (-(width // 2), -height)
    first, second = (part for part in mine if names[int(quads.part[part])][0] == "pin")
    # The two ends of its body meet.
    assert quads.dx[first] + atlas.box[quads.part[first], 2] == quads.dx[second]


def test_no_marks_give_no_parts(atlas: Atlas) -> None:
    assert len(PinLayout(atlas, "zh").lay_out(no_marks(), -1).mark) == 0


def test_parts_lie_apart_on_the_atlas(atlas: Atlas, names: dict[int, tuple[object, ...]]) -> None:
    taken = np.zeros((atlas.image.height(), atlas.image.width()), np.int8)
    for number, (left, top, width, height) in enumerate(atlas.box.tolist()):
        if names[number][0] != "pin":  # cut from the bodies
            taken[top : top + height, left : left + width] += 1
    assert taken.max() == 1


SCREEN = np.array([[100.0, 100.0], [300.0, 300.0], [420.0, 300.0], [9e3, 0], [9e3, 0], [9e3, 0]])


def test_a_finger_hits_the_mark_that_it_lies_on(marks: Marks) -> None:
    assert hits(marks, SCREEN, (140.0, 120.0)) == [RING]
    # A pin's body stands above its foot.
    assert hits(marks, SCREEN, (330.0, 250.0)) == [FREE_PIN]
    assert hits(marks, SCREEN, (490.0, 250.0)) == [FULL_PIN]
    assert hits(marks, SCREEN, (200.0, 500.0)) == []


def test_a_finger_beside_two_marks_means_either(marks: Marks) -> None:
    apart = SCREEN.copy()
    apart[FULL_PIN, 0] = 456.0  # 10 dp between a pin of 132 and one of 160
    assert hits(marks, apart, (369.0, 250.0)) == [FREE_PIN, FULL_PIN]
    apart[FULL_PIN, 0] = 486.0
    assert hits(marks, apart, (368.0, 250.0)) == [FREE_PIN]


def test_the_chosen_pin_is_hit_where_it_covers_others(marks: Marks) -> None:
    chosen_last = marks.take(np.array([RING, FREE_PIN]))
    together = np.array([[100.0, 100.0], [100.0, 140.0]])
    assert hits(chosen_last, together, (100.0, 80.0), chosen=1) == [1]


def test_a_small_ring_is_as_easy_to_hit_as_a_button(marks: Marks) -> None:
    small = marks.take(np.array([RING]))
    small.radius_dp[:] = 20.0
    assert hits(small, np.array([[100.0, 100.0]]), (137.0, 137.0)) == [0]


def test_nothing_is_hit_where_nothing_is() -> None:
    assert hits(no_marks(), np.zeros((0, 2)), (0.0, 0.0)) == []


def test_marks_keep_labels_off_where_they_stand(marks: Marks) -> None:
    boxes = boxes_dp(marks, 1, 1.0)
    left, top, right, bottom = boxes[RING]
    assert (right - left, bottom - top) == pytest.approx((124.0, 124.0))
    pin, chosen = boxes[FULL_PIN], boxes[FREE_PIN]
    assert chosen[2] - chosen[0] > pin[2] - pin[0]


@pytest.mark.parametrize("language", ["zh", "en", "fr"])
def test_every_mark_can_be_written_in_every_state(
    atlas: Atlas, marks: Marks, language: str
) -> None:
    cases = [
        (kind, state, total, free, age_s)
        for kind in Kind
        for state in State
        for total in (1, 16, 240, 11_234, 1_400_000)
        for free in (0, total // 2, total)
        for age_s in (-1, 60, 7200, 400_000)
    ]
    many = marks.take(np.full(len(cases), RING))
    many.kind[:], many.state[:], many.total[:], many.free[:], many.age_s[:] = zip(
        *cases, strict=True
    )
    many.row[:] = np.where(many.kind == Kind.RING, -1, 7)
    many.has_bolt[::2] = True
    many.radius_dp[:] = ring_radius_dp(many.total)
    layout = PinLayout(atlas, language)
    for chosen_row in (-1, 7):
        assert len(np.unique(layout.lay_out(many, chosen_row).mark)) == len(cases)
