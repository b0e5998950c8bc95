"""Say what each message of the car tells, and which are sent only where there is something."""

from collections.abc import Callable, Mapping
from typing import Protocol

from vehicle.gbt27930.bms_table import BmsPhase
from vehicle.gbt27930.car_data import (
    PackReport,
    VehicleIdentity,
    build_bcp,
    build_bcs,
    build_bhm,
    build_bmv,
    build_brm,
    build_bsd,
    build_bsm,
)
from vehicle.gbt27930.manner import CarManner
from vehicle.gbt27930.messages import NO, YES, Bcl, Bem, Bmt, Bro, Bsp, Message, StopCause
from vehicle.gbt27930.stopping import build_bst


class CarFacts(Protocol):
    """What the words of the car are made from."""

    identity: VehicleIdentity
    pack: PackReport
    manner: CarManner
    phase: BmsPhase
    bst_cause: StopCause
    bem: Bem

    @property
    def demand(self) -> Bcl:
        """Give what is demanded now."""
        ...


WORDS: Mapping[str, Callable[[CarFacts], Message]] = {
    "BHM": lambda car: build_bhm(car.identity),
    "BRM": lambda car: build_brm(car.identity, car.manner.edition),
    "BCP": lambda car: build_bcp(car.identity, car.pack),
    "BRO": lambda car: Bro(YES if car.phase is BmsPhase.READY else NO),
    "BCL": lambda car: car.demand,
    "BCS": lambda car: build_bcs(car.pack),
    "BSM": lambda car: build_bsm(car.pack),
    "BMV": lambda car: build_bmv(car.pack),
    "BMT": lambda car: Bmt(car.pack.temperatures_c),
    "BSP": lambda car: Bsp(car.pack.reserved),
    "BST": lambda car: build_bst(car.bst_cause),
    "BSD": lambda car: build_bsd(car.pack),
    "BEM": lambda car: car.bem,
}
#: What joins BCL and BCS from the first CCS on, each where there is something to tell.
OPTIONAL: Mapping[str, Callable[[PackReport], bool]] = {
    "BSM": lambda _: True,
    "BMV": lambda pack: bool(pack.cell_voltages_v),
    "BMT": lambda pack: bool(pack.temperatures_c),
    "BSP": lambda pack: bool(pack.reserved),
}
