"""Own the filter of the map: what is chosen, its numbers, and the filters kept under names."""

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, QRectF, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from network.clusters import ClusterIndex, Viewport
from network.columns import Columns
from network.journal import JournalError
from network.printed import quarter_of
from ui import filter_wording, wording
from ui.filter_chips import KIND, SAVED, ChipRow, chip_rows
from ui.filter_choice import (
    NOTHING,
    QUICK,
    Choice,
    Chosen,
    Kind,
    kinds,
    read_choice,
    switched,
    toggled,
    wanted,
    without,
)
from ui.filter_counter import Away, FilterCounter
from ui.filter_profiles import (
    MOST_PROFILES,
    MOST_SIGNS,
    Profile,
    clean_name,
    read_profiles,
    read_stored_choices,
    saved,
    suggested_name,
    write_choices,
    write_profiles,
)
from ui.filter_view import FilterView, Section, TileRow, sections
from ui.map_source import StationSource
from ui.rows_model import RowsModel
from ui.settings_controller import SettingsStore
from ui.surroundings import Surroundings

QML_IMPORT_NAME = "Chargedeck"
QML_IMPORT_MAJOR_VERSION = 1

SETTING, PROFILES_SETTING = "filter", "filter_profiles"
# A disk may take 30 ms to keep a choice (measured): the pins go first.
KEEP_AFTER_MS = 400


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One kept filter on the card."""

    key: str
    word: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class SectionRow:
    """One title on the card with the choices under it."""

    key: str
    title: str
    note: str
    across: int
    tiles: RowsModel


@QmlElement
class FilterController(QObject):
    """The filter card and the chips. `applied` follows each change of what passes the filter."""

    changed = Signal()
    applied = Signal()
    # Says in a sentence that a choice holds for this run only.
    notKept = Signal(str)  # noqa: N815 - a Qt signal

    def __init__(
        self,
        source: StationSource,
        store: SettingsStore,
        around: Surroundings,
        away: Away | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._store = store
        self._around = around
        self._view = FilterView(around.speech, around.profiles)
        self._counter = FilterCounter(source, around, away, self)
        self.chosen: Chosen = read_stored_choices(store.setting(SETTING))
        self._profiles = read_profiles(store.setting(PROFILES_SETTING))
        self._seen = QRectF()
        self._is_shown = False
        self._quarter = quarter_of(around.wall())
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(KEEP_AFTER_MS)
        self._keeping.timeout.connect(self.keep_chosen)
        self._naming: str | None = None
        self._taken = ""
        self._applied_name = ""
        self._chips = RowsModel(ChipRow, self)
        self._saved = RowsModel(ProfileRow, self)
        self._sections = RowsModel(SectionRow, self)
        self._tiles: dict[str, RowsModel] = {}
        self._offered: list[Section] = []
        self._offer(source.index.columns)
        self._write()
        self._counter.ask(self.chosen, self._quarter)
        if self.chosen:
            self.refresh()
        around.speech.changed.connect(self._write)
        self._counter.counted.connect(self._write_numbers)

    def look_at(self, columns: Columns) -> None:
        """Filter these stations from now on, by what is chosen."""
        self._offer(columns)
        self._apply(columns)
        self._write()
        self._counter.ask(self.chosen, self._quarter)

    def _offer(self, columns: Columns) -> None:
        self._offered = sections(columns)
        self._view.operators = columns.operators
        for section in self._offered:
            if section.key not in self._tiles:
                self._tiles[section.key] = RowsModel(TileRow, self)

    def refresh(self, counted: ClusterIndex | None = None) -> None:
        """Ask again after statuses in the columns or the price of the hour changed.

        `counted` is taken where it is of these columns and of this filter.
        """
        self._apply(self._source.index.columns, counted)
        self._counter.ask_soon(self.chosen, self._quarter)

    def keep_chosen(self) -> None:
        """Keep what is chosen over a restart; by itself that is done a moment after a tap."""
        self._keeping.stop()
        self._keep(SETTING, write_choices(self.chosen))

    def finish(self) -> None:
        """Keep what has not been kept yet: the glass is going."""
        if self._keeping.isActive():
            self.keep_chosen()

    def follow_clock(self) -> None:
        """Ask again where another quarter of an hour, and so perhaps another price, has begun."""
        if quarter_of(self._around.wall()) != self._quarter:
            self.refresh()

    @Property(RowsModel, notify=changed)
    def chips(self) -> RowsModel:
        """List the chips."""
        return self._chips

    @Property(RowsModel, notify=changed)
    def saved(self) -> RowsModel:
        """List the kept filters."""
        return self._saved

    @Property(int, notify=changed)
    def saved_count(self) -> int:
        """Count the kept filters."""
        return len(self._profiles)

    @Property(RowsModel, notify=changed)
    def sections(self) -> RowsModel:
        """List the sections of the card."""
        return self._sections

    @Property(int, notify=changed)
    def active(self) -> int:
        """Count the kinds of which something is chosen."""
        return len(kinds(self.chosen))

    @Property(str, notify=changed)
    def sentence(self) -> str:
        """Say what is shown."""
        return self._view.sentence(self.chosen)

    @Property(str, notify=changed)
    def found(self) -> str:
        """Say what the card's main button leads to."""
        return self._view.found(self._counter.numbers)

    @Property(bool, notify=changed)
    def naming(self) -> bool:
        """Whether a name is asked for."""
        return self._naming is not None

    @Property(bool, notify=changed)
    def renaming(self) -> bool:
        """Whether the name of a kept filter is asked for."""
        return bool(self._naming)

    @Property(str, notify=changed)
    def suggestion(self) -> str:
        """Name to begin with."""
        return self._naming or self._applied_name or suggested_name(self._view.words(self.chosen))

    @Property(int, constant=True)
    def most_signs(self) -> int:
        """Length of the longest name."""
        return MOST_SIGNS

    @Property(str, notify=changed)
    def full_notice(self) -> str:
        """Say that no other filter can be kept; empty while there is room."""
        if len(self._profiles) < MOST_PROFILES:
            return ""
        return self._around.speech.say(filter_wording.FULL, count=str(MOST_PROFILES))

    @Property(str, notify=changed)
    def taken_notice(self) -> str:
        """Say that another kept filter has the name that was asked for; else empty."""
        if not self._taken:
            return ""
        return self._around.speech.say(filter_wording.TAKEN, name=self._taken)

    def _get_view(self) -> QRectF:
        return self._seen

    def _set_view(self, world: QRectF) -> None:
        self._seen = world
        if not world.isEmpty():
            edges = world.left(), world.bottom(), world.right(), world.top()
            self._counter.look(Viewport(*edges, 1.0))

    # The part of the unit square in which is counted, `top` its northern edge.
    view = Property(QRectF, _get_view, _set_view, notify=changed)

    def _get_shown(self) -> bool:
        return self._is_shown

    def _set_shown(self, is_shown: bool) -> None:  # noqa: FBT001 - a property
        self._is_shown = is_shown
        if is_shown:
            self._write()

    # Whether the card is open: only then its many numbers are kept up to date.
    shown = Property(bool, _get_shown, _set_shown, notify=changed)

    @Slot(str)
    def toggle(self, key: str) -> None:
        """Take a choice up or let it go. Cost: 10 ms for the whole network.

        Raises: ValueError for one that does not exist.
        """
        choice = read_choice(key)
        if choice is None:
            raise ValueError(key)
        self._choose(toggled(self.chosen, choice))

    @Slot(str)
    def press_chip(self, key: str) -> None:
        """Switch a quick filter on or off, ask nothing more of a kind, or take up a kept filter.

        A kept filter takes the place of all that is chosen, or leaves nothing where it was that.
        """
        if key in QUICK:
            self._choose(switched(self.chosen, QUICK[key]))
        elif key.startswith(KIND):
            self._choose(without(self.chosen, (Kind(key.removeprefix(KIND)),)))
        else:
            profile = self._profile(key)
            is_on = profile.chosen == self.chosen
            self._applied_name = "" if is_on else profile.name
            self._choose(NOTHING if is_on else profile.chosen)

    @Slot(str)
    def hold_chip(self, key: str) -> None:
        """Ask for another name where a kept filter's chip is held down."""
        if key.startswith(SAVED):
            self.begin_renaming(key)

    @Slot(str)
    def show_operator(self, operator_id: str) -> None:
        """Show one operator only, under what else is chosen."""
        rest = without(self.chosen, (Kind.OPERATOR,))
        self._choose(rest | {Choice(Kind.OPERATOR, operator_id)})

    @Slot()
    def clear(self) -> None:
        """Show every station."""
        self._applied_name = ""
        self._choose(NOTHING)

    @Slot()
    def begin_saving(self) -> None:
        """Ask for a name for what is chosen, if anything is."""
        if self.chosen:
            self._name("")

    @Slot(str)
    def begin_renaming(self, key: str) -> None:
        """Ask for another name for a kept filter."""
        self._name(self._profile(key).name)

    @Slot()
    def stop_naming(self) -> None:
        """Ask for no name any more."""
        self._name(None)

    @Slot(str)
    def keep(self, name: str) -> None:
        """Keep what is chosen, or what is being renamed, under a name. No name: nothing happens.

        The name of another kept filter is refused in words: none is lost to a name.
        """
        name = clean_name(name)
        if not name or self._naming is None:
            return
        # Whoever took a kept filter up and changed it means that one by its own name.
        own = self._naming or self._applied_name
        if name != own and any(one.name == name for one in self._profiles):
            self._taken = name
            self._write()
            return
        chosen = self.chosen
        if self._naming:
            chosen = next(one.chosen for one in self._profiles if one.name == self._naming)
        if self._applied_name == self._naming or not self._naming:
            self._applied_name = name
        self._profiles = saved(self._profiles, Profile(name, chosen), instead=self._naming)
        self._keep(PROFILES_SETTING, write_profiles(self._profiles))
        self._name(None)

    @Slot()
    def delete(self) -> None:
        """Delete the kept filter whose name is asked for; what is chosen stays chosen."""
        self._profiles = [one for one in self._profiles if one.name != self._naming]
        if self._applied_name == self._naming:
            self._applied_name = ""
        self._keep(PROFILES_SETTING, write_profiles(self._profiles))
        self._name(None)

    def _name(self, profile: str | None) -> None:
        self._naming = profile
        self._taken = ""
        self._write()

    def _profile(self, key: str) -> Profile:
        return self._profiles[int(key.removeprefix(SAVED))]

    def _choose(self, chosen: Chosen) -> None:
        self.chosen = chosen
        self._apply(self._source.index.columns)
        self._write()
        self._counter.ask(chosen, self._quarter)
        self._keeping.start()

    def _apply(self, columns: Columns, counted: ClusterIndex | None = None) -> None:
        self._quarter = quarter_of(self._around.wall())
        asked = wanted(self.chosen, self._quarter, columns.operators)
        if counted is None or counted.columns is not columns or counted.wanted != asked:
            counted = ClusterIndex(columns, asked)
        self._source.index = counted
        self.applied.emit()

    def _keep(self, key: str, value: str) -> None:
        try:
            self._store.put_setting(key, value)
        except JournalError:
            self.notKept.emit(self._around.speech.say(wording.CHOICE_NOT_KEPT))

    def _write(self) -> None:
        numbers = self._counter.numbers
        counted = None if numbers is None else numbers.choices
        if self._is_shown:
            for section in self._offered:
                tiles = self._view.tiles(section, self.chosen, counted)
                self._tiles[section.key].replace(tiles)
        self._sections.replace([self._section(section) for section in self._offered])
        self._saved.replace(
            [
                ProfileRow(f"{SAVED}{number}", one.name, one.chosen == self.chosen)
                for number, one in enumerate(self._profiles)
            ]
        )
        self._chips.replace(chip_rows(self._view, self.chosen, self._profiles, numbers))
        self.changed.emit()

    def _write_numbers(self) -> None:
        if self._is_shown:
            self._write()
        else:  # beside the chips nobody sees them while the card is closed
            numbers = self._counter.numbers
            self._chips.replace(chip_rows(self._view, self.chosen, self._profiles, numbers))

    def _section(self, section: Section) -> SectionRow:
        title, note = self._view.title(section), self._view.note(section, self.chosen)
        return SectionRow(section.key, title, note, section.across, self._tiles[section.key])
