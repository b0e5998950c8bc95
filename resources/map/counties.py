"""Read counties.npz: the borders between the counties of each prefecture."""

from pathlib import Path

import numpy as np

from resources.map.packed import Lines, detailed

FILE = Path(__file__).with_name("counties.npz")


def read_counties(file: Path = FILE) -> Lines:
    """Read the lines (n, 2) in world units; there is one level of detail."""
    with np.load(file, allow_pickle=False) as data:
        return detailed(data).at(0)
