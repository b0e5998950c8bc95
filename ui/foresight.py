"""Show beside the running charge what this car was expected to take at this pile."""

from network.session import Lookup, SessionState
from ui.car_controller import CarController
from ui.charge_controller import ChargeController
from ui.outlook import charge_at
from vehicle.estimate import CarEstimate


class Foresight:
    """Follows the purchase and foresees the curve anew at every other connector.

    The curve begins at the present state of charge, and at 0 while that is unknown.
    """

    def __init__(
        self, charge: ChargeController, estimate: CarEstimate, car: CarController, lookup: Lookup
    ) -> None:
        self._charge = charge
        self._estimate = estimate
        self._car = car
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
            car = self._car.state
            charge = charge_at(self._estimate, car, found[1], car.soc_pct or 0.0, 100.0)
            points = tuple((point.soc_pct, point.power_kw) for point in charge.points)
        self._charge.expect(points)
