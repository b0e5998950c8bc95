"""How the marks of a dense city lie: measured as an eye would, from far to near."""

import numpy as np
import pytest
from numpy.typing import NDArray

from network.cluster_tree import arrange
from network.clusters import ClusterIndex, Visible
from network.columns import Columns, Draft, Filter
from network.geo import mercator, mercator_columns
from network.stations import Network
from tests.network.test_clusters import boxes, overlaps, view_at

Floats = NDArray[np.float64]

CITIES = {"Shanghai": (31.22, 121.47), "Chengdu": (30.66, 104.07), "Shenzhen": (22.60, 114.05)}
ZOOMS = np.arange(8.5, 13.01, 0.5).tolist()
STATIONS = 9000
# What rings of a city stand apart from each other, in dp: the grids that might show.
PERIODS = np.arange(60.0, 240.0, 1.0)


@pytest.fixture(scope="module")
def columns() -> Columns:
    """Give each city 100 000 connectors: most near its middle, many evenly spread, towns around."""
    random = np.random.default_rng(12)
    lat, lon = [], []
    for city_lat, city_lon in CITIES.values():
        core = random.normal(0, 0.08, (STATIONS // 2, 2))
        plain = random.uniform(-0.5, 0.5, (STATIONS // 3, 2))
        town = random.integers(0, 12, STATIONS // 6)
        towns = random.uniform(-0.7, 0.7, (12, 2))[town] + random.normal(0, 0.01, (len(town), 2))
        around = np.concatenate([core, plain, towns])
        lat.append(city_lat + around[:, 0])
        lon.append(city_lon + around[:, 1])
    x, y = mercator_columns(np.concatenate(lat), np.concatenate(lon))
    size = random.integers(1, 22, len(x))
    count = int(size.sum())
    draft = Draft(
        operators=("one",),
        networks=(Network.THIRD_PARTY,),
        x=x,
        y=y,
        operator=np.zeros(len(x), np.uint8),
        is_service_area=np.zeros(len(x), np.bool_),
        size=size,
        power_kw=random.choice([7.0, 120.0, 480.0], count),
        access=np.zeros(count, np.uint8),
        is_dc=np.ones(count, np.bool_),
        standard=np.zeros(count, np.uint8),
        area=np.zeros(len(x), np.uint32),
    )
    return arrange(draft)[1]


def points(seen: Visible, world_dp: float) -> Floats:
    return np.stack([seen.x, seen.y], axis=1) * world_dp


def regularity(at: Floats) -> float:
    """Measure how well any grid with upright lines explains the points; by chance about 2.

    The largest of the sums of unit vectors that turn once a period, along x and along y, over what
    it would be for points in random places.
    """
    turns = np.exp(2j * np.pi * at[:, :, None] / PERIODS)
    return float(np.abs(turns.sum(axis=0)).max() / np.sqrt(len(at)))


def in_line(at: Floats) -> NDArray[np.bool_]:
    """Tell for each pair of near neighbours whether they stand in a row or column, to 4 dp."""
    apart = np.abs(at[:, None] - at[None])
    i, j = np.nonzero(np.triu(np.hypot(apart[..., 0], apart[..., 1]) < 340, k=1))
    found: NDArray[np.bool_] = apart[i, j].min(axis=1) < 4
    return found


def on_grid(at: Floats, cell_dp: float) -> Floats:
    """Move points to the middles of cells, as counting on a grid would have them."""
    return (np.floor(at / cell_dp) + 0.5) * cell_dp


def in_cities(columns: Columns, zoom: float) -> list[Floats]:
    """List the marks' places in each city, in dp."""
    views = [view_at(*mercator(*place), zoom) for place in CITIES.values()]
    index = ClusterIndex(columns)
    return [points(index.in_view(view), view.world_dp) for view in views]


@pytest.mark.parametrize("zoom", ZOOMS)
def test_no_rows_or_columns_show(columns: Columns, zoom: float) -> None:
    cities = in_cities(columns, zoom)
    # Farther out a city has so few rings that some grid fits them by chance.
    assert all(regularity(at) < 3.6 for at in cities if len(at) > 12)
    # At 170 dp, half as far as neighbours go, one direction in thirty is so near to a line.
    assert np.concatenate([in_line(at) for at in cities]).mean() < 0.08


def test_the_measures_find_a_grid_where_there_is_one(columns: Columns) -> None:
    for at in in_cities(columns, 11.0):
        snapped = np.unique(on_grid(at, 110.0), axis=0)
        assert regularity(snapped) > 5.0
        assert in_line(snapped).mean() > 0.2


@pytest.mark.parametrize("wanted", [Filter(), Filter(min_power_kw=480)])
@pytest.mark.parametrize("city", CITIES)
@pytest.mark.parametrize("zoom", ZOOMS)
def test_neighbours_stand_apart(columns: Columns, city: str, zoom: float, wanted: Filter) -> None:
    view = view_at(*mercator(*CITIES[city]), zoom)
    seen = ClusterIndex(columns, wanted).in_view(view)
    rings = np.flatnonzero(seen.row < 0)
    at, radius = points(seen, view.world_dp)[rings], seen.radius_dp[rings]
    apart = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    assert (apart >= radius[:, None] + radius[None] + 8).all()
    assert overlaps(boxes(seen, view.world_dp)) == []


@pytest.mark.parametrize("zoom", ZOOMS)
def test_rings_stand_where_their_connectors_are(columns: Columns, zoom: float) -> None:
    index, size = ClusterIndex(columns), np.diff(columns.first)
    away, to_station = [], []
    for place in CITIES.values():
        view = view_at(*mercator(*place), zoom)
        seen = index.in_view(view)
        for x, y, start, end in zip(seen.x, seen.y, seen.start, seen.end, strict=True):
            here = slice(int(start), int(end))
            at_x, at_y = columns.x[here], columns.y[here]
            middle = np.average(at_x, weights=size[here]), np.average(at_y, weights=size[here])
            away.append(np.hypot(middle[0] - x, middle[1] - y) * view.world_dp)
            to_station.append(np.hypot(at_x - x, at_y - y).min() * view.world_dp)
    # In dp, where a ring's radius is 36 at least: on the centre of what it counts, or near it.
    assert np.median(away) < 18
    assert np.percentile(away, 90) < 75
    assert np.percentile(to_station, 90) < 45
