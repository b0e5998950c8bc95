import pytest

from network.operators.photo_list import parse_photos


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://bench.sandbox/state",
        "http://user:word@cpo.example/a.png",
        "http://",
        "http://[::1/a.png",
        "http://127.0.0.1:99999/a.png",
        "http://127.0.0.1:-1/",
        "http://xn--a/",
        "http://xn--zzzz-/",
        "http://[1::2::3]/",
        "https://cpo.example/" + "a" * 600,
        "https://cpo.example/a\n.png",
        "https://cpo.example/图.png",
        7,
        None,
    ],
)
def test_what_may_not_be_fetched_is_left_out(address: object) -> None:
    assert parse_photos([address]) == ()


def test_six_different_addresses_are_kept_in_order() -> None:
    listed = [f"https://cpo.example/{number}.jpg" for number in (0, 1, 1, 2, 3, 4, 5, 6, 7)]
    kept = parse_photos(["sandbox:/photos/garage.png", *listed])
    assert kept == ("sandbox:/photos/garage.png", *(listed[n] for n in (0, 1, 3, 4, 5)))
