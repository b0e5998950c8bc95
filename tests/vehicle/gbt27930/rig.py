"""Provide the least car and the least pile that let both ends of the conversation run."""

from collections.abc import Sequence
from dataclasses import replace

from vehicle.frame import Frame
from vehicle.gbt27930.bms import Bms, PackReport, VehicleIdentity
from vehicle.gbt27930.charger import (
    Authorisation,
    Charger,
    ChargerRating,
    Insulation,
    StageMode,
    StageReport,
)
from vehicle.gbt27930.fields import MESSAGES
from vehicle.gbt27930.manner import CarManner, ChargerManner
from vehicle.lockstep import Action, Run, Wire, run

VIN = "LXMTESTCAR0000001"

# A pack like that of an SU7 Max: 198 cells, 871.2 V at most (derived from what is published).
IDENTITY = VehicleIdentity(
    vin=VIN,
    battery_type=6,
    rated_ah=138.0,
    rated_v=730.0,
    max_v=871.2,
    max_cell_v=4.4,
    max_a=400.0,
    energy_kwh=101.0,
    max_temp_c=60,
    maker="CATL",
)
PACK = PackReport(
    voltage_v=730.0,
    current_a=0.0,
    soc_pct=30.0,
    cell_max_v=3.7,
    cell_max_group=1,
    cell_min_v=3.69,
    temp_max_c=30,
    temp_min_c=28,
    demand_v=800.0,
    demand_a=250.0,
    constant_voltage=False,
    minutes_left=30,
    contactors_closed=False,
    permit=True,
)
RATING = ChargerRating(max_v=1000.0, min_v=200.0, max_a=250.0, min_a=0.0, number=1234, region="310")
STAGE = StageReport(
    output_v=0.0,
    output_a=0.0,
    pack_v=0.0,
    insulation=Insulation.PENDING,
    precharged=False,
    minutes=0,
    energy_kwh=0.0,
)


class LittleCar:
    """A pack that follows what the charger reports; its contactors need 1 s to close.

    Where `step_s` is set it looks about by itself, as a real one does that has nothing to send.
    """

    step_s: float | None = None

    def __init__(self, manner: CarManner | None = None, closes_in_s: float = 1.0) -> None:
        self.bms = Bms(IDENTITY, PACK, manner)
        self.closes_in_s = closes_in_s
        self._wanted_at: float | None = None
        self._looked_at = 0.0

    def receive(self, frame: Frame, now: float) -> list[Frame]:
        self._look(now)
        return self.bms.receive(frame, now)

    def due(self, now: float) -> list[Frame]:
        self._look(now)
        return self.bms.due(now)

    def _look(self, now: float) -> None:
        self._looked_at = now
        if not self.bms.contactors_wanted:
            self._wanted_at = None
        elif self._wanted_at is None:
            self._wanted_at = now
        closed = self._wanted_at is not None and now - self._wanted_at >= self.closes_in_s
        current_a = self.bms.charger.output_a or 0.0
        pack = self.bms.pack
        if (closed, current_a) != (pack.contactors_closed, pack.current_a):
            self.bms.pack = replace(pack, contactors_closed=closed, current_a=current_a)

    def wake_at(self) -> float | None:
        return _stepping(self.bms.wake_at(), self._looked_at, self.step_s)


