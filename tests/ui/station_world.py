"""What a station's card needs, as stand-ins: an operator with ground locks, stations around."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtGui import QColor, QImage

from network.errors import OperatorError
from network.fault_reports import FaultDesk
from network.favourites import Favourites, Settings
from network.hours import OpeningHours
from network.stations import (
    Equipment,
    Facility,
    GroundLock,
    Parking,
    Site,
    State,
    Station,
    Status,
)
from ui.station_photo import Photo
from ui.station_services import StationServices


class FakeLocker:
    """An operator whose lock goes down at the third look, unless something is wrong with it."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.looks = 0
        self.down_at = 3
        self.error: OperatorError | None = None

    async def wait(self, _seconds: float) -> None:
        self.looks += 1

    async def lower_lock(self, connector_id: str) -> GroundLock:
        self.asked.append(connector_id)
        if self.error is not None:
            raise self.error
        return GroundLock.UP

    async def states(self, _station_ids: Sequence[str]) -> dict[str, State]:
        lock = GroundLock.DOWN if self.looks >= self.down_at else GroundLock.UP
        return {"A01": State(Status.AVAILABLE, lock=lock)}


class FakeReports:
    """An operator that takes reports of faults."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str, int]] = []
        self.error: OperatorError | None = None

    async def report_fault(self, station_id: str, connector_id: str, reason: int) -> None:
        self.told.append((station_id, connector_id, reason))
        if self.error is not None:
            raise self.error


@dataclass
class Around:
    """The stations near a place, nearest first."""

    stations: list[Station]

    def nearest(self, _lat: float, _lon: float, count: int) -> list[int]:
        return list(range(len(self.stations)))[:count]

    def station(self, row: int) -> Station:
        return self.stations[row]


async def two_photos(_station: Station) -> tuple[Photo, ...]:
    """Answer two pictures of one colour, the second a simulated operator's."""
    image = QImage(64, 36, QImage.Format.Format_RGB32)
    image.fill(QColor("#7FB2DB"))
    return Photo(image), Photo(image, is_simulated=True)


class StationStandIns:
    """All of them together."""

    def __init__(
        self, journal: Settings, around: Sequence[Station], wall: Callable[[], datetime]
    ) -> None:
        self.locker = FakeLocker()
        self.reports = FakeReports()
        self.around = Around(list(around))
        self.services = StationServices(
            favourites=Favourites(journal),
            faults=FaultDesk(journal, {"cloud": self.reports}, wall),
            stations=self.around,
            sleep=self.locker.wait,
            lockers={"cloud": self.locker},
            fetch_photos=two_photos,
        )


def rich(station: Station) -> Station:
    """Give a station all that one can tell of itself; the first bay's lock is up."""
    first, *others = station.equipment
    gun = replace(first.connectors[0], lock=GroundLock.UP, bay_name="C-12")
    return replace(
        station,
        equipment=(Equipment(first.id, first.name, first.power_kw, (gun,), "DC-480"), *others),
        remark="南门入库右转80米",
        phone="400-000-0000",
        parking=Parking(Site.UNDERGROUND, 12, None, "充电2小时内免费，之后5元/小时", "B1层C区"),
        hours=OpeningHours((((7 * 60, 23 * 60),),) * 7),
        facilities=Facility.FOOD | Facility.SHOP | Facility.WIFI,
        photos=("https://cpo.example/1.png", "sandbox:/photos/underground.png"),
    )


def taken(station: Station) -> Station:
    """Let every connector be in use."""
    piles = tuple(
        replace(
            pile,
            connectors=tuple(replace(gun, status=Status.CHARGING) for gun in pile.connectors),
        )
        for pile in station.equipment
    )
    return replace(station, equipment=piles)
