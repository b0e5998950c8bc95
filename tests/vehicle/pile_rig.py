"""The SU7 Max on a pile in lockstep, for the tests: what is done to it, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.vehicle.bench import PILE_250, SU7_MAX, Operator
from vehicle.car import Car
from vehicle.frame import Frame
from vehicle.gbt27930.charger import ChargerPhase
from vehicle.gbt27930.messages import Cst, decode_frame
from vehicle.lockstep import Action, run
from vehicle.pile import Pile
from vehicle.trim import Trim
from vehicle.vehicle_bus import VehicleBus

CST = 0x101AF456
CRM = 0x1801F456
CML = 0x1808F456
CCS = 0x1812F456
TRIM = Trim.load(SU7_MAX)


@dataclass
class Rig:
    """A pile and a car; `do` what is wanted at its time, then `run`."""

    pile: Pile
    operator: Operator
    soc_pct: float = 20.0
    frames: list[Frame] = field(default_factory=list)
    phases: list[tuple[float, ChargerPhase]] = field(default_factory=list)
    _actions: list[Action] = field(default_factory=list)
    _at: float = 0.0

    def __post_init__(self) -> None:
        self.car = Car(TRIM, VehicleBus.load(SU7_MAX), soc_pct=self.soc_pct)
        self.pile.charger.on_change = lambda phase, now: self.phases.append((now, phase))

    def do(self, at: float, act: Callable[[float], object]) -> None:
        self._actions.append(Action(at, act))

    def plug(self, at: float = 0.0) -> None:
        self.do(at, self.car.plug)
        self.do(at, self.pile.plug)

    def run(self, until: float, stop_when: Callable[[], bool] | None = None) -> float:
        done = run(
            [self.car.charging, self.pile],
            until,
            start=self._at,
            actions=self._actions,
            stop_when=stop_when,
        )
        self._at = done.ended_at
        self._actions = [action for action in self._actions if action.at > self._at]
        self.frames += done.frames
        return done.ended_at

    def reached(self, phase: ChargerPhase) -> float | None:
        return next((at for at, found in self.phases if found is phase), None)

    def first(self, frame_id: int, after: float = 0.0) -> Frame | None:
        return next((it for it in self.frames if it.id == frame_id and it.t >= after), None)

    def cst(self) -> Cst | None:
        frame = self.first(CST)
        message = decode_frame(frame) if frame else None
        return message if isinstance(message, Cst) else None


def charging(until: float = 20.0, **particulars: object) -> Rig:
    """Plug in, start and charge for some seconds."""
    operator = Operator()
    rig = Rig(Pile(PILE_250, operator, **particulars), operator)  # type: ignore[arg-type]
    rig.plug()
    rig.do(0.0, rig.pile.start)
    rig.run(until)
    assert rig.pile.phase is ChargerPhase.CHARGING
    return rig
