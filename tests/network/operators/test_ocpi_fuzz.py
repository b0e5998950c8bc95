"""Locations, tariffs, sessions and bills gone wrong at random: nothing but the declared errors."""

import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from network.operators.loosely import read_loosely
from network.operators.ocpi_fields import Location, Tariff
from network.operators.ocpi_location import parse_location
from network.operators.ocpi_sale import parse_cdr, parse_session
from network.operators.ocpi_sale_fields import Cdr, Session
from network.operators.ocpi_tariff import Inexpressible, parse_prices
from network.operators.placing import Unplaceable
from network.runtime import CHINA_TIME
from tests.network.operators import ocpi_examples
from tests.network.operators.test_ocpi_location import TENGHE

NOW = datetime(2026, 3, 2, tzinfo=UTC)
WRONG = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=30),
    st.sampled_from(
        [
            "",
            "24:00",
            "25:61",
            "0",
            "-0",
            "1e400",
            "9" * 400,
            "NaN",
            "sNaN",
            "Infinity",
            "1e999999",
            "\x00",
            "\u202e",
        ]
    ),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)
SLOW = settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


def spoil(raw: bytes, data: st.DataObject) -> bytes:
    """Put something wrong into some places of an object."""
    tree = json.loads(raw)
    for _ in range(data.draw(st.integers(1, 4))):
        node: Any = tree
        while True:
            keys = list(node) if isinstance(node, dict) else list(range(len(node)))
            if not keys:
                break
            key = data.draw(st.sampled_from(keys))
            if isinstance(node[key], dict | list) and data.draw(st.booleans()):
                node = node[key]
                continue
            node[key] = data.draw(WRONG)
            break
    return json.dumps(tree).encode()


@SLOW
@given(st.data())
def test_a_spoilt_location_is_a_station_or_left_out(data: st.DataObject) -> None:
    with suppress(msgspec.DecodeError, Unplaceable):
        location, _ = read_loosely(spoil(ocpi_examples.LOCATION, data), Location)
        station = parse_location(location, TENGHE).station
        assert station.equipment
        assert -90 <= station.lat <= 90
        assert len({gun.id for gun in station.connectors}) <= len(station.connectors)


@SLOW
@given(st.data())
def test_a_spoilt_tariff_has_prices_or_none(data: st.DataObject) -> None:
    with suppress(msgspec.DecodeError, Inexpressible):
        tariff, _ = read_loosely(spoil(ocpi_examples.TARIFF, data), Tariff)
        assert parse_prices(tariff, NOW, CHINA_TIME, "EUR").periods


@SLOW
@given(st.data())
def test_a_spoilt_session_or_bill_is_read_or_refused(data: st.DataObject) -> None:
    with suppress(msgspec.DecodeError):
        session, _ = read_loosely(spoil(ocpi_examples.SESSION, data), Session)
        session.currency = "CNY"
        assert parse_session(session).seq is not None
    with suppress(msgspec.DecodeError):
        cdr, _ = read_loosely(spoil(ocpi_examples.CDR, data), Cdr)
        cdr.currency = "CNY"
        assert parse_cdr(cdr).adds_up
