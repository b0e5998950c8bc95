"""Pictures come through the wire within limits, and what is none leaves no trace."""

import pytest

from network.photos import fetch_photos, is_simulated, sniff
from network.sandbox.photo_desk import draw
from network.stations import Site
from network.wire import Wire
from tests.network.raw_peer import peer, says

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 40


def reply(body: bytes, kind: bytes = b"image/png", status: bytes = b"200 OK") -> bytes:
    length = str(len(body)).encode()
    return (
        b"HTTP/1.1 " + status + b"\r\nContent-Type: " + kind
        + b"\r\nContent-Length: " + length + b"\r\n\r\n" + body
    )  # fmt: skip


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PNG, "png"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "jpeg"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "webp"),
        (b"GIF89a", None),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", None),
        (b"RIFF\x24\x00\x00\x00WAVE", None),
        (b"", None),
    ],
)
def test_a_picture_is_known_by_its_first_bytes(data: bytes, kind: str | None) -> None:
    assert sniff(data) == kind


async def test_a_picture_comes_as_it_was_sent() -> None:
    async with peer(says(reply(PNG))) as url:
        wire = Wire()
        address = f"{url}/1.png"
        assert await fetch_photos(wire, [address], "甲", "") == ((address, PNG),)
        await wire.aclose()


@pytest.mark.parametrize(
    "answer",
    [
        reply(b"", status=b"404 Not Found"),
        reply(b"<html>log in</html>", b"text/html"),
        reply(PNG, b"text/html"),
        reply(b"GIF89a"),
        b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 4000000\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n",
        b"",
    ],
)
async def test_what_is_no_picture_is_left_out(answer: bytes) -> None:
    async with peer(says(answer)) as url:
        wire = Wire()
        assert await fetch_photos(wire, [f"{url}/1.png"], "甲", "") == ()
        await wire.aclose()


async def test_four_of_many_pictures_are_fetched_and_files_never() -> None:
    class Source:
        def __init__(self) -> None:
            self.asked: list[str] = []

        async def get_picture(self, url: str, _peer: str, most_bytes: int) -> bytes:
            assert most_bytes == 3 * 1024 * 1024
            self.asked.append(url)
            return PNG

    source = Source()
    listed = ["file:///etc/passwd", "sandbox:/photos/garage.png"]
    listed += [f"https://cpo.example/{number}.png" for number in range(8)]
    assert len(await fetch_photos(source, listed, "甲", "http://operators.sandbox/photos/")) == 4
    assert source.asked == [
        "http://operators.sandbox/photos/garage.png",
        "https://cpo.example/0.png",
        "https://cpo.example/1.png",
        "https://cpo.example/2.png",
    ]


def test_a_simulated_picture_is_known_and_drawn() -> None:
    assert is_simulated("sandbox:/photos/garage.png")
    assert not is_simulated("https://cpo.example/sandbox:/photos/garage.png")
    assert sniff(draw(Site.GARAGE)) == "png"
