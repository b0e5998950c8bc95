"""Watch over a pile: name the trouble that ends a charge, and how far a hot plug lowers it."""

from vehicle.gbt27930.messages import Bcs
from vehicle.gun import Gun
from vehicle.pile_faults import FINE, Trouble, broken
from vehicle.power_stage import PowerStage

OVER_VOLTAGE = 1.005
"""The pack is too high beyond what BCP allows and the meter's own error of 0.5 % (18487.1)."""
INRUSH_A = 20.0
"""More than this when K1/K2 close is a fault (GB/T 18487.1-2015, annex B)."""
WRONG_SHARE, WRONG_A, WRONG_S = 0.1, 5.0, 10.0
"""A current this far above what the stage aims at, for this long, is an error (chosen; the slowest
ramp that is allowed brings 600 A down in 6 s)."""
JUMP_V, JUMP_A = 1.0, 5.0
"""From one BCS to the next a charge that just goes on moves by less (chosen)."""


def has_jumped(before: Bcs | None, bcs: Bcs | None) -> bool:
    """Tell whether the car's word for its pack has moved more than a calm charge moves it."""
    if before is None or bcs is None:
        return False
    return _is_far(before.voltage_v, bcs.voltage_v, JUMP_V) or _is_far(
        before.current_a, bcs.current_a, JUMP_A
    )


def _is_far(before: float | None, after: float | None, most: float) -> bool:
    return before is not None and after is not None and abs(after - before) > most


class PileGuard:
    """What can go wrong at the terminals and around them; one look a grid step.

    `gun` is what the car may be holding too. `max_v` is the most that this session's pack may have.
    """

    def __init__(self, stage: PowerStage, gun: Gun) -> None:
        self.max_v: float | None = None
        self._stage = stage
        self._gun = gun
        self._seen: tuple[bool, bool, float] | None = None
        self._is_connected = False
        self._wrong_since: float | None = None

    @property
    def is_connected(self) -> bool:
        """Tell whether detection point 1 says fully connected, as this model reads it."""
        gun = self._gun
        seen = (gun.is_inserted, gun.is_pressed, gun.r4_ohm)
        if seen != self._seen:
            self._seen = seen
            data = self._stage.data
            # The voltage of the state is 4 V exactly: no model's window may miss it by rounding.
            is_read = data.cc1_min_v <= round(gun.cc1_v, 6) <= data.cc1_max_v
            self._is_connected = gun.is_inserted and is_read
        return self._is_connected

    def begin(self) -> None:
        """Forget the session before."""
        self.max_v = self._wrong_since = None

    def before(self) -> Trouble | None:
        """Tell what keeps a session from beginning."""
        if not self.is_connected:
            return Trouble.CONNECTOR_OPEN
        if self._stage.k1k2.is_closed:
            return Trouble.WELDED
        return broken(self._stage.faults)

    def find(self, pack_v: float, now: float) -> Trouble | None:
        """Tell what has gone wrong by now, the most urgent first; None while all is well."""
        stage, gun, contacts = self._stage, self._gun, self._stage.k1k2
        if (
            # By far the most looks: nothing at all is unusual. One expression, for its price.
            stage.faults is FINE
            and stage.output_a <= stage.limit_a + WRONG_A
            and contacts.is_wanted is contacts.is_closed
            and gun.temperature_c <= stage.data.derates_from_c
            and stage.derating == 1.0
            and stage.inrush_a <= INRUSH_A
            and (self.max_v is None or pack_v <= self.max_v)
            and (gun.is_inserted, gun.is_pressed, gun.r4_ohm) == self._seen
            and self._is_connected
        ):
            self._wrong_since = None
            return None
        if not self.is_connected:
            return Trouble.CONNECTOR_OPEN
        if stage.faults is not FINE and (trouble := broken(stage.faults)):
            return trouble
        return self._measure(pack_v, now) or self._feel()

    def _measure(self, pack_v: float, now: float) -> Trouble | None:
        stage = self._stage
        if self.max_v is not None and pack_v > self.max_v * OVER_VOLTAGE:
            return Trouble.OVER_VOLTAGE
        if stage.inrush_a > INRUSH_A:
            return Trouble.INRUSH
        contacts = stage.k1k2
        if contacts.is_wanted is not contacts.is_closed and contacts.has_failed(now):
            return Trouble.WELDED if contacts.is_closed else Trouble.NOT_CLOSED
        return Trouble.CURRENT_ERROR if self._is_wrong(now) else None

    def _feel(self) -> Trouble | None:
        """Lower the current of a hot plug, and end it where that did not help."""
        stage, gun_c = self._stage, self._gun.temperature_c
        if stage.faults.gun_c is not None:
            gun_c = stage.faults.gun_c
        data = stage.data
        if gun_c <= data.derates_from_c:
            stage.derating = 1.0
            return None
        room_c = data.stops_at_c - data.derates_from_c
        stage.derating = max(0.0, (data.stops_at_c - gun_c) / room_c)
        return Trouble.GUN_HOT if gun_c >= data.stops_at_c else None

    def _is_wrong(self, now: float) -> bool:
        stage = self._stage
        above_a = stage.output_a - stage.limit_a
        if above_a <= WRONG_A or above_a <= WRONG_SHARE * stage.limit_a:
            self._wrong_since = None
            return False
        if self._wrong_since is None:
            self._wrong_since = now
        return now >= self._wrong_since + WRONG_S
