"""Keep the driver's choices: language and theme."""

from typing import Protocol

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from network.journal import JournalError
from ui import figures, wording
from ui.figures import Language
from ui.speech import Speech

QML_IMPORT_NAME = "Chargedeck"
QML_IMPORT_MAJOR_VERSION = 1

THEMES = ("night", "night-dim", "day")


class SettingsStore(Protocol):
    """What the page needs of network.journal.Journal."""

    def setting(self, key: str) -> str | None:
        """Read a setting."""

    def put_setting(self, key: str, value: str) -> None:
        """Store a setting. Raises: JournalError."""


@QmlElement
class SettingsController(QObject):
    """Language and theme; also writes numbers that are counted up to on the glass."""

    changed = Signal()
    # Says in a sentence that a choice holds for this run only.
    notKept = Signal(str)  # noqa: N815 - a Qt signal

    def __init__(self, store: SettingsStore, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._speech = speech
        self._is_dimmed = False
        stored = store.setting("theme")
        self._theme = stored if stored in THEMES else "night"
        language = store.setting("language")
        if language in {known.value for known in Language}:
            speech.switch(Language(language))
        speech.changed.connect(self.changed)

    @Property(str, notify=changed)
    def theme(self) -> str:
        """Name the chosen theme: night or day."""
        return self._theme

    @Property(str, notify=changed)
    def shown_theme(self) -> str:
        """Name the tokens in use: night, night-dim or day."""
        return "night-dim" if self._is_dimmed and self._theme == "night" else self._theme

    @Property(str, notify=changed)
    def language(self) -> str:
        """Name the language: zh, en or fr."""
        return self._speech.language.value

    @Property(str, notify=changed)
    def empty_percent(self) -> str:
        """Write where the axis of a curve begins."""
        return figures.percent(0, self._speech.language)

    @Property(str, notify=changed)
    def full_percent(self) -> str:
        """Write where the axis of a curve ends."""
        return figures.percent(100, self._speech.language)

    @Slot(str)
    def choose_theme(self, name: str) -> None:
        """Use another theme from now on."""
        self.show_theme(name)
        self._keep("theme", name)

    @Slot(str)
    def choose_language(self, name: str) -> None:
        """Speak another language from now on."""
        self.show_language(name)
        self._keep("language", name)

    @Slot(float, int, result=str)
    def number(self, value: float, places: int) -> str:
        """Write a number with a fixed count of decimals."""
        return figures.decimal(value, places, self._speech.language)

    @Slot(float, result=str)
    def power(self, kilowatts: float) -> str:
        """Write a power that changes all the time, without its unit."""
        return figures.power_number(kilowatts, self._speech.language)

    @Slot(float, result=str)
    def money(self, value: float) -> str:
        """Write an amount in yuan."""
        return figures.money(value, self._speech.language)

    @Slot(float, result=str)
    def percent(self, value: float) -> str:
        """Write a percentage."""
        return figures.percent(value, self._speech.language)

    def show_theme(self, name: str) -> None:
        """Use a theme for this run without keeping it."""
        if name not in THEMES:
            raise ValueError(name)
        self._theme = name
        self.changed.emit()

    def show_language(self, name: str) -> None:
        """Speak a language for this run without keeping it."""
        self._speech.switch(Language(name))

    def dim(self, *, is_dimmed: bool) -> None:
        """Follow the car's dimmer."""
        if is_dimmed != self._is_dimmed:
            self._is_dimmed = is_dimmed
            self.changed.emit()

    def _keep(self, key: str, value: str) -> None:
        try:
            self._store.put_setting(key, value)
        except JournalError:
            self.notKept.emit(self._speech.say(wording.CHOICE_NOT_KEPT))
