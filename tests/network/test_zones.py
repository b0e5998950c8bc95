"""Time zones by name."""

from datetime import UTC
from zoneinfo import ZoneInfo

import pytest

from network.runtime import CHINA_TIME
from network.zones import find_zone, zone_name


@pytest.mark.parametrize("name", ["Asia/Shanghai", "PRC", ""])
def test_chinas_zone_needs_no_data_base(name: str) -> None:
    assert find_zone(name) is CHINA_TIME


@pytest.mark.parametrize("name", ["Mars/Olympus", "../etc/passwd", "Europe", "\x00"])
def test_what_is_no_zone_is_not_found(name: str) -> None:
    assert find_zone(name) is None


def test_a_zone_is_found_again_by_its_name() -> None:
    assert zone_name(ZoneInfo("Europe/Brussels")) == "Europe/Brussels"
    assert find_zone(zone_name(CHINA_TIME)) is CHINA_TIME
    with pytest.raises(ValueError, match="has no name"):
        zone_name(UTC)
