"""Let the car move smoothly from one position that it tells to the next. Pure."""

from dataclasses import dataclass
from math import hypot, isfinite

from ui.map_camera import shortest_turn

# A step as long as two positions lie apart in time, and a little more, so that the car does not
# stop before the next one comes (chosen). A car that was silent does not crawl.
_SHORTEST_S, _LONGEST_S, _LONGER = 0.1, 1.2, 1.15
# A car that is suddenly elsewhere did not drive there: about 600 m, in world units (chosen).
_JUMP = 2e-5


@dataclass(frozen=True, slots=True)
class Place:
    """A world point, and a heading in degrees clockwise from north."""

    x: float
    y: float
    heading_deg: float

    @property
    def is_sound(self) -> bool:
        """Tell whether all of it are numbers."""
        return isfinite(self.x) and isfinite(self.y) and isfinite(self.heading_deg)


class CarTrack:
    """Where the car is between what it tells."""

    def __init__(self) -> None:
        self._start: Place | None = None
        self._end: Place | None = None
        self._told_s = 0.0
        self._takes_s = 0.0

    def tell(self, place: Place, now_s: float) -> None:
        """Take the car's newest place; what is no place is not taken."""
        if not place.is_sound or place == self._end:
            return
        here = self.at(now_s)
        if here is None or hypot(place.x - here.x, place.y - here.y) > _JUMP:
            here = place
        passed_s = max(_SHORTEST_S, min(_LONGEST_S, now_s - self._told_s))
        self._start, self._end = here, place
        self._told_s, self._takes_s = now_s, passed_s * _LONGER

    def forget(self) -> None:
        """Know of no car any more."""
        self._start = self._end = None

    def is_moving(self, now_s: float) -> bool:
        """Tell whether the car is still on its way to what it told last."""
        return self._start != self._end and now_s - self._told_s < self._takes_s

    def at(self, now_s: float) -> Place | None:
        """Place the car; None before it told anything."""
        if self._start is None or self._end is None:
            return None
        if not self.is_moving(now_s):
            return self._end
        share = max(0.0, now_s - self._told_s) / self._takes_s
        start, end = self._start, self._end
        turn = shortest_turn(start.heading_deg, end.heading_deg)
        return Place(
            start.x + (end.x - start.x) * share,
            start.y + (end.y - start.y) * share,
            (start.heading_deg + turn * share) % 360.0,
        )
