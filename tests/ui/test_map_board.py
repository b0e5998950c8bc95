from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.fake_marks import FREE_PIN, FULL_PIN, FakeMarks
from ui.map_board import MarkBoard
from ui.map_camera import Camera
from ui.map_marks import State

CAMERA = Camera(x=0.835, y=0.41, zoom=8.0, width=1920.0, height=1200.0)


@pytest.fixture
def source() -> FakeMarks:
    return FakeMarks()


@pytest.fixture
def board(qapp: QApplication, source: FakeMarks) -> MarkBoard:
    assert qapp is not None
    board = MarkBoard()
    board.show(source)
    board.prepare("night", "zh", 1.0)
    return board


def test_marks_are_asked_for_around_the_view(board: MarkBoard, source: FakeMarks) -> None:
    assert board.update(CAMERA)
    (view,) = source.asked
    assert view.world_dp == pytest.approx(65536.0)
    assert view.east - view.west == pytest.approx(1.7 * 1920 / 65536)


def test_panning_a_little_asks_nothing(board: MarkBoard, source: FakeMarks) -> None:
    board.update(CAMERA)
    assert not board.update(CAMERA.panned(300.0, 200.0))
    assert len(source.asked) == 1


def test_panning_far_or_another_zoom_asks_again(board: MarkBoard, source: FakeMarks) -> None:
    board.update(CAMERA)
    assert board.update(CAMERA.panned(900.0, 0.0))
    assert board.update(CAMERA.zoomed(8.5, 0.0, 0.0))
    assert len(source.asked) == 3


def test_news_of_the_stations_are_asked_for(board: MarkBoard, source: FakeMarks) -> None:
    board.update(CAMERA)
    board.show(source)
    assert board.update(CAMERA)


def test_the_chosen_station_is_drawn_last(board: MarkBoard) -> None:
    board.choose(1)
    board.update(CAMERA)
    assert board.marks.row[-1] == 1
    assert len(board.marks) == 6


def test_where_one_drives_keeps_its_large_pin_beside_the_chosen_one(board: MarkBoard) -> None:
    board.keep(3)
    board.choose(1)
    board.update(CAMERA)
    assert board.marks.row.tolist()[-2:] == [3, 1]
    assert board.atlas is not None
    assert board.quads is not None
    names = {number: name for name, number in board.atlas.number.items()}
    last = {names[part] for part in board.quads.part[board.quads.mark == 4].tolist()}
    assert ("hexagon", True, State.FREE) in last
    board.keep(-1)
    board.update(CAMERA)
    assert board.marks.row.tolist()[-1] == 1
    drawn = {names[part] for part in board.quads.part.tolist()}
    assert ("hexagon", True, State.FREE) not in drawn


def test_where_one_drives_shows_at_every_zoom(board: MarkBoard) -> None:
    board.keep(1)
    for zoom in (4.0, 8.0, 12.0):
        board.update(replace(CAMERA, zoom=zoom))
        assert board.marks.row[-1] == 1


def test_while_the_map_moves_other_marks_come_a_step_in_each_frame(
    board: MarkBoard, source: FakeMarks
) -> None:
    board.update(CAMERA)
    board.work()
    board.rest(is_at_rest=False)
    nearer = CAMERA.zoomed(8.5, 0.0, 0.0)
    before = board.quads
    told = [(board.update(nearer), board.quads is before) for _ in range(4)]
    assert told == [(False, True), (False, True), (True, False), (False, False)]
    assert board.owes_labels
    assert len(source.asked) == 2
    assert board.work()
    assert not board.owes_labels


def test_what_was_begun_is_done_at_once_when_the_map_stops(board: MarkBoard) -> None:
    board.update(CAMERA)
    board.rest(is_at_rest=False)
    assert not board.update(CAMERA.zoomed(8.5, 0.0, 0.0))
    board.rest(is_at_rest=True)
    # It has come elsewhere meanwhile.
    assert board.update(CAMERA.zoomed(9.0, 0.0, 0.0))
    board.work()
    assert not board.owes_labels


def test_while_the_map_moves_it_is_asked_before_the_view_leaves(
    board: MarkBoard, source: FakeMarks
) -> None:
    board.update(CAMERA)
    # 672 dp are laid out beside the view, 192 less are left.
    near_the_edge = CAMERA.panned(500.0, 0.0)
    assert not board.update(near_the_edge)
    assert len(source.asked) == 1
    board.rest(is_at_rest=False)
    board.update(near_the_edge)
    assert len(source.asked) == 2


