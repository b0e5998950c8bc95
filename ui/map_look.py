"""Say what a label on the map is: how it is written, where it stands, what room it takes. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, radians, sin

HALO_DP = 5.0
# Room between two labels, in dp (chosen).
GAP_DP = 10.0
LINE_HEIGHT = 1.3
"""Height of a line of text in sizes (chosen)."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in dp of the world at the zoom."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a label is written: size in dp, weight, the palette's colour, turned clockwise."""

    size_dp: float
    is_bold: bool
    colour: str
    spacing_dp: float = 0.0
    turn_deg: int = 0

    def half_size(self, width: float) -> tuple[float, float]:
        """Answer half the room in dp that a text of this width takes, gap to others included."""
        across = abs(cos(radians(self.turn_deg))), abs(sin(radians(self.turn_deg)))
        height = self.size_dp * LINE_HEIGHT
        wide = width * across[0] + height * across[1]
        high = width * across[1] + height * across[0]
        return (wide + GAP_DP) / 2, (high + GAP_DP / 2) / 2


@dataclass(frozen=True, slots=True)
class Label:
    """One label in place: a world point, and how many dp beside it the label's middle lies."""

    text: str
    look: Look
    x: float
    y: float
    dx_dp: float = 0.0
    dy_dp: float = 0.0


Measure = Callable[[str, Look], float]
"""Width of a text in dp."""
