"""Emulate a pile: the charger's conversation, its power stage, and the line to its operator."""

from collections.abc import Callable
from datetime import datetime

from vehicle.frame import Frame
from vehicle.gbt27930.charger import (
    Charger,
    ChargerPhase,
    Insulation,
    StageCommand,
)
from vehicle.gbt27930.charger_data import agrees
from vehicle.gbt27930.manner import ChargerManner, Waiting
from vehicle.gbt27930.messages import Bcs, StopCause
from vehicle.gun import Gun
from vehicle.pile_faults import CAUSES, PileFaults, Trouble
from vehicle.pile_guard import has_jumped
from vehicle.pile_link import Decision, MeterReading, PileLink, PileRating
from vehicle.pile_report import IDLE, calendar, charger_rating, outside_v, report
from vehicle.power_cabinet import PowerShare
from vehicle.power_stage import PowerStage
from vehicle.stage_data import FULL_S, STANDARD, StageData
from vehicle.terminals import CALM_A, NEVER, Terminals

__all__ = ["Decision", "MeterReading", "Pile", "PileLink", "PileRating"]

METER_S = 1.0
"""Period of the meter's reports (chosen)."""
GIVE_UP_S = 60.0
"""Between two handshakes the operator has so long to answer (chosen; as CRO 00 has)."""
LOCK_S = 5.0
"""Lock and auxiliary supply have so long (GB/T 27930-2015: 5 s for what has no own figure)."""
MISMATCH_S = 1.0
"""A pack that measures something else for so long is another pack (chosen)."""
_ENDING = {ChargerPhase.STOPPING, ChargerPhase.END, ChargerPhase.ERROR}
_ASKING = {
    ChargerPhase.RECOGNISED, ChargerPhase.CONFIGURATION, ChargerPhase.PREPARING
}  # fmt: skip
_BETWEEN = {ChargerPhase.IDLE, ChargerPhase.OFF}


