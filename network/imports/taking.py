"""Take imported stations into the catalogue beside the operators' own, and out again.

A place that another operator lists already stays that operator's, for there it can be bought; what
only the import knows is added to it, and taken away with the import.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from network.catalogue import Catalogue
from network.imports.batch import Batch, Unreadable
from network.imports.imported import profile_of
from network.imports.known_places import KnownPlaces
from network.imports.merged import Kept, Merged, decode_merged, encode_merged
from network.imports.shelf import Shelf
from network.intake import Intake
from network.same_place import merge
from network.stations import Station

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an import: its stations, of which `known` stand under another operator."""

    stations: int
    connectors: int
    known: int
    asides: int
    defects: int
    aside_file: Path | None


def take(path: Path, shelf: Shelf, name: str, progress: Progress = lambda _: None) -> Taken:
    """Take an import that is on the shelf into the catalogue at `path`, in the place of itself.

    Other imports of which places stood under this one are taken in again.
    Raises: CatalogueError, OSError, Unreadable; the catalogue is as before then.
    """
    leaning = _leaning(shelf, name)
    taken = _take(path, shelf, name, progress)
    for other in leaning:
        _take(path, shelf, other, progress)
    return taken


def restore(path: Path, shelf: Shelf, progress: Progress = lambda _: None) -> dict[str, str]:
    """Take in all that is on the shelf after the catalogue at `path` was built anew.

    Answers why, by name, where one could not be. Raises: CatalogueError.
    """
    failed = {}
    shelf.mend()
    for name in shelf.names():
        try:
            _take(path, shelf, name, progress)
        except (OSError, Unreadable) as error:
            failed[name] = str(error)
    return failed


def renew(path: Path, shelf: Shelf) -> None:
    """Add again to others' stations what imports know of them, where their operators told anew.

    An import that cannot be read any more adds nothing. Raises: CatalogueError.
    """
    for name in shelf.names():
        with suppress(OSError, Unreadable):
            if _is_lost(path, shelf, name):
                _take(path, shelf, name, lambda _: None)


def _is_lost(path: Path, shelf: Shelf, name: str) -> bool:
    merged = _merged(shelf, name)
    if not merged:
        return False
    catalogue = Catalogue.open(path)
    try:
        present = ((one, catalogue.station_by_id(*_key(one.after))) for one in merged)
        return any(now is not None and Kept.of(now) != one.after for one, now in present)
    finally:
        catalogue.close()


def _take(path: Path, shelf: Shelf, name: str, progress: Progress) -> Taken:
    batch = shelf.read(name)
    before = _merged(shelf, name)
    catalogue, intake = Catalogue.open(path), None
    try:
        intake = Intake.open(path)
        ours, changed = _sorted_out(catalogue, batch, profile_of(name).id, before)
        given_back = _given_back(catalogue, before, {_key(one.after) for one in changed})
        # Written first: who is killed after it finds nothing that has changed to give back.
        shelf.keep_merged(name, encode_merged(changed))
        aside_file = shelf.write_aside(name, batch.asides) if batch.asides else None
        with intake.at_once():
            _put(intake, profile_of(name).id, ours, [*given_back, *(one.after for one in changed)])
            intake.apply(progress)
    finally:
        catalogue.close()
        if intake is not None:
            intake.close()
    return Taken(
        len(batch.stations),
        sum(len(one.connectors) for one in batch.stations),
        len(batch.stations) - len(ours),
        len(batch.asides),
        batch.defects.total(),
        aside_file,
    )


def remove(path: Path, shelf: Shelf, name: str, progress: Progress = lambda _: None) -> int:
    """Take an import out of the catalogue and off the shelf; answers how many stations went.

    Raises: CatalogueError, OSError, Unreadable.
    """
    leaning = _leaning(shelf, name)
    catalogue, intake = Catalogue.open(path), None
    operator_id = profile_of(name).id
    try:
        intake = Intake.open(path)
        gone = intake.ids(operator_id)
        given_back = _given_back(catalogue, _merged(shelf, name), set())
        with intake.at_once():
            _put(intake, operator_id, [], given_back)
            intake.apply(progress)
    finally:
        catalogue.close()
        if intake is not None:
            intake.close()
    shelf.drop(name)
    for other in leaning:
        _take(path, shelf, other, progress)
    return len(gone)


def _leaning(shelf: Shelf, name: str) -> list[str]:
    """List the imports of which stations stand under this one."""
    operator_id = profile_of(name).id
    return [
        other
        for other in shelf.names()
        if any(one.after.operator_id == operator_id for one in _merged(shelf, other))
    ]


def _merged(shelf: Shelf, name: str) -> list[Merged]:
    try:
        return decode_merged(shelf.merged(name))
    except msgspec.DecodeError as error:
        raise Unreadable(f"its list of changed stations is damaged: {error}") from error


def _sorted_out(
    catalogue: Catalogue, batch: Batch, operator_id: str, before: list[Merged]
) -> tuple[list[Station], list[Merged]]:
    """Part the stations that nobody lists from those that are added to another's."""
    places = KnownPlaces(catalogue, operator_id)
    origins = {_key(one.after): one for one in before}
    ours: list[Station] = []
    changed: dict[tuple[str, str], Merged] = {}
    for station in batch.stations:
        twin = places.twin_of(station)
        if twin is None:
            ours.append(station)
            continue
        now = Kept.of(twin)
        earlier = origins.get(_key(now))
        origin = earlier.before if earlier is not None and earlier.after == now else now
        last = changed.get(_key(now))
        base = last.after.station() if last is not None else origin.station()
        changed[_key(now)] = Merged(origin, Kept.of(merge(base, station)))
    return ours, list(changed.values())


def _given_back(
    catalogue: Catalogue, before: list[Merged], still_changed: set[tuple[str, str]]
) -> list[Kept]:
    """List stations as they were, unless their own operator has changed them since."""
    found = []
    for one in before:
        if _key(one.after) in still_changed:
            continue
        now = catalogue.station_by_id(*_key(one.after))
        if now is not None and Kept.of(now) == one.after:
            found.append(one.before)
    return found


def _put(intake: Intake, operator_id: str, ours: list[Station], others: list[Kept]) -> None:
    intake.remove(operator_id, intake.ids(operator_id) - {one.id for one in ours})
    intake.put([*ours, *(one.station() for one in others)])


def _key(kept: Kept) -> tuple[str, str]:
    return kept.operator_id, kept.row.id
