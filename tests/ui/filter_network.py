"""A network of four stations whose every number is known, for the tests of the filters."""

import numpy as np

from network.cluster_tree import arrange
from network.columns import STATUS_CODE, Columns, Draft
from network.geo import mercator
from network.kinds import STANDARD_CODE
from network.stations import Access, Network, Standard, Status
from tests.ui.glass_world import NOW

PNC, REMOTE, SCAN = Access.PLUG_AND_CHARGE.value, Access.REMOTE.value, Access.SCAN.value
OPERATORS = {
    "cloud": Network.THIRD_PARTY,
    "river": Network.THIRD_PARTY,
    "ally": Network.PARTNER,
    "ours": Network.OWN,
}
# Operator, latitude, whether at a service area, and per connector: kW, ways to start, free.
STATIONS = (
    (0, 31.1, False, ((120, REMOTE | SCAN, True), (120, REMOTE | SCAN, False), (7, SCAN, True))),
    (1, 31.2, True, ((250, PNC | REMOTE, True), (250, PNC | REMOTE, False))),
    (2, 31.3, False, ((480, PNC, False),)),
    (3, 31.4, False, ((600, PNC | REMOTE, True), (600, PNC | REMOTE, True), (250, PNC, False))),
)
LON = 121.3


def network(prices: tuple[int, ...] = (10_000, 14_000, 12_000, 0)) -> Columns:
    """Lay the four stations out; prices all day in 1/10 000 yuan, 0: none printed."""
    at = [mercator(lat, LON) for _, lat, _, _ in STATIONS]
    each = [connector for *_, connectors in STATIONS for connector in connectors]
    table = np.full((len(prices) + 1, 96), 2**32 - 1, np.uint32)
    for row, price in enumerate(prices, 1):
        if price:
            table[row] = price
    is_dc = np.array([kw > 7 for kw, _, _ in each])
    draft = Draft(
        operators=tuple(OPERATORS),
        networks=tuple(OPERATORS.values()),
        x=np.array([x for x, _ in at]),
        y=np.array([y for _, y in at]),
        operator=np.array([number for number, *_ in STATIONS], np.uint8),
        is_service_area=np.array([is_one for _, _, is_one, _ in STATIONS]),
        size=np.array([len(connectors) for *_, connectors in STATIONS]),
        power_kw=np.array([float(kw) for kw, _, _ in each]),
        access=np.array([ways for _, ways, _ in each], np.uint8),
        is_dc=is_dc,
        standard=np.where(
            is_dc, STANDARD_CODE[Standard.GBT_DC_2015], STANDARD_CODE[Standard.GBT_AC_2015]
        ).astype(np.uint8),
        area=np.zeros(4, np.uint32),
        tariff=np.arange(1, 5, dtype=np.int32),
        prices=table,
    )
    order, columns = arrange(draft)
    old = np.concatenate(([0], np.cumsum(draft.size)))
    free = [free for row in order for _, _, free in each[old[row] : old[row + 1]]]
    connectors = np.flatnonzero(free).astype(np.int32)
    codes = np.full(len(connectors), STATUS_CODE[Status.AVAILABLE], np.uint8)
    columns.set_status(connectors, codes, NOW.timestamp())
    return columns
