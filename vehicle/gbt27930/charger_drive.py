"""Drive the charger's side by its table: phases, clocks, what is said, and the power stage.

How one charger differs from another is its manner, which `charger_habits` puts into the tables, and
`charger_words` and `wording` into what is sent.
"""

from collections.abc import Callable

from vehicle.frame import Frame
from vehicle.gbt27930 import charger_habits, edition, timing
from vehicle.gbt27930.charger_data import (
    Authorisation,
    ChargerRating,
    Insulation,
    StageCommand,
    StageReport,
    agrees,
)
from vehicle.gbt27930.charger_table import (
    CARRIED,
    ERRORS,
    FINAL,
    KNOWN,
    TABLE,
    ChargerEvent,
    ChargerPhase,
)
from vehicle.gbt27930.charger_words import WORDS
from vehicle.gbt27930.manner import ChargerManner, Edition, Waiting
from vehicle.gbt27930.messages import Cem, Cts, StopCause
from vehicle.gbt27930.seen import VehicleSeen
from vehicle.gbt27930.stage import (
    command_current,
    command_insulation,
    command_off,
    command_precharge,
)
from vehicle.gbt27930.steps import Cycle, Timers
from vehicle.gbt27930.watch import PackWatch
from vehicle.gbt27930.wording import Wording

_P, _E = ChargerPhase, ChargerEvent


