"""Read what is particular about one model of a pile, and make piles of that model."""

from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

import msgspec

from vehicle.ac_data import PLAIN, AcData
from vehicle.ac_pile import AcPile
from vehicle.charger_file import ChargerFile
from vehicle.gbt27930.manner import ChargerManner
from vehicle.gbt27930.timing import PERIOD_S
from vehicle.gun import Gun
from vehicle.pile import Pile
from vehicle.pile_link import PileLink, PileRating
from vehicle.power_cabinet import CabinetPlan, PowerCabinet
from vehicle.stage_data import STANDARD, StageData
from vehicle.toml_file import VehicleFileError, read_toml

CHARGERS = Path(__file__).parents[1] / "resources" / "chargers"
BLUEPRINT = "_blueprint.toml"
"""The file that explains every field; no model."""
_PARTICULARS = ("cabinet", "stage", "manner", "ac")


class Build(Enum):
    """How a pile is built; of a stack and of a split one the power is apart from the post."""

    WALL = "wall"
    MOBILE = "mobile"
    SINGLE = "single"
    SPLIT = "split"
    STACK = "stack"


@dataclass(frozen=True, slots=True)
class ChargerModel:
    """One model, invented; `provenance` names the evidence that each particular imitates.

    `plate` has no connector yet. `share` is the part of the installed base of its kind, DC or AC,
    for which the model stands; the shares of a kind add up to 1.
    """

    file: Path
    name: str
    build: Build
    plate: PileRating
    is_liquid_cooled: bool
    manner: ChargerManner
    stage: StageData
    ac: AcData
    cabinet: CabinetPlan | None
    share: float
    share_source: str
    provenance: dict[str, str]

    @property
    def is_dc(self) -> bool:
        """Tell whether it charges the pack itself."""
        return self.plate.is_dc

    @classmethod
    def load(cls, file: Path) -> "ChargerModel":
        """Read a model's file.

        Raises: VehicleFileError, one line naming file, field and reason.
        """
        content = read_toml(file, ChargerFile)
        _check(file, content)
        plate = content.plate
        cabinet = content.cabinet
        return cls(
            file=file,
            name=content.name,
            build=Build(content.build),
            plate=PileRating(
                power_kw=plate.power_kw,
                max_v=plate.max_v,
                min_v=plate.min_v,
                max_a=plate.max_a,
                connector_id="",
                min_a=plate.min_a,
                is_dc=content.kind == "DC",
                phases=plate.phases,
            ),
            is_liquid_cooled=plate.is_liquid_cooled,
            manner=replace(ChargerManner(), **_given(content.manner)),
            stage=replace(STANDARD, **_given(content.stage)),
            ac=replace(PLAIN, **_given(content.ac)),
            cabinet=CabinetPlan(gun_kw=plate.power_kw, **_given(cabinet)) if cabinet else None,
            share=content.installed.share,
            share_source=content.installed.source,
            provenance=content.provenance,
        )

    def rating(self, connector_id: str, *, plug_and_charge: bool = False) -> PileRating:
        """Give the type plate of one connector of this model."""
        return replace(self.plate, connector_id=connector_id, plug_and_charge=plug_and_charge)

    def pile(self, rating: PileRating, link: PileLink) -> Pile | AcPile:
        """Make a pile that behaves like this model; what the rating says goes before the plate."""
        if not self.is_dc:
            return AcPile(rating, link, self.ac)
        gun = Gun(
            rated_a=rating.max_a,
            is_liquid_cooled=self.is_liquid_cooled,
            r4_ohm=self.stage.r4_ohm,
        )
        share = None
        if self.cabinet is not None:
            part = rating.power_kw / self.plate.power_kw
            plan = replace(
                self.cabinet,
                total_kw=self.cabinet.total_kw * part,
                module_kw=self.cabinet.module_kw * part,
                gun_kw=rating.power_kw,
            )
            share = PowerCabinet(plan).shares[0]
        return Pile(rating, link, manner=self.manner, data=self.stage, gun=gun, share=share)


def load_all(folder: Path = CHARGERS) -> tuple[ChargerModel, ...]:
    """Read all models of a folder, sorted by file name. Raises: VehicleFileError."""
    files = sorted(file for file in folder.glob("*.toml") if file.name != BLUEPRINT)
    if not files:
        raise VehicleFileError(folder, "", "no charger files are there")
    return tuple(ChargerModel.load(file) for file in files)


def _given(table: msgspec.Struct | None) -> dict[str, Any]:
    """Give the fields that a table sets."""
    if table is None:
        return {}
    fields = msgspec.structs.asdict(table)
    return {name: value for name, value in fields.items() if value is not msgspec.UNSET}


def _check(file: Path, content: ChargerFile) -> None:
    """Refuse what no bound of a single field can. Raises: VehicleFileError."""
    for field, reason in (*_plate_faults(content), *_table_faults(content)):
        raise VehicleFileError(file, field, reason)
    named = {"plate"} | {
        f"{table}.{name}" for table in _PARTICULARS for name in _given(getattr(content, table))
    }
    for field in sorted(named - content.provenance.keys()):
        raise VehicleFileError(
            file, f"provenance.{field}", "missing: a particular without evidence"
        )
    for field in sorted(content.provenance.keys() - named):
        raise VehicleFileError(file, f"provenance.{field}", "is the evidence of no particular")


def _plate_faults(content: ChargerFile) -> list[tuple[str, str]]:
    plate, is_dc = content.plate, content.kind == "DC"
    faults = []
    if plate.min_v > plate.max_v or (is_dc and plate.min_v == plate.max_v):
        faults.append(("plate.min_v", f"{plate.min_v:g} is not below max_v {plate.max_v:g}"))
    if plate.min_a >= plate.max_a:
        faults.append(("plate.min_a", f"{plate.min_a:g} is not below max_a {plate.max_a:g}"))
    if is_dc and plate.phases != 1:
        faults.append(("plate.phases", "a DC pile has none"))
    most_kw = plate.max_v * plate.max_a * (plate.phases if not is_dc else 1) / 1000
    if plate.power_kw > most_kw * 1.05:
        faults.append(("plate.power_kw", f"more than {most_kw:g}, volts times amperes"))
    wrong = ("ac",) if is_dc else ("cabinet", "stage", "manner")
    faults += [
        (table, f"a {content.kind} pile has none") for table in wrong if getattr(content, table)
    ]
    return faults


def _table_faults(content: ChargerFile) -> list[tuple[str, str]]:
    stage = replace(STANDARD, **_given(content.stage))
    faults = []
    if stage.fault_ohm_per_v > stage.warning_ohm_per_v:
        faults.append(("stage.fault_ohm_per_v", "is above warning_ohm_per_v"))
    if stage.derates_from_c >= stage.stops_at_c:
        faults.append(("stage.derates_from_c", "is not below stops_at_c"))
    unknown = set(_given(content.manner).get("periods_s", {})) - PERIOD_S.keys()
    faults += [(f"manner.periods_s.{name}", "is no message") for name in sorted(unknown)]
    cabinet = content.cabinet
    if cabinet is not None and cabinet.module_kw > content.plate.power_kw:
        faults.append(("cabinet.module_kw", "is more than a connector can carry"))
    if cabinet is not None and cabinet.total_kw < content.plate.power_kw:
        faults.append(("cabinet.total_kw", "is less than one connector can carry"))
    if cabinet is not None and cabinet.total_kw < cabinet.guns * cabinet.module_kw:
        faults.append(("cabinet.guns", "are more than there are modules"))
    return faults
