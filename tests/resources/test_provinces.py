"""Outlines of provinces: complete, in place, and areas true to each other."""

import numpy as np
import pytest

from resources.map.provinces import project, read_provinces


def _area(code: int) -> float:
    outlines = read_provinces()
    sizes = [
        abs(np.dot(ring[:, 0], np.roll(ring[:, 1], 1)) - np.dot(ring[:, 1], np.roll(ring[:, 0], 1)))
        / 2
        for number, ring in zip(outlines.codes, outlines.rings, strict=True)
        if number == code
    ]
    return float(sum(sizes))


def test_all_34_are_there() -> None:
    outlines = read_provinces()
    assert len(set(outlines.codes)) == 34
    assert set(outlines.name_at) == set(outlines.codes)
    assert len(outlines.sea_line) == 9


# Thousand km2, as the provinces' governments publish them.
@pytest.mark.parametrize(("code", "size"), [(54, 1228.4), (15, 1183.0), (51, 486.0)])
def test_areas_are_true_to_each_other(code: int, size: float) -> None:
    xinjiang = 1664.9
    assert _area(code) / _area(65) == pytest.approx(size / xinjiang, rel=0.03)


def test_the_middle_meridian_stands_upright_and_north_is_up() -> None:
    (x1, y1), (x2, y2) = project(np.array([[105.0, 20.0], [105.0, 50.0]]))
    assert x1 == pytest.approx(0)
    assert x2 == pytest.approx(0)
    assert y2 < y1
