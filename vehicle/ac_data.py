"""Say how one model of an AC pile deviates: data that files in resources/chargers fill."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AcData:
    """The particulars of one model; without arguments it has none.

    `is_tethered` says that the cable belongs to the pile and carries what it gives (case C of GB/T
    18487.1). Otherwise the driver brings one into a socket (case B), which offers no more than that
    cable carries, and holds its plug while it may charge. `duty_error_pct` is added to the duty
    cycle of the control pilot.
    `patience_s` is how long a car that may charge can leave the mains unasked for (chosen).
    `managed_a` is what the site's load management leaves of each phase; None for all. `meter_error`
    is the relative error of the energy shown.
    """

    is_tethered: bool = True
    duty_error_pct: float = 0.0
    patience_s: float = 60.0
    managed_a: float | None = None
    meter_error: float = 0.0


PLAIN = AcData()
"""An AC pile without particulars."""
