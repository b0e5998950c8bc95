"""Move what is physical in a pile together: power stage, K1 to K4, plug, lock, their guard."""

from vehicle.gbt27930.charger import StageCommand, StageMode
from vehicle.gbt27930.charger_data import SMALL_A
from vehicle.gun import AUX_V, Gun
from vehicle.pile_faults import FINE, PileFaults, Trouble
from vehicle.pile_guard import PileGuard
from vehicle.power_cabinet import PowerShare
from vehicle.power_stage import PowerStage

STEPS_PER_S = 10
"""The power stage moves on this grid while it is live (chosen)."""
CALM_STEPS_PER_S = 1
"""The same while it just goes on delivering what was asked for (chosen)."""
CALM_A = 1.0
"""A demand that changes by less is followed on that grid too (chosen)."""
NEVER = float("inf")
_OFF = StageCommand()


class Terminals:
    """The pile without its conversation. `wanted` is what the stage follows now.

    After a cut the stage follows nobody until `begin`: K1/K2 open whatever the conversation does.
    K3/K4 are taken to move at once (chosen).
    """

    def __init__(self, stage: PowerStage, gun: Gun, share: PowerShare | None) -> None:
        self.stage = stage
        self.guard = PileGuard(stage, gun)
        self.wanted = _OFF
        self.is_cut = False
        self._gun = gun
        self._share = share
        self._k3k4 = self._is_dark = False
        self._begun = 0
        self._at = 0.0
        self._stepped_a = 0.0

    def begin(self) -> None:
        """Make everything ready for a handshake."""
        self._begun += 1
        self.is_cut = self._is_dark = False
        self.stage.begin()
        self.guard.begin()
        self.stage.test.check_residual(self.stage.faults)

    @property
    def missing(self) -> Trouble | None:
        """Tell what keeps the pile from its first message: the lock, or the auxiliary supply."""
        faults = self.stage.faults
        if faults.is_lock_broken or self._begun <= self.stage.data.lock_fails:
            return Trouble.NOT_LOCKED
        return Trouble.NO_AUX if faults.is_aux_dead else None

    def break_down(self, faults: PileFaults, now: float) -> None:
        """Let this be broken from now on, and nothing else."""
        self.stage.faults = FINE if faults == FINE else faults
        self.stage.k1k2.is_welded = faults.is_welded
        self.stage.k1k2.is_stuck_open = faults.is_stuck_open
        self._supply(now)

    def step(self, pack_v: float, now: float) -> None:
        """Bring everything up to now; `pack_v` stands outside K1/K2."""
        stage, seconds = self.stage, now - self._at
        if self._share is not None:
            stage.power_w = 1000 * self._share.power_kw(now)
        if seconds > 0:
            self._at = now
            stage.step(self.wanted, pack_v, seconds)
            self._stepped_a = self.wanted.current_a
        contacts = stage.k1k2
        if contacts.is_wanted is not contacts.is_closed:
            contacts.advance(now)
            if contacts.is_closed and self.wanted.mode is StageMode.CURRENT:
                stage.meet(pack_v)
        if contacts.is_wanted and not self.wanted.k1k2 and stage.output_a <= SMALL_A:
            contacts.command(now, closed=False)

    def look(self, pack_v: float, now: float) -> Trouble | None:
        """Tell what has gone wrong; None too where that has been seen to already."""
        return None if self.is_cut else self.guard.find(pack_v, now)

    def follow(self, wanted: StageCommand, now: float) -> None:
        """Do what the conversation wants from now on; K1/K2 do not open under a current."""
        if wanted.k3k4 is not self._k3k4:
            self._k3k4 = wanted.k3k4
            self._supply(now)
        if not self.is_cut:
            if wanted.at_once and not self.wanted.at_once:
                self.stage.trip()
            self.wanted = wanted
            if wanted.k1k2 or self.stage.output_a <= SMALL_A:
                self.stage.k1k2.command(now, closed=wanted.k1k2)

    def cut(self, now: float, *, k3k4: bool) -> None:
        """Let the current fall as fast as it can, and open K1/K2 at 5 A; K3/K4 too where asked."""
        self._is_dark |= k3k4
        self._supply(now)
        stage = self.stage
        stage.trip()
        self.wanted, self.is_cut = _OFF, True
        if stage.output_a <= SMALL_A:
            stage.k1k2.command(now, closed=False)

    def kill(self, now: float) -> None:
        """Be dead at once: the connector is out."""
        self.wanted, self._k3k4, self._begun = _OFF, False, 0
        self._supply(now)
        self.stage.cut()

    def _supply(self, now: float) -> None:
        """Feed the car's control unit as K3/K4 stand."""
        is_fed = self._k3k4 and not self._is_dark and not self.stage.faults.is_aux_dead
        self._gun.feed(AUX_V if is_fed else 0.0, now)

    def wake_at(self, now: float, *, is_busy: bool) -> float:
        """Decide when to look again: on the grid, or before where something switches."""
        stage = self.stage
        contacts = stage.k1k2
        if not (is_busy or stage.is_live or contacts.is_wanted):
            return NEVER
        steps_per_s = CALM_STEPS_PER_S if self._is_calm() else STEPS_PER_S
        at = (int(now * steps_per_s + 1e-6) + 1) / steps_per_s
        if contacts.is_wanted is not contacts.is_closed:
            moves_at = contacts.wake_at(now)
            if moves_at is not None and now < moves_at < at:
                at = moves_at
        if stage.output_a > SMALL_A and self.wanted.mode is not StageMode.CURRENT:
            at = min(at, now + (stage.output_a - SMALL_A) / stage.fall_a_per_s + 1e-6)
        return at

    def _is_calm(self) -> bool:
        """Tell whether the current stands where it shall, and goes on to.

        Where power is shared it may be less at any moment.
        """
        is_asked_for = abs(self.wanted.current_a - self._stepped_a) <= CALM_A
        return is_asked_for and self._share is None and self.stage.is_steady
