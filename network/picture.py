"""Look at a picture's bytes: PNG, JPEG or WebP, its size, and whether all of it is there.

Nothing is unpacked here. Formats: PNG (ISO/IEC 15948), JPEG (ITU-T T.81), WebP (RFC 9649).
"""

import struct
import zlib

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG_START, _JPEG_END = b"\xff\xd8\xff", b"\xff\xd9"
# Start-of-frame markers; 0xC4, 0xC8 and 0xCC in their midst are others.
_FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class NoPicture(ValueError):
    """What came is no picture, or not all of one."""


def picture_size(content: bytes) -> tuple[int, int]:
    """Answer width and height in pixels. Raises: NoPicture."""
    try:
        if content.startswith(_PNG):
            return _png_size(content)
        if content.startswith(_JPEG_START):
            return _jpeg_size(content)
        if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            return _webp_size(content)
    except (struct.error, IndexError) as error:
        raise NoPicture("a picture that breaks off") from error
    raise NoPicture("no PNG, JPEG or WebP")


def _png_size(content: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from(">II", content, 16)
    at = len(_PNG)
    while True:
        length, kind = struct.unpack_from(">I4s", content, at)
        end = at + 8 + length
        (checksum,) = struct.unpack_from(">I", content, end)
        if zlib.crc32(content[at + 4 : end]) != checksum:
            raise NoPicture("a damaged PNG")
        if kind == b"IEND":
            return width, height
        at = end + 4


def _jpeg_size(content: bytes) -> tuple[int, int]:
    if not content.rstrip(b"\0").endswith(_JPEG_END):
        raise NoPicture("a JPEG that breaks off")
    at = 2
    while True:
        mark, kind, length = struct.unpack_from(">BBH", content, at)
        if mark != _JPEG_END[0] or length < 2:
            raise NoPicture("a damaged JPEG")
        if kind in _FRAMES:
            height, width = struct.unpack_from(">HH", content, at + 5)
            return width, height
        at += 2 + length


def _webp_size(content: bytes) -> tuple[int, int]:
    (length,) = struct.unpack_from("<I", content, 4)
    if len(content) < length + 8:
        raise NoPicture("a WebP that breaks off")
    kind = content[12:16]
    if kind == b"VP8X":
        return _three_bytes(content, 24) + 1, _three_bytes(content, 27) + 1
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", content, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", content, 26)
        return width & 0x3FFF, height & 0x3FFF
    raise NoPicture("a damaged WebP")


def _three_bytes(content: bytes, at: int) -> int:
    return int.from_bytes(content[at : at + 3].ljust(3, b"\0"), "little")
