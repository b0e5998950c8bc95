"""The frame of OCPI: token headers of the standard, times, links, wrappers."""

from datetime import UTC, datetime, timedelta, timezone

import msgspec
import pytest

from network.operators.ocpi_envelope import (
    build_answer,
    build_header,
    build_link,
    build_time,
    parse_answer,
    parse_header,
    parse_link,
    parse_time,
)

NOON = datetime(2026, 3, 2, 12, 0, 0, tzinfo=UTC)


def test_a_token_is_encoded_as_rfc_4648_has_it() -> None:
    # The standard prints ZXhhbXBsZS10b2tlbgo=, which is the token and a line feed.
    assert build_header("example-token") == "Token ZXhhbXBsZS10b2tlbg=="
    assert build_header("example-token", is_plain=True) == "Token example-token"


@pytest.mark.parametrize(
    ("header", "token"),
    [
        ("Token ZXhhbXBsZS10b2tlbg==", "example-token"),
        ("Token ZXhhbXBsZS10b2tlbgo=", "example-token"),
        (
            "Token ZWJmM2IzOTktNzc5Zi00NDk3LTliOWQtYWM2YWQzY2M0NGQyCg==",
            "ebf3b399-779f-4497-9b9d-ac6ad3cc44d2",
        ),
        ("token ZXhhbXBsZS10b2tlbg==", "example-token"),
        ("Token example-token", "example-token"),
    ],
)
def test_the_standards_headers_and_plain_ones_are_read(header: str, token: str) -> None:
    assert parse_header(header)[0] == token


def test_a_plain_token_that_looks_like_base64_is_tried_both_ways() -> None:
    assert parse_header("Token abcd1234") in (("abcd1234",), ("i\xb7\x1dy\xf8", "abcd1234"))
    assert "abcd1234" in parse_header("Token abcd1234")


@pytest.mark.parametrize("header", ["", "Bearer x", "Token ", "Token"])
def test_a_header_without_a_token_names_none(header: str) -> None:
    assert parse_header(header) == ()


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2015-06-29T20:39:09Z", datetime(2015, 6, 29, 20, 39, 9, tzinfo=UTC)),
        ("2015-06-29T20:39:09", datetime(2015, 6, 29, 20, 39, 9, tzinfo=UTC)),
        ("2016-12-29T17:45:09.2Z", datetime(2016, 12, 29, 17, 45, 9, 200_000, tzinfo=UTC)),
        ("2016-12-29T17:45:09.123456789Z", datetime(2016, 12, 29, 17, 45, 9, 123_456, tzinfo=UTC)),
        ("2015-06-29T22:39:09+02:00", datetime(2015, 6, 29, 20, 39, 9, tzinfo=UTC)),
    ],
)
def test_a_time_is_read_with_or_without_a_zone(text: str, moment: datetime) -> None:
    assert parse_time(text) == moment


@pytest.mark.parametrize("text", ["", "2015-06-29", "20:39:09", "2015-13-29T20:39:09Z", "now"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(msgspec.ValidationError, match="is not a time"):
        parse_time(text)


def test_a_time_is_written_in_utc() -> None:
    there = datetime(2026, 3, 2, 20, tzinfo=timezone(timedelta(hours=8)))
    assert build_time(there) == "2026-03-02T12:00:00Z"


def test_an_answer_has_data_only_where_there_are_some() -> None:
    assert build_answer(NOON) == b'{"status_code":1000,"timestamp":"2026-03-02T12:00:00Z"}'
    assert build_answer(NOON, [], 2001, "no") == (
        b'{"status_code":2001,"data":[],"status_message":"no","timestamp":"2026-03-02T12:00:00Z"}'
    )


@pytest.mark.parametrize("raw", [b"", b"[]", b"{}", b'{"status_code":"x"}', b"[" * 100_000])
def test_what_is_no_answer_is_refused(raw: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        parse_answer(raw)


@pytest.mark.parametrize(
    ("header", "url"),
    [
        ('<https://x.com/ocpi/cpo/2.2/cdrs/?offset=150&limit=50>; rel="next"',
         "https://x.com/ocpi/cpo/2.2/cdrs/?offset=150&limit=50"),
        ('<https://x.com/1>; rel="prev", <https://x.com/3?a=1,2>; rel="next"',
         "https://x.com/3?a=1,2"),
        ("<https://x.com/3>;rel=next", "https://x.com/3"),
        ('<https://x.com/1>; rel="prev"', None),
        ("", None),
        ("nonsense", None),
    ],
)  # fmt: skip
def test_the_next_page_is_found_in_a_link_header(header: str, url: str | None) -> None:
    assert parse_link(header) == url


def test_a_link_is_written_as_it_is_read() -> None:
    assert parse_link(build_link("https://x.com/?offset=5")) == "https://x.com/?offset=5"
