"""Pictures by the bytes that other programs wrote; the shortest of each kind are written out."""

import struct
import zlib
from base64 import b64decode

import pytest

from network.picture import NoPicture, picture_size

# A pixel each, as published: WebP from the format's own test page (lossy, lossless).
WEBP_LOSSY = b64decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA")
WEBP_LOSSLESS = b64decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")
JPEG_HEAD = bytes.fromhex("ffd8ffe000104a46494600010100000100010000")
JPEG_FRAME = bytes.fromhex("ffc0000b080100010001011100")  # SOF0: 8 bits, 256 x 256, one component


def png(width: int, height: int) -> bytes:
    """Write a PNG of one grey (ISO/IEC 15948, clause 5)."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checksum = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)

    rows = (b"\0" + b"\x80" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def test_the_size_of_each_kind_is_read() -> None:
    assert picture_size(png(256, 128)) == (256, 128)
    assert picture_size(WEBP_LOSSY) == (1, 1)
    assert picture_size(WEBP_LOSSLESS) == (1, 1)
    assert picture_size(JPEG_HEAD + JPEG_FRAME + b"\xff\xd9") == (256, 256)


@pytest.mark.parametrize("whole", [png(256, 256), WEBP_LOSSY, WEBP_LOSSLESS])
def test_a_picture_that_breaks_off_anywhere_is_none(whole: bytes) -> None:
    for length in range(len(whole)):
        with pytest.raises(NoPicture):
            picture_size(whole[:length])


def test_a_jpeg_without_its_end_is_none() -> None:
    with pytest.raises(NoPicture, match="breaks off"):
        picture_size(JPEG_HEAD + JPEG_FRAME)


def test_a_png_with_a_flipped_bit_is_damaged() -> None:
    content = bytearray(png(64, 64))
    content[45] ^= 1
    with pytest.raises(NoPicture, match="damaged"):
        picture_size(bytes(content))


@pytest.mark.parametrize("content", [b"", b"<!DOCTYPE html><html>", b"GIF89a", b"RIFF\0\0\0\0WAVE"])
def test_what_is_something_else_is_none(content: bytes) -> None:
    with pytest.raises(NoPicture):
        picture_size(content)


def test_any_bytes_end_in_a_size_or_in_one_error() -> None:
    for start in (png(8, 8)[:30], JPEG_HEAD, WEBP_LOSSY[:20]):
        for filler in range(0, 256, 5):
            for length in range(0, 60, 7):
                try:
                    picture_size(start + bytes([filler]) * length)
                except NoPicture:
                    continue
