"""Model how warm the contacts of a plug get: heated by I2R, cooled by air or by liquid."""

from typing import Protocol

SETTLE_S = 600.0
"""Time constant of contacts and inlet (chosen)."""
DERATE_ABOVE_C = 80.0
"""The car asks for less from here on (chosen)."""
DERATED_AT_C = 90.0
"""Here it asks for `LEAST_PART` of what the plug is rated for (chosen)."""
LEAST_PART = 0.3
"""Of the rated current (chosen)."""
STOP_ABOVE_C = 95.0
"""The car ends the charge, BST 3512.2 (chosen)."""


class Plug(Protocol):
    """What carries the current: at `rated_a` for good its contacts are `rise_k` above the air.

    `temperature_c` is what a sensor in it says.
    """

    rated_a: float
    temperature_c: float

    @property
    def rise_k(self) -> float:
        """Rise at the rated current."""
        ...


class ConnectorHeat:
    """The contacts of one inlet."""

    def __init__(self, air_c: float) -> None:
        self.temperature_c = air_c

    @property
    def is_too_hot(self) -> bool:
        """Tell whether the charge must end."""
        return self.temperature_c > STOP_ABOVE_C

    def allowed_a(self, rated_a: float) -> float:
        """Tell what may flow; no limit while the contacts are cool enough."""
        if self.temperature_c <= DERATE_ABOVE_C:
            return float("inf")
        over = (self.temperature_c - DERATE_ABOVE_C) / (DERATED_AT_C - DERATE_ABOVE_C)
        return rated_a * max(LEAST_PART, 1 - over * (1 - LEAST_PART))

    def step(self, current_a: float, air_c: float, plug: Plug | None, seconds: float) -> None:
        """Let a current flow through a plug for some time; without one the inlet cools."""
        rise_k = 0.0
        if plug is not None:
            rise_k = plug.rise_k * (current_a / plug.rated_a) ** 2
        part = min(1.0, seconds / SETTLE_S)
        self.temperature_c += (air_c + rise_k - self.temperature_c) * part
        if plug is not None:
            plug.temperature_c = self.temperature_c
