import json
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QByteArray, QProcess
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from ui.map_press import TilePress
from ui.map_tiles import Style, Tile
from ui.map_worker import HEADER


class _Worker(QProcess):
    """A process that is never started: it keeps what is written to it, and answers when told to."""

    written: list[dict[str, Any]]
    answers: bytes

    @override
    def start(self, *_: object) -> None:
        self.written, self.answers = [], b""

    @override
    def write(self, data: Any) -> int:
        self.written.append(json.loads(data))
        return len(data)

    @override
    def bytesAvailable(self) -> int:
        return len(self.answers)

    @override
    def read(self, maxlen: Any, *_: Any) -> Any:  # of two ways to call it this is the one used
        taken, self.answers = self.answers[:maxlen], self.answers[maxlen:]
        return QByteArray(taken)


class _Press:
    """A press with such a worker, and what came out of it."""

    def __init__(self) -> None:
        self.press = TilePress()
        self.painted: list[Tile] = []
        self.press.painted.connect(self._note)
        assert isinstance(self.press._process, _Worker)
        self.worker = self.press._process

    def _note(self, tile: Tile, image: QImage) -> None:
        assert (image.width(), image.height()) == (2, 2)
        self.painted.append(tile)

    def answer(self, number: int, side: int = 2) -> None:
        self.worker.answers += HEADER.pack(number, side, side * side * 4) + bytes(side * side * 4)
        self.press._read()

    @property
    def sent(self) -> list[tuple[str, int]]:
        """List what the worker was told, in order: which number to paint or to forget."""
        return [
            ("forget", one["forget"]) if "forget" in one else ("paint", one["number"])
            for one in self.worker.written
        ]


@pytest.fixture
def press(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[_Press]:
    assert qapp is not None
    monkeypatch.setattr("ui.map_press.QProcess", _Worker)
    made = _Press()
    yield made
    made.press.close()


def _tiles(count: int, zoom: float = 8.0) -> list[Tile]:
    return [Tile(Style("day", 1.0), zoom, i, 100) for i in range(count)]


def test_two_orders_are_in_the_works_at_a_time(press: _Press) -> None:
    tiles = _tiles(3)
    press.press.want(tiles)
    assert press.sent == [("paint", 1), ("paint", 2)]
    press.answer(1)
    assert press.sent[2:] == [("paint", 3)]
    press.answer(2)
    press.answer(3)
    assert press.painted == tiles
    assert press.press.is_idle


def test_what_is_not_wanted_any_more_is_forgotten_and_makes_room(press: _Press) -> None:
    far, near = _tiles(3, 8.0), _tiles(3, 9.0)
    press.press.want(far)
    press.press.want([far[0], *near])
    assert press.sent[2:] == [("forget", 2), ("paint", 3)]
    press.answer(2, side=0)
    assert press.painted == []
    assert press.sent[4:] == []
    press.answer(1)
    press.answer(3)
    press.answer(4)
    press.answer(5)
    assert press.painted == [far[0], *near]
    assert press.press.is_idle


def test_an_order_is_forgotten_once(press: _Press) -> None:
    press.press.want(_tiles(2))
    press.press.want([])
    press.press.want([])
    assert press.sent[2:] == [("forget", 1), ("forget", 2)]
    assert not press.press.is_idle


def test_what_had_been_begun_is_taken_though_forgotten(press: _Press) -> None:
    tiles = _tiles(1)
    press.press.want(tiles)
    press.press.want([])
    press.answer(1)
    assert press.painted == tiles
    assert press.press.is_idle


def test_what_is_wanted_again_is_not_lost(press: _Press) -> None:
    tiles = _tiles(1)
    press.press.want(tiles)
    press.press.want([])
    press.press.want(tiles)
    assert press.sent == [("paint", 1), ("forget", 1), ("paint", 2)]
    press.answer(1, side=0)
    assert not press.press.is_idle
    press.answer(2)
    assert press.painted == tiles
    assert press.press.is_idle


def test_a_worker_that_died_is_told_anew_what_is_wanted_only(press: _Press) -> None:
    tiles = _tiles(3)
    press.press.want(tiles)
    press.press.want(tiles[1:])
    press.press._restart()
    assert press.sent == [("paint", 4), ("paint", 5)]
    press.answer(4)
    press.answer(5)
    assert press.painted == tiles[1:]
    assert press.press.is_idle


def test_while_the_map_moves_one_picture_is_taken_at_a_time(press: _Press) -> None:
    tiles = _tiles(2)
    press.press.want(tiles)
    press.press.is_spared = True
    press.answer(1)
    press.answer(2)
    assert press.painted == tiles[:1]
    press.press._later.stop()
    press.press._later.timeout.emit()
    assert press.painted == tiles


def test_skipped_orders_are_not_waited_for(press: _Press) -> None:
    tiles = _tiles(3)
    press.press.want(tiles[:2])
    press.press.want(tiles[2:])
    press.press.is_spared = True
    for number in (1, 2):
        press.answer(number, side=0)
    press.answer(3)
    assert press.painted == tiles[2:]
