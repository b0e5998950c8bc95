"""Build the catalogue of the network where there is none, with all that was imported into it."""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from network.imports.shelf import Shelf
from network.imports.taking import restore
from network.sandbox.nation import build
from network.sandbox.nation_sheet import NationOperator

NETWORK_FILE = "network.sqlite"
# How much of the whole the simulated network is where imports follow. Chosen.
_BUILT = 0.7
_log = logging.getLogger(__name__)


def build_network(
    data_dir: Path, operators: Sequence[NationOperator], progress: Callable[[float], None]
) -> None:
    """Make up the simulated network, and take in again what is on the shelf of imports.

    An import that cannot be read any more is left out, and named in the log.
    Raises: CatalogueError.
    """
    shelf = Shelf(data_dir)
    if not shelf.names():
        build(data_dir / NETWORK_FILE, operators, progress)
        return
    build(data_dir / NETWORK_FILE, operators, lambda share: progress(_BUILT * share))
    for name, reason in restore(data_dir / NETWORK_FILE, shelf).items():
        _log.warning("import %s is left out: %s", name, reason)
    progress(1.0)