def test_leaving_marks_keep_their_parts_under_new_numbers(
    board: MarkBoard, source: FakeMarks
) -> None:
    board.update(CAMERA)
    board.tick(1.0)
    before = sum(_parts(board))
    source.gap_dp = 3000.0  # the full pin stands elsewhere
    board.choose(1)
    board.update(CAMERA)
    board.choose(-1)
    board.update(CAMERA)
    board.tick(1.0)
    assert board.quads is not None
    assert sum(_parts(board)) == before
    assert len(set(board.quads.mark.tolist())) >= 6


def test_a_finger_finds_the_station_of_new_marks_at_once(
    board: MarkBoard, source: FakeMarks
) -> None:
    board.update(CAMERA)
    board.rest(is_at_rest=False)
    board.show(source)
    mark = source.station(1)
    x, y = CAMERA.screen_of(float(mark.x[0]), float(mark.y[0]))
    assert board.hits(CAMERA, (x, y - 45.0)) == [FREE_PIN]
    assert not board.update(CAMERA)


def test_a_finger_finds_the_station(board: MarkBoard, source: FakeMarks) -> None:
    board.update(CAMERA)
    mark = source.station(1)
    x, y = CAMERA.screen_of(float(mark.x[0]), float(mark.y[0]))
    assert board.hits(CAMERA, (x, y - 45.0)) == [FREE_PIN]


def test_nothing_is_made_before_there_is_a_source(qapp: QApplication) -> None:
    assert qapp is not None
    board = MarkBoard()
    board.prepare("night", "zh", 1.0)
    board.update(CAMERA)
    assert len(board.marks) == 0
    assert board.labels == []
    assert board.atlas is None


def test_labels_are_chosen_a_little_at_a_time(board: MarkBoard) -> None:
    board.update(CAMERA)
    # No time at all is still one try; the labels come when all have been tried.
    assert not board.work(0.0)
    assert board.labels == []
    assert board.work()
    assert "南京" in {label.text for label in board.labels}
    assert not board.work()


def _on_screen(board: MarkBoard, mark: int) -> tuple[float, float]:
    return CAMERA.screen_of(float(board.marks.x[mark]), float(board.marks.y[mark]))


def _parts(board: MarkBoard) -> list[int]:
    placed = board.placed((CAMERA.x, CAMERA.y), CAMERA.world_dp)
    return [0 if here is None else len(placed.corners[here]) for here in placed.chosen()]


def test_marks_appear_within_a_fifth_of_a_second(board: MarkBoard) -> None:
    board.update(CAMERA)
    told, layers = [], []
    for seconds in (0.0, 0.1, 0.11):
        board.tick(seconds)
        told.append((board.is_fading, board.is_unplaced))
        layers.append(_parts(board))
    assert told == [(True, True), (True, True), (False, True)]
    none, faint, whole = layers
    assert sum(none) == 0
    assert faint[-1] == 0
    assert whole == [0, 0, 0, 0, sum(faint)]
    assert not board.is_unplaced


def test_news_of_the_same_stations_move_nothing(board: MarkBoard, source: FakeMarks) -> None:
    board.update(CAMERA)
    board.tick(1.0)
    board.show(source)
    board.update(CAMERA)
    assert not board.is_fading


def test_a_mark_under_the_chrome_is_not_drawn_and_not_hit(board: MarkBoard) -> None:
    board.update(CAMERA)
    board.tick(1.0)
    before = sum(_parts(board))
    x, y = _on_screen(board, FREE_PIN)
    board.avoid([(x - 20, y - 60, x + 20, y - 20)])
    board.update(CAMERA)
    assert board.is_unplaced
    board.tick(1.0)
    assert 0 < sum(_parts(board)) < before
    assert board.hits(CAMERA, (x, y - 45)) == []
    # Panned away from there it shows again.
    assert not board.update(CAMERA.panned(200.0, 0.0))
    board.tick(1.0)
    assert sum(_parts(board)) == before


