"""Speak the car's side of GB/T 27930-2015 (EVCC, address F4), driven by the table of `bms_table`.

After an orderly end the car sleeps with the plug still in and answers a new CHM, or a new CRM 00 of
a charger of 2011: a charger may begin again, as those do that first ended the session to wait for
an authorisation. After a session that failed it stays silent until the plug is pulled, as 34658
DP.4002 asks of the charger. A reconnect enters at CRM 00, without a new handshake, at most three
times. To the version negotiation of GB/T 27930.2-2024 (id 0x0C38F456) it says nothing, so that a
newer pile falls back to CHM.
"""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from vehicle.frame import Frame
from vehicle.gbt27930 import timing
from vehicle.gbt27930.bms_table import ERRORS, FINAL, TABLE, WAITS, BmsEvent, BmsPhase, sends
from vehicle.gbt27930.car_data import PackReport, VehicleIdentity, build_bcl, ceiling, fits
from vehicle.gbt27930.car_words import OPTIONAL, WORDS
from vehicle.gbt27930.fields import MESSAGES
from vehicle.gbt27930.hearing import Hearing
from vehicle.gbt27930.layout import CAR_ADDRESS, CHARGER_ADDRESS
from vehicle.gbt27930.manner import CarManner, Edition
from vehicle.gbt27930.messages import (
    NO,
    YES,
    BadMessage,
    Bcl,
    Bem,
    Ccs,
    Cem,
    Chm,
    Cml,
    Crm,
    Cro,
    Csd,
    Cst,
    Cts,
    Message,
    StopCause,
)
from vehicle.gbt27930.seen import ChargerSeen
from vehicle.gbt27930.steps import NEVER, Cycle, Timers
from vehicle.gbt27930.stopping import first_late, parse_cst
from vehicle.gbt27930.transport import Sender
from vehicle.gbt27930.watch import OutputWatch
from vehicle.gbt27930.wording import Wording

__all__ = ["Bms", "BmsEvent", "BmsPhase", "ChargerSeen", "PackReport", "VehicleIdentity"]

_P, _E = BmsPhase, BmsEvent
# Looked up with every CCS.
_CCS_LATE, _CCS_S = _E.CCS_LATE, timing.CCS.seconds
_RUNNING = {_P.RECOGNITION, _P.CONFIGURATION, _P.PREPARING, _P.READY, _P.CHARGING}


