"""Keep car and camera together: the car's smooth way, and the map that follows it. Pure."""

from dataclasses import replace

from ui.map_pilot import AROUND_CAR_ZOOM, Pilot
from ui.map_track import CarTrack, Place


class Chase:
    """The car on the map. `is_known` is False while the car is silent: its place is the last."""

    def __init__(self, pilot: Pilot) -> None:
        self._pilot = pilot
        self._track = CarTrack()
        self.is_known = False
        # Until someone moves the map, it stays with the car.
        pilot.is_following = True

    def tell(self, place: Place | None, now_s: float, *, is_known: bool) -> None:
        """Take the car's newest place: None where it never told one."""
        self.is_known = is_known and place is not None
        if place is None or not place.is_sound:
            self._track.forget()
            return
        is_first = self._track.at(now_s) is None
        self._track.tell(place, now_s)
        pilot = self._pilot
        if is_first and pilot.is_following:
            near = replace(pilot.camera, zoom=AROUND_CAR_ZOOM)
            pilot.look(near.looking_at(place.x, place.y))

    def shown(self, now_s: float) -> Place | None:
        """Tell where the car is drawn."""
        return self._track.at(now_s)

    def locate(self, now_s: float) -> bool:
        """Fly to the car and follow it; False where it was never heard of."""
        place = self._track.at(now_s)
        if place is None:
            return False
        self._pilot.follow(place)
        return True

    def turn(self, now_s: float) -> None:
        """Turn north up; where it is up already, the car's heading, and follow it."""
        pilot = self._pilot
        if pilot.is_heading_up or pilot.camera.turn_deg != 0.0:
            pilot.turn_north()
            return
        pilot.is_heading_up = self._track.at(now_s) is not None
        self.locate(now_s)

    def tick(self, seconds: float, now_s: float) -> bool:
        """Let time pass; tells whether car or camera still move."""
        place = self._track.at(now_s)
        if place is None:
            return False
        is_behind = self._pilot.lead(place, seconds)
        return is_behind or self._track.is_moving(now_s)
