"""Move the car from one place to another in a few simulated seconds."""

import math
from dataclasses import dataclass

DRIVE_S = 6.0
"""Every journey takes this long, however far it is (chosen)."""
TOP_SPEED_KMH = 80.0
"""What the speed shown rises to on the way; the distance is not driven at it (chosen)."""
EARTH_RADIUS_M = 6_371_008.8
"""Mean radius of WGS-84 (IUGG)."""


@dataclass(frozen=True, slots=True)
class Place:
    """A position (WGS-84), the course over ground from north, and the speed there."""

    lat: float
    lon: float
    heading_deg: float = 0.0
    speed_kmh: float = 0.0


@dataclass(frozen=True, slots=True)
class Journey:
    """One way between two places, begun at a time."""

    start: Place
    lat: float
    lon: float
    began_at: float

    @property
    def arrives_at(self) -> float:
        """When the car stands there."""
        return self.began_at + DRIVE_S

    @property
    def distance_m(self) -> float:
        """Length of the great circle."""
        lat0, lat1 = math.radians(self.start.lat), math.radians(self.lat)
        dlon = math.radians(self.lon - self.start.lon)
        chord = (
            math.sin((lat1 - lat0) / 2) ** 2
            + math.cos(lat0) * math.cos(lat1) * math.sin(dlon / 2) ** 2
        )
        return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(chord)))

    @property
    def heading_deg(self) -> float:
        """Course at the start; that of the start itself where there is nowhere to go."""
        if (self.start.lat, self.start.lon) == (self.lat, self.lon):
            return self.start.heading_deg
        lat0, lat1 = math.radians(self.start.lat), math.radians(self.lat)
        dlon = math.radians(self.lon - self.start.lon)
        east = math.sin(dlon) * math.cos(lat1)
        north = math.cos(lat0) * math.sin(lat1) - math.sin(lat0) * math.cos(lat1) * math.cos(dlon)
        return math.degrees(math.atan2(east, north)) % 360

    def part(self, now: float) -> float:
        """Tell how much of the way is behind the car, 0 to 1."""
        share = min(1.0, max(0.0, (now - self.began_at) / DRIVE_S))
        return share * share * (3 - 2 * share)

    def place(self, now: float) -> Place:
        """Tell where the car is."""
        part = self.part(now)
        share = min(1.0, max(0.0, (now - self.began_at) / DRIVE_S))
        return Place(
            self.start.lat + (self.lat - self.start.lat) * part,
            self.start.lon + (self.lon - self.start.lon) * part,
            self.heading_deg,
            TOP_SPEED_KMH * 4 * share * (1 - share),
        )
