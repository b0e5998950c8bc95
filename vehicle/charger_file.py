"""Say what a file in resources/chargers may hold, and within which bounds; see _blueprint.toml."""

from typing import Annotated, TypeAlias

import msgspec
from msgspec import UNSET, Meta, UnsetType

from vehicle.gbt27930.manner import Answers, CellData, Edition, Fill, TimeSync, Waiting
from vehicle.power_cabinet import Sharing

Share = Annotated[float, Meta(gt=0, le=1)]
Text = Annotated[str, Meta(min_length=3, max_length=300)]
Seconds = Annotated[float, Meta(ge=0, le=60)]
Period = Annotated[float, Meta(ge=0.005, le=10)]
Error = Annotated[float, Meta(ge=-0.2, le=0.2)]
Kilowatts = Annotated[float, Meta(gt=0, le=1500)]
Amperes = Annotated[float, Meta(ge=0, le=1000)]
Celsius = Annotated[float, Meta(ge=40, le=120)]
Flag: TypeAlias = bool | UnsetType


class Plate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The type plate of one connector; amperes of an AC pile are those of each phase."""

    power_kw: Kilowatts
    max_v: Annotated[float, Meta(ge=200, le=1500)]
    min_v: Annotated[float, Meta(ge=0, le=1000)]
    max_a: Annotated[float, Meta(gt=0, le=1000)]
    min_a: Amperes = 0.0
    phases: Annotated[int, Meta(ge=1, le=3)] = 1
    is_liquid_cooled: bool = False


class Installed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How much of the installed base of its kind this model stands for."""

    share: Share
    source: Text


class Cabinet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a cabinet shares its modules, as `power_cabinet.CabinetPlan`; `gun_kw` is the plate's."""

    total_kw: Kilowatts
    module_kw: Kilowatts
    guns: Annotated[int, Meta(ge=2, le=24)]
    sharing: Sharing
    switch_s: Seconds | UnsetType = UNSET
    is_stated: Flag = UNSET


class Stage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What deviates at the terminals, as `stage_data.StageData`."""

    up_a_per_s: Annotated[float, Meta(ge=1, le=1000)] | UnsetType = UNSET
    down_a_per_s: Annotated[float, Meta(ge=10, le=5000)] | UnsetType = UNSET
    volt_per_s: Annotated[float, Meta(ge=100, le=5000)] | UnsetType = UNSET
    ready_s: Seconds | UnsetType = UNSET
    test_s: Annotated[float, Meta(ge=0.1, le=40)] | UnsetType = UNSET
    fault_ohm_per_v: Annotated[float, Meta(ge=10, le=1000)] | UnsetType = UNSET
    warning_ohm_per_v: Annotated[float, Meta(ge=10, le=5000)] | UnsetType = UNSET
    cc1_min_v: Annotated[float, Meta(ge=2, le=4)] | UnsetType = UNSET
    cc1_max_v: Annotated[float, Meta(ge=4, le=6)] | UnsetType = UNSET
    derates_from_c: Celsius | UnsetType = UNSET
    stops_at_c: Celsius | UnsetType = UNSET
    delivers: Annotated[float, Meta(ge=0.3, le=1)] | UnsetType = UNSET
    meter_error: Error | UnsetType = UNSET
    soc_offset_pct: Annotated[float, Meta(ge=-20, le=20)] | UnsetType = UNSET
    r4_ohm: Annotated[float, Meta(ge=500, le=5000)] | UnsetType = UNSET
    cable_ohm_per_v: Annotated[float, Meta(ge=10)] | UnsetType = UNSET
    residual_v: Annotated[float, Meta(ge=0, le=100)] | UnsetType = UNSET
    lock_fails: Annotated[int, Meta(ge=0, le=3)] | UnsetType = UNSET
    needs_vin: Flag = UNSET
    rejects_mismatch: Flag = UNSET


class Manner(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What deviates in the conversation, as `gbt27930.manner.ChargerManner`."""

    edition: Edition | UnsetType = UNSET
    negotiates_s: Seconds | UnsetType = UNSET
    fill: Fill | UnsetType = UNSET
    periods_s: dict[str, Period] | UnsetType = UNSET
    ccs_bytes: Annotated[int, Meta(ge=6, le=8)] | UnsetType = UNSET
    pads: Flag = UNSET
    cro_00_s: Seconds | UnsetType = UNSET
    straight_to_aa: Flag = UNSET
    chm_until_bhm: Flag = UNSET
    bhm_wait_s: Annotated[float, Meta(ge=0.5, le=60)] | UnsetType = UNSET
    answers: Answers | UnsetType = UNSET
    answer_after_s: Annotated[float, Meta(ge=0, le=2)] | UnsetType = UNSET
    cell_data: CellData | UnsetType = UNSET
    time_sync: TimeSync | UnsetType = UNSET
    strict_lengths: Flag = UNSET
    turned_min_a: Flag = UNSET
    zero_cml: Flag = UNSET
    reports_time_outs: Flag = UNSET
    reconnects: Annotated[int, Meta(ge=0, le=10)] | UnsetType = UNSET
    csd_frames: Annotated[int, Meta(ge=1, le=100)] | UnsetType = UNSET
    waiting: Waiting | UnsetType = UNSET
    current_error: Error | UnsetType = UNSET


class Ac(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What deviates in an AC pile, as `ac_data.AcData`."""

    is_tethered: Flag = UNSET
    duty_error_pct: Annotated[float, Meta(ge=-3, le=3)] | UnsetType = UNSET
    patience_s: Annotated[float, Meta(ge=5, le=3600)] | UnsetType = UNSET
    managed_a: Annotated[float, Meta(ge=6, le=63)] | UnsetType = UNSET
    meter_error: Error | UnsetType = UNSET


class ChargerFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file. `provenance` names the evidence of every particular, as "stage.test_s"."""

    name: Text
    kind: Annotated[str, Meta(pattern="^(DC|AC)$")]
    build: Annotated[str, Meta(pattern="^(wall|mobile|single|split|stack)$")]
    plate: Plate
    installed: Installed
    provenance: dict[str, Text]
    cabinet: Cabinet | None = None
    stage: Stage | None = None
    manner: Manner | None = None
    ac: Ac | None = None
