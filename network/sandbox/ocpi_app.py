"""Serve simulated operators over OCPI 2.2.1, under /{operator}/ocpi/. An ASGI app."""

from collections.abc import Mapping

from starlette.applications import Starlette
from starlette.routing import Mount

from network.keys import resolve_ocpi
from network.operators.directory import OperatorProfile, Protocol
from network.operators.ocpi_envelope import CLIENT_ERROR
from network.runtime import Runtime
from network.sandbox.behaviour import Behaviour
from network.sandbox.hosted import Hosted
from network.sandbox.ocpi_mishap import Misbehaving
from network.sandbox.ocpi_operator import OcpiSimulatedOperator
from network.sandbox.ocpi_outbox import OcpiOutbox
from network.sandbox.ocpi_site import OcpiSite
from network.sandbox.public_desk import Inventory, Listing
from network.wire import Wire

HOST = "ocpi.sandbox"


def versions_url(operator_id: str, origin: str = f"http://{HOST}") -> str:
    """Answer where a simulated operator begins; `origin` is another machine's, if it is there."""
    return f"{origin}/{operator_id}/ocpi/versions"


class OcpiSandbox(Hosted[OcpiSimulatedOperator]):
    """All simulated operators that speak OCPI. Piles speak to them by operator and connector id.

    `behaviours` makes one of them misbehave, by module or command. Without a `listing` no operator
    gives out its stations.
    """

    def __init__(
        self,
        profiles: Mapping[str, OperatorProfile],
        inventory: Inventory,
        wire: Wire,
        runtime: Runtime,
        listing: Listing | None = None,
    ) -> None:
        served = {
            name: profile
            for name, profile in profiles.items()
            if profile.protocol is Protocol.OCPI and profile.keys.startswith("sandbox:")
        }
        self.behaviours = {name: Behaviour(CLIENT_ERROR) for name in served}
        outbox = OcpiOutbox(wire, runtime, self.behaviours)
        self.operators = {
            name: OcpiSimulatedOperator(
                profile, inventory, listing, outbox, runtime, self.behaviours[name]
            )
            for name, profile in served.items()
        }
        self._sites = {
            name: OcpiSite(operator, resolve_ocpi(operator.profile.keys, {}), outbox, runtime)
            for name, operator in self.operators.items()
        }
        mounts = [
            Mount(
                f"/{name}/ocpi",
                app=Misbehaving(site.app, self.behaviours[name], runtime, site.forget),
            )
            for name, site in self._sites.items()
        ]
        self.app = Starlette(routes=mounts)

    def forget_registration(self, operator_id: str) -> None:
        """Know no eMSP any more, as after a restart without a data base."""
        self._sites[operator_id].forget()
