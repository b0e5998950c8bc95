"""Say how a particular charger or car deviates from the text of the standard: data, no behaviour.

Every habit here was seen in a capture, in published firmware or in a field report; what is "usual"
is what the standard asks for. Chargers of the field are described with them in resources/chargers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from vehicle.gbt27930.timing import CSD_FRAMES


class Edition(Enum):
    """Which edition of GB/T 27930 is spoken."""

    V2011 = "2011"
    V2015 = "2015"


class Fill(Enum):
    """What unused bits are sent as: ones (2015, clause 7.9) or zeros (usual before)."""

    ONES = "ones"
    ZEROS = "zeros"


class TimeSync(Enum):
    """What a charger sends as CTS."""

    NONE = "none"
    BCD = "bcd"
    ONES = "ones"
    BINARY = "binary"


class Answers(Enum):
    """How a charger answers an RTS: all packets at once, one by one, or not at all."""

    ALL = "all"
    ONE_BY_ONE = "one by one"
    NEVER = "never"


class CellData(Enum):
    """What a charger does with BMV, BMT and BSP: takes them, or aborts them (34658 DP.3002)."""

    TAKE = "take"
    ABORT = "abort"


class Waiting(Enum):
    """Where a charger waits for its operator: in CRO 00, or by ending and shaking hands anew."""

    CRO_00 = "cro 00"
    SECOND_HANDSHAKE = "second handshake"


@dataclass(frozen=True, slots=True)
class ChargerManner:
    """The habits of one charger; without arguments it is what GB/T 27930-2015 asks for.

    `negotiates_s`: a pile of GB/T 27930.2-2024 first offers its version (id 0x0C38F456) for so
    long, and falls back to CHM when the car is silent; 0 never offers. `periods_s` replaces periods
    of `timing.PERIOD_S` by message name. `ccs_bytes` is 6, 7 or 8; `pads` fills every single frame
    up to 8 bytes with FF. `cro_00_s` is the least time in CRO 00; 0 lets it go straight to AA.
    `chm_until_bhm` stops CHM at the first BHM instead of after the insulation test. `bhm_wait_s` is
    the patience before a car is taken for one of 2011. `answer_after_s` delays CTS and the end of
    transport. `strict_lengths` ignores a message that has not its nominal length of the edition.
    `turned_min_a` sends CML with min and max current swapped; `zero_cml` sends nothing but zeros.
    `straight_to_aa` sends no CRO before it is AA.
    `reports_time_outs` false never sends CEM and waits for ever. `reconnects` is the number of new
    attempts at CRM 00. `csd_frames` is how many CSD end a session. `current_error` scales what CCS
    reports against what flows.
    """

    edition: Edition = Edition.V2015
    negotiates_s: float = 0.0
    fill: Fill = Fill.ONES
    periods_s: Mapping[str, float] = field(default_factory=dict)
    ccs_bytes: int = 7
    pads: bool = False
    cro_00_s: float = 0.0
    straight_to_aa: bool = False
    chm_until_bhm: bool = False
    bhm_wait_s: float = 5.0
    answers: Answers = Answers.ALL
    answer_after_s: float = 0.0
    cell_data: CellData = CellData.TAKE
    time_sync: TimeSync = TimeSync.NONE
    strict_lengths: bool = False
    turned_min_a: bool = False
    zero_cml: bool = False
    reports_time_outs: bool = True
    reconnects: int = 3
    csd_frames: int = CSD_FRAMES
    waiting: Waiting = Waiting.CRO_00
    current_error: float = 0.0


@dataclass(frozen=True, slots=True)
class CarManner:
    """The habits of one car's BMS; without arguments it is what GB/T 27930-2015 asks for.

    A car of 2011 sends no BHM and 41 bytes of BRM (V1.0). `pads` fills single frames up to 8 bytes
    with FF. `skips_bro_00` sends no BRO before it is AA. `crm_00_wait_s` is the patience from CHM
    to CRM 00: a published BMS waits 5 s, which is too short for an insulation test.
    """

    edition: Edition = Edition.V2015
    fill: Fill = Fill.ONES
    pads: bool = False
    skips_bro_00: bool = False
    crm_00_wait_s: float = 30.0
