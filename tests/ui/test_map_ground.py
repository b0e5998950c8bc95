import pytest

from resources.map.base import Fill, Line
from ui.map_ground import Ground
from ui.map_shapes import Shapes


@pytest.fixture(scope="module")
def ground() -> Ground:
    return Ground()


def count(shapes: Shapes) -> tuple[int, int]:
    """Count lines and vertices."""
    return len(shapes.points), sum(len(points) for points in shapes.points)


def test_a_small_map_is_drawn_from_few_lines(ground: Ground) -> None:
    # Of 12 400 pieces in the file; the more there are, the longer a tile takes.
    small, large = ground.outlines(4.5), ground.outlines(9.0)
    assert count(small.unmet)[0] < 6000
    assert count(small.lines[Line.PREFECTURE])[1] < count(large.lines[Line.PREFECTURE])[1] / 4
    assert count(small.roads)[1] < count(large.roads)[1] / 2


def test_beyond_the_finest_zoom_nothing_is_made_anew(ground: Ground) -> None:
    assert ground.outlines(12.0) is ground.outlines(16.5)


def test_everything_is_there_at_every_zoom(ground: Ground) -> None:
    for zoom in (4.0, 6.5, 8.0, 17.0):
        rings, outlines = ground.rings(zoom), ground.outlines(zoom)
        assert all(rings[fill].points for fill in Fill)
        assert all(outlines.lines[kind].points for kind in Line)
        lakes, rivers = ground.water(zoom)
        assert lakes.points
        assert list(rivers) == [3, 2, 1]
    assert ground.counties().points
