"""Small made-up networks for the tests of columns, clusters and catalogue."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np

from network.cluster_tree import arrange
from network.columns import Columns, Draft
from network.geo import mercator_columns
from network.kinds import STANDARD_CODE
from network.printed import price_table
from network.stations import Access, Network, Standard
from network.tariff import Period, PriceTimeline

DEAR_BY_DAY = PriceTimeline(
    (Period(0, Decimal("0.4"), Decimal("0.4")), Period(28_800, Decimal("1.1"), Decimal("0.6"))),
    is_printed=True,
)
CHEAP = PriceTimeline((Period(0, Decimal("0.6"), Decimal("0.5")),), is_printed=True)
DC, AC = STANDARD_CODE[Standard.GBT_DC_2015], STANDARD_CODE[Standard.GBT_AC_2015]


def scattered(count: int, seed: int = 7, spread_deg: float = 0.6) -> Draft:
    """Scatter stations around three cities; connectors by chance, of four operators."""
    random = np.random.default_rng(seed)
    city = random.integers(0, 3, count)
    lat = np.array([31.2, 30.3, 39.9])[city] + random.normal(0, spread_deg, count)
    lon = np.array([121.4, 120.1, 116.4])[city] + random.normal(0, spread_deg, count)
    size = random.integers(1, 20, count)
    connectors = int(size.sum())
    power_kw = random.choice([7.0, 60.0, 120.0, 250.0, 480.0], connectors)
    x, y = mercator_columns(lat, lon)
    return Draft(
        operators=("east", "west", "north", "south"),
        networks=(Network.THIRD_PARTY, Network.THIRD_PARTY, Network.PARTNER, Network.OWN),
        x=x,
        y=y,
        operator=random.integers(0, 4, count).astype(np.uint8),
        is_service_area=random.random(count) < 0.1,
        size=size,
        power_kw=power_kw,
        access=random.choice(
            [Access.REMOTE.value, (Access.REMOTE | Access.PLUG_AND_CHARGE).value], connectors
        ).astype(np.uint8),
        is_dc=power_kw > 7,
        standard=np.where(power_kw > 7, DC, AC).astype(np.uint8),
        area=np.array([310115, 330106, 110105], np.uint32)[city],
    )


def scattered_columns(count: int, seed: int = 7) -> Columns:
    """Arrange such a network, with statuses 0 to 6 by chance."""
    columns = arrange(scattered(count, seed))[1]
    columns.status[:] = np.random.default_rng(seed).integers(0, 7, columns.connector_count)
    return columns


def described_columns(count: int, seed: int = 11) -> Columns:
    """Arrange one where a third prints one of two prices, and a third came after April 2025."""
    random = np.random.default_rng(seed)
    draft = scattered(count, seed)
    connectors = int(draft.size.sum())
    prices, _ = price_table([DEAR_BY_DAY, CHEAP])
    late = date(2025, 6, 1).toordinal()
    draft = replace(
        draft,
        prices=prices,
        tariff=random.integers(0, 3, count).astype(np.int32),
        valid_from=np.where(random.random(connectors) < 1 / 3, late, 0).astype(np.int32),
    )
    columns = arrange(draft)[1]
    columns.status[:] = random.integers(0, 7, connectors)
    return columns
