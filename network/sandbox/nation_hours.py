"""Decide what every connector does at a moment: by hour, day and station, and a little by chance.

The same moment always gives the same answer. All rates are assumed.
"""

from datetime import datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray

from network.columns import STATUS_CODE, Columns
from network.runtime import CHINA_TIME
from network.stations import Network, Status

_Numbers = NDArray[np.uint32]

# Share of DC connectors in use at each full hour: noon, evening, and the cheap hours after 23.
_DC_PCT: Final = (
    *(46, 40, 32, 26, 22, 20, 22, 28, 34, 38, 42, 50),
    *(58, 54, 46, 40, 38, 42, 48, 50, 48, 46, 46, 50),
)
_AC_PCT: Final = (
    *(62, 62, 62, 60, 58, 54, 46, 38, 40, 44, 46, 46),
    *(46, 46, 46, 46, 44, 44, 46, 50, 54, 58, 60, 62),
)
_WEEKEND_ON_ROAD: Final = 1.25
_WEEKEND_STARTS: Final = 4  # Friday
# From day to day a station is up to so much busier or emptier, and with it the whole country.
_DAY_NOISE: Final = 0.25
_LAND_NOISE: Final = 0.06
# So much busier or emptier than the country is a city with few piles or many, and a county in it.
_CITY_NOISE: Final = 0.45
_COUNTY_NOISE: Final = 0.25
_DAYS: Final = 1000
_FAULT: Final = 0.03
_OFFLINE: Final = 0.04
# Plugged in but no longer charging, of those in use.
_IDLE: Final = 0.12
# Every connector takes a new decision about every hour, each at its own minute.
_STAY_BITS: Final = 6
_FULL: Final = 1 << 16
# So many connectors at a time stay in the processor's cache (measured).
_BLOCK: Final = 1 << 15
# In use, idle, offline, faulty are bits 0 to 3.
_BY_BITS: Final = np.array(
    [
        STATUS_CODE[status]
        for status in (
            *(Status.AVAILABLE, Status.CHARGING, Status.AVAILABLE, Status.OCCUPIED),
            *(Status.OFFLINE,) * 4,
            *(Status.FAULT,) * 8,
        )
    ],
    np.uint8,
)


def tell_status(columns: Columns, wall: datetime) -> None:
    """Write into `columns` what every connector does at `wall`. Cost: about 20 ms in all.

    Of those that are merely listed nobody knows what they do: they are real, or another's.
    """
    local = wall.astimezone(CHINA_TIME)
    below = _busy_below(columns, local)
    for start in range(0, columns.connector_count, _BLOCK):
        block = slice(start, start + _BLOCK)
        numbers = np.arange(start, min(start + _BLOCK, columns.connector_count), dtype=np.uint32)
        columns.status[block] = _status_codes(numbers, below[block], local)
    columns.status_at[:] = int(local.timestamp())
    listed = [code for code, one in enumerate(columns.networks) if one is Network.LISTED]
    if listed:
        is_listed = np.repeat(np.isin(columns.operator, listed), np.diff(columns.first))
        columns.status[is_listed] = STATUS_CODE[Status.UNKNOWN]
        columns.status_at[is_listed] = 0


def _status_codes(numbers: _Numbers, busy_below: _Numbers, local: datetime) -> NDArray[np.uint8]:
    """Decide for the connectors with these numbers."""
    minute = np.uint32(int(local.timestamp()) // 60)
    own_minute = _mixed(numbers, 1) >> np.uint32(32 - _STAY_BITS)
    decision = (own_minute + minute) >> np.uint32(_STAY_BITS)
    chance = _mixed(numbers ^ decision << np.uint32(11), 2)
    # What is broken stays so for a day.
    health = _mixed(numbers, local.toordinal()) >> np.uint32(16)
    bits = ((chance >> np.uint32(16)) < busy_below).view(np.uint8)
    bits |= ((chance & np.uint32(0xFFFF)) < int(_IDLE * _FULL)).view(np.uint8) << 1
    bits |= (health < int((_FAULT + _OFFLINE) * _FULL)).view(np.uint8) << 2
    bits |= (health < int(_FAULT * _FULL)).view(np.uint8) << 3
    return _BY_BITS.take(bits)


def _busy_below(columns: Columns, local: datetime) -> _Numbers:
    """Answer for each connector the number, out of 65 536, below which it is in use."""
    station: _Numbers = np.arange(columns.station_count, dtype=np.uint32)
    # Some stations are empty at noon and some full at night.
    favour = 0.4 + 1.2 * (_mixed(station, 3) / 2.0**32)
    favour *= _mood(station, local) * _demand(columns.area)
    if local.weekday() >= _WEEKEND_STARTS:
        favour = np.where(columns.is_service_area, favour * _WEEKEND_ON_ROAD, favour)
    size = np.diff(columns.first)
    dc = np.minimum(favour * _at(_DC_PCT, local), 0.97) * _FULL
    ac = np.minimum(favour * _at(_AC_PCT, local), 0.97) * _FULL
    return np.where(
        columns.is_ac, np.repeat(ac.astype(np.uint32), size), np.repeat(dc.astype(np.uint32), size)
    )


def _mood(station: _Numbers, local: datetime) -> NDArray[np.float64]:
    """Answer how much busier than usual each station is: every day another, without a jump."""
    share = (local.hour * 60 + local.minute) / (24 * 60)
    today = local.toordinal()
    own = [_mixed(station, _DAYS + day) / 2.0**32 for day in (today, today + 1)]
    everywhere = [
        int(_mixed(np.array([day], np.uint32), 4)[0]) / 2.0**32 for day in (today, today + 1)
    ]
    at_station = own[0] + (own[1] - own[0]) * share
    at_all = everywhere[0] + (everywhere[1] - everywhere[0]) * share
    mood: NDArray[np.float64] = (
        1.0 + _DAY_NOISE * (2 * at_station - 1) + _LAND_NOISE * (2 * at_all - 1)
    )
    return mood


def _demand(area: _Numbers) -> NDArray[np.float64]:
    """Answer how much busier than the country its city and county make each station."""
    city = 2 * (_mixed(area // np.uint32(100), 5) / 2.0**32) - 1
    county = 2 * (_mixed(area, 6) / 2.0**32) - 1
    demand: NDArray[np.float64] = (1 + _CITY_NOISE * city) * (1 + _COUNTY_NOISE * county)
    return demand


def _at(percents: tuple[int, ...], local: datetime) -> float:
    """Interpolate between full hours; answers a share."""
    share = local.minute / 60
    here, after = percents[local.hour], percents[(local.hour + 1) % 24]
    return (here + (after - here) * share) / 100


def _mixed(numbers: NDArray[np.uint32], salt: int) -> _Numbers:
    """Scatter numbers over all 32 bits (the finaliser of MurmurHash3, public domain)."""
    mixed = numbers + np.uint32(salt * 0x9E3779B9 & 0xFFFFFFFF)
    mixed ^= mixed >> np.uint32(16)
    mixed *= np.uint32(0x85EBCA6B)
    mixed ^= mixed >> np.uint32(13)
    mixed *= np.uint32(0xC2B2AE35)
    mixed ^= mixed >> np.uint32(16)
    return mixed
