"""A network small enough for a test, made once, in the proportions of the whole one."""

import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from network.operators.directory import Directory
from network.sandbox.nation import build, operators_of

OPERATORS = Path(__file__).parents[1] / "resources" / "operators"
SHARE = 100
"""One connector of the small network stands for so many of the whole one."""


@cache
def _made() -> Path:
    path = Path(mkdtemp(prefix="chargedeck-test-")) / "network.sqlite"
    operators = [
        replace(one, connectors=max(20, one.connectors // SHARE))
        for one in operators_of(Directory.load(OPERATORS))
    ]
    build(path, operators)
    return path


def put_small_nation(folder: Path) -> Path:
    """Put the small network into a data folder; answers the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(_made(), folder / "network.sqlite")
    return folder
