"""Show beside the running charge what this car was expected to take at this pile."""

from network.session import Lookup, SessionState
from ui.charge_controller import ChargeController
from vehicle.estimate import power_curve
from vehicle.trim import Pack


class Foresight:
    """Follows the purchase and foresees the curve anew at every other connector."""

    def __init__(self, charge: ChargeController, pack: Pack, lookup: Lookup) -> None:
        self._charge = charge
        self._pack = pack
        self._lookup = lookup
        self._foreseen = ("", "")

    def follow(self, state: SessionState) -> None:
        """Look where is being charged now."""
        place = (state.operator_id, state.connector_id)
        if place == self._foreseen:
            return
        self._foreseen = place
        found = self._lookup(*place)
        points: tuple[tuple[float, float], ...] = ()
        if found is not None:
            points = power_curve(self._pack, found[1].max_a, found[1].power_kw)
        self._charge.expect(points)
