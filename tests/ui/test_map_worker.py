import io
import json
import subprocess
import sys
from pathlib import Path
from queue import SimpleQueue

from PySide6.QtGui import QColor, QImage
from typing_extensions import override

from ui.map_paint import TileOrder
from ui.map_worker import HEADER, Orders, serve

if sys.platform == "linux":
    import fcntl

ROOT = Path(__file__).parents[2]


def _line(number: int, zoom: float = 8.0, side_px: int = 4) -> bytes:
    order = {"number": number, "theme": "day", "zoom": zoom, "left": 0.5, "top": 0.5}
    order |= {"span": 0.001, "side_px": side_px, "rasters": []}
    return json.dumps(order).encode()


class _Noted:
    """A painter that notes what it was asked for, and has some things to prepare."""

    def __init__(self, steps: int, orders: Orders, later: dict[int, bytes | None]) -> None:
        self.done: list[str] = []
        self._steps = steps
        self._orders, self._later = orders, later

    def paint(self, order: TileOrder) -> QImage:
        self.done.append(f"paint {order.zoom:g}")
        image = QImage(order.side_px, order.side_px, QImage.Format.Format_RGB32)
        image.fill(QColor("#102030"))
        return image

    def prepare(self, zoom: float) -> bool:
        if len(self.done) in self._later:
            self._orders.put(self._later.pop(len(self.done)))
        if self._steps == 0:
            return False
        self._steps -= 1
        self.done.append(f"prepare {zoom:g}")
        return True


def test_orders_come_before_what_can_be_prepared_and_that_near_the_last_one() -> None:
    orders: Orders = SimpleQueue()
    orders.put(_line(1, 8.0))
    orders.put(_line(2, 9.0))
    painter = _Noted(3, orders, {4: _line(3, 12.0), 6: None})
    serve(painter, orders, io.BytesIO())
    assert painter.done == [
        *("paint 8", "paint 9", "prepare 9", "prepare 9", "prepare 9"),
        "paint 12",
    ]


class _Watched(SimpleQueue[bytes | None]):
    """Orders that tell how each was waited for."""

    def __init__(self) -> None:
        super().__init__()
        self.waits: list[bool] = []

    @override
    def get(self, block: bool = True, timeout: float | None = None) -> bytes | None:
        self.waits.append(block)
        if block and self.empty():
            return None
        return super().get(block, timeout)


def _answers(data: bytes) -> list[tuple[int, int]]:
    """List number and side of all pictures."""
    found, at = [], 0
    while at < len(data):
        number, side, length = HEADER.unpack_from(data, at)
        found.append((number, side))
        at += HEADER.size + length
    return found


def test_a_forgotten_order_is_answered_but_not_painted() -> None:
    orders: Orders = SimpleQueue()
    for line in (_line(1, 8.0), _line(2, 9.0), b'{"forget": 2}', _line(3, 10.0), None):
        orders.put(line)
    painter, pictures = _Noted(0, orders, {}), io.BytesIO()
    serve(painter, orders, pictures)
    assert painter.done == ["paint 8", "paint 10"]
    assert sorted(_answers(pictures.getvalue())) == [(1, 4), (2, 0), (3, 4)]


def test_an_order_that_was_painted_already_is_not_answered_twice() -> None:
    orders: Orders = SimpleQueue()
    orders.put(_line(1, 8.0))
    painter, pictures = _Noted(2, orders, {2: b'{"forget": 1}', 3: None}), io.BytesIO()
    serve(painter, orders, pictures)
    assert _answers(pictures.getvalue()) == [(1, 4)]


def test_nothing_is_done_once_all_is_ready() -> None:
    orders = _Watched()
    serve(_Noted(2, orders, {}), orders, io.BytesIO())
    # Two looks with something left to prepare, one that finds nothing left; then it waits, is told
    # that no more will come and looks once whether that was the last line.
    assert orders.waits == [False, False, False, True, False]


def test_a_picture_comes_with_the_number_of_its_order() -> None:
    orders: Orders = SimpleQueue()
    orders.put(_line(7, side_px=2))
    orders.put(None)
    pictures = io.BytesIO()
    serve(_Noted(0, orders, {}), orders, pictures)
    number, side, length = HEADER.unpack_from(pictures.getvalue())
    assert (number, side, length) == (7, 2, 16)
    # Qt's 32-bit pixels, on a machine that stores the lowest byte first: blue, green, red, full.
    assert pictures.getvalue()[HEADER.size :] == bytes([0x30, 0x20, 0x10, 0xFF]) * 4


def test_the_worker_paints_what_comes_in_pieces_and_ends_with_its_input() -> None:
    worker = subprocess.Popen(
        [sys.executable, "-m", "ui.map_worker"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert worker.stdin is not None
    assert worker.stdout is not None
    text = _line(1, 12.0, 8) + b"\n" + _line(2, 12.0, 8) + b"\n"
    for piece in (text[:40], text[40:130], text[130:]):
        worker.stdin.write(piece)
        worker.stdin.flush()
    for number in (1, 2):
        assert HEADER.unpack(worker.stdout.read(HEADER.size)) == (number, 8, 256)
        assert len(worker.stdout.read(256)) == 256
    if sys.platform == "linux":
        # Room for a picture of 512 x 512 pixels of 4 bytes.
        assert fcntl.fcntl(worker.stdout.fileno(), fcntl.F_GETPIPE_SZ) == 1_048_576
    worker.stdin.close()
    assert worker.wait(60) == 0
    worker.stdout.close()
