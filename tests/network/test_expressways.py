"""The expressways: the trunk roads of the national plan are there, and run through their places."""

import numpy as np
import pytest

from network.expressways import STEPS, read_expressways, smooth
from network.geo import mercator, unmercator

# The national network plan of 2013: 7 radial, 11 from north to south, 18 from east to west.
RADIAL = {"G1", "G2", "G3", "G4", "G5", "G6", "G7"}
NORTH_SOUTH = {f"G{n}" for n in (11, 15, 25, 35, 45, 55, 59, 65, 69, 75, 85)}
EAST_WEST = {
    f"G{n}" for n in (10, 12, 16, 18, 20, 22, 30, 36, 40, 42, 50, 56, 60, 70, 72, 76, 78, 80)
}


def test_the_trunk_roads_of_the_plan_are_all_there() -> None:
    codes = [road.code for road in read_expressways()]
    assert (len(RADIAL), len(NORTH_SOUTH), len(EAST_WEST)) == (7, 11, 18)
    assert set(codes) >= RADIAL | NORTH_SOUTH | EAST_WEST
    assert len(set(codes)) == len(codes)


def test_g59_runs_from_hohhot_to_beihai_and_passes_zhangjiajie() -> None:
    # Its controlling places as in the plan of 2013.
    (road,) = (road for road in read_expressways() if road.code == "G59")
    (section,) = road.sections
    assert (section.places[0], section.places[-1]) == ("呼和浩特", "北海")
    at = section.line[section.places.index("张家界") * STEPS]
    # The city's published position, to 0.1 degree.
    assert unmercator(*at.tolist()) == pytest.approx((29.12, 110.48), abs=0.1)


def test_a_line_has_its_steps_on_every_stretch_and_its_end() -> None:
    for road in read_expressways():
        for section in road.sections:
            assert len(section.line) == (len(section.places) - 1) * STEPS + 1


def test_a_smoothed_line_passes_its_points() -> None:
    line = smooth([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)])
    for point in ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0)):
        assert np.min(np.hypot(*(line - point).T)) == pytest.approx(0.0, abs=1e-12)


def test_a_smoothed_outline_is_closed() -> None:
    line = smooth(
        [mercator(31.5, 120.2), mercator(31.0, 120.5), mercator(31.0, 119.9)], is_closed=True
    )
    assert line[0] == pytest.approx(line[-1])