class Pile:
    """One connector of a charging pile, a Machine. It knows the car only by its messages.

    A plug-and-charge pile begins to talk as soon as it is plugged and asks the operator about the
    VIN; another waits for `start`. `nudge` is called whenever the deadline changes from outside.
    `trouble` says why it does not charge, where the reason is the pile's own. `wall` is its clock,
    which CTS tells; without one CTS is all ones.

    What is physical moves on a grid, so that a frame between two grid points costs no more than the
    conversation; a switch, a cut and a contactor are followed to their own moment.
    """

    def __init__(
        self,
        rating: PileRating,
        link: PileLink,
        *,
        manner: ChargerManner | None = None,
        data: StageData = STANDARD,
        gun: Gun | None = None,
        share: PowerShare | None = None,
    ) -> None:
        self.rating = rating
        self.manner = manner or ChargerManner()
        self.data = data
        self.gun = gun or Gun(rated_a=rating.max_a)
        self.stage = PowerStage(rating.power_kw, rating.max_a, data)
        self.charger = Charger(charger_rating(rating), IDLE, self.manner)
        self.is_plugged = False
        self.trouble: Trouble | None = None
        self.nudge: Callable[[], None] = lambda: None
        self.wall: Callable[[], datetime] | None = None
        self._link = link
        self._share = share
        self._terminals = Terminals(self.stage, self.gun, share)
        self._in_session = False
        self._decision = Decision.WAIT
        self._waiting_vin: str | None = None
        self._waits_until = self._mismatch_at = self._full_at = NEVER
        self._starts_at: float | None = None
        self._began_at = self._meter_at = 0.0
        self._step_at = NEVER
        self._wanted: StageCommand = self.charger.wanted
        self._phase = self.charger.phase
        self._bcs: Bcs | None = None

    @property
    def phase(self) -> ChargerPhase:
        """Where the conversation stands."""
        return self.charger.phase

    @property
    def is_waiting(self) -> bool:
        """Tell whether the pile waits for its operator between two handshakes."""
        return self._waiting_vin is not None

    @property
    def reading(self) -> MeterReading:
        """Read the meter as it stands."""
        stage, soc_pct = self.stage, self.charger.vehicle.soc_pct
        if soc_pct is not None:
            soc_pct = min(100.0, max(0.0, soc_pct + self.data.soc_offset_pct))
        return MeterReading(stage.output_v, stage.output_a, stage.energy_kwh, soc_pct)

    @property
    def faults(self) -> PileFaults:
        """Tell what is broken now."""
        return self.stage.faults

    def break_down(self, faults: PileFaults, now: float) -> None:
        """Let this be broken from now on, and nothing else."""
        self._advance(now)
        self._terminals.break_down(faults, now)
        if faults.is_aux_dead and self._in_session and self._starts_at is None:
            self.trouble = Trouble.NO_AUX  # The car feels it, and ends the charge.
        self.notice(now)

    def notice(self, now: float) -> None:
        """See at once what was done to the gun: its trigger, its resistor, its place."""
        self._advance(now)
        if self.is_plugged and self.rating.plug_and_charge and self.phase is ChargerPhase.IDLE:
            self._begin(Decision.WAIT, now)
        self.nudge()

    def set_neighbour(self, now: float, *, is_charging: bool) -> None:
        """Let another car begin or end at the same cabinet."""
        neighbour = self._share.neighbour if self._share is not None else None
        if neighbour is not None:
            (neighbour.join if is_charging else neighbour.leave)(now)

    def plug(self, now: float) -> None:
        """Put the connector into a car."""
        self.is_plugged = self.gun.is_inserted = True
        self._link.plugged(is_plugged=True)
        if self.rating.plug_and_charge:
            self._begin(Decision.WAIT, now)

    def unplug(self, now: float) -> None:
        """Draw the connector; the car's lock has let it go, or was torn."""
        self._advance(now)
        self._terminals.kill(now)
        self.charger.unplug(now)
        self.is_plugged = self.gun.is_inserted = False
        self._close(self.charger.stop_cause or StopCause.UNPLUGGED, now)
        self._wanted, self._phase = self.charger.wanted, self.charger.phase
        self._step_at = NEVER
        self._link.plugged(is_plugged=False)
        self.nudge()

    def start(self, now: float) -> bool:
        """Charge: the operator has agreed. False if no car is there or it must be replugged."""
        if not self.is_plugged:
            return False
        if not self._in_session:
            return self._begin(Decision.ACCEPT, now)
        if self.charger.phase in _ENDING and not self.is_waiting:
            return False
        self._decision = Decision.ACCEPT
        if not self.is_waiting or self.charger.phase in _ASKING:
            self._waiting_vin = None
            self.charger.authorisation = Decision.ACCEPT
        self.nudge()
        return True

    def stop(self, now: float, cause: StopCause = StopCause.USER) -> None:
        """End the charge from this side; harmless when nothing charges."""
        if self._in_session:
            self._advance(now)
            self._end(cause, now)
            self._switch(now)
            self.nudge()

    def receive(self, frame: Frame, now: float) -> list[Frame]:
        """Take one frame; the bus is only reached through the cable."""
        if not self.is_plugged:
            return []
        if now >= self._step_at:
            self._advance(now)
        charger = self.charger
        frames = charger.receive(frame, now)
        if charger.vehicle.bcs is not self._bcs:
            before, self._bcs = self._bcs, charger.vehicle.bcs
            if has_jumped(before, self._bcs):
                self._advance(now)
        if charger.wanted is not self._wanted or charger.phase is not self._phase:
            self._switch(now)
        return frames

    def due(self, now: float) -> list[Frame]:
        """Do what time asks for."""
        if now >= self._step_at:
            self._advance(now)
        charger = self.charger
        frames = charger.due(now)
        if charger.wanted is not self._wanted or charger.phase is not self._phase:
            self._switch(now)
        return frames

    def wake_at(self) -> float | None:
        """Tell when the conversation or the power stage wants its turn."""
        at, step_at = self.charger.wake_at(), self._step_at
        if step_at != NEVER and (at is None or step_at < at):
            return step_at
        return at

    def _begin(self, decision: Decision, now: float) -> bool:
        if self._in_session or self.phase not in _BETWEEN:
            return False
        self._advance(now)
        self.trouble = self._terminals.guard.before()
        if self.trouble is not None:
            return False
        self._in_session, self._decision = True, decision
        self._began_at = self._meter_at = now
        self._starts_at = now + self.data.ready_s
        if self._share is not None:
            self._share.join(now)
        self._terminals.begin()
        self._advance(now)
        self.nudge()
        return True

    def _advance(self, now: float) -> None:
        """Bring everything physical up to now, look at it, and tell the conversation."""
        pack_v = outside_v(self.charger.vehicle, self.stage.faults)
        self._terminals.step(pack_v, now)
        if self._in_session:
            self._look(pack_v, now)
        self._report(pack_v, now)
        self._step_at = self._terminals.wake_at(now, is_busy=self._in_session)

    def _switch(self, now: float) -> None:
        """Follow what the conversation wants since a moment ago."""
        charger, wanted, before = self.charger, self.charger.wanted, self._wanted
        if (
            charger.phase is self._phase
            and wanted.mode is before.mode
            and wanted.k1k2 is before.k1k2
            and wanted.at_once is before.at_once
        ):
            # Only the demand has changed: the next step on the grid sees it.
            if abs(wanted.current_a - before.current_a) > CALM_A:
                self._advance(now)  # with what was asked for until now, however long that was
            self._wanted = wanted
            self._terminals.follow(wanted, now)
            self._step_at = min(
                self._step_at, self._terminals.wake_at(now, is_busy=self._in_session)
            )
            return
        self._advance(now)
        self._follow(now)

    def _follow(self, now: float) -> None:
        charger = self.charger
        self._wanted, self._phase = charger.wanted, charger.phase
        self._terminals.follow(charger.wanted, now)
        self._report(outside_v(self.charger.vehicle, self.stage.faults), now)
        self._step_at = self._terminals.wake_at(now, is_busy=self._in_session)

    def _look(self, pack_v: float, now: float) -> None:
        """See what has gone wrong, what the operator says, and whether all is over."""
        trouble = self._terminals.look(pack_v, now)
        if trouble is not None:
            self._fail(trouble, now)
        phase = self.charger.phase
        if phase is ChargerPhase.CHARGING and trouble is None:
            # By far the most looks: nothing but the meter.
            self._end_if_full(now)
            if now >= self._meter_at:
                self._tell_meter(now)
            return
        self._full_at = NEVER
        if self._starts_at is not None:
            self._get_ready(now)
        elif phase in _ASKING:
            self._ask(now)
            self._compare(pack_v, now)
        elif self._waiting_vin is not None:
            self._wait_on(self._waiting_vin, now)
        test = self.stage.test
        if test.outcome is Insulation.FAILED and self.trouble is None:
            self.trouble = Trouble.RESIDUAL_VOLTAGE if test.is_residual else Trouble.INSULATION
        self._settle(now)

    def _fail(self, trouble: Trouble, now: float) -> None:
        """Cut the current and open K1/K2 whatever the conversation does, and say why."""
        self.trouble = trouble
        self._terminals.cut(now, k3k4=trouble is Trouble.OVER_VOLTAGE)
        self._end(CAUSES[trouble], now)

    def _end(self, cause: StopCause, now: float) -> None:
        """End the session, where nobody talks without a word."""
        self._waiting_vin = None
        if self._starts_at is not None or self.phase is ChargerPhase.OFF:
            self._close(cause, now)
        else:
            self.charger.stop(cause, now)

    def _get_ready(self, now: float) -> None:
        """Begin to talk once lock and auxiliary supply are there."""
        missing = self._terminals.missing
        if missing is not None:
            if now >= self._began_at + LOCK_S:
                self.trouble = missing
                self._close(CAUSES[missing], now)
        elif self._starts_at is not None and now >= self._starts_at:
            self._starts_at = None
            share = self._share
            part = share.part if share is not None and share.is_stated else 1.0
            self.charger.rating = charger_rating(self.rating, part)
            self.charger.calendar = calendar(self.wall()) if self.wall is not None else None
            self.charger.start(now)
            self.charger.authorisation = self._decision
            self._follow(now)

    def _ask(self, now: float) -> None:
        """Ask the operator about the VIN that BRM told."""
        charger, vehicle = self.charger, self.charger.vehicle
        if vehicle.brm is None:
            return
        is_asked = charger.authorisation is Decision.WAIT
        if vehicle.vin is None:
            if self.data.needs_vin or (is_asked and self.rating.plug_and_charge):
                self.trouble = Trouble.NO_VIN
                charger.stop(CAUSES[Trouble.NO_VIN], now)
        elif is_asked:
            charger.authorisation = self._link.authorise(vehicle.vin)
            is_slow = charger.authorisation is Decision.WAIT
            if is_slow and self.manner.waiting is Waiting.SECOND_HANDSHAKE:
                # The charger ends the first handshake by itself before CRO.
                self._waiting_vin, self._waits_until = vehicle.vin, now + GIVE_UP_S
                self._decision = Decision.WAIT
            else:
                self._waiting_vin = None

    def _wait_on(self, vin: str, now: float) -> None:
        """Ask on after the first handshake, and begin the second once the answer is there."""
        charger = self.charger
        is_over = charger.phase is ChargerPhase.OFF
        if not is_over or charger.stop_cause is not StopCause.UNANSWERED:
            if charger.is_over:
                self._waiting_vin = None
            return
        if self._decision is Decision.WAIT:
            self._decision = self._link.authorise(vin)
        if self._decision is Decision.ACCEPT:
            self._waiting_vin, self._starts_at = None, now
            self._terminals.begin()
            self._get_ready(now)
        elif self._decision is Decision.REFUSE or now >= self._waits_until:
            is_refused = self._decision is Decision.REFUSE
            self._close(StopCause.REFUSED if is_refused else StopCause.UNANSWERED, now)

    def _compare(self, pack_v: float, now: float) -> None:
        """Know the pack's limit; end it, where this model does, if another pack stands outside."""
        charger, bcp = self.charger, self.charger.vehicle.bcp
        if bcp is None:
            return
        self._terminals.guard.max_v = bcp.max_v
        if pack_v == 0 or agrees(charger.stage, charger.rating, bcp):
            self._mismatch_at = now + MISMATCH_S
        elif self.data.rejects_mismatch and now >= self._mismatch_at:
            self._fail(Trouble.PACK_VOLTAGE, now)

    def _end_if_full(self, now: float) -> None:
        """End a charge for which the pile's voltage is too low: next to nothing flows any more."""
        if not self.stage.is_spent(self._wanted.current_a):
            self._full_at = NEVER
        elif self._full_at == NEVER:
            self._full_at = now + FULL_S
        elif now >= self._full_at:
            self.charger.stop(StopCause.CONDITION_REACHED, now)

    def _settle(self, now: float) -> None:
        """Report to the operator what has changed."""
        if now >= self._meter_at:
            self._tell_meter(now)
        is_over = self.charger.is_over and self._starts_at is None
        if is_over and self._waiting_vin is None and self.stage.output_a == 0:
            self._close(self.charger.stop_cause or StopCause.FAULT, now)

    def _tell_meter(self, now: float) -> None:
        self._meter_at = max(self._meter_at + METER_S, now)
        self._link.meter(self.reading)

    def _close(self, cause: StopCause, now: float) -> None:
        if self._in_session:
            self._in_session = False
            self._starts_at = self._waiting_vin = None
            if self._share is not None:
                self._share.leave(now)
            self._link.ended(self.reading, cause)

    def _report(self, pack_v: float, now: float) -> None:
        """Tell the conversation what it can see."""
        charger = self.charger
        minutes = int((now - self._began_at) / 60)
        charger.stage = report(self.stage, charger.stage, pack_v, minutes)
