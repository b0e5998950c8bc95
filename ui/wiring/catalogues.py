"""Open the catalogues of a program: the head unit's own, and its world's where that lives here."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from network.bench import BenchClient
from network.catalogue import Catalogue, CatalogueLost
from network.operators.directory import SANDBOX
from network.sandbox.nation import operators_of
from ui.wiring.network_file import STATIONS_FILE, Seed, open_stations
from ui.wiring.parts import Parts
from ui.wiring.turned_day import day_at
from ui.wiring.world import day_of, open_catalogue

# How much of making both the world's is. Chosen.
_WORLDS = 0.8


@dataclass(frozen=True, slots=True)
class Catalogues:
    """`world` is None where the world is in another process; `own` was begun with `seed`."""

    own: Catalogue
    world: Catalogue | None
    seed: Seed


async def open_catalogues(
    parts: Parts, say: Callable[[float], None], complain: Callable[[CatalogueLost], None]
) -> Catalogues:
    """Open them, and make them first where there are none.

    `say` is told the share of the making that is done, 0 to 1; `complain` why a file that was there
    could not be used. Raises: CatalogueError.
    """
    options, loop = parts.options, asyncio.get_running_loop()
    world = None
    seed = Seed(parts.begun)
    if options.world is None:
        world = await open_catalogue(parts, lambda share: say(_WORLDS * share), complain)
        profiles = parts.directory.profiles.items()
        here = [name for name, profile in profiles if profile.endpoint == SANDBOX]
        seed = Seed(parts.begun, day_of(options), here)
    elif not (options.data_dir / STATIONS_FILE).exists():
        bench = BenchClient(parts.wire, f"http://{options.world[0]}:{options.world[1]}")
        seed = Seed(parts.begun, await day_at(bench))

    def tell(share: float) -> None:
        loop.call_soon_threadsafe(say, _WORLDS + (1 - _WORLDS) * share if world else share)

    operators = operators_of(parts.directory)
    own = await asyncio.to_thread(open_stations, options.data_dir, operators, seed, tell, complain)
    parts.stack.callback(own.close)
    return Catalogues(own, world, seed)
