from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from ui.map_camera import Camera
from ui.map_captions import Captions

CAMERA = Camera(x=0.835, y=0.41, zoom=8.0, width=1920.0, height=1200.0)
WINDOW = CAMERA.level(), CAMERA.bounds


@pytest.fixture
def captions(qapp: QApplication) -> Captions:
    assert qapp is not None
    return Captions()


def texts(captions: Captions) -> set[str]:
    return {label.text for label in captions.labels}


def test_labels_come_when_all_have_been_tried(captions: Captions) -> None:
    captions.choose(WINDOW, CAMERA, [], [])
    # No time at all is still one try.
    assert not captions.work(0.0)
    assert captions.labels == []
    assert captions.work()
    assert "南京" in texts(captions)
    assert not captions.work()
    assert not captions.is_owing


def test_the_old_labels_stay_until_the_new_ones_are_chosen(captions: Captions) -> None:
    captions.choose(WINDOW, CAMERA, [], [])
    captions.work()
    captions.language = "en"
    captions.choose(WINDOW, CAMERA, [], [])
    captions.work(0.0)
    assert "南京" in texts(captions)
    captions.work()
    assert "Nanjing" in texts(captions)


def test_labels_keep_clear_of_what_lies_over_the_map(captions: Captions) -> None:
    captions.choose(WINDOW, CAMERA, [], [])
    captions.work()
    nanjing = next(one for one in captions.labels if one.text == "南京")
    x, y = CAMERA.screen_of(nanjing.x, nanjing.y)
    chrome = [(x - 300.0, y - 300.0, x + 300.0, y + 300.0)]
    assert captions.is_in_the_way(CAMERA, chrome)
    captions.choose(WINDOW, CAMERA, [], chrome)
    captions.work()
    assert "南京" not in texts(captions)
    assert not captions.is_in_the_way(CAMERA, chrome)
    # It lies over other places as soon as the map has moved.
    assert captions.is_in_the_way(CAMERA.panned(1.0, 0.0), chrome)


def test_on_a_turned_map_labels_are_looked_over_again(captions: Captions) -> None:
    captions.turn(replace(CAMERA, turn_deg=90.0))
    captions.choose(WINDOW, CAMERA, [], [])
    captions.work()
    captions.turn(replace(CAMERA, turn_deg=93.0))
    assert not captions.work()
    captions.turn(replace(CAMERA, turn_deg=99.0))
    assert captions.work()
    assert "南京" in texts(captions)
