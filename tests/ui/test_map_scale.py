import pytest

from network.geo import distance_m
from ui.map_scale import metres_per_dp, scale_bar, scale_text


@pytest.mark.parametrize("lat", [18.2, 31.2, 53.4])
def test_a_dp_is_as_long_as_the_distance_between_its_ends(lat: float) -> None:
    # 100 dp to the east, at zoom 10: 256 * 1024 dp are 360 degrees.
    span_deg = 100.0 / (256.0 * 1024.0) * 360.0
    metres = distance_m(lat, 120.0, lat, 120.0 + span_deg)
    assert 100.0 * metres_per_dp(lat, 256.0 * 1024.0) == pytest.approx(metres, rel=1e-5)


@pytest.mark.parametrize(
    ("metres_a_dp", "metres", "length_dp"),
    [(1.0, 200.0, 200.0), (1.1, 200.0, 181.818), (1.01, 200.0, 198.02), (0.99, 100.0, 101.01)],
)
def test_the_bar_is_a_round_number(metres_a_dp: float, metres: float, length_dp: float) -> None:
    found = scale_bar(metres_a_dp)
    assert found[0] == metres
    assert found[1] == pytest.approx(length_dp, abs=0.01)


def test_every_bar_is_between_40_percent_of_the_longest_and_all_of_it() -> None:
    for number in range(200):
        metres, length_dp = scale_bar(0.5 * 1.05**number)
        assert 79.9 <= length_dp <= 200.001
        assert str(int(metres)).rstrip("0") in {"1", "2", "5"}


def test_a_bar_is_told_in_metres_or_kilometres() -> None:
    assert [scale_text(m) for m in (50.0, 500.0, 1000.0, 200_000.0)] == [
        "50\u00a0m",
        "500\u00a0m",
        "1\u00a0km",
        "200\u00a0km",
    ]
