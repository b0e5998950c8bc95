"""Speak the charger's side of GB/T 27930-2015 (SECC, address 56): its outward face, and its ears.

An orderly end, a refusal included, leads to OFF, from where `start` begins a new handshake with the
plug still in: that is how real piles with a slow operator work, seen on the bus as two handshakes.
After a session that failed `start` is ignored until the plug is pulled (34658 DP.4002). A time-out
before the end phase leads back to CRM 00, at most three times, without a new insulation test.
Nobody is charged untested: a charger of 2011 tests in silence before its first CRM 00, and one that
hears no BHM goes on with CHM while it tests (both chosen: no source says how they do).
"""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from typing_extensions import override

from vehicle.frame import Frame
from vehicle.gbt27930 import charger_habits, edition, timing
from vehicle.gbt27930.charger_data import (
    Authorisation,
    ChargerRating,
    Insulation,
    StageCommand,
    StageMode,
    StageReport,
)
from vehicle.gbt27930.charger_drive import ChargerDrive
from vehicle.gbt27930.charger_table import TABLE, ChargerEvent, ChargerPhase
from vehicle.gbt27930.hearing import Hearing
from vehicle.gbt27930.manner import ChargerManner, Edition
from vehicle.gbt27930.messages import (
    NO,
    YES,
    BadMessage,
    Bcl,
    Bcp,
    Bcs,
    Bem,
    Bhm,
    Bmt,
    Bmv,
    Brm,
    Bro,
    Bsd,
    Bsm,
    Bsp,
    Bst,
    Cem,
    Message,
    StopCause,
)
from vehicle.gbt27930.seen import VehicleSeen
from vehicle.gbt27930.steps import NEVER
from vehicle.gbt27930.stopping import first_late, parse_bst

__all__ = [
    "Authorisation", "Charger", "ChargerEvent", "ChargerPhase", "ChargerRating", "Insulation",
    "StageCommand", "StageMode", "StageReport", "VehicleSeen",
]  # fmt: skip

_P, _E = ChargerPhase, ChargerEvent
# Looked up with every BCL and every CCS.
_BCL_LATE, _BCL_S, _ACCEPT = _E.BCL_LATE, timing.BCL.seconds, Authorisation.ACCEPT


