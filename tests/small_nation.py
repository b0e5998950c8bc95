"""A network small enough for a test, made once, in the proportions of the whole one."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from network.operators.directory import Directory
from network.sandbox.nation import build
from network.sandbox.nation_sheet import NationOperator
from ui.wiring.world import access_of

OPERATORS = Path(__file__).parents[1] / "resources" / "operators"
SHARE = 100
"""One connector of the small network stands for so many of the whole one."""


@cache
def _made() -> Path:
    path = Path(mkdtemp(prefix="chargedeck-test-")) / "network.sqlite"
    profiles = Directory.load(OPERATORS).profiles.values()
    operators = [
        NationOperator(one.id, one.network, max(20, one.weight // SHARE), access_of(one.abilities))
        for one in profiles
    ]
    build(path, operators)
    return path


def put_small_nation(folder: Path) -> Path:
    """Put the small network into a data folder; answers the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(_made(), folder / "network.sqlite")
    return folder
