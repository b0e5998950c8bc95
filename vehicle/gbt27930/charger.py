"""Speak the charger's side of GB/T 27930-2015 (SECC, address 56), driven by `charger_table`.

An orderly end, a refusal included, leads to OFF, from where `start` begins a new handshake with the
plug still in: that is how real piles with a slow operator work, seen on the bus as two handshakes.
After a session that failed `start` is ignored until the plug is pulled (34658 DP.4002). A time-out
before the end phase leads back to CRM 00, at most three times, without a new insulation test.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import ClassVar

from vehicle.frame import Frame
from vehicle.gbt27930 import timing
from vehicle.gbt27930.charger_data import (
    Authorisation,
    ChargerRating,
    Insulation,
    StageCommand,
    StageMode,
    StageReport,
    agrees,
    build_ccs,
    build_cml,
    build_crm,
    build_csd,
)
from vehicle.gbt27930.charger_table import (
    CARRIED,
    ERRORS,
    FINAL,
    KNOWN,
    SENDS,
    TABLE,
    WAITS,
    ChargerEvent,
    ChargerPhase,
)
from vehicle.gbt27930.layout import CAR_ADDRESS, CHARGER_ADDRESS
from vehicle.gbt27930.messages import (
    NO,
    V1_1,
    YES,
    BadMessage,
    Bcl,
    Bcp,
    Bcs,
    Bem,
    Bhm,
    Brm,
    Bro,
    Bsd,
    Bsm,
    Bst,
    Cem,
    Chm,
    Cro,
    Cts,
    Message,
    StopCause,
    decode,
    decode_frame,
    frame_of,
)
from vehicle.gbt27930.seen import VehicleSeen
from vehicle.gbt27930.stage import (
    command_current,
    command_insulation,
    command_off,
    command_precharge,
)
from vehicle.gbt27930.steps import Cycle, Timers, earliest
from vehicle.gbt27930.stopping import build_cst, first_late, parse_bst
from vehicle.gbt27930.transport import Receiver

__all__ = [
    "Authorisation", "Charger", "ChargerEvent", "ChargerPhase", "ChargerRating", "Insulation",
    "StageCommand", "StageMode", "StageReport", "VehicleSeen",
]  # fmt: skip

_P, _E = ChargerPhase, ChargerEvent


class Charger:
    """The charger's half of the conversation, a Machine: receive, due, wake_at.

    `stage` and `authorisation` are set by the pile, `wanted` is read by it. `authorisation` falls
    back to WAIT when a session is over, so that no ACCEPT is left for the next car. `calendar` is
    sent as CTS where it is set. `error` is the SPN of the time-out that broke the session (own or
    the car's); `bad` the last frame that could not be meant.
    """

    def __init__(self, rating: ChargerRating, stage: StageReport) -> None:
        self.rating = rating
        self.stage = stage
        self.authorisation = Authorisation.WAIT
        self.calendar: Cts | None = None
        self.phase = ChargerPhase.IDLE
        self.stop_cause: StopCause | None = None
        self.error: str | None = None
        self.reconnects = 0
        self.bad: BadMessage | None = None
        self.vehicle = VehicleSeen()
        self.wanted = StageCommand()
        self.on_change: Callable[[ChargerPhase, float], None] | None = None
        self._entered_at = 0.0
        self._final = False
        self._given_up = False
        self._cem = Cem()
        self._cst_cause = StopCause.FAULT
        self._csd_sent = 0
        self._cycle = Cycle()
        self._timers: Timers[ChargerEvent] = Timers()
        self._receiver = Receiver(CHARGER_ADDRESS, CAR_ADDRESS)

    def start(self, now: float) -> bool:
        """Begin a handshake; False where a session runs, or failed and the plug is still in."""
        if TABLE[self.phase, _E.START] is not _P.HANDSHAKE:
            return False
        self.vehicle = VehicleSeen()
        self.stop_cause = self.error = None
        self.reconnects = 0
        # What the stage reported last belongs to the session before.
        self.stage = replace(
            self.stage, insulation=Insulation.PENDING, precharged=False, minutes=0, energy_kwh=0.0
        )
        self._fire(_E.START, now)
        return True

    def stop(self, cause: StopCause, now: float) -> None:
        """End the session from the charger's side (CST); nobody is told where no car answered."""
        if self.phase is _P.ERROR:
            self.stop_cause, self._final = cause, True
        elif self.phase is _P.HANDSHAKE and self.vehicle.bhm is None:
            self.stop_cause = cause
            self._fire(_E.ABANDON, now)
        elif TABLE[self.phase, _E.STOP] is _P.STOPPING:
            self.stop_cause = self._cst_cause = cause
            self._fire(_E.STOP, now)
        self._command()

    def unplug(self, now: float) -> None:
        """Cut everything: the connector is out."""
        if self.phase not in {_P.IDLE, _P.OFF, _P.END, _P.ERROR}:
            self.stop_cause = StopCause.UNPLUGGED
        self._fire(_E.UNPLUGGED, now)

    def receive(self, frame: Frame, now: float) -> list[Frame]:
        """Take in one frame; return the frames to send at once."""
        if self.phase in {_P.IDLE, _P.OFF} or frame.id & 0xFF != CAR_ADDRESS:
            return []
        sent, delivery = self._receiver.receive(frame, now)
        try:
            message = decode(*delivery) if delivery else decode_frame(frame)
        except BadMessage as bad:
            self.bad = bad
            return sent
        # Identity and parameters count only when they came whole, by transport protocol.
        if message is not None and (delivery or not isinstance(message, Brm | Bcp)):
            self._take(message, now)
            self._command()
        return sent + self._say_due(now)

    def due(self, now: float) -> list[Frame]:
        """Return what is to be sent by now."""
        while (event := self._timers.fired(now)) is not None:
            self._late(event, now)
        self._look(now)
        self._command()
        return self._receiver.due(now) + self._say_due(now)

    def wake_at(self) -> float | None:
        """Say when `due` has something next; None while idle."""
        return earliest(self._cycle.wake_at(), self._timers.wake_at(), self._receiver.wake_at())

    def _take(self, message: Message, now: float) -> None:
        """Note what the car says and let it happen."""
        match message:
            case Bcl(voltage_v=float(), current_a=float()) | Bcs():
                self._on_demand(message, now)
            case Bsm():
                self.vehicle.bsm = message
                self._on_bsm(message, now)
            case Bhm(max_v=float()):
                self._on_bhm(message, now)
            case Brm() if self.phase is _P.RECOGNITION:
                self.vehicle.brm = message
                self._fire(_E.BRM, now)
            case Bcp(max_v=float(), pack_v=float()) if self.phase is _P.RECOGNISED:
                self.vehicle.bcp = message
                self._fire(_E.BCP, now)
            case Bro():
                self._on_bro(message, now)
            case Bst():
                self._on_bst(message, now)
            case Bsd():
                self.vehicle.bsd = message
                self._fire(_E.BSD, now)
            case Bem():
                self._on_bem(message, now)
            case _:
                self._keep_extra(message)

    def _keep_extra(self, message: Message) -> None:
        """Remember what drives nothing: cell voltages, temperatures."""
        if type(message).__name__ in {"Bmv", "Bmt"}:
            self.vehicle.keep(message)

    def _on_bhm(self, message: Bhm, now: float) -> None:
        if self.phase is not _P.HANDSHAKE or message.max_v is None:
            return
        self.vehicle.bhm = message
        self._timers.stop(_E.BHM_LATE)
        if message.max_v < self.rating.min_v:
            self.stop(StopCause.VOLTAGE, now)

    def _on_bro(self, message: Bro, now: float) -> None:
        self.vehicle.bro = message
        if message.ready == YES:
            self._fire(_E.BRO_AA, now)
            if self.phase is _P.PREPARING:
                self._timers.start(_E.BRO_LATE, now + timing.BRO_LOST.seconds)
        elif self.phase is _P.CONFIGURATION:
            self._timers.start(_E.BRO_LATE, self._entered_at + timing.BRO_AA.seconds)
        elif message.ready == NO and TABLE[self.phase, _E.BRO_00] is _P.ERROR is not self.phase:
            self._late(_E.BRO_00, now)

    def _on_demand(self, message: Bcl | Bcs, now: float) -> None:
        if self.phase not in {_P.READY, _P.CHARGING, _P.PAUSED}:
            return
        self.vehicle.keep(message)
        if isinstance(message, Bcl):
            self._timers.start(_E.BCL_LATE, now + timing.BCL.seconds)
        else:
            self._timers.start(_E.BCS_LATE, now + timing.BCS.seconds)
        if self.vehicle.bcl and self.vehicle.bcs:
            self._fire(_E.DEMANDED, now)

    def _on_bsm(self, message: Bsm, now: float) -> None:
        """Stop, pause or resume as 34658 DP.3003 to DP.3005 ask."""
        if self.phase not in {_P.CHARGING, _P.PAUSED}:
            return
        levels = (message.cell, message.soc)
        faults = (message.over_current, message.over_temperature, message.insulation)
        if 1 in levels or 2 in levels or 1 in faults or message.connector == 1:
            self.stop(StopCause.FAULT, now)
        elif message.permit == 0 and not any((*levels, *faults, message.connector)):
            self._fire(_E.PAUSE, now)
        elif message.permit == 1:
            self._fire(_E.RESUME, now)

    def _on_bst(self, message: Bst, now: float) -> None:
        self.vehicle.bst = message
        if TABLE[self.phase, _E.BST] is _P.STOPPING is not self.phase:
            self.stop_cause = parse_bst(message)
            self._cst_cause = StopCause.BMS_INITIATED
            self._fire(_E.BST, now)
        self._timers.stop(_E.BST_LATE)

    def _on_bem(self, message: Bem, now: float) -> None:
        self.vehicle.bem = message
        is_stale = self.phase is _P.RECOGNITION and self.reconnects > 0
        if is_stale and now - self._entered_at < timing.BEM_GRACE_S:
            return
        if TABLE[self.phase, _E.BEM] is _P.ERROR is not self.phase:
            self._break(first_late(message), Cem(), _E.BEM, now)

    def _late(self, event: ChargerEvent, now: float) -> None:
        if event is _E.BHM_LATE:
            self._fire(event, now)
        elif event is _E.PREPARED_LATE:
            waits = self.authorisation is Authorisation.WAIT
            self.stop(StopCause.UNANSWERED if waits else StopCause.VOLTAGE, now)
        elif event is _E.PAUSE_OVER:
            self.stop(StopCause.PAUSED_TOO_LONG, now)
        elif event is _E.RETRY:
            self._retry(now)
        else:
            self._break(*ERRORS[event], event, now)

    def _break(self, spn: str | None, cem: Cem, event: ChargerEvent, now: float) -> None:
        """Leave for the error phase; decide whether there is a way back."""
        self.error, self._cem = spn, cem
        self.stop_cause = StopCause.TIMEOUT
        self._final = self.phase in FINAL or self.reconnects >= timing.RECONNECTS
        self._fire(event, now)
        self._timers.start(_E.RETRY, now + timing.REPORT_S)

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
        if self.authorisation is Authorisation.REFUSE and self.phase in KNOWN:
            self.stop(StopCause.REFUSED, now)
        elif self.phase is _P.HANDSHAKE and self.vehicle.bhm:
            if self.stage.insulation is Insulation.PASSED:
                self._fire(_E.INSULATED, now)
            elif self.stage.insulation is Insulation.FAILED:
                self.stop(StopCause.INSULATION, now)
        elif self.phase is _P.PREPARING and self._may_precharge() and self.stage.precharged:
            self._fire(_E.PREPARED, now)

    def _may_precharge(self) -> bool:
        is_accepted = self.authorisation is Authorisation.ACCEPT
        return is_accepted and agrees(self.stage, self.rating, self.vehicle.bcp)

    def _fire(self, event: ChargerEvent, now: float) -> None:
        phase = TABLE[self.phase, event]
        if phase is not self.phase:
            self._enter(phase, event, now)

    def _enter(self, phase: ChargerPhase, event: ChargerEvent, now: float) -> None:
        was, self.phase, self._entered_at = self.phase, phase, now
        if {was, phase} != {_P.CHARGING, _P.PAUSED}:
            self._cycle.only(SENDS[phase], now)
        self._timers.keep(CARRIED.get(phase, ()))
        for late, limit in WAITS[phase].items():
            self._timers.start(late, now + limit.seconds)
        self._given_up = False
        self._prepare(event, now)
        self._command()
        if self.on_change:
            self.on_change(phase, now)

    def _prepare(self, event: ChargerEvent, now: float) -> None:
        """Do what a phase needs at its beginning besides its messages and clocks."""
        match self.phase:
            case ChargerPhase.CONFIGURATION if self.calendar:
                self._cycle.start("CTS", now)
            case ChargerPhase.READY:
                self.vehicle.bcl = self.vehicle.bcs = None
            case ChargerPhase.STOPPING:
                self._receiver.cancel()
                if event is _E.BST:
                    self._timers.stop(_E.BST_LATE)
            case ChargerPhase.END:
                self._csd_sent = 0
            case ChargerPhase.IDLE | ChargerPhase.OFF:
                self._receiver.cancel()
                self.authorisation = Authorisation.WAIT
            case _:
                pass

    def _command(self) -> None:
        wanted = self._wanted()
        if wanted != self.wanted:
            self.wanted = wanted

    def _wanted(self) -> StageCommand:
        match self.phase:
            case ChargerPhase.IDLE | ChargerPhase.OFF:
                return StageCommand()
            case ChargerPhase.HANDSHAKE if self.vehicle.bhm:
                return command_insulation(self.vehicle.bhm, self.rating)
            case ChargerPhase.PREPARING if self._may_precharge():
                return command_precharge(self.stage)
            case ChargerPhase.READY | ChargerPhase.CHARGING | ChargerPhase.PAUSED:
                return command_current(self.phase, self.stage, self.rating, self.vehicle.bcl)
            case _:
                return command_off(self.wanted, self.stage, supply=not self._given_up)

    def _say_due(self, now: float) -> list[Frame]:
        return [self._say(name, now) for name in self._cycle.due(now)]

    def _say(self, name: str, now: float) -> Frame:
        frame = frame_of(self._WORDS[name](self))
        if name == "CSD":
            self._csd_sent += 1
            if self._csd_sent >= timing.CSD_FRAMES:
                self._fire(_E.REPORTED, now)
        return frame

    _WORDS: ClassVar[Mapping[str, Callable[["Charger"], Message]]] = {
        "CHM": lambda _: Chm(V1_1),
        "CRM": lambda self: build_crm(self.rating, NO if self.phase is _P.RECOGNITION else YES),
        "CML": lambda self: build_cml(self.rating),
        "CTS": lambda self: self.calendar or Cts(),
        "CRO": lambda self: Cro(YES if self.phase is _P.READY else NO),
        "CCS": lambda self: build_ccs(self.stage, 0 if self.phase is _P.PAUSED else 1),
        "CST": lambda self: build_cst(self._cst_cause),
        "CSD": lambda self: build_csd(self.rating, self.stage),
        "CEM": lambda self: self._cem,
    }