class ChargerDrive:
    """What a charger does of itself; what it hears, and its outward face, is `Charger`."""

    def __init__(self, rating: ChargerRating, stage: StageReport, manner: ChargerManner) -> None:
        self.rating = rating
        self.stage = stage
        self.manner = manner
        self.authorisation = Authorisation.WAIT
        self.calendar: Cts | None = None
        self.phase = _P.IDLE
        self.stop_cause: StopCause | None = None
        self.error: str | None = None
        self.reconnects = 0
        self.vehicle = VehicleSeen()
        self.spoken = edition.own(manner.edition)
        self.wanted = StageCommand()
        self.on_change: Callable[[ChargerPhase, float], None] | None = None
        self.cem = Cem()
        self.cst_cause = StopCause.FAULT
        self._entered_at = 0.0
        self._is_deaf, self._is_live, self._is_charging = True, False, False
        self._final = False
        self._given_up = False
        self._csd_sent = 0
        self._sends = charger_habits.sends(manner)
        self._waits = charger_habits.waits(manner)
        self._cycle = Cycle({"OFFER": timing.OFFER_S, **manner.periods_s})
        self._timers: Timers[ChargerEvent] = Timers()
        self._watch = PackWatch()
        self._wording = self._form()
        # What was worded is kept until the facts change: the stage's report, the phase.
        self._told: StageReport | None = None
        self._kept: dict[str, Frame] = {}

    @property
    def is_over(self) -> bool:
        """Say whether no session runs: none began, it has ended, or it was given up for good."""
        return self.phase is _P.IDLE or self.phase is _P.OFF or self._given_up

    @property
    def _is_testing(self) -> bool:
        """Say whether the handshake has come to the insulation test: who hears no BHM tests too."""
        return self.vehicle.bhm is not None or self.spoken.edition is Edition.V2011

    def _speak(self, spoken: edition.Spoken) -> None:
        """Take up an edition: CML and CCS have other lengths in each."""
        self.spoken = spoken
        self._wording = self._form()

    def _form(self) -> Wording:
        manner = self.manner
        return Wording(
            self.spoken.edition, manner.fill, pads=manner.pads, ccs_bytes=manner.ccs_bytes
        )

    def _wait(self, event: ChargerEvent, since: float, seconds: float) -> None:
        """Start a clock anew, unless this charger waits for ever."""
        if self.manner.reports_time_outs:
            self._timers.start(event, since + seconds)

    def _stop(self, event: ChargerEvent, cause: StopCause, now: float) -> None:
        """Say CST, where this phase has a way there."""
        if TABLE[self.phase, event] is _P.STOPPING is not self.phase:
            self.stop_cause = self.cst_cause = cause
            self._fire(event, now)

    def _break(self, spn: str | None, cem: Cem, event: ChargerEvent, now: float) -> None:
        """Leave for the error phase; decide whether there is a way back."""
        self.error, self.cem = spn, cem
        self.stop_cause = StopCause.TIMEOUT
        self._final = self.phase in FINAL or self.reconnects >= self.manner.reconnects
        self._fire(event, now)
        self._timers.start(_E.RETRY, now + timing.REPORT_S)

    def _late(self, event: ChargerEvent, now: float) -> None:
        """Do what follows when a clock has run out."""
        if event is _E.OFFER_OVER:
            self._fire(event, now)
        elif event is _E.BHM_LATE:
            self._speak(edition.NO_BHM)
            self._fire(event, now)
        elif event is _E.PREPARED_LATE:
            waits = self.authorisation is Authorisation.WAIT
            self._stop(event, StopCause.UNANSWERED if waits else StopCause.VOLTAGE, now)
        elif event is _E.PAUSE_OVER:
            self._stop(event, StopCause.PAUSED_TOO_LONG, now)
        elif event is _E.RETRY:
            self._retry(now)
        else:
            self._break(*ERRORS[event], event, now)

    def _retry(self, now: float) -> None:
        """Begin again at CRM 00, or fall silent for good."""
        if self._final:
            self._given_up = True
            self._cycle.only((), now)
            return
        self.reconnects += 1
        self.error = self.stop_cause = None
        self._fire(_E.RETRY, now)

    def _look(self, now: float) -> None:
        """See what the power stage and the operator have to say."""
        phase = self.phase
        if self.authorisation is Authorisation.REFUSE and phase in KNOWN:
            self._stop(_E.STOP, StopCause.REFUSED, now)
        elif phase is _P.HANDSHAKE and self._is_testing:
            if self.stage.insulation is Insulation.PASSED:
                self._fire(_E.INSULATED, now)
            elif self.stage.insulation is Insulation.FAILED:
                self._stop(_E.STOP, StopCause.INSULATION, now)
        elif phase is _P.PREPARING:
            self._prepare(now)
        elif self._is_live and self._watch.is_too_high(self.stage.pack_v, self.vehicle.bcp, now):
            self._stop(_E.STOP, StopCause.VOLTAGE, now)

    def _prepare(self, now: float) -> None:
        """Go on to CRO AA once the operator and the power stage are ready."""
        is_slow = self.manner.waiting is Waiting.SECOND_HANDSHAKE
        if is_slow and self.authorisation is Authorisation.WAIT:
            self._stop(_E.STOP, StopCause.UNANSWERED, now)
            return
        is_prepared = self._may_precharge() and self.stage.precharged
        if is_prepared and now - self._entered_at >= self.manner.cro_00_s:
            self._fire(_E.PREPARED, now)

    def _may_precharge(self) -> bool:
        is_accepted = self.authorisation is Authorisation.ACCEPT
        return is_accepted and agrees(self.stage, self.rating, self.vehicle.bcp)

    def _fire(self, event: ChargerEvent, now: float) -> None:
        phase = TABLE[self.phase, event]
        if phase is not self.phase:
            self._enter(phase, now)

    def _enter(self, phase: ChargerPhase, now: float) -> None:
        was, self.phase, self._entered_at = self.phase, phase, now
        self._is_charging = phase is _P.CHARGING
        self._is_live = self._is_charging or phase is _P.READY or phase is _P.PAUSED
        self._is_deaf = phase is _P.IDLE or phase is _P.OFF
        if {was, phase} != {_P.CHARGING, _P.PAUSED}:
            self._cycle.only(self._sends[phase], now)
        self._timers.keep(CARRIED.get(phase, ()))
        # A pause begins with the next CCS; elsewhere the first message of a phase goes out at once.
        first_at = max(now, self._cycle.next_at) if phase is _P.PAUSED else now
        for late, seconds in self._waits[phase].items():
            self._timers.start(late, first_at + seconds)
        self._given_up = False
        if phase is _P.READY:
            self.vehicle.bcl = self.vehicle.bcs = None
            self._watch = PackWatch()
        elif phase is _P.END:
            self._csd_sent = 0
        elif phase is _P.IDLE or phase is _P.OFF:
            self.authorisation = Authorisation.WAIT
        self._kept.clear()
        self._command()
        if self.on_change:
            self.on_change(phase, now)

    def _command(self) -> None:
        """Say what the power stage shall do now."""
        wanted = self._wanted()
        if wanted != self.wanted:
            self.wanted = wanted

    def _wanted(self) -> StageCommand:
        phase, stage, vehicle = self.phase, self.stage, self.vehicle
        if self._is_live:
            is_paused = phase is _P.PAUSED
            return command_current(stage, self.rating, vehicle.bcl, is_paused=is_paused)
        if self._is_deaf:
            return StageCommand()
        if phase is _P.HANDSHAKE and self._is_testing:
            return command_insulation(vehicle.bhm, self.rating)
        if phase is _P.PREPARING and self._may_precharge():
            return command_precharge(stage)
        supply = not self._given_up
        return command_off(self.wanted, stage, self.stop_cause, supply=supply)

    def _say_due(self, now: float) -> list[Frame]:
        sent: list[Frame] = []
        cycle = self._cycle
        while cycle.next_at <= now:
            if self.stage is not self._told:
                self._told = self.stage
                self._kept.clear()
            name = cycle.take(now)
            sent.append(self._kept.get(name) or self._say(name, now))
        return sent

    def _say(self, name: str, now: float) -> Frame:
        word = WORDS[name](self)
        frame = word if isinstance(word, Frame) else self._wording.frame_of(word)
        if name == "CSD":
            self._csd_sent += 1
            if self._csd_sent >= self.manner.csd_frames:
                self._fire(_E.REPORTED, now)
        else:
            self._kept[name] = frame
        return frame
