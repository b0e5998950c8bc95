"""A position is one on Earth."""

import pytest

from network.operators.placing import Unplaceable, check_position


def test_a_position_on_earth_is_one() -> None:
    assert check_position(-33.9, 151.2) == (-33.9, 151.2)
    assert check_position(0.0, 9.4) == (0.0, 9.4)


@pytest.mark.parametrize(
    ("lat", "lon"), [(0, 0), (90.1, 0), (0, -180.1), (float("nan"), 1), (1, float("inf"))]
)
def test_nowhere_is_none(lat: float, lon: float) -> None:
    with pytest.raises(Unplaceable, match="nowhere"):
        check_position(lat, lon)