class Bms:
    """The car's half of the conversation, a Machine: receive, due, wake_at.

    `error` is the SPN of the time-out that broke the session (own or the charger's), None while
    there is none; `contactors_wanted` asks for K5/K6; `reconnects` counts from the handshake;
    `pack` is replaced by the car, never changed in place.
    """

    def __init__(
        self, identity: VehicleIdentity, pack: PackReport, manner: CarManner | None = None
    ) -> None:
        self.identity = identity
        self.pack = pack
        self.manner = manner or CarManner()
        self.phase = _P.ASLEEP
        self.stop_cause: StopCause | None = None
        self.charger = ChargerSeen()
        self.contactors_wanted = False
        self.error: str | None = None
        self.reconnects = 0
        self.on_change: Callable[[BmsPhase, float], None] | None = None
        self.bem = Bem()
        self.bst_cause = StopCause.CHARGER_INITIATED
        self._plugged = False
        self._final = False
        self._waiting: list[str] = []
        self._bst_sent = 0
        self._own_stop = False
        self._sends = sends(self.manner)
        self._wording = Wording(self.manner.edition, self.manner.fill, pads=self.manner.pads)
        self._hearing = Hearing(from_car=False)
        self._cycle = Cycle()
        self._timers: Timers[BmsEvent] = Timers()
        self._sender = Sender(CAR_ADDRESS, CHARGER_ADDRESS)
        self._watch = OutputWatch()
        # What was worded is kept until the facts change: the pack's report, the offer, the phase.
        self._told: PackReport | None = None
        self._demand: Bcl | None = None
        self._most = ceiling(identity, None)
        self._kept: dict[str, Frame] = {}
        self._kept_bcs: bytes | None = None
        self._extras: object = None
        self._is_charging = self._is_preparing = False

    @property
    def bad(self) -> BadMessage | None:
        """Give the last frame that could not be meant."""
        return self._hearing.bad

    @property
    def demand(self) -> Bcl:
        """Give what is demanded now: what the pack wants, within the offer."""
        if self.pack is not self._told:
            self._forget_words()
        if self._demand is None:
            self._demand = build_bcl(self.pack, self._most)
        return self._demand

    def plug(self, now: float) -> None:
        """Wake up: the connector is in (CC2). The car waits for CHM as long as it takes."""
        self._plugged = True
        self._fire(_E.PLUGGED, now)

    def power_up(self, now: float) -> None:
        """Note that auxiliary power came on: now CRM 00 must come within 60 s.

        Only for a car that uses the auxiliary supply (amendment 1 to 34658-2017, BN.1001).
        """
        if self._plugged:
            self._fire(_E.PLUGGED, now)
        if self.phase is _P.HANDSHAKE and self.charger.chm is None:
            self._timers.start(_E.CRM_00_LATE, now + timing.POWER_UP.seconds)

    def power_down(self, now: float) -> None:
        """Note that auxiliary power has gone: sleep, where no charge is under way; end one that is.

        27930 names it for the end only; that a charge does not go on without is chosen.
        """
        if self.phase in _RUNNING:
            self.stop(StopCause.FAULT, now)
        else:
            self._fire(_E.POWER_LOST, now)

    def unplug(self, now: float) -> None:
        """Forget the session: the connector is out."""
        self._plugged = False
        if self.phase in _RUNNING:
            self.stop_cause = StopCause.UNPLUGGED
        self._fire(_E.UNPLUGGED, now)

    def stop(self, cause: StopCause, now: float) -> None:
        """End the charge from the car's side (BST); nothing happens where nobody talks."""
        greeted = self.phase is _P.HANDSHAKE and self.charger.chm is not None
        if greeted or self.phase in _RUNNING:
            self.stop_cause = cause
            self.charger.cst = None
            self._fire(_E.STOP, now)
        elif self.phase is _P.ERROR:
            self.stop_cause = cause
            self._final = True

    def receive(self, frame: Frame, now: float) -> list[Frame]:
        """Take in one frame; return the frames to send at once."""
        if not self._plugged:
            return []
        sent: list[Frame] = []
        message = self._hearing.message(frame)
        if message is not None:
            self._HEARS[type(message)](self, message, now)
        elif frame.id == self._sender.control_id:
            sent = self._sender.receive(frame, now)
        # What is due at this very instant may not wait: nobody may ask for it again.
        is_due = self._cycle.next_at <= now or self._waiting
        return sent + self.due(now) if is_due else sent

    def due(self, now: float) -> list[Frame]:
        """Return what is to be sent by now."""
        if self._is_preparing:
            self._look(now)
        while self._timers.next_at <= now and (event := self._timers.fired(now)) is not None:
            self._late(event, now)
        if self._sender.next_at <= now:
            return self._sender.due(now) + self._say_due(now)
        return self._say_due(now)

    def wake_at(self) -> float | None:
        """Say when `due` has something next; None while asleep, and once given up."""
        at, timers_at, sender_at = self._cycle.next_at, self._timers.next_at, self._sender.next_at
        if timers_at < at:
            at = timers_at
        if sender_at < at:
            at = sender_at
        return None if at == NEVER else at

    def _on_chm(self, message: Chm, now: float) -> None:
        if self.manner.edition is Edition.V2011:
            return
        if self.phase is _P.ASLEEP:
            self._fire(_E.CHM, now)
        if self.phase is _P.HANDSHAKE and self.charger.chm is None:
            self.charger.chm = message
            self._cycle.start("BHM", now)
            self._timers.start(_E.CRM_00_LATE, now + self.manner.crm_00_wait_s)

    def _on_crm(self, message: Crm, now: float) -> None:
        if message.result == YES:
            self.charger.crm = message
            self._fire(_E.CRM_AA, now)
        elif message.result == NO and not (self.phase is _P.ERROR and self._final):
            if self.phase is _P.ERROR:
                self.reconnects += 1
                self.error = self.stop_cause = None
            self._fire(_E.CRM_00, now)
            self.charger.crm = message

    def _on_cml(self, message: Cml, now: float) -> None:
        self.charger.cml = message
        self._most = ceiling(self.identity, message)
        self._forget_words()
        self._fire(_E.CML, now)
        if self.phase is _P.PREPARING:
            self._timers.start(_E.CML_LATE, now + timing.CML_LOST.seconds)
        self._look(now)

    def _on_cro(self, message: Cro, now: float) -> None:
        if message.ready not in {YES, NO}:
            return  # FF is "invalid" (SPN 2830): no CRO that one could wait on.
        self.charger.cro = message
        self._timers.stop(_E.CRO_ANY_LATE)
        if message.ready == YES:
            self._fire(_E.CRO_AA, now)

    def _on_ccs(self, message: Ccs, now: float) -> None:
        self.charger.ccs = message
        if not self._is_charging:
            return
        self._timers.start(_CCS_LATE, now + _CCS_S)
        if self._extras is None:
            self._join(now)
        cause = self._watch.judge(message, self.demand.current_a or 0.0, self.identity.max_v, now)
        if cause is not None:
            self.stop(cause, now)

    def _join(self, now: float) -> None:
        """Send from now on what goes with BCL and BCS, as far as there is something to tell."""
        extras = self.pack.cell_voltages_v, self.pack.temperatures_c, self.pack.reserved
        if extras != self._extras:
            self._extras = extras
            for name, tells in OPTIONAL.items():
                if tells(self.pack):
                    self._cycle.start(name, now)

    def _on_cst(self, message: Cst, now: float) -> None:
        self.charger.cst = message
        if TABLE[self.phase, _E.CST] is _P.STOPPING is not self.phase:
            self.stop_cause = parse_cst(message)
        self._fire(_E.CST, now)
        self._timers.stop(_E.CST_LATE)
        self._close_if_said(now)

    def _on_csd(self, message: Csd, now: float) -> None:
        self.charger.csd = message
        self._fire(_E.CSD, now)

    def _on_cem(self, message: Cem, now: float) -> None:
        self.charger.cem = message
        if TABLE[self.phase, _E.CEM] is _P.ERROR is not self.phase:
            self._break(first_late(message), Bem(), _E.CEM, now)

    def _on_cts(self, message: Cts, now: float) -> None:
        del now
        self.charger.cts = message

    def _late(self, event: BmsEvent, now: float) -> None:
        if event is _E.CRM_AGAIN_LATE:
            self._final = True
            self._cycle.only((), now)
        else:
            self._break(*ERRORS[event], event, now)

    def _break(self, spn: str | None, bem: Bem, event: BmsEvent, now: float) -> None:
        """Leave for the error phase; decide whether there is a way back."""
        self.error, self.bem = spn, bem
        self.stop_cause = StopCause.TIMEOUT
        self._final = self.phase in FINAL or self.reconnects >= timing.RECONNECTS
        self._fire(event, now)
        if self._final:
            self._timers.start(_E.CRM_AGAIN_LATE, now + timing.REPORT_S)

    def _look(self, now: float) -> None:
        """See whether the car itself is ready: contactors closed, and a range it can use."""
        if not self._is_preparing:
            return
        self.contactors_wanted = fits(self.charger.cml, self.pack)
        is_fit = self.contactors_wanted and self.pack.contactors_closed
        self._fire(_E.FIT if is_fit else _E.UNFIT, now)

    def _fire(self, event: BmsEvent, now: float) -> None:
        phase = TABLE[self.phase, event]
        if phase is not self.phase:
            self._enter(phase, event, now)

    def _enter(self, phase: BmsPhase, event: BmsEvent, now: float) -> None:
        was, self.phase = self.phase, phase
        self._is_charging = phase is _P.CHARGING
        self._is_preparing = phase is _P.PREPARING or phase is _P.READY
        self._extras = None
        self._sender.cancel()
        self._waiting.clear()
        self._cycle.only(self._sends[phase], now)
        self._timers.keep((_E.CSD_LATE,) if phase is _P.END else ())
        for late, limit in WAITS[phase].items():
            self._timers.start(late, now + limit.seconds)
        if not self._is_preparing and not self._is_charging:
            self.contactors_wanted = False
        if was is _P.ASLEEP:
            self._begin()
        elif phase is _P.CHARGING:
            self.charger.ccs = None
            self._watch = OutputWatch()
        elif phase is _P.STOPPING:
            self._bst_sent = 0
            self._own_stop = event is _E.STOP
            own_cause = self.stop_cause if self._own_stop else None
            self.bst_cause = own_cause or StopCause.CHARGER_INITIATED
        self._forget_words()
        if self.on_change:
            self.on_change(phase, now)

    def _begin(self) -> None:
        """Start from nothing: a handshake."""
        self.charger = ChargerSeen()
        self._most = ceiling(self.identity, None)
        self.stop_cause = self.error = None
        self.reconnects = 0
        self._final = False

    def _close_if_said(self, now: float) -> None:
        """Go on to BSD once both sides have said stop; to a charger's stop that takes 10 BST."""
        if self.phase is not _P.STOPPING or self.charger.cst is None:
            return
        if self._own_stop or self._bst_sent >= timing.BST_FRAMES:
            self._fire(_E.SAID, now)

    def _forget_words(self) -> None:
        """Word everything anew: what it tells has changed."""
        self._told = self.pack
        self._demand = self._kept_bcs = None
        self._kept.clear()

    def _say_due(self, now: float) -> list[Frame]:
        sent: list[Frame] = []
        cycle = self._cycle
        while cycle.next_at <= now:
            if self.pack is not self._told:
                self._forget_words()
            name = cycle.take(now)
            frame = self._kept.get(name)
            if frame is not None:
                sent.append(frame)
            else:
                sent += self._say(name, now)
        if self._waiting and self._sender.idle:
            sent += self._say(self._waiting.pop(0), now)
        return sent

    def _say(self, name: str, now: float) -> list[Frame]:
        spec = MESSAGES[name]
        if spec.segmented:
            # CCS begins only after a BCS and must come within 1 s of the first BCL: an RTS of BCS
            # that got lost cannot wait 1.25 s for its answer.
            is_busy = self._sender.flowing if name == "BCS" else not self._sender.idle
            if is_busy:
                self._wait_for_turn(name)
                return []
            return self._sender.send(spec.pgn, self._data_of(name), now)
        frame = self._wording.frame_of(WORDS[name](self))
        if name == "BST":
            self._bst_sent += 1
            self._close_if_said(now)
        else:
            self._kept[name] = frame
        if name == "BSM":
            self._join(now)
        return [frame]

    def _data_of(self, name: str) -> bytes:
        """Word what goes by transport protocol; BCS goes often, and says the same for a while."""
        if name != "BCS":
            return self._wording.data_of(WORDS[name](self))
        if self._kept_bcs is None:
            self._kept_bcs = self._wording.data_of(WORDS[name](self))
        return self._kept_bcs

    def _wait_for_turn(self, name: str) -> None:
        """Let what comes only every 10 s follow the transfer under way."""
        if name in OPTIONAL and name not in self._waiting:
            self._waiting.append(name)

    _HEARS: ClassVar[Mapping[type[Message], Callable[["Bms", Any, float], None]]] = {
        Chm: _on_chm, Crm: _on_crm, Cts: _on_cts, Cml: _on_cml, Cro: _on_cro, Ccs: _on_ccs,
        Cst: _on_cst, Csd: _on_csd, Cem: _on_cem,
    }  # fmt: skip
