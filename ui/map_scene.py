"""Show the map of chargers: the item that QML places, fed by a `MapFeed`."""

from dataclasses import replace
from math import isfinite, nan

from PySide6.QtCore import Property, QRectF, Signal, Slot
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem
from typing_extensions import override

from network.geo import mercator, unmercator
from ui.map_camera import MAX_ZOOM, MIN_ZOOM
from ui.map_hands import MapHands
from ui.map_palette import PALETTES
from ui.map_pins import extents_dp
from ui.map_reveal import shift_clear
from ui.map_scale import metres_per_dp, scale_bar, scale_text
from ui.map_source import MapFeed
from ui.map_track import Place
from ui.online_map import OnlineMap

QML_IMPORT_NAME = "Chargedeck"
QML_IMPORT_MAJOR_VERSION = 1

# A chosen station keeps so far from the edge and from what lies over the map, in dp (chosen).
_REVEAL_DP = 24.0
_SCALE_STEP_DP = 0.5


@QmlElement
class ChargerMap(MapHands):
    """The map. Sizes follow `dp`; 0 fits a 1920 x 1200 glass into the item."""

    lookChanged = Signal()  # noqa: N815 - a Qt signal
    carChanged = Signal()  # noqa: N815 - a Qt signal
    barChanged = Signal()  # noqa: N815 - a Qt signal

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._feed: MapFeed | None = None
        self._online: OnlineMap | None = None
        self._selected = self._goal = -1
        self._car_told = {"lat": 0.0, "lon": 0.0, "heading": 0.0, "known": False, "seen": False}
        self._is_car_new = False
        self._scale: tuple[float, float] = (1.0, 0.0)
        self._route: list[float] = []
        self._chrome: list[QRectF] = []

    def _get_theme(self) -> str:
        return self._theme

    def _set_theme(self, name: str) -> None:
        self._theme = name if name in PALETTES else "night"
        self._look_changed()

    def _get_language(self) -> str:
        return self._language

    def _set_language(self, name: str) -> None:
        self._language = name
        self._look_changed()

    def _get_dp(self) -> float:
        return self._dp

    def _set_dp(self, units: float) -> None:
        self._dp = units if isfinite(units) and units > 0 else 0.0
        self.resize()
        self._look_changed()

    def _get_left_inset(self) -> float:
        return self._left_inset

    def _set_left_inset(self, units: float) -> None:
        self._left_inset = units
        self.inset()

    def _get_bottom_inset(self) -> float:
        return self._bottom_inset

    def _set_bottom_inset(self, units: float) -> None:
        self._bottom_inset = units
        self.inset()

    def _get_feed(self) -> MapFeed | None:
        return self._feed

    def _set_feed(self, feed: MapFeed | None) -> None:
        if self._feed is not None:
            self._feed.changed.disconnect(self._take_marks)
        self._feed = feed
        if feed is not None:
            feed.changed.connect(self._take_marks)
        self._take_marks()
        self.lookChanged.emit()

    def _get_selected(self) -> int:
        return self._selected

    def _set_selected(self, row: int) -> None:
        if row == self._selected:
            return
        self._selected = row
        self.board.choose(row)
        self.reveal()
        self._look_changed()

    def _get_goal(self) -> int:
        return self._goal

    def _set_goal(self, row: int) -> None:
        if row != self._goal:
            self._goal = row
            self.board.keep(row)
            self._look_changed()

    def _get_car_known(self) -> bool:
        return bool(self._car_told["known"])

    def _set_car_known(self, value: bool) -> None:  # noqa: FBT001 - a property
        self._tell_car("known", value)

    def _get_car_seen(self) -> bool:
        return bool(self._car_told["seen"])

    def _set_car_seen(self, value: bool) -> None:  # noqa: FBT001 - a property
        self._tell_car("seen", value)

    def _get_car_lat(self) -> float:
        return float(self._car_told["lat"])

    def _set_car_lat(self, value: float) -> None:
        self._tell_car("lat", value)

    def _get_car_lon(self) -> float:
        return float(self._car_told["lon"])

    def _set_car_lon(self, value: float) -> None:
        self._tell_car("lon", value)

    def _get_car_heading(self) -> float:
        return float(self._car_told["heading"])

    def _set_car_heading(self, value: float) -> None:
        self._tell_car("heading", value)

    def _tell_car(self, name: str, value: float) -> None:
        # One place comes as several properties: it is taken over as a whole before the next frame.
        self._car_told[name] = value
        self._is_car_new = True
        self.polish()
        self.carChanged.emit()

    @Property("QVariantList", notify=lookChanged)
    def route(self) -> list[float]:
        """List the way that is drawn under the pins: lat, lon, lat, lon ... in degrees, WGS-84."""
        return self._route

    @route.setter  # type: ignore[no-redef]
    def route(self, lat_lon: list[float]) -> None:
        self._route = [float(value) for value in lat_lon]
        self.picture.show_way(self._route)
        self._look_changed()

    def _get_online(self) -> OnlineMap | None:
        return self._online

    def _set_online(self, online: OnlineMap | None) -> None:
        self._online = online
        if online is not None:
            self.picture.lay_over(online)
        self._look_changed()

    @Property("QVariantList", notify=lookChanged)
    def chrome(self) -> list[QRectF]:
        """List what lies over the map, in its units: no label is put there."""
        return self._chrome

    @chrome.setter  # type: ignore[no-redef]
    def chrome(self, rectangles: list[QRectF]) -> None:
        self._chrome = [QRectF(rectangle) for rectangle in rectangles]
        self.clear_chrome(self._chrome)
        self._look_changed()

    # The palette: night, night-dim or day; the language of numbers and names: zh, en or fr.
    theme = Property(str, _get_theme, _set_theme, notify=lookChanged)
    language = Property(str, _get_language, _set_language, notify=lookChanged)
    # Units of the item a dp; 0 fits the design's 1920 x 1200 into the item.
    dp = Property(float, _get_dp, _set_dp, notify=lookChanged)
    # What cards cover, in the item's units.
    leftInset = Property(  # noqa: N815 - QML's spelling, as below
        float, _get_left_inset, _set_left_inset, notify=lookChanged
    )
    bottomInset = Property(  # noqa: N815
        float, _get_bottom_inset, _set_bottom_inset, notify=lookChanged
    )
    # Where the marks come from, and which station's is chosen, and where one goes (-1: none).
    feed = Property(MapFeed, _get_feed, _set_feed, notify=lookChanged)
    selectedRow = Property(  # noqa: N815
        int, _get_selected, _set_selected, notify=lookChanged
    )
    goalRow = Property(int, _get_goal, _set_goal, notify=lookChanged)  # noqa: N815
    # A server's pictures, laid over our own map.
    online = Property(OnlineMap, _get_online, _set_online, notify=lookChanged)
    # The car: WGS-84 degrees, heading clockwise from north; `carKnown` while it is heard, `carSeen`
    # once it ever told its place.
    carKnown = Property(  # noqa: N815
        bool, _get_car_known, _set_car_known, notify=carChanged
    )
    carSeen = Property(bool, _get_car_seen, _set_car_seen, notify=carChanged)  # noqa: N815
    carLat = Property(float, _get_car_lat, _set_car_lat, notify=carChanged)  # noqa: N815
    carLon = Property(float, _get_car_lon, _set_car_lon, notify=carChanged)  # noqa: N815
    carHeading = Property(  # noqa: N815
        float, _get_car_heading, _set_car_heading, notify=carChanged
    )

    @Property(str, notify=barChanged)
    def scaleText(self) -> str:  # noqa: N802
        """Say how long the scale bar is on the ground."""
        return scale_text(self._scale[0])

    @Property(float, notify=barChanged)
    def scaleLength(self) -> float:  # noqa: N802
        """Tell how long the scale bar is, in the item's units."""
        return self._scale[1] * self.units()

    @override
    def camera_changed(self) -> None:
        """Follow the camera, and let the scale bar follow."""
        super().camera_changed()
        camera = self.pilot.camera
        scale = scale_bar(metres_per_dp(unmercator(camera.x, camera.y)[0], camera.world_dp))
        # A bar that grows by less than a pixel need not be drawn anew.
        if scale[0] != self._scale[0] or abs(scale[1] - self._scale[1]) > _SCALE_STEP_DP:
            self._scale = scale
            self.barChanged.emit()

    @Slot(float, float, float)
    def flyTo(self, lat: float, lon: float, zoom: float) -> None:  # noqa: N802
        """Fly to a place."""
        self.steer(lambda: self.pilot.fly(*mercator(lat, lon), zoom))

    @Slot(float, float, float)
    def lookAt(self, lat: float, lon: float, zoom: float) -> None:  # noqa: N802
        """Show a place at once; what is no zoom changes none."""
        zoom = min(MAX_ZOOM, max(MIN_ZOOM, zoom)) if isfinite(zoom) else self.pilot.camera.zoom
        camera = replace(self.pilot.camera, zoom=zoom).looking_at(*mercator(lat, lon))
        self.steer(lambda: self.pilot.look(camera))

    def _look_changed(self) -> None:
        self.barChanged.emit()
        self.compose_later()
        self.lookChanged.emit()

    def _take_marks(self) -> None:
        self.board.show(None if self._feed is None else self._feed.source)
        self.compose_later()

    @override
    def take_told(self) -> None:
        """Take over what the car told."""
        if self._is_car_new:
            self._is_car_new = False
            told = self._car_told
            # What is nowhere on Earth is no place.
            is_place = abs(told["lat"]) <= 90.0 and abs(told["lon"]) <= 180.0
            lat, lon = (told["lat"], told["lon"]) if is_place else (nan, nan)
            place = Place(*mercator(lat, lon), told["heading"])
            is_known = bool(told["known"])
            is_seen = is_known or bool(told["seen"])
            self.take_car(place if is_seen else None, is_known=is_known)

    @override
    def reveal(self) -> None:
        """Bring the chosen station into the free part of the map."""
        if self._selected < 0 or self._feed is None:
            return
        mark = self._feed.source.station(self._selected)
        if not len(mark):
            return
        camera = self.pilot.camera
        x, y = camera.screen_of(float(mark.x[0]), float(mark.y[0]))
        half, up, down = (float(size[0]) for size in extents_dp(mark, self._selected))
        edge = _REVEAL_DP
        free = (camera.left_inset, 0.0, camera.width, camera.height - camera.bottom_inset)
        box = (x - half - edge, y - up - edge, x + half + edge, y + down + edge)
        target = camera.panned(*shift_clear(box, free, self.board.chrome))
        if target != camera and not self.pilot.is_moving:
            self.steer(lambda: self.pilot.slide(target))
