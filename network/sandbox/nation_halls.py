"""Let some made-up stations stand at large railway stations, where everybody looks for them.

The railway stations are real; the chargers at them are not.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from network.sandbox.nation_land import Land
from network.sandbox.nation_names import ENDINGS, root_of

Floats = NDArray[np.float64]
Index = NDArray[np.int64]
Texts = NDArray[np.object_]


class Hall(NamedTuple):
    """A railway station; the position is WGS-84, good to about 500 m (chosen)."""

    name: str
    adcode: str
    lat: float
    lon: float


HALLS: Final = (
    Hall("北京南站", "110106", 39.865, 116.378),
    Hall("北京西站", "110106", 39.894, 116.321),
    Hall("天津西站", "120106", 39.158, 117.163),
    Hall("上海站", "310106", 31.249, 121.455),
    Hall("上海虹桥站", "310112", 31.194, 121.320),
    Hall("南京南站", "320114", 31.970, 118.798),
    Hall("苏州北站", "320507", 31.421, 120.642),
    Hall("杭州东站", "330102", 30.291, 120.213),
    Hall("济南西站", "370104", 36.668, 116.891),
    Hall("郑州东站", "410105", 34.759, 113.779),
    Hall("武汉站", "420111", 30.607, 114.424),
    Hall("长沙南站", "430111", 28.146, 113.065),
    Hall("广州南站", "440113", 22.989, 113.269),
    # Longhua, not in the table of places: it was part of Bao'an until 2017.
    Hall("深圳北站", "440306", 22.609, 114.029),
    Hall("重庆北站", "500112", 29.608, 106.551),
    Hall("成都东站", "510108", 30.629, 104.141),
    Hall("西安北站", "610112", 34.376, 108.939),
)
# The car parks of each that have chargers, and how far they lie apart (chosen).
GROUNDS: Final = ("", "P1", "P2")
_APART_DEG: Final = 0.0012


def move_to_halls(
    land: Land,
    county: Index,
    ending: Index,
    places: tuple[Floats, Floats, Texts, Texts],
) -> None:
    """Move the nearest stations of a hall's own county there, in place; no chance is drawn.

    `places` are (lat, lon, names, addresses) of stations in towns, `ending` counts in ENDINGS.
    Nothing but place and name changes: every county keeps its stations.
    """
    lat, lon, names, addresses = places
    codes = {place.adcode: index for index, place in enumerate(land.counties)}
    moved: set[int] = set()
    # A small network has one for each hall before a hall has two.
    for turn, ground in enumerate(GROUNDS):
        for hall in HALLS:
            here = np.flatnonzero(county == codes.get(hall.adcode, -1)).tolist()
            rows = [row for row in here if row not in moved]
            if not rows:
                continue
            row = rows[int(np.argmin((lat[rows] - hall.lat) ** 2 + (lon[rows] - hall.lon) ** 2))]
            lat[row], lon[row] = hall.lat + turn * _APART_DEG, hall.lon + turn * _APART_DEG
            names[row] = f"{hall.name}{ground}{ENDINGS[ending[row]]}"
            root = root_of(land.counties[county[row]])
            addresses[row] = f"{root}{hall.name}站前广场{ground}"
            moved.add(row)
