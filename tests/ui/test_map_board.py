import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.fake_marks import FREE_PIN, FakeMarks
from ui.map_board import MarkBoard, triangles, turned
from ui.map_camera import Camera

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


def test_a_part_is_two_triangles_over_its_place_on_the_atlas() -> None:
    vertices = triangles(np.array([[10, 20]]), np.array([[64, 32, 8, 4]]), (128, 64), 2.0)
    assert vertices.dtype == np.float32
    assert vertices.tolist() == [
        [5.0, 10.0, 0.5, 0.5],
        [9.0, 10.0, 0.5625, 0.5],
        [9.0, 12.0, 0.5625, 0.5625],
        [5.0, 10.0, 0.5, 0.5],
        [9.0, 12.0, 0.5625, 0.5625],
        [5.0, 12.0, 0.5, 0.5625],
    ]


def test_the_car_s_arrow_turns_clockwise() -> None:
    # The top left corner of a part 8 x 4 lies (-4, -2) from its middle; turned east: (2, -4).
    vertices = turned((100.0, 100.0), (0, 0, 8, 4), (8, 4), 1.0, 90.0)
    assert vertices[0].tolist() == pytest.approx([102.0, 96.0, 0.0, 0.0])


def test_labels_are_chosen_a_little_at_a_time(board: MarkBoard) -> None:
    board.update(CAMERA)
    # No time at all is still one try; the labels come when all have been tried.
    assert not board.work(0.0)
    assert board.labels == []
    assert board.work()
    assert "南京" in {label.text for label in board.labels}
    assert not board.work()