class LittlePile:
    """A power stage without inertia; its insulation test takes 3 s, its precharge half a second.

    `step_s` as above.
    """

    step_s: float | None = None

    def __init__(
        self,
        authorisation: Authorisation = Authorisation.ACCEPT,
        manner: ChargerManner | None = None,
        rating: ChargerRating = RATING,
    ) -> None:
        self.charger = Charger(rating, STAGE, manner)
        self.charger.authorisation = authorisation
        self.insulation_s = 3.0
        self.result = Insulation.PASSED
        self.pack_error_v = 0.0
        self._mode = StageMode.OFF
        self._mode_at = 0.0
        self._looked_at = 0.0

    def receive(self, frame: Frame, now: float) -> list[Frame]:
        self._look(now)
        return self.charger.receive(frame, now)

    def due(self, now: float) -> list[Frame]:
        self._look(now)
        return self.charger.due(now)

    def _look(self, now: float) -> None:
        self._looked_at = now
        wanted = self.charger.wanted
        if wanted.mode is not self._mode:
            self._mode, self._mode_at = wanted.mode, now
        lasted = now - self._mode_at
        stage = self.charger.stage
        if self._mode is StageMode.INSULATION and lasted >= self.insulation_s:
            stage = replace(stage, insulation=self.result)
        is_on = self._mode is StageMode.CURRENT
        pack_v = self.charger.vehicle.pack_v or 0.0
        now_is = (
            pack_v if is_on else 0.0,
            wanted.current_a if is_on else 0.0,
            pack_v + self.pack_error_v,
            self._mode is StageMode.PRECHARGE and lasted >= 0.5,
        )
        if now_is != (stage.output_v, stage.output_a, stage.pack_v, stage.precharged):
            names = ("output_v", "output_a", "pack_v", "precharged")
            stage = replace(stage, **dict(zip(names, now_is, strict=True)))  # type: ignore[arg-type]
        self.charger.stage = stage

    def wake_at(self) -> float | None:
        at = self.charger.wake_at()
        if at is None and self.charger.wanted.mode is StageMode.INSULATION:
            # A charger of 2011 waits for its stage alone.
            at = self._looked_at
            if self._mode is StageMode.INSULATION:
                at = self._mode_at + self.insulation_s
        return _stepping(at, self._looked_at, self.step_s)


def _stepping(wake_at: float | None, looked_at: float, step_s: float | None) -> float | None:
    if step_s is None:
        return wake_at
    return looked_at + step_s if wake_at is None else min(wake_at, looked_at + step_s)


class Cable:
    """A plugged car and pile, begun at 0 s; `say` runs them on, the frames pile up."""

    def __init__(
        self,
        authorisation: Authorisation = Authorisation.ACCEPT,
        *,
        car: CarManner | None = None,
        charger: ChargerManner | None = None,
        rating: ChargerRating = RATING,
        step_s: float | None = None,
    ) -> None:
        self.car, self.pile = LittleCar(car), LittlePile(authorisation, charger, rating)
        self.car.step_s = self.pile.step_s = step_s
        self.bms, self.charger = self.car.bms, self.pile.charger
        self.frames: list[Frame] = []
        self.now = 0.0
        self.phases: list[str] = []
        self.bms.on_change = lambda phase, _: self.phases.append(f"B:{phase.name}")
        self.charger.on_change = lambda phase, _: self.phases.append(f"C:{phase.name}")
        self.bms.plug(0.0)
        self.charger.start(0.0)

    def where(self) -> tuple[str, str]:
        """Tell where the car stands, then the charger."""
        return self.bms.phase.name, self.charger.phase.name

    def run(self, until: float, actions: Sequence[Action] = (), wire: Wire | None = None) -> Run:
        """Go on to a time; afterwards nothing of what happened before is in the answer."""
        done = run([self.car, self.pile], until, start=self.now, actions=actions, wire=wire)
        self.frames += done.frames
        self.now = until
        return done


ID = {name: spec.can_id for name, spec in MESSAGES.items()}


def named(frames: Sequence[Frame], name: str) -> list[Frame]:
    """Pick the single frames of a message."""
    return [frame for frame in frames if frame.id == ID[name]]


def times(frames: Sequence[Frame], name: str) -> list[float]:
    """Tell when a message was seen, rounded to the millisecond."""
    return [round(frame.t, 3) for frame in named(frames, name)]


def dropping(*names: str, since: float = 0.0) -> Wire:
    """Lose every frame of these messages: CRM, or only CRM:AA, or the transfers of TP:BCS."""
    return lambda frame: () if frame.t >= since and _names(frame) & set(names) else (frame,)


def _names(frame: Frame) -> set[str]:
    found = {name for name, can_id in ID.items() if can_id == frame.id}
    found |= {f"{name}:{frame.data[:1].hex().upper()}" for name in found}
    if frame.id in {0x1CEC56F4, 0x1CECF456}:
        pgn = int.from_bytes(frame.data[5:8], "little")
        found |= {f"TP:{name}" for name, spec in MESSAGES.items() if spec.pgn == pgn}
    return found
