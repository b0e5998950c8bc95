"""Join vehicle bus, operators and journal: the head unit without its screen."""

import asyncio
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache

from starlette.applications import Starlette

from network.asking_job import Place
from network.bench import BenchClient, BenchError
from network.catalogue import Catalogue
from network.inbox import Inbox
from network.journal import Journal
from network.keys import OcpiKeys, resolve, resolve_api_key, resolve_ocpi
from network.ocpi_inbox import ROOT, OcpiInbox
from network.operators.directory import SANDBOX, OperatorProfile, Protocol
from network.operators.ocpi import OcpiOperator
from network.operators.ocpi_memory import OcpiMemory
from network.operators.openchargemap import OpenChargeMap
from network.operators.tcec102 import TcecOperator
from network.sandbox import bench_app
from network.sandbox.all_operators import address
from network.session import Session
from network.vault import PASSPHRASE, Vault
from ui.readable import readable
from ui.wiring.parts import Parts
from vehicle.can_bus import CanBus
from vehicle.car_link import CarLink

GLASS_HOST = "glass.sandbox"
REATTACH_S = 30.0
"""A world that was restarted hears of us again after this time at most (chosen)."""


@dataclass(frozen=True, slots=True)
class Buyer:
    """The head unit without its screen: what it knows of the car, buys, and keeps.

    Nothing can be bought from `listers`; they only tell of stations. `places` tells where those of
    the sellers are found that speak T/CEC 102.
    """

    bus: CanBus
    link: CarLink
    session: Session
    sellers: Mapping[str, TcecOperator | OcpiOperator]
    bench: BenchClient
    journal: Journal
    places: Mapping[str, Place] = field(default_factory=dict)
    listers: Mapping[str, OpenChargeMap] = field(default_factory=dict)


def build_buyer(
    parts: Parts, catalogue: Catalogue, journal: Journal, origin: str | None = None
) -> tuple[Buyer, Starlette]:
    """Join vehicle bus, operators and journal; answers the app that operators push to as well.

    `origin` is the world's address if it is elsewhere.

    Raises: KeysError.
    """
    profiles = parts.directory.profiles
    runtime = parts.runtime

    @cache
    def vault() -> Vault:
        # 40 ms that a start without secrets does not spend.
        from network.system_vault import open_vault  # noqa: PLC0415

        return open_vault(parts.options.data_dir, os.environ.get(PASSPHRASE))

    tcec_keys = {
        name: resolve(profile.keys, os.environ, vault)
        for name, profile in profiles.items()
        if profile.protocol is Protocol.TCEC102
    }

    def place(profile: OperatorProfile) -> str:
        is_here = profile.endpoint == SANDBOX
        return address(profile, origin or "") if is_here else profile.endpoint

    ocpi, ocpi_keys = _build_ocpi(parts, place, vault)
    places = {
        name: Place(profiles[name], place(profiles[name]), keys) for name, keys in tcec_keys.items()
    }
    sellers: dict[str, TcecOperator | OcpiOperator] = {
        name: TcecOperator(*one, parts.wire, runtime.now, runtime.wall)
        for name, one in places.items()
    }
    sellers |= ocpi
    bus = parts.ends.glass
    if bus is None:
        raise RuntimeError(f"{parts.options.command!r} opens no bus for a head unit")
    link = CarLink(parts.codec.another(), bus, parts.clock)
    session = Session(journal, sellers, link, runtime, readable(catalogue.connector))
    inbox = Inbox(parts.directory, tcec_keys, session, catalogue, runtime)
    ocpi_inbox = OcpiInbox(ocpi, ocpi_keys, session, catalogue, runtime)
    app = Starlette(routes=[*inbox.app.routes, *ocpi_inbox.app.routes])
    parts.wire.route(GLASS_HOST, app)
    bench = BenchClient(parts.wire, origin or f"http://{bench_app.HOST}")
    listers = _build_listers(parts, vault)
    return Buyer(bus, link, session, sellers, bench, journal, places, listers), app


def _build_listers(parts: Parts, vault: Callable[[], Vault]) -> dict[str, OpenChargeMap]:
    """Make the open lists for which there is a key. Raises: KeysError where there is none."""
    runtime = parts.runtime
    return {
        name: OpenChargeMap(
            profile,
            profile.endpoint,
            resolve_api_key(profile.keys, os.environ, vault),
            parts.wire,
            runtime.now,
            runtime.sleep,
        )
        for name, profile in parts.directory.profiles.items()
        if profile.protocol is Protocol.OPENCHARGEMAP
    }


def _build_ocpi(
    parts: Parts, place: Callable[[OperatorProfile], str], vault: Callable[[], Vault]
) -> tuple[dict[str, OcpiOperator], dict[str, OcpiKeys]]:
    """Make the operators that speak OCPI; a real one is called with the token it issued before."""
    memory = OcpiMemory(vault, parts.runtime.spawn)
    operators: dict[str, OcpiOperator] = {}
    found: dict[str, OcpiKeys] = {}
    for name, profile in parts.directory.profiles.items():
        if profile.protocol is not Protocol.OCPI:
            continue
        url, keys = place(profile), resolve_ocpi(profile.keys, os.environ, vault)
        is_real = not profile.keys.startswith(SANDBOX)
        if is_real:
            keys = memory.recalled(name, url, keys)
        operator = OcpiOperator(
            profile, url, keys, parts.wire, parts.runtime.now, parts.runtime.wall
        )
        if is_real:
            operator.link.remember = memory.keeper(name, url)
        operators[name], found[name] = operator, keys
    return operators, found


async def attach(buyer: Buyer, origin: str) -> None:
    """Let the operators push to us and start on our VIN, now and whenever the world is back."""
    for seller in buyer.sellers.values():
        if isinstance(seller, OcpiOperator):
            seller.attach(f"{origin}{ROOT}")
    while True:
        with suppress(BenchError):  # the glass shows that the car is not heard
            await buyer.bench.attach(f"{origin}/evcs/v1")
            await buyer.link.has_vin.wait()
            await buyer.session.bind_vehicle()
        await asyncio.sleep(REATTACH_S)
