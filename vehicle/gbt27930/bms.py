"""Speak the car's side of GB/T 27930-2015 (EVCC, address F4), driven by the table of `bms_table`.

After an orderly end the car sleeps with the plug still in and answers a new CHM: a charger may
begin again, as those do that first ended the session to wait for an authorisation. After a session
that failed it stays silent until the plug is pulled, as 34658 DP.4002 asks of the charger. A
reconnect enters at CRM 00, without a new handshake, at most three times.
"""

from collections.abc import Callable, Mapping
from typing import ClassVar

from vehicle.frame import Frame
from vehicle.gbt27930 import timing
from vehicle.gbt27930.bms_table import ERRORS, FINAL, SENDS, TABLE, WAITS, BmsEvent, BmsPhase
from vehicle.gbt27930.car_data import (
    PackReport,
    VehicleIdentity,
    build_bcl,
    build_bcp,
    build_bcs,
    build_bhm,
    build_bmv,
    build_brm,
    build_bsd,
    build_bsm,
    fits,
)
from vehicle.gbt27930.fields import MESSAGES
from vehicle.gbt27930.layout import CAR_ADDRESS, CHARGER_ADDRESS
from vehicle.gbt27930.messages import (
    NO,
    YES,
    BadMessage,
    Bem,
    Bmt,
    Bro,
    Ccs,
    Cem,
    Chm,
    Cml,
    Crm,
    Cro,
    Csd,
    Cst,
    Message,
    StopCause,
    decode_frame,
    encode,
    frame_of,
)
from vehicle.gbt27930.seen import ChargerSeen
from vehicle.gbt27930.steps import Cycle, Timers, earliest
from vehicle.gbt27930.stopping import build_bst, first_late, parse_cst
from vehicle.gbt27930.transport import Sender
from vehicle.gbt27930.watch import OutputWatch

__all__ = ["Bms", "BmsEvent", "BmsPhase", "ChargerSeen", "PackReport", "VehicleIdentity"]

_RUNNING = {BmsPhase.RECOGNITION, BmsPhase.CONFIGURATION, BmsPhase.PREPARING, BmsPhase.READY,
            BmsPhase.CHARGING}  # fmt: skip