class Charger(ChargerDrive):
    """The charger's half of the conversation, a Machine: receive, due, wake_at.

    `stage` and `authorisation` are set by the pile, `wanted` is read by it; `stage` is replaced,
    never changed in place. `authorisation` falls back to WAIT when a session is over, so that no
    ACCEPT is left for the next car. `calendar` is what CTS tells. `error` is the SPN of the
    time-out that broke the session (own or the car's). `spoken` says which edition and why.
    """

    def __init__(
        self, rating: ChargerRating, stage: StageReport, manner: ChargerManner | None = None
    ) -> None:
        super().__init__(rating, stage, manner or ChargerManner())
        strict = self.manner.edition if self.manner.strict_lengths else None
        # Identity and parameters count only when they came whole, by transport protocol.
        self._hearing = Hearing(from_car=True, strict=strict, only_whole=("BRM", "BCP"))
        self._receiver = charger_habits.receiver(self.manner)
        self._held: deque[tuple[float, Frame]] = deque()
        self._looked_at: StageReport | None = None
        self._calm_bsm: Bsm | None = None

    @property
    def bad(self) -> BadMessage | None:
        """Give the last frame that could not be meant."""
        return self._hearing.bad

    def start(self, now: float) -> bool:
        """Begin a session; False where one runs, or failed and the plug is still in."""
        if TABLE[self.phase, _E.START] is not _P.HANDSHAKE:
            return False
        self.vehicle = VehicleSeen()
        self._speak(edition.own(self.manner.edition))
        self.stop_cause = self.error = None
        self.reconnects = 0
        # What the stage reported last belongs to the session before.
        self.stage = replace(
            self.stage, insulation=Insulation.PENDING, precharged=False, minutes=0, energy_kwh=0.0
        )
        self._fire(charger_habits.starts_with(self.manner), now)
        return True

    def stop(self, cause: StopCause, now: float) -> None:
        """End the session from the charger's side (CST); nobody is told where no car answered."""
        if self.phase is _P.ERROR:
            self.stop_cause, self._final = cause, True
        elif self.phase is _P.NEGOTIATING or (
            self.phase is _P.HANDSHAKE and self.vehicle.bhm is None
        ):
            self.stop_cause = cause
            self._fire(_E.ABANDON, now)
        else:
            self._stop(_E.STOP, cause, now)
        self._command()

    def unplug(self, now: float) -> None:
        """Cut everything: the connector is out."""
        if self.phase not in {_P.IDLE, _P.OFF, _P.END, _P.ERROR}:
            self.stop_cause = StopCause.UNPLUGGED
        self._fire(_E.UNPLUGGED, now)

    def receive(self, frame: Frame, now: float) -> list[Frame]:
        """Take in one frame; return the frames to send at once."""
        if self._is_deaf:
            return []
        sent: list[Frame] = []
        message = self._hearing.message(frame)
        if message is not None:
            self._HEARS[type(message)](self, message, now)
        elif frame.id == self._receiver.data_id or frame.id == self._receiver.control_id:
            if self.manner.answer_after_s > 0:
                self._held.append((now + self.manner.answer_after_s, frame))
            else:
                sent = self._collect(frame, now)
        # What is due at this very instant may not wait: nobody may ask for it again.
        return sent + self.due(now) if self._cycle.next_at <= now else sent

    def due(self, now: float) -> list[Frame]:
        """Return what is to be sent by now."""
        sent: list[Frame] = []
        while self._held and self._held[0][0] <= now:
            sent += self._collect(self._held.popleft()[1], now)
        while self._timers.next_at <= now and (event := self._timers.fired(now)) is not None:
            self._late(event, now)
        is_settled = self._is_charging and self.authorisation is _ACCEPT
        is_settled = is_settled and self._watch.since is None
        if self.stage is not self._looked_at or not is_settled:
            self._looked_at = self.stage
            self._look(now)
            self._command()
        if self._receiver.next_at <= now:
            sent += self._receiver.due(now)
        return sent + self._say_due(now) if sent else self._say_due(now)

    def wake_at(self) -> float | None:
        """Say when `due` has something next; None while idle."""
        at, timers_at, tp_at = self._cycle.next_at, self._timers.next_at, self._receiver.next_at
        if timers_at < at:
            at = timers_at
        if tp_at < at:
            at = tp_at
        if self._held and self._held[0][0] < at:
            at = self._held[0][0]
        return None if at == NEVER else at

    @override
    def _enter(self, phase: ChargerPhase, now: float) -> None:
        if phase is _P.STOPPING or phase is _P.IDLE or phase is _P.OFF:
            self._receiver.cancel()
            self._held.clear()
        self._calm_bsm = None
        super()._enter(phase, now)

    def _collect(self, frame: Frame, now: float) -> list[Frame]:
        """Take in a frame of the transport protocol."""
        sent, delivery = self._receiver.receive(frame, now)
        message = self._hearing.whole(*delivery) if delivery else None
        if message is not None:
            self._HEARS[type(message)](self, message, now)
        return sent

    def _on_bhm(self, message: Bhm, now: float) -> None:
        is_known = self.manner.edition is Edition.V2015
        if self.phase is not _P.HANDSHAKE or message.max_v is None or not is_known:
            return
        self.vehicle.bhm = message
        self._speak(edition.BHM_CAME)
        self._timers.stop(_E.BHM_LATE)
        if self.manner.chm_until_bhm:
            self._cycle.stop("CHM")
        if message.max_v < self.rating.min_v:
            self.stop(StopCause.VOLTAGE, now)
        self._command()

    def _on_brm(self, message: Brm, now: float) -> None:
        if self.phase is _P.RECOGNITION:
            self.vehicle.brm = message
            if self.manner.edition is Edition.V2015:
                self._speak(edition.told_by(message, self.spoken))
            self._fire(_E.BRM, now)

    def _on_bcp(self, message: Bcp, now: float) -> None:
        is_told = message.max_v is not None and message.pack_v is not None
        if self.phase is _P.RECOGNISED and is_told:
            self.vehicle.bcp = message
            self._fire(_E.BCP, now)

    def _on_bro(self, message: Bro, now: float) -> None:
        if message.ready not in {YES, NO}:
            return  # FF is "invalid" (SPN 2829): as good as no BRO at all (34658 DN.2004).
        self.vehicle.bro = message
        if message.ready == YES:
            self._fire(_E.BRO_AA, now)
            if self.phase is _P.PREPARING:
                self._wait(_E.BRO_LATE, now, timing.BRO_LOST.seconds)
        elif self.phase is _P.CONFIGURATION:
            self._wait(_E.BRO_LATE, self._entered_at, timing.BRO_AA.seconds)
        elif TABLE[self.phase, _E.BRO_00] is _P.ERROR is not self.phase:
            self._late(_E.BRO_00, now)

    def _on_bcl(self, message: Bcl, now: float) -> None:
        if message.voltage_v is None or message.current_a is None or not self._is_live:
            return
        if self.manner.reports_time_outs:
            self._timers.start(_BCL_LATE, now + _BCL_S)
        if message is not self.vehicle.bcl:
            self.vehicle.bcl = message
            self._command()
            self._begin_if_demanded(now)

    def _on_bcs(self, message: Bcs, now: float) -> None:
        if self._is_live:
            self._wait(_E.BCS_LATE, now, timing.BCS.seconds)
            self.vehicle.bcs = message
            self._begin_if_demanded(now)

    def _on_bsm(self, message: Bsm, now: float) -> None:
        """Stop, pause or resume as 34658 DP.3003 to DP.3005 ask.

        A state that is not credible leaves everything as it was: charging or paused.
        """
        self.vehicle.bsm = message
        if not self._is_charging and self.phase is not _P.PAUSED:
            return
        if message is self._calm_bsm:
            return
        levels = (message.cell, message.soc)
        faults = (
            message.over_current, message.over_temperature, message.insulation, message.connector,
        )  # fmt: skip
        if 1 in levels or 2 in levels or 1 in faults:
            self.stop(StopCause.FAULT, now)
        elif 2 not in faults and message.permit == 0 and self.spoken.edition is Edition.V2015:
            self._fire(_E.PAUSE, now)
        elif 2 not in faults and message.permit == 1:
            self._fire(_E.RESUME, now)
        # In this phase, the same again changes nothing more.
        self._calm_bsm = message

    def _on_bst(self, message: Bst, now: float) -> None:
        self.vehicle.bst = message
        if TABLE[self.phase, _E.BST] is _P.STOPPING is not self.phase:
            self._stop(_E.BST, StopCause.BMS_INITIATED, now)
            self.stop_cause = parse_bst(message)
            self._command()
        self._timers.stop(_E.BST_LATE)

    def _on_bsd(self, message: Bsd, now: float) -> None:
        self.vehicle.bsd = message
        self._fire(_E.BSD, now)

    def _on_bem(self, message: Bem, now: float) -> None:
        self.vehicle.bem = message
        is_stale = self.phase is _P.RECOGNITION and self.reconnects > 0
        if is_stale and now - self._entered_at < timing.BEM_GRACE_S:
            return
        if TABLE[self.phase, _E.BEM] is _P.ERROR is not self.phase:
            self._break(first_late(message), Cem(), _E.BEM, now)

    def _on_extra(self, message: Bmv | Bmt | Bsp, now: float) -> None:
        """Remember what drives nothing: cell voltages, temperatures."""
        del now
        self.vehicle.keep(message)

    def _begin_if_demanded(self, now: float) -> None:
        if self.phase is _P.READY and self.vehicle.bcl and self.vehicle.bcs:
            self._fire(_E.DEMANDED, now)

    _HEARS: ClassVar[Mapping[type[Message], Callable[["Charger", Any, float], None]]] = {
        Bhm: _on_bhm, Brm: _on_brm, Bcp: _on_bcp, Bro: _on_bro, Bcl: _on_bcl, Bcs: _on_bcs,
        Bsm: _on_bsm, Bmv: _on_extra, Bmt: _on_extra, Bsp: _on_extra, Bst: _on_bst, Bsd: _on_bsd,
        Bem: _on_bem,
    }  # fmt: skip
