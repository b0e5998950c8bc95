"""Say of a station what a driver wants to know of the place: hours, parking, way in, pictures."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtQml import QmlElement

from network.compatibility import Compatibility
from network.geo import is_in_gcj02
from network.stations import Connector, Equipment, Facility, Station
from ui import figures, station_hours, station_wording
from ui.foreign_text import shown
from ui.rows_model import RowsModel
from ui.speech import Speech
from ui.station_photo import Photo
from ui.station_services import StationServices, no_model
from ui.surroundings import Surroundings

QML_IMPORT_NAME = "Chargedeck"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One line about the place."""

    key: str
    icon: str
    text: str


@dataclass(frozen=True, slots=True)
class FacilityRow:
    """What else there is."""

    icon: str
    word: str


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """One picture."""

    key: str
    image: QImage
    note: str


@QmlElement
class StationPlace(QObject):
    """The place of the station on the card."""

    changed = Signal()

    def __init__(
        self,
        services: StationServices,
        around: Surroundings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._around = around
        self._rows = RowsModel(PlaceRow, self)
        self._facilities = RowsModel(FacilityRow, self)
        self._photos = RowsModel(PhotoRow, self)
        self._key: tuple[str, str] | None = None

    def show(self, station: Station | None) -> None:
        """Turn to another station and ask for its pictures; None forgets it."""
        self._key = None if station is None else (station.operator_id, station.id)
        self._photos.replace([])
        if station is not None and station.photos:
            self._around.spawn(self._fetch(station))

    def refresh(self, station: Station, connector: Connector) -> None:
        """Write it again."""
        speech = self._around.speech
        self._rows.replace(self._written(station, connector))
        self._facilities.replace(facilities_of(station.facilities, speech))
        self.changed.emit()

    @Property(RowsModel, notify=changed)
    def rows(self) -> RowsModel:
        """List what there is to say."""
        return self._rows

    @Property(RowsModel, notify=changed)
    def facilities(self) -> RowsModel:
        """List what else there is."""
        return self._facilities

    @Property(RowsModel, notify=changed)
    def photos(self) -> RowsModel:
        """List the pictures that have come."""
        return self._photos

    @Property(int, notify=changed)
    def photo_count(self) -> int:
        """Count the pictures: a missing one leaves no hole."""
        return len(self._photos.rows)

    def _written(self, station: Station, connector: Connector) -> list[PlaceRow]:
        around, speech = self._around, self._around.speech
        profile = around.profiles[station.operator_id]
        measured = self._services.compatibility
        # Where nothing is measured no model need be looked for.
        guess = self._services.model_of if measured.results else no_model
        model = model_of(station, connector, guess)
        return [
            row
            for row in (
                PlaceRow("abroad", "signpost", abroad_text(station, speech)),
                PlaceRow(
                    "hours", "recent", station_hours.opening(station.hours, around.wall(), speech)
                ),
                PlaceRow("parking", "parking", parking_text(station, speech)),
                PlaceRow("guide", "signpost", guide_text(station, speech)),
                PlaceRow("payment", "receipt", shown(profile.payment[speech.language.value])),
                PlaceRow(
                    "rate",
                    "check" if measured.of(station.operator_id, model) else "plug",
                    rate_text(measured, station.operator_id, model, speech),
                ),
                PlaceRow("phone", "phone", phone_text(station, speech)),
            )
            if row.text
        ]

    async def _fetch(self, station: Station) -> None:
        photos = await self._services.fetch_photos(station)
        if self._key == (station.operator_id, station.id):
            self._photos.replace([self._photo(*one) for one in enumerate(photos)])
            self.changed.emit()

    def _photo(self, number: int, photo: Photo) -> PhotoRow:
        speech = self._around.speech
        note = speech.say(station_wording.SIMULATED_PICTURE) if photo.is_simulated else ""
        return PhotoRow(str(number), photo.image, note)


def pile_of(station: Station, connector: Connector) -> Equipment | None:
    """Find the pile of a connector."""
    piles = (
        pile for pile in station.equipment if any(c.id == connector.id for c in pile.connectors)
    )
    return next(piles, None)


def model_of(station: Station, connector: Connector, guess: Callable[[str, Connector], str]) -> str:
    """Name the model of a connector's pile: as its operator says, else as `guess` does."""
    pile = pile_of(station, connector)
    return (pile.model if pile else "") or guess(station.operator_id, connector)


def rate_text(measured: Compatibility, operator_id: str, model: str, speech: Speech) -> str:
    """Say how many charges of this car worked at a model, or that nobody has measured it."""
    result = measured.of(operator_id, model)
    if result is None:
        return speech.say(station_wording.NOT_MEASURED)
    sentence = station_wording.RATE_SIMULATED if result.simulated else station_wording.RATE
    return speech.say(
        sentence, rate=figures.percent(result.rate_pct, speech.language), tries=str(result.tries)
    )


def abroad_text(station: Station, speech: Speech) -> str:
    """Say that a place is outside China, roughly: where its map grid ends; empty within."""
    return "" if is_in_gcj02(station.lat, station.lon) else speech.say(station_wording.ABROAD)


def parking_text(station: Station, speech: Speech) -> str:
    """Say what parking costs; empty where nobody told."""
    if station.parking.is_free:
        fee = speech.say(station_wording.FREE_OF_CHARGE)
    else:
        fee = shown(station.parking.fee)
    return speech.say(station_wording.PARKING, fee=fee) if fee else ""


def guide_text(station: Station, speech: Speech) -> str:
    """Say on which floor the bays are and how to find them; empty where nobody told."""
    floor, guide = shown(station.parking.info, 30), shown(station.remark)
    floor = speech.say(station_wording.FLOOR, floor=floor) if floor else ""
    return " · ".join(text for text in (floor, guide) if text)


def phone_text(station: Station, speech: Speech) -> str:
    """Name the number to call; empty where there is none."""
    phone = shown(station.phone, 30)
    return speech.say(station_wording.HOTLINE, phone=phone) if phone else ""


def facilities_of(facilities: Facility, speech: Speech) -> list[FacilityRow]:
    """List what else there is."""
    return [
        FacilityRow(icon, speech.say(word))
        for one, (icon, word) in station_wording.FACILITY.items()
        if one in facilities
    ]
