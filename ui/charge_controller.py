"""Show the running purchase and the car together; pass Stop and the limit on."""

from collections.abc import Coroutine, Sequence
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Protocol

from PySide6.QtCore import Property, QObject, QPointF, Signal, Slot
from PySide6.QtQml import QmlElement

from network.order import Phase
from network.session import Lookup, SessionState
from ui import car_wording, figures, wording
from ui.car_controller import CarController
from ui.charge_view import (
    LIVE,
    Stage,
    hitch_of,
    is_above_limit,
    is_cut_short,
    is_grave,
    next_of,
    stage_of,
    steps_of,
    title_of,
)
from ui.curve import Curve, Point, fit
from ui.details_view import Detail
from ui.limit_view import limit_line
from ui.surroundings import Surroundings

QML_IMPORT_NAME = "Chargedeck"
QML_IMPORT_MAJOR_VERSION = 1


class Purchase(Protocol):
    """What the page needs of network.session.Session."""

    @property
    def state(self) -> SessionState:
        """All that can be said of the present purchase."""

    def stop(self) -> Coroutine[None, None, None]:
        """End the running charge."""


@QmlElement
class ChargeController(QObject):
    """The charge page and the live strip. `refresh` is called when session or car changed."""

    changed = Signal()
    curveChanged = Signal()  # noqa: N815 - a Qt signal

    def __init__(
        self,
        session: Purchase,
        car: CarController,
        lookup: Lookup,
        surroundings: Surroundings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._lookup = lookup
        self._place = ("", "")
        self._pile_kw: float | None = None
        self._car = car
        self._around = surroundings
        self._speech = surroundings.speech
        self._dismissed_seq = ""
        self._stopped: SessionState | None = None
        self._expected: Sequence[Point] = ()
        self._curve = Curve()
        self.stage = Stage.IDLE
        car.changed.connect(self.refresh)
        self._speech.changed.connect(self.changed)

    @property
    def expected(self) -> Sequence[Point]:
        """The curve that was expected, (SoC %, kW); empty if none was."""
        return self._expected

    def expect(self, points: Sequence[Point]) -> None:
        """Show the curve that this car is expected to reach here."""
        self._expected = points
        self._draw()

    @Slot()
    def refresh(self) -> None:
        """Take over what session and car say now."""
        self.stage = stage_of(self._session.state, self._car.state, self._dismissed_seq)
        self._look_up_pile()
        self._draw()
        self.changed.emit()

    @Slot()
    def stop(self) -> None:
        """End the charge."""
        self._stopped = self._session.state
        self._around.spawn(self._session.stop())
        self.changed.emit()

    @Slot()
    def dismiss(self) -> None:
        """Leave the end of this purchase behind; its receipt stays."""
        self._dismissed_seq = self._session.state.seq
        self.refresh()

    @Property(str, notify=changed)
    def stage_name(self) -> str:
        """Which of the page's states is shown: a value of Stage."""
        return self.stage.value

    @Property(bool, notify=changed)
    def live(self) -> bool:
        """Whether a purchase is under way that the driver may want to stop."""
        return self.stage in LIVE

    @Property(bool, notify=changed)
    def can_stop(self) -> bool:
        """Whether Stop does something now."""
        state = self._session.state
        if self.stage is Stage.CHARGING and state.phase is not Phase.CHARGING:
            # Nobody sold this charge: no answer of an operator will ever free the button again.
            return True
        # Pressed once; when the session has answered with another state it may be pressed again.
        return state.can_stop and self._stopped is not state

    @Property(str, notify=changed)
    def title(self) -> str:
        """Say what is going on."""
        title = title_of(self.stage, self._car.state, is_empty=self._is_above_limit())
        return self._speech.say(title)

    @Property(bool, notify=changed)
    def cut_short(self) -> bool:
        """Whether the charge ended for a cause that nobody wanted."""
        return is_cut_short(self.stage, self._car.state)

    @Property(str, notify=changed)
    def place(self) -> str:
        """Station, connector and way of starting."""
        state = self._session.state
        if self.stage in (Stage.IDLE, Stage.PLUGGED) or not state.station_name:
            return ""
        way = self._speech.say(wording.WAY[state.way]) if state.way else ""
        return "   ".join(filter(None, (state.station_name, state.connector_name, way)))

    @Property(str, notify=changed)
    def next_step(self) -> str:
        """Say what happens next or what to do."""
        if self._is_above_limit():
            car, language = self._car.state, self._speech.language
            return self._speech.say(
                wording.NEXT_ABOVE_LIMIT,
                soc=figures.percent(car.soc_pct or 0, language),
                limit=figures.percent(car.limit_pct or 0, language),
            )
        sentence = next_of(self.stage, self._car.state)
        return self._speech.say(sentence) if sentence else ""

    @Property(str, notify=changed)
    def warning(self) -> str:
        """Warn in one line: reason and next step."""
        state = self._session.state
        problem = state.problem
        if problem is None or state.seq == self._dismissed_seq != "":
            hitch = hitch_of(self.stage, self._car.state, can_stop=state.can_stop)
            return self._speech.say(hitch) if hitch else ""
        detail = problem.detail or self._speech.say(wording.refusal(problem))
        return self._speech.say(
            wording.TROUBLE[problem.trouble],
            operator=self._around.operator_name(problem.operator_id) if problem.operator_id else "",
            detail=detail,
        )

    @Property(bool, notify=changed)
    def grave(self) -> bool:
        """Whether the warning is a refusal or fault rather than a delay."""
        problem = self._session.state.problem
        return problem is not None and is_grave(problem)

    @Property(str, notify=changed)
    def code(self) -> str:
        """Name the standard's term for the engineer, such as Ret 4002; may be empty."""
        return self._code()

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]
    def details(self) -> list[dict[str, str | bool]]:
        """List the figures for the engineer: name, value, and whether it is stale."""
        found = [*self._car.details()]
        if code := self._code():
            found.append(Detail(self._speech.say(car_wording.OPERATOR), code))
        return [asdict(detail) for detail in found]

    @Property(str, notify=changed)
    def limit_line(self) -> str:
        """Say why no more power flows; empty when nothing limits or nothing flows."""
        return self.limit_line_beside(0.0)

    @Slot(float, result=str)
    def limit_line_beside(self, shown_kw: float) -> str:
        """Say the same beside a power that is still counting down: never less than that."""
        car = self._car.state
        if car.power_kw is not None:
            car = replace(car, power_kw=max(car.power_kw, shown_kw))
        line = limit_line(car, self._pile_kw, self._speech.language)
        return "" if line is None else self._speech.say(line[0], **line[1])

    @Property(float, notify=changed)
    def power(self) -> float:
        """Power into the battery in kW, 0 while unknown."""
        return self._car.state.power_kw or 0.0

    @Property(bool, notify=changed)
    def power_known(self) -> bool:
        """Whether the car tells its power."""
        return self._car.state.power_kw is not None

    @Property(float, notify=changed)
    def energy(self) -> float:
        """Energy sold so far in kWh."""
        return float(self._session.state.energy_kwh)

    @Property(float, notify=changed)
    def cost(self) -> float:
        """Cost so far in yuan, for counting up to; 0 while unknown."""
        return float(self._session.state.cost_cny or 0)

    @Property(bool, notify=changed)
    def cost_known(self) -> bool:
        """Whether the operator has named a cost."""
        return self._session.state.cost_cny is not None

    @Property(str, notify=changed)
    def price_text(self) -> str:
        """Price of a kWh now; may be empty."""
        price = self._session.state.price_cny
        if price is None:
            return ""
        return self._speech.say(wording.PER_KWH, price=figures.money(price, self._speech.language))

    @Property(str, notify=changed)
    def time_label(self) -> str:
        """Up to where the time left counts, as far as that is known."""
        limit_pct = self._car.state.limit_pct
        if limit_pct is None:
            return self._speech.say(wording.TIME_LEFT)
        limit = figures.percent(limit_pct, self._speech.language)
        return self._speech.say(wording.TO_LIMIT, limit=limit)

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]
    def time_parts(self) -> list[str]:
        """Time left in turns of number and unit: 9 min, 3 h 20 min; a dash while unknown."""
        return self._time_parts() or [figures.UNKNOWN]

    @Property(str, notify=changed)
    def time_text(self) -> str:
        """Time left in one word; empty while unknown."""
        return "\u00a0".join(self._time_parts())

    @Property(str, notify=changed)
    def done_text(self) -> str:
        """Clock time at which the limit is reached; empty while unknown."""
        left = self._car.state.time_left_s
        if not left:
            return ""
        at = self._around.wall() + timedelta(seconds=left)
        return self._speech.say(wording.DONE_AT, time=figures.clock(at))

    @Property(str, notify=changed)
    def added_text(self) -> str:
        """Range added by this charge; empty while it cannot be told."""
        car, samples = self._car.state, self._session.state.samples
        if not samples or not car.soc_pct or car.range_m is None:
            return ""
        added_m = car.range_m * max(0.0, car.soc_pct - samples[0].soc_pct) / car.soc_pct
        return self._speech.say(
            wording.ADDED, distance=figures.distance(added_m, self._speech.language)
        )

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]
    def steps(self) -> list[dict[str, str]]:
        """List the steps of a start: name and mark (done, now, todo, failed)."""
        steps = steps_of(self.stage, self._car.state)
        return [{"name": self._speech.say(step.name), "mark": step.mark} for step in steps]

    @Property("QVariantList", notify=curveChanged)  # type: ignore[arg-type]
    def points(self) -> list[QPointF]:
        """List the curve so far in the unit square."""
        return [QPointF(*point) for point in self._curve.points]

    @Property("QVariantList", notify=curveChanged)  # type: ignore[arg-type]
    def expected_points(self) -> list[QPointF]:
        """List the expected curve in the unit square; may be empty."""
        return [QPointF(*point) for point in self._curve.expected]

    @Property("QVariantList", notify=curveChanged)  # type: ignore[arg-type]
    def lines_kw(self) -> list[int]:
        """Powers of the grid lines, top first."""
        return list(self._curve.lines_kw)

    def _time_parts(self) -> list[str]:
        left = self._car.state.time_left_s
        if not left:
            return []
        hours, minutes = figures.duration(left)
        least = [str(minutes), self._speech.say(wording.MINUTES)]
        return [str(hours), self._speech.say(wording.HOURS), *least] if hours else least

    def _code(self) -> str:
        state = self._session.state
        if state.problem and state.problem.code is not None:
            return f"Ret {state.problem.code}"
        return state.stop_code

    def _look_up_pile(self) -> None:
        place = (self._session.state.operator_id, self._session.state.connector_id)
        if place != self._place:
            self._place = place
            found = self._lookup(*place)
            self._pile_kw = None if found is None else found[1].power_kw

    def _is_above_limit(self) -> bool:
        return is_above_limit(self.stage, self._session.state.energy_kwh, self._car.state)

    def _draw(self) -> None:
        samples = self._session.state.samples
        curve = fit([(sample.soc_pct, sample.power_kw) for sample in samples], self._expected)
        if curve != self._curve:
            self._curve = curve
            self.curveChanged.emit()
