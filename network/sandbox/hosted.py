"""Let piles speak to simulated operators of one protocol by operator and connector id."""

from collections.abc import Mapping
from typing import Generic, Protocol, TypeVar

from network.sandbox.behaviour import Behaviour
from network.sandbox.charge import Meter
from network.sandbox.operator import Outlet, Verdict


class Host(Protocol):
    """What a pile tells its operator, and asks it; `operator.SimulatedOperator` is one."""

    def plug_in(self, connector_id: str, outlet: Outlet) -> None:
        """Take note that a car was plugged in."""

    def plug_out(self, connector_id: str) -> None:
        """Take note that the car was unplugged."""

    def authorise(self, connector_id: str, vin: str) -> Verdict:
        """Answer whether the plugged car may charge."""

    def meter(self, connector_id: str, meter: Meter) -> None:
        """Take a reading of a running charge."""

    def ended(self, connector_id: str, meter: Meter, stop_reason: int) -> None:
        """Take note that a charge has ended at the pile."""


H = TypeVar("H", bound=Host)


class Hosted(Generic[H]):
    """The simulated operators of one protocol; who inherits fills both mappings by operator id."""

    operators: Mapping[str, H]
    behaviours: Mapping[str, Behaviour]

    def serves(self, operator_id: str) -> bool:
        """Tell whether an operator lives here."""
        return operator_id in self.operators

    def behaviour_of(self, operator_id: str) -> Behaviour | None:
        """Answer how an operator behaves, None where it does not live here."""
        return self.behaviours.get(operator_id)

    def plug_in(self, operator_id: str, connector_id: str, outlet: Outlet) -> None:
        """Take note that a car was plugged in at this connector."""
        self.operators[operator_id].plug_in(connector_id, outlet)

    def plug_out(self, operator_id: str, connector_id: str) -> None:
        """Take note that the car was unplugged."""
        self.operators[operator_id].plug_out(connector_id)

    def authorise(self, operator_id: str, connector_id: str, vin: str) -> Verdict:
        """Answer whether the plugged car may charge."""
        return self.operators[operator_id].authorise(connector_id, vin)

    def meter(self, operator_id: str, connector_id: str, meter: Meter) -> None:
        """Take a reading of a running charge."""
        self.operators[operator_id].meter(connector_id, meter)

    def ended(self, operator_id: str, connector_id: str, meter: Meter, stop_reason: int) -> None:
        """Take note that a charge has ended at the pile."""
        self.operators[operator_id].ended(connector_id, meter, stop_reason)