class Bms:
    """The car's half of the conversation, a Machine: receive, due, wake_at.

    `error` is the SPN of the time-out that broke the session (own or the charger's), None while
    there is none; `contactors_wanted` asks for K5/K6; `reconnects` counts from the handshake;
    `bad` is the last frame that could not be meant.
    """

    def __init__(self, identity: VehicleIdentity, pack: PackReport) -> None:
        self.identity = identity
        self.pack = pack
        self.phase = BmsPhase.ASLEEP
        self.stop_cause: StopCause | None = None
        self.charger = ChargerSeen()
        self.contactors_wanted = False
        self.error: str | None = None
        self.reconnects = 0
        self.bad: BadMessage | None = None
        self.on_change: Callable[[BmsPhase, float], None] | None = None
        self._plugged = False
        self._final = False
        self._bem = Bem()
        self._waiting: list[str] = []
        self._bst_sent = 0
        self._own_stop = False
        self._bst_cause = StopCause.CHARGER_INITIATED
        self._cycle = Cycle()
        self._timers: Timers[BmsEvent] = Timers()
        self._sender = Sender(CAR_ADDRESS, CHARGER_ADDRESS)
        self._watch = OutputWatch()

    def plug(self, now: float) -> None:
        """Wake up: the connector is in (CC2). The car waits for CHM as long as it takes."""
        self._plugged = True
        self._fire(BmsEvent.PLUGGED, now)

    def power_up(self, now: float) -> None:
        """Note that auxiliary power came on: now CRM 00 must come within 60 s.

        Only for a car that uses the auxiliary supply (amendment 1 to 34658-2017, BN.1001).
        """
        if self.phase is BmsPhase.HANDSHAKE:
            self._timers.start(BmsEvent.CRM_00_LATE, now + timing.POWER_UP.seconds)

    def unplug(self, now: float) -> None:
        """Forget the session: the connector is out."""
        self._plugged = False
        if self.phase in _RUNNING:
            self.stop_cause = StopCause.UNPLUGGED
        self._fire(BmsEvent.UNPLUGGED, now)

    def stop(self, cause: StopCause, now: float) -> None:
        """End the charge from the car's side (BST); nothing happens where nobody talks."""
        greeted = self.phase is BmsPhase.HANDSHAKE and self.charger.chm is not None
        if greeted or self.phase in _RUNNING:
            self.stop_cause = cause
            self.charger.cst = None
            self._fire(BmsEvent.STOP, now)
        elif self.phase is BmsPhase.ERROR:
            self.stop_cause = cause
            self._final = True

    def receive(self, frame: Frame, now: float) -> list[Frame]:
        """Take in one frame; return the frames to send at once."""
        if not self._plugged or frame.id & 0xFF != CHARGER_ADDRESS:
            return []
        sent = self._sender.receive(frame, now)
        try:
            message = decode_frame(frame)
        except BadMessage as bad:
            self.bad = bad
            return sent
        if message is not None:
            self._take(message, now)
        return sent + self._say_due(now)

    def due(self, now: float) -> list[Frame]:
        """Return what is to be sent by now."""
        self._look(now)
        while (event := self._timers.fired(now)) is not None:
            self._late(event, now)
        return self._sender.due(now) + self._say_due(now)

    def wake_at(self) -> float | None:
        """Say when `due` has something next; None while asleep."""
        return earliest(self._cycle.wake_at(), self._timers.wake_at(), self._sender.wake_at())

    def _take(self, message: Message, now: float) -> None:
        """Note what the charger says and let it happen."""
        match message:
            case Ccs():
                self.charger.ccs = message
                self._on_ccs(message, now)
            case Chm():
                self._on_chm(message, now)
            case Crm(result=result) if result in {NO, YES}:
                self._on_crm(message, now)
            case Cro():
                self.charger.cro = message
                self._timers.stop(BmsEvent.CRO_ANY_LATE)
                if message.ready == YES:
                    self._fire(BmsEvent.CRO_AA, now)
            case Cst():
                self._on_cst(message, now)
            case Cml() | Csd():
                self.charger.keep(message)
                self._fire(BmsEvent[type(message).__name__.upper()], now)
                self._look(now)
            case Cem():
                self._on_cem(message, now)
            case _:
                self.charger.keep(message)

    def _on_chm(self, message: Chm, now: float) -> None:
        if self.phase is BmsPhase.ASLEEP:
            self._fire(BmsEvent.CHM, now)
        if self.phase is BmsPhase.HANDSHAKE and self.charger.chm is None:
            self.charger.chm = message
            self._cycle.start("BHM", now)
            self._timers.start(BmsEvent.CRM_00_LATE, now + timing.CRM_00.seconds)

    def _on_crm(self, message: Crm, now: float) -> None:
        self.charger.crm = message
        if message.result == YES:
            self._fire(BmsEvent.CRM_AA, now)
        elif self.phase is not BmsPhase.ERROR:
            self._fire(BmsEvent.CRM_00, now)
        elif not self._final:
            self.reconnects += 1
            self.error = self.stop_cause = None
            self._fire(BmsEvent.CRM_00, now)

    def _on_ccs(self, message: Ccs, now: float) -> None:
        if self.phase is not BmsPhase.CHARGING:
            return
        self._timers.start(BmsEvent.CCS_LATE, now + timing.CCS.seconds)
        for name in self._states():
            self._cycle.start(name, now)
        cause = self._watch.judge(message, self._demand_a(), self.identity.max_v, now)
        if cause is not None:
            self.stop(cause, now)

    def _states(self) -> list[str]:
        """Name what is sent from the first CCS on."""
        names = ["BSM"]
        names += ["BMV"] if self.pack.cell_voltages_v else []
        names += ["BMT"] if self.pack.temperatures_c else []
        return names

    def _on_cst(self, message: Cst, now: float) -> None:
        self.charger.cst = message
        if TABLE[self.phase, BmsEvent.CST] is BmsPhase.STOPPING is not self.phase:
            self.stop_cause = parse_cst(message)
        self._fire(BmsEvent.CST, now)
        self._timers.stop(BmsEvent.CST_LATE)
        self._close_if_said(now)

    def _on_cem(self, message: Cem, now: float) -> None:
        self.charger.cem = message
        if TABLE[self.phase, BmsEvent.CEM] is BmsPhase.ERROR is not self.phase:
            self._break(first_late(message), Bem(), BmsEvent.CEM, now)

    def _late(self, event: BmsEvent, now: float) -> None:
        if event is BmsEvent.CRM_AGAIN_LATE:
            self._final = True
            self._cycle.only((), now)
        else:
            self._break(*ERRORS[event], event, now)

    def _break(self, spn: str | None, bem: Bem, event: BmsEvent, now: float) -> None:
        """Leave for the error phase; decide whether there is a way back."""
        self.error, self._bem = spn, bem
        self.stop_cause = StopCause.TIMEOUT
        self._final = self.phase in FINAL or self.reconnects >= timing.RECONNECTS
        self._fire(event, now)
        if self._final:
            self._timers.start(BmsEvent.CRM_AGAIN_LATE, now + timing.REPORT_S)

    def _look(self, now: float) -> None:
        """See whether the car itself is ready: contactors closed, and a range it can use."""
        if self.phase not in {BmsPhase.PREPARING, BmsPhase.READY}:
            return
        self.contactors_wanted = fits(self.charger.cml, self.pack)
        is_fit = self.contactors_wanted and self.pack.contactors_closed
        self._fire(BmsEvent.FIT if is_fit else BmsEvent.UNFIT, now)

    def _fire(self, event: BmsEvent, now: float) -> None:
        phase = TABLE[self.phase, event]
        if phase is not self.phase:
            self._enter(phase, event, now)

    def _enter(self, phase: BmsPhase, event: BmsEvent, now: float) -> None:
        self.phase = phase
        self._sender.cancel()
        self._waiting.clear()
        self._cycle.only(SENDS[phase], now)
        self._timers.keep((BmsEvent.CSD_LATE,) if phase is BmsPhase.END else ())
        for late, limit in WAITS[phase].items():
            self._timers.start(late, now + limit.seconds)
        if phase not in {BmsPhase.PREPARING, BmsPhase.READY, BmsPhase.CHARGING}:
            self.contactors_wanted = False
        if phase is BmsPhase.HANDSHAKE:
            self._begin()
        elif phase is BmsPhase.CHARGING:
            self.charger.ccs = None
            self._watch = OutputWatch()
        elif phase is BmsPhase.STOPPING:
            self._bst_sent = 0
            self._own_stop = event is BmsEvent.STOP
            own_cause = self.stop_cause if self._own_stop else None
            self._bst_cause = own_cause or StopCause.CHARGER_INITIATED
        if self.on_change:
            self.on_change(phase, now)

    def _begin(self) -> None:
        """Start from nothing: a handshake."""
        self.charger = ChargerSeen()
        self.stop_cause = self.error = None
        self.reconnects = 0
        self._final = False

    def _close_if_said(self, now: float) -> None:
        """Go on to BSD once both sides have said stop; to a charger's stop that takes 10 BST."""
        if self.phase is not BmsPhase.STOPPING or self.charger.cst is None:
            return
        if self._own_stop or self._bst_sent >= timing.BST_FRAMES:
            self._fire(BmsEvent.SAID, now)

    def _demand_a(self) -> float:
        return build_bcl(self.identity, self.pack, self.charger.cml).current_a or 0.0

    def _say_due(self, now: float) -> list[Frame]:
        sent: list[Frame] = []
        for name in self._cycle.due(now):
            sent += self._say(name, now)
        if self._waiting and self._sender.idle:
            sent += self._say(self._waiting.pop(0), now)
        return sent

    def _say(self, name: str, now: float) -> list[Frame]:
        if MESSAGES[name].segmented:
            # CCS begins only after a BCS and must come within 1 s of the first BCL: an RTS of BCS
            # that got lost cannot wait 1.25 s for its answer.
            is_busy = self._sender.flowing if name == "BCS" else not self._sender.idle
            if is_busy:
                self._wait_for_turn(name)
                return []
            return self._sender.send(MESSAGES[name].pgn, encode(self._WORDS[name](self)), now)
        frame = frame_of(self._WORDS[name](self))
        if name == "BST":
            self._bst_sent += 1
            self._close_if_said(now)
        return [frame]

    def _wait_for_turn(self, name: str) -> None:
        """Let what comes only every 10 s follow the transfer under way."""
        if name in {"BMV", "BMT"} and name not in self._waiting:
            self._waiting.append(name)

    _WORDS: ClassVar[Mapping[str, Callable[["Bms"], Message]]] = {
        "BHM": lambda self: build_bhm(self.identity),
        "BRM": lambda self: build_brm(self.identity),
        "BCP": lambda self: build_bcp(self.identity, self.pack),
        "BRO": lambda self: Bro(YES if self.phase is BmsPhase.READY else NO),
        "BCL": lambda self: build_bcl(self.identity, self.pack, self.charger.cml),
        "BCS": lambda self: build_bcs(self.pack),
        "BSM": lambda self: build_bsm(self.pack),
        "BMV": lambda self: build_bmv(self.pack),
        "BMT": lambda self: Bmt(self.pack.temperatures_c),
        "BST": lambda self: build_bst(self._bst_cause),
        "BSD": lambda self: build_bsd(self.pack),
        "BEM": lambda self: self._bem,
    }
