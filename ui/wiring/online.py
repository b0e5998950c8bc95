"""Lay a server's map pictures under the pins, where one is named."""

from network.raster_tiles import RasterTiles
from network.tile_cache import TileCache
from network.wire import Wire
from ui.online_map import OnlineMap
from ui.speech import Speech
from ui.wiring.parts import Parts

FOLDER = "map-tiles"
"""Where fetched pictures are kept, below the data folder; one folder for each source."""


def build_online(parts: Parts, speech: Speech) -> OnlineMap:
    """Make what the glass shows of a server's pictures."""
    online = OnlineMap(speech)
    source = parts.options.tiles
    if source is None:
        return online
    # A wire of its own: hundreds of pictures would hide what is said with the operators.
    wire = Wire()
    runtime = parts.runtime
    folder = parts.options.data_dir / FOLDER / source.name
    cache = TileCache(folder, lambda: runtime.wall().timestamp())
    tiles = RasterTiles(source, wire, cache, runtime, online.take, online.tell)
    parts.stack.push_async_callback(wire.aclose)
    parts.stack.callback(tiles.close)
    parts.spawn(tiles.start())
    online.use(tiles)
    return online
