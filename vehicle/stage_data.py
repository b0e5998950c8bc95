"""Say how one model of a pile behaves at its terminals: data that files in resources/chargers fill.

Without arguments it is what GB/T 18487.1-2015 and GB/T 34657.1-2017 ask for or allow.
"""

from dataclasses import dataclass

FULL_A, FULL_S = 5.0, 30.0
"""At its own highest voltage a pile ends a charge of so little for so long (chosen)."""


@dataclass(frozen=True, slots=True)
class StageData:
    """The terminals of one model.

    `up_a_per_s` (18487.1: at least 20) and `down_a_per_s` (at least 100) are the ramps of an
    ordinary rise and stop; the defaults are chosen. `volt_per_s` is how fast the unloaded output
    moves (chosen: below 60 V within 1 s, as 18487.1 asks, from 1000 V). `ready_s` passes between
    the start and the first message: lock and auxiliary supply. `test_s` is how long the insulation
    monitor measures (chosen; a real handshake took 16.5 s in all). Below `fault_ohm_per_v` no
    charge begins, below `warning_ohm_per_v` it begins with a warning (18487.1: 100 and 500; a
    published firmware takes 108 and 505). `cc1_min_v` to `cc1_max_v` counts as fully connected
    (18487.1: 4 V within 0.8 V). From `derates_from_c` at the plug's sensor the current is lowered,
    at `stops_at_c` the charge ends (both chosen). `delivers` is the share of the demand that flows,
    `meter_error` the relative error of the energy shown, `soc_offset_pct` what the display adds to
    the car's SoC. `r4_ohm` is found at detection point 1, with the worn contact of this model's
    plug in it (34657.1: 970 to 1030 good). `cable_ohm_per_v` is the insulation of its cable, beside
    the car's. `residual_v` stands outside K1/K2 before the test, where the discharge of the session
    before is poor. `lock_fails` is how often the lock does not engage after a plug. `needs_vin`
    ends a session whose BRM has none. `rejects_mismatch` ends it where the pack does not measure
    what BCP said; otherwise CRO stays 00 until its time is over.
    """

    up_a_per_s: float = 50.0
    down_a_per_s: float = 300.0
    volt_per_s: float = 1000.0
    ready_s: float = 0.0
    test_s: float = 2.0
    fault_ohm_per_v: float = 100.0
    warning_ohm_per_v: float = 500.0
    cc1_min_v: float = 3.2
    cc1_max_v: float = 4.8
    derates_from_c: float = 80.0
    stops_at_c: float = 90.0
    delivers: float = 1.0
    meter_error: float = 0.0
    soc_offset_pct: float = 0.0
    r4_ohm: float = 1000.0
    cable_ohm_per_v: float = float("inf")
    residual_v: float = 0.0
    lock_fails: int = 0
    needs_vin: bool = False
    rejects_mismatch: bool = False


STANDARD = StageData()
"""A pile without particulars."""
