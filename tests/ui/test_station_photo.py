"""A picture is decoded small, whatever its operator sends; what is none is nothing."""

import struct
import zlib

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage

from network.sandbox.photo_desk import draw
from network.stations import Site
from ui.station_photo import decode

pytestmark = pytest.mark.usefixtures("qapp")


def encoded(width: int, height: int, kind: str) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#7FB2DB"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


@pytest.mark.parametrize("kind", ["PNG", "JPG"])
def test_a_large_picture_is_kept_at_the_size_that_is_shown(kind: str) -> None:
    image = decode(encoded(3000, 2000, kind))
    assert image is not None
    assert (image.width(), image.height()) == (960, 640)


def test_a_small_picture_is_kept_as_it_is() -> None:
    image = decode(draw(Site.GARAGE))
    assert image is not None
    assert (image.width(), image.height()) == (640, 360)


def test_a_picture_that_claims_a_billion_pixels_is_not_decoded() -> None:
    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", 32_000, 32_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99))
    assert decode(bomb) is None


# The decoder grumbles about what it is given; it is one line on the terminal.
@pytest.mark.qt_log_ignore("JPEG")
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><rect width='9' height='9'/></svg>",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0" + b"\0" * 50,
        b"GIF89a" + b"\0" * 50,
    ],
)
def test_what_is_no_picture_is_nothing(data: bytes) -> None:
    assert decode(data) is None
