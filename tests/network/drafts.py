"""Small made-up networks for the tests of columns, clusters and catalogue."""

import numpy as np

from network.cluster_tree import arrange
from network.columns import Columns, Draft
from network.geo import mercator_columns
from network.stations import Access, Network


def scattered(count: int, seed: int = 7, spread_deg: float = 0.6) -> Draft:
    """Scatter stations around three cities; connectors by chance, of four operators."""
    random = np.random.default_rng(seed)
    city = random.integers(0, 3, count)
    lat = np.array([31.2, 30.3, 39.9])[city] + random.normal(0, spread_deg, count)
    lon = np.array([121.4, 120.1, 116.4])[city] + random.normal(0, spread_deg, count)
    size = random.integers(1, 20, count)
    connectors = int(size.sum())
    x, y = mercator_columns(lat, lon)
    return Draft(
        operators=("east", "west", "north", "south"),
        networks=(Network.THIRD_PARTY, Network.THIRD_PARTY, Network.PARTNER, Network.OWN),
        x=x,
        y=y,
        operator=random.integers(0, 4, count).astype(np.uint8),
        is_service_area=random.random(count) < 0.1,
        size=size,
        power_kw=random.choice([7.0, 60.0, 120.0, 250.0, 480.0], connectors),
        access=random.choice(
            [Access.REMOTE.value, (Access.REMOTE | Access.PLUG_AND_CHARGE).value], connectors
        ).astype(np.uint8),
    )


def scattered_columns(count: int, seed: int = 7) -> Columns:
    """Arrange such a network, with statuses 0 to 6 by chance."""
    columns = arrange(scattered(count, seed))[1]
    columns.status[:] = np.random.default_rng(seed).integers(0, 7, columns.connector_count)
    return columns
