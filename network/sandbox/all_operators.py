"""All simulated operators, whatever protocol each of them speaks, as piles and clients see them."""

from collections.abc import Mapping

from starlette.applications import Starlette

from network.operators.directory import OperatorProfile, Protocol
from network.runtime import Runtime
from network.sandbox import ocpi_app, photo_desk, tcec_app
from network.sandbox.behaviour import Behaviour
from network.sandbox.charge import Meter
from network.sandbox.ocpi_app import OcpiSandbox
from network.sandbox.operator import Outlet, Verdict
from network.sandbox.public_desk import Inventory, Listing
from network.sandbox.tcec_app import SandboxOperators
from network.wire import Wire


def address(profile: OperatorProfile, origin: str = "") -> str:
    """Answer where a simulated operator is found; `origin` is another machine's, if it is there."""
    if profile.protocol is Protocol.OCPI:
        return ocpi_app.versions_url(profile.id, origin or f"http://{ocpi_app.HOST}")
    return tcec_app.base_url(profile.id, origin or f"http://{tcec_app.HOST}")


def photos_url(origin: str = "") -> str:
    """Answer where the simulated operators' pictures are found."""
    return (origin or f"http://{tcec_app.HOST}") + photo_desk.PATH


class AllOperators:
    """Piles speak to them by operator and connector id, clients over HTTP at `app`."""

    def __init__(
        self,
        profiles: Mapping[str, OperatorProfile],
        inventory: Inventory,
        wire: Wire,
        runtime: Runtime,
        listing: Listing | None = None,
    ) -> None:
        self.tcec = SandboxOperators(profiles, inventory, wire, runtime, listing)
        self.ocpi = OcpiSandbox(profiles, inventory, wire, runtime, listing)
        routes = [*self.tcec.app.routes, *self.ocpi.app.routes, *photo_desk.routes()]
        self.app = Starlette(routes=routes)
        for host in (tcec_app.HOST, ocpi_app.HOST):
            wire.route(host, self.app)

    def attach(self, inbox_url: str) -> None:
        """Push to this inbox from now on; who speaks OCPI says itself where it is pushed to."""
        self.tcec.attach(inbox_url)

    def serves(self, operator_id: str) -> bool:
        """Tell whether an operator lives here."""
        return self.tcec.serves(operator_id) or self.ocpi.serves(operator_id)

    def behaviour_of(self, operator_id: str) -> Behaviour | None:
        """Answer how an operator behaves, None where it does not live here."""
        return self._of(operator_id).behaviour_of(operator_id)

    def plug_in(self, operator_id: str, connector_id: str, outlet: Outlet) -> None:
        """Take note that a car was plugged in at this connector."""
        self._of(operator_id).plug_in(operator_id, connector_id, outlet)

    def plug_out(self, operator_id: str, connector_id: str) -> None:
        """Take note that the car was unplugged."""
        self._of(operator_id).plug_out(operator_id, connector_id)

    def authorise(self, operator_id: str, connector_id: str, vin: str) -> Verdict:
        """Answer whether the plugged car may charge."""
        return self._of(operator_id).authorise(operator_id, connector_id, vin)

    def meter(self, operator_id: str, connector_id: str, meter: Meter) -> None:
        """Take a reading of a running charge."""
        self._of(operator_id).meter(operator_id, connector_id, meter)

    def ended(self, operator_id: str, connector_id: str, meter: Meter, stop_reason: int) -> None:
        """Take note that a charge has ended at the pile."""
        self._of(operator_id).ended(operator_id, connector_id, meter, stop_reason)

    def _of(self, operator_id: str) -> SandboxOperators | OcpiSandbox:
        return self.ocpi if self.ocpi.serves(operator_id) else self.tcec
