import pytest

from network.retry_after import retry_after_s

NOON, LATER = "Mon, 02 Mar 2026 12:00:00 GMT", "Mon, 02 Mar 2026 12:05:00 GMT"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": " 7 "}, 7.0),
        ({"retry-after": "3601"}, 3600.0),
        ({"retry-after": "9" * 400}, 3600.0),
        ({"retry-after": LATER, "date": NOON}, 300.0),
        ({"retry-after": NOON, "date": LATER}, 0.0),
        ({"retry-after": LATER}, None),
        ({"retry-after": "-1"}, None),
        ({"retry-after": "\u0661"}, None),
        ({}, None),
    ],
)
def test_a_pause_is_read_as_seconds_or_as_a_moment(
    headers: dict[str, str], seconds: float | None
) -> None:
    assert retry_after_s(headers) == seconds
