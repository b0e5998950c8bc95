"""Join vehicle bus, operators and journal: the head unit without its screen."""

import asyncio
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from network.bench import BenchClient, BenchError
from network.catalogue import Catalogue
from network.inbox import Inbox
from network.journal import Journal
from network.keys import resolve
from network.operators.directory import SANDBOX, Protocol
from network.operators.tcec102 import TcecOperator
from network.sandbox import bench_app, tcec_app
from network.session import Session
from ui.wiring.parts import Parts
from vehicle.can_bus import CanBus
from vehicle.car_link import CarLink

GLASS_HOST = "glass.sandbox"
REATTACH_S = 30.0
"""A world that was restarted hears of us again after this time at most (chosen)."""


@dataclass(frozen=True, slots=True)
class Buyer:
    """The head unit without its screen: what it knows of the car, buys, and keeps."""

    bus: CanBus
    link: CarLink
    session: Session
    sellers: Mapping[str, TcecOperator]
    bench: BenchClient
    journal: Journal


def build_buyer(
    parts: Parts, catalogue: Catalogue, journal: Journal, origin: str | None = None
) -> tuple[Buyer, Inbox]:
    """Join vehicle bus, operators and journal. `origin` is the world's address if it is elsewhere.

    Raises: KeysError.
    """
    profiles = parts.directory.profiles
    keys = {
        name: resolve(profile.keys, os.environ)
        for name, profile in profiles.items()
        if profile.protocol is Protocol.TCEC102
    }
    place = origin or f"http://{tcec_app.HOST}"
    runtime = parts.runtime
    sellers = {
        name: TcecOperator(
            profiles[name],
            tcec_app.base_url(name, place)
            if profiles[name].endpoint == SANDBOX
            else profiles[name].endpoint,
            keys[name], parts.wire, runtime.now, runtime.wall,
        )
        for name in keys
    }  # fmt: skip
    bus = parts.ends.glass
    if bus is None:
        raise RuntimeError(f"{parts.options.command!r} opens no bus for a head unit")
    link = CarLink(parts.codec.another(), bus, parts.clock)
    session = Session(journal, sellers, link, runtime, catalogue.connector)
    inbox = Inbox(parts.directory, keys, session, runtime.now)
    parts.wire.route(GLASS_HOST, inbox.app)
    bench = BenchClient(parts.wire, origin or f"http://{bench_app.HOST}")
    return Buyer(bus, link, session, sellers, bench, journal), inbox


async def attach(buyer: Buyer, inbox_url: str) -> None:
    """Let the operators push to us and start on our VIN, now and whenever the world is back."""
    while True:
        with suppress(BenchError):  # the glass shows that the car is not heard
            await buyer.bench.attach(inbox_url)
            await buyer.link.has_vin.wait()
            await buyer.session.bind_vehicle()
        await asyncio.sleep(REATTACH_S)
