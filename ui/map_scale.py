"""Choose the length of the scale bar. Pure."""

from math import cos, floor, log10, pi, radians

from network.geo import EARTH_RADIUS_M

LONGEST_DP = 200.0
"""The bar is between 40 % of this and all of it (chosen)."""
_STEPS = (5.0, 2.0, 1.0)


def metres_per_dp(lat: float, world_dp: float) -> float:
    """Tell how long a dp is on the ground at a latitude: on the sphere of all distances."""
    return 2.0 * pi * EARTH_RADIUS_M * cos(radians(lat)) / world_dp


def scale_bar(metres_a_dp: float) -> tuple[float, float]:
    """Choose a round number of metres, as 1, 2, 5 or 10, and its length in dp."""
    longest = metres_a_dp * LONGEST_DP
    power = 10.0 ** floor(log10(longest))
    metres = next(step * power for step in _STEPS if step * power <= longest * (1.0 + 1e-9))
    return metres, metres / metres_a_dp


def scale_text(metres: float) -> str:
    """Write a round number of metres, the same in every language."""
    return f"{metres / 1000:.0f}\u00a0km" if metres >= 1000.0 else f"{metres:.0f}\u00a0m"
