"""Follow the car to a station: the way, what is left of it, and what to do there."""

from datetime import timedelta
from typing import Final

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from network.crossing import Gap
from network.geo import distance_m
from network.route import Left, Place, Route
from network.stations import Access, GroundLock, Station, Status
from ui import figures, outlook, reach, station_place, station_view, station_wording
from ui.car_controller import CarController
from ui.foreign_text import NAME, shown
from ui.readable import station_at
from ui.rows_model import RowsModel
from ui.station_place import PlaceRow
from ui.station_services import StationServices
from ui.surroundings import Surroundings
from vehicle.estimate import CarEstimate

QML_IMPORT_NAME = "Chargedeck"
QML_IMPORT_MAJOR_VERSION = 1

ASTRAY_M: Final = 3000.0
"""So far from the line another way is looked for (chosen)."""
INSTEAD: Final = 40
"""So many stations around a full one are looked at for another (chosen)."""
_STARTABLE: Final = Access.PLUG_AND_CHARGE | Access.REMOTE | Access.SCAN


@QmlElement
class ArrivalController(QObject):
    """The way to `destination`, None while there is none.

    `arrived` is told once when the car is there: then there is no way any more.
    """

    changed = Signal()
    lineChanged = Signal()  # noqa: N815 - a Qt signal
    arrived = Signal()
    stationWanted = Signal()  # noqa: N815 - a Qt signal

    def __init__(
        self,
        services: StationServices,
        car: CarController,
        estimate: CarEstimate,
        around: Surroundings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._car = car
        self._estimate = estimate
        self._around = around
        self._rows = RowsModel(PlaceRow, self)
        self._route: Route | None = None
        self._left: Left | None = None
        self._gap = Gap.NONE
        self._instead: Station | None = None
        self._is_looking = False
        self.destination: Station | None = None
        car.changed.connect(self.refresh)
        around.speech.changed.connect(self.refresh)

    def set_out(self, station: Station) -> None:
        """Go to a station from where the car is."""
        self.destination = station
        self._route = self._left = None
        self._gap = Gap.NONE
        self.lineChanged.emit()
        self._seek()
        self._look_around()
        self.refresh()

    def update(self, station: Station) -> None:
        """Take over news of the destination."""
        if self.destination is not None and _key(self.destination) == _key(station):
            self.destination = station
            self._look_around()
            self.refresh()

    @Slot()
    def end(self) -> None:
        """End the guidance."""
        self.destination = self._route = self._left = self._instead = None
        self.lineChanged.emit()
        self.changed.emit()

    @Slot()
    def open_station(self) -> None:
        """Ask for the card of the destination."""
        self.stationWanted.emit()

    @Slot()
    def go_instead(self) -> None:
        """Go to the alternative."""
        if self._instead is not None:
            self.set_out(self._instead)

    @Slot()
    def refresh(self) -> None:
        """Look where the car is."""
        station, position = self.destination, self._car.state.position
        if station is None:
            return
        if position is not None:
            if distance_m(*position, station.lat, station.lon) <= station_view.HERE_M:
                self.arrived.emit()
                self.end()
                return
            self._follow(position)
        self._rows.replace(self._written(station))
        self.changed.emit()

    @Property(bool, notify=changed)
    def guiding(self) -> bool:
        """Whether there is a destination."""
        return self.destination is not None

    @Property("QVariantList", notify=lineChanged)  # type: ignore[arg-type]
    def line(self) -> list[float]:
        """Draw the way: lat, lon, lat, lon and so on; empty without one."""
        return self._route.flat() if self._route is not None else []

    @Property(str, notify=changed)
    def name(self) -> str:
        """Name the destination."""
        return shown(self.destination.name, NAME) if self.destination else ""

    @Property(str, notify=changed)
    def day(self) -> str:
        """Day of the arrival."""
        now, left = self._around.wall(), self._left
        then = now if left is None else now + timedelta(seconds=left.seconds)
        return reach.day_text(now, then, self._around.speech)

    @Property(str, notify=changed)
    def eta(self) -> str:
        """Time of day of the arrival."""
        if self._left is None:
            return figures.UNKNOWN
        return figures.clock(self._around.wall() + timedelta(seconds=self._left.seconds))

    @Property(str, notify=changed)
    def distance(self) -> str:
        """How far it is."""
        if self._left is None:
            return figures.UNKNOWN
        return figures.distance(self._left.metres, self._around.speech.language)

    @Property(str, notify=changed)
    def soc(self) -> str:
        """State of charge on arrival."""
        return reach.soc_text(self._arrival_pct(), self._around.speech)

    @Property(str, notify=changed)
    def reach_state(self) -> str:
        """Which state of the vocabulary that is; empty where it suffices."""
        return reach.state_name(self._arrival_pct())

    @Property(str, notify=changed)
    def reach_text(self) -> str:
        """Warn where the battery does not last that far; else empty."""
        return reach.sentence(self._arrival_pct(), self._around.speech)

    @Property(str, notify=changed)
    def free_text(self) -> str:
        """Say how many connectors are free there now."""
        if self.destination is None:
            return ""
        free, total, is_known = self._count(self.destination)
        say = self._around.speech.say
        if not is_known:
            return say(station_wording.NOBODY_KNOWS)
        if not free:
            return say(station_wording.ALL_TAKEN, total=str(total))
        return say(station_wording.FREE_THERE, free=str(free), total=str(total))

    @Property(str, notify=changed)
    def state_name(self) -> str:
        """Which state of the vocabulary that is."""
        if self.destination is None:
            return "unknown"
        free, _, is_known = self._count(self.destination)
        return "unknown" if not is_known else "available" if free else "occupied"

    @Property(str, notify=changed)
    def instead_text(self) -> str:
        """Name the nearest alternative when all are taken; empty otherwise."""
        station, other = self.destination, self._instead
        if station is None or self.property("state_name") != "occupied":
            return ""
        say = self._around.speech.say
        if other is None:
            return say(station_wording.NONE_NEAR)
        way_m = station_view.road_m(distance_m(station.lat, station.lon, other.lat, other.lon))
        return say(
            station_wording.INSTEAD,
            free=str(self._count(other)[0]),
            name=shown(other.name, 24),
            distance=figures.distance(way_m, self._around.speech.language),
        )

    @Property(bool, notify=changed)
    def has_instead(self) -> bool:
        """Whether there is an alternative to go to."""
        return self._instead is not None and self.property("state_name") == "occupied"

    @Property(RowsModel, notify=changed)
    def rows(self) -> RowsModel:
        """List what to do on arrival."""
        return self._rows

    @Property(str, notify=changed)
    def gap_text(self) -> str:
        """Say what of the way is no road; else empty."""
        return reach.gap_sentence(self._gap, self._around.speech)

    def _arrival_pct(self) -> float | None:
        if self._left is None:
            return None
        return outlook.arrival_soc_pct(self._estimate, self._car.state, self._left.metres)

    def _written(self, station: Station) -> list[PlaceRow]:
        speech = self._around.speech
        best = station_view.first_choice(station, self._now_s())
        way = speech.say(
            station_view.way_of(best.access),
            operator=self._around.operator_name(station.operator_id),
        )
        has_lock = any(one.lock is GroundLock.UP for one in station.connectors)
        can_lower = has_lock and station.operator_id in self._services.lockers
        rows = (
            PlaceRow("guide", "signpost", station_place.guide_text(station, speech)),
            PlaceRow("parking", "parking", station_place.parking_text(station, speech)),
            PlaceRow("lock", "lock", speech.say(station_wording.LOCK_THERE) if can_lower else ""),
            PlaceRow("way", "bolt" if Access.PLUG_AND_CHARGE in best.access else "plug", way),
        )
        return [row for row in rows if row.text]

    def _follow(self, position: Place) -> None:
        if self._route is None:
            if self._gap is not Gap.NO_ROAD:
                self._seek()
            return
        self._left = self._route.left(position)
        nearest_m = min(distance_m(*position, *point) for point in self._route.points)
        # A point every few kilometres: off the line is also far from its points.
        if nearest_m > ASTRAY_M and self._left.metres > self._route.length_m + 2 * ASTRAY_M:
            self._seek()

    def _seek(self) -> None:
        position, station = self._car.state.position, self.destination
        if position is None or station is None or self._is_looking:
            return
        self._is_looking = True
        self._around.spawn(self._find(position, station))

    async def _find(self, position: Place, station: Station) -> None:
        try:
            route = await self._services.find_route(position, (station.lat, station.lon))
        finally:
            self._is_looking = False
        if self.destination is None:
            return
        if _key(self.destination) != _key(station):
            self._seek()
            return
        self._gap = route.gap
        # A line over the sea is no way.
        self._route = None if route.gap is Gap.NO_ROAD else route
        self._left = None if self._route is None else route.left(position)
        self.lineChanged.emit()
        self.changed.emit()

    def _look_around(self) -> None:
        """Look for an alternative where all are taken. Cost: some 10 ms then."""
        station = self.destination
        self._instead = None
        if station is None:
            return
        free, _, is_known = self._count(station)
        if free or not is_known:
            return
        for row in self._services.stations.nearest(station.lat, station.lon, INSTEAD):
            other = station_at(self._services.stations, row)
            if other is None or _key(other) == _key(station):
                continue
            if self._count(other)[0]:
                self._instead = other
                return

    def _count(self, station: Station) -> tuple[int, int, bool]:
        """Count what is free and what this car can start; tell whether any of it is known."""
        usable = [c for c in station.connectors if c.access & _STARTABLE] or station.connectors
        states = [station_view.status_now(one, self._now_s())[0] for one in usable]
        free = sum(state is Status.AVAILABLE for state in states)
        return free, len(usable), any(state is not Status.UNKNOWN for state in states)

    def _now_s(self) -> float:
        return self._around.wall().timestamp()


def _key(station: Station) -> tuple[str, str]:
    return station.operator_id, station.id
