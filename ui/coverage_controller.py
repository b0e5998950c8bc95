"""Count the network and show it: the country or one province, April and July 2025 side by side."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from network.areas import read_areas
from network.catalogue_file import CatalogueError
from network.compatibility import ANY_OPERATOR, Compatibility, Result, total_pct
from network.survey import AFTER, BEFORE, Survey
from ui import coverage_view, figures
from ui import network_wording as words
from ui.coverage_view import EVERYWHERE, PairRow, Shade
from ui.figures import Language
from ui.rows_model import RowsModel
from ui.surroundings import Surroundings

QML_IMPORT_NAME = "Chargedeck"
QML_IMPORT_MAJOR_VERSION = 1

SECTIONS = ("power", "operators", "partners", "measured", "updates")


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """One line of what partners and we have: a mark, a name, a count."""

    key: str
    mark: str
    colour: str
    name: str
    now: str


@QmlElement
class CoverageController(QObject):
    """The network page. `survey` counts a province or the country (0), off the loop.

    It is asked again after `outdated`.
    """

    changed = Signal()

    def __init__(
        self,
        survey: Callable[[int], Awaitable[Survey]],
        measured: Callable[[], Compatibility],
        surroundings: Surroundings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._count = survey
        self._measured_now = measured
        self._around = surroundings
        self._speech = surroundings.speech
        self._country: Survey | None = None
        self._survey: Survey | None = None
        self._is_outdated = True
        self._has_failed = False
        self._province = EVERYWHERE
        self._section = SECTIONS[0]
        self._shades = RowsModel(Shade, self)
        self._tiles = RowsModel(PairRow, self)
        self._powers = RowsModel(PairRow, self)
        self._operators = RowsModel(PairRow, self)
        self._partners = RowsModel(PartnerRow, self)
        self._measured = RowsModel(PartnerRow, self)
        self._speech.changed.connect(self._write)

    def look(self) -> None:
        """Count now, if the catalogue has changed since."""
        if self._is_outdated:
            self._is_outdated = False
            self._around.spawn(self._take())

    def outdated(self) -> None:
        """Count again at the next look: another catalogue was adopted."""
        self._is_outdated = True

    @Slot(int)
    def choose(self, province: int) -> None:
        """Show one province by the first 2 digits of its code; 0 or the same again: the country.

        What is no province is passed over.
        """
        if province and province * 10_000 not in read_areas().names:
            return
        self._province = EVERYWHERE if province == self._province else province
        self._around.spawn(self._take())
        self.changed.emit()

    @Slot(str)
    def show_section(self, section: str) -> None:
        """Turn to one of SECTIONS. Raises: ValueError."""
        if section not in SECTIONS:
            raise ValueError(section)
        self._section = section
        self.changed.emit()

    @Property(str, notify=changed)
    def waiting(self) -> str:
        """Say why there is nothing to show yet."""
        return self._speech.say(words.NOT_COUNTED if self._has_failed else words.COUNTING)

    @Property(bool, notify=changed)
    def counted(self) -> bool:
        """Whether there is something to show."""
        return self._survey is not None

    @Property(str, notify=changed)
    def place(self) -> str:
        """Name what is counted: the country or the province."""
        if self._province == EVERYWHERE:
            return self._speech.say(words.ALL_OVER)
        return read_areas().name(self._province * 10_000, is_chinese=self._is_chinese())

    @Property(int, notify=changed)
    def province(self) -> int:
        """Tell the province shown, 0 for the country."""
        return self._province

    @Property(str, notify=changed)
    def section(self) -> str:
        """Which list is shown: one of SECTIONS."""
        return self._section

    @Property(str, notify=changed)
    def day_before(self) -> str:
        """Write the earlier day."""
        return figures.date(BEFORE, self._speech.language)

    @Property(str, notify=changed)
    def day_after(self) -> str:
        """Write the later day."""
        return figures.date(AFTER, self._speech.language)

    @Property(RowsModel, notify=changed)
    def shades(self) -> RowsModel:
        """List how each province is filled on the map."""
        return self._shades

    @Property(str, notify=changed)
    def most(self) -> str:
        """Write how many connectors the brightest province on the map has."""
        whole = self._country or self._survey
        number = coverage_view.largest(whole) if whole else 0
        return coverage_view.count(number, self._speech.language)

    @Property(RowsModel, notify=changed)
    def tiles(self) -> RowsModel:
        """List the six figures."""
        return self._tiles

    @Property(RowsModel, notify=changed)
    def powers(self) -> RowsModel:
        """List connectors by current and power."""
        return self._powers

    @Property(RowsModel, notify=changed)
    def operators(self) -> RowsModel:
        """List connectors by operator."""
        return self._operators

    @Property(RowsModel, notify=changed)
    def partners(self) -> RowsModel:
        """List connectors of partners and our own."""
        return self._partners

    @Property(RowsModel, notify=changed)
    def measured(self) -> RowsModel:
        """List how well this car charges at each operator, and at its pile models."""
        return self._measured

    async def _take(self) -> None:
        province = self._province
        try:
            survey = await self._count(province)
        except CatalogueError:
            self._has_failed = self._is_outdated = True
            self.changed.emit()
            return
        self._has_failed = False
        if province != self._province:
            return  # another one was chosen meanwhile
        self._survey = survey
        if province == EVERYWHERE:
            self._country = survey
        self._write()

    def _write(self) -> None:
        survey = self._survey
        if survey is not None:
            language, areas = self._speech.language, read_areas()
            pairs = coverage_view.headline(survey, self._province, areas)
            self._tiles.replace([self._tile(pair) for pair in pairs])
            self._powers.replace(self._power_rows(survey))
            self._operators.replace(self._operator_rows(survey))
            self._partners.replace(self._partner_rows(survey))
            self._measured.replace(self._measured_rows(survey))
            whole = self._country or survey
            self._shades.replace(coverage_view.shades(whole, areas, language))
        self.changed.emit()

    def _tile(self, pair: coverage_view.Pair) -> PairRow:
        language = self._speech.language
        every = coverage_view.count(pair.every, language)
        note = self._speech.say(words.OF_ALL, count=every) if pair.every else ""
        most = max(pair.before, pair.after)
        return coverage_view.row_of(pair, self._speech.say(pair.name), note, most, language)

    def _power_rows(self, survey: Survey) -> list[PairRow]:
        language = self._speech.language
        pairs = coverage_view.by_power(survey)
        most = max(one.after for one in pairs)
        rows = []
        for pair in pairs:
            name = self._speech.say(pair.name) if pair.name else self._power(int(pair.key))
            rows.append(coverage_view.row_of(pair, name, "", most, language))
        return rows

    def _power(self, least_kw: int) -> str:
        sentence, power = coverage_view.power_class(least_kw, self._speech.language)
        return self._speech.say(sentence, power=power) if sentence else power

    def _operator_rows(self, survey: Survey) -> list[PairRow]:
        language = self._speech.language
        pairs = coverage_view.by_operator(survey)
        most = max((one.after for one in pairs), default=0)
        rows = []
        for pair in pairs:
            note = "" if pair.before else self._speech.say(words.JOINED)
            row = coverage_view.row_of(
                pair, self._around.operator_name(pair.key), note, most, language
            )
            rows.append(coverage_view.marked(row, self._around.profiles[pair.key]))
        return rows

    def _partner_rows(self, survey: Survey) -> list[PartnerRow]:
        language = self._speech.language
        rows = []
        for operator_id, number in sorted(survey.partners.items(), key=lambda item: -item[1]):
            profile = self._around.profiles[operator_id]
            rows.append(
                PartnerRow(
                    operator_id,
                    profile.mark,
                    profile.colour,
                    self._around.operator_name(operator_id),
                    coverage_view.count(number, language),
                )
            )
        for city, number in sorted(survey.own.items(), key=lambda item: -item[1]):
            name = read_areas().name(city, is_chinese=self._is_chinese())
            rows.append(
                PartnerRow(
                    str(city),
                    "",
                    "",
                    self._speech.say(words.OWN_IN, city=name),
                    coverage_view.count(number, language),
                )
            )
        return rows

    def _measured_rows(self, survey: Survey) -> list[PartnerRow]:
        measured = self._measured_now()
        rows = []
        for operator_id in (
            *(one.key for one in coverage_view.by_operator(survey)),
            *survey.partners,
        ):
            profile = self._around.profiles[operator_id]
            name = self._around.operator_name(operator_id)
            results = measured.of_operator(operator_id)
            rows.append(
                PartnerRow(operator_id, profile.mark, profile.colour, name, self._rate(results))
            )
            rows += [
                PartnerRow(f"{operator_id}/{one.model}", "", "", one.model, self._rate((one,)))
                for one in results
            ]
        anywhere = measured.of_operator(ANY_OPERATOR)
        if anywhere:
            name = self._speech.say(words.ANYWHERE)
            rows.append(PartnerRow(ANY_OPERATOR, "", "", name, self._rate(anywhere)))
            rows += [
                PartnerRow(f"{ANY_OPERATOR}/{one.model}", "", "", one.model, self._rate((one,)))
                for one in anywhere
            ]
        return rows

    def _rate(self, results: Sequence[Result]) -> str:
        rate = total_pct(results)
        if rate is None:
            return self._speech.say(words.NOT_MEASURED)
        language = self._speech.language
        tries = coverage_view.count(sum(one.tries for one in results), language)
        text = figures.percent(rate, language) if rate == 100 else figures.share(rate, language)
        is_simulated = all(one.simulated for one in results)
        sentence = words.SIMULATED if is_simulated else words.MEASURED
        return self._speech.say(sentence, rate=text, count=tries)

    def _is_chinese(self) -> bool:
        return self._speech.language is Language.CHINESE