def test_a_mark_whose_edge_only_touches_the_chrome_is_drawn(board: MarkBoard) -> None:
    board.update(CAMERA)
    board.tick(1.0)
    before = sum(_parts(board))
    x, y = _on_screen(board, FREE_PIN)
    board.avoid([(x + 58, y - 60, x + 120, y - 20)])
    board.update(CAMERA)
    board.tick(1.0)
    assert sum(_parts(board)) == before


def test_what_the_chosen_one_would_cover_makes_way(board: MarkBoard, source: FakeMarks) -> None:
    source.gap_dp = -40.0
    board.choose(1)
    board.update(CAMERA)
    assert board.marks.row[-1] == 1
    x, y = _body(board, CAMERA, board.marks.row.tolist().index(2))
    assert board.hits(CAMERA, (x + 70.0, y)) == []
    board.choose(-1)
    board.update(CAMERA)
    assert len(board.hits(CAMERA, (x + 70.0, y))) == 1


def test_the_chosen_one_shows_even_there(board: MarkBoard) -> None:
    board.choose(1)
    x, y = CAMERA.screen_of(*_at_row_1())
    board.avoid([(x - 20, y - 60, x + 20, y - 20)])
    board.update(CAMERA)
    assert len(board.hits(CAMERA, (x, y - 45))) == 1


def _at_row_1() -> tuple[float, float]:
    mark = FakeMarks().station(1)
    return float(mark.x[0]), float(mark.y[0])


def test_a_ring_is_laid_out_as_its_stations_until_the_zoom_changes(board: MarkBoard) -> None:
    board.update(CAMERA)
    ring = board.marks.row.tolist().index(-1)
    assert board.spread(ring, CAMERA)
    board.update(CAMERA)
    assert -1 not in board.marks.row.tolist()
    assert board.marks.row[-2:].tolist() == [2, 1]
    board.update(CAMERA.zoomed(8.5, 0.0, 0.0))
    assert -1 in board.marks.row.tolist()
    assert not board.gather()


def test_what_was_laid_out_is_gathered_again(board: MarkBoard) -> None:
    board.update(CAMERA)
    board.spread(0, CAMERA)
    board.update(CAMERA)
    assert board.gather()
    board.update(CAMERA)
    assert -1 in board.marks.row.tolist()


def test_a_ring_makes_way_for_the_car_and_comes_back(board: MarkBoard) -> None:
    board.update(CAMERA)
    ring = board.marks.row.tolist().index(-1)
    place = float(board.marks.x[ring]), float(board.marks.y[ring])
    assert board.pass_car(place)
    assert board.update(CAMERA)
    moved = CAMERA.screen_of(float(board.marks.x[ring]), float(board.marks.y[ring]))
    x, y = CAMERA.screen_of(*place)
    assert moved == pytest.approx((x, y - 71.3))
    assert board.hits(CAMERA, moved) == [ring]
    assert not board.pass_car((place[0], place[1] + 5 / CAMERA.world_dp))
    assert board.pass_car(None)
    board.update(CAMERA)
    assert (board.marks.x[ring], board.marks.y[ring]) == place


def test_a_ring_of_very_many_is_laid_out_in_turns(
    board: MarkBoard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.map_spread.MOST", 1)
    board.update(CAMERA)
    for row in (2, 1, 2):
        ring = board.marks.row.tolist().index(-1)
        assert board.spread(ring, CAMERA)
        board.update(CAMERA)
        assert board.marks.row[-2:].tolist() == [-1, row]


def test_a_pin_is_not_laid_out(board: MarkBoard) -> None:
    board.update(CAMERA)
    assert not board.spread(FREE_PIN, CAMERA)


def test_on_a_turned_map_no_pin_lies_over_another(board: MarkBoard, source: FakeMarks) -> None:
    # Side by side with north up: one above the other, and half covered, with the east up.
    source.gap_dp = -80.0
    board.update(CAMERA)
    assert len(board.hits(CAMERA, _body(board, CAMERA, FULL_PIN))) == 1
    turned = replace(CAMERA, turn_deg=45.0)
    board.update(turned)
    found = board.hits(turned, _body(board, turned, FREE_PIN))
    assert [board.marks.row[mark] for mark in found] in ([2], [])


def _body(board: MarkBoard, camera: Camera, mark: int) -> tuple[float, float]:
    x, y = camera.screen_of(float(board.marks.x[mark]), float(board.marks.y[mark]))
    return x, y - 45.0
