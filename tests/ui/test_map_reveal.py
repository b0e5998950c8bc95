import pytest

from ui.map_look import Box
from ui.map_reveal import shift_clear

FREE = (0.0, 0.0, 1920.0, 1080.0)
CARD = (32.0, 32.0, 672.0, 1050.0)
CHIPS = (688.0, 32.0, 1900.0, 112.0)
BUTTONS = (1780.0, 700.0, 1888.0, 1000.0)
CHROME = (CARD, CHIPS, BUTTONS)


def pin(x: float, y: float) -> Box:
    """Box a pin with its foot at a point."""
    return (x - 60.0, y - 80.0, x + 60.0, y)


@pytest.mark.parametrize(
    ("at", "shift"),
    [
        ((1200.0, 600.0), (0.0, 0.0)),  # nothing is in the way
        ((-100.0, 600.0), (832.0, 0.0)),  # off the glass, then past the card
        ((660.0, 600.0), (72.0, 0.0)),  # out from under the card's edge
        ((1000.0, 150.0), (0.0, 42.0)),  # below the chips
        ((1800.0, 900.0), (-80.0, 0.0)),  # beside the buttons
        ((1200.0, 1200.0), (0.0, -120.0)),  # below the glass
        ((660.0, 120.0), (72.0, 72.0)),  # in the corner of card and chips
    ],
)
def test_the_shortest_way_is_taken(at: tuple[float, float], shift: tuple[float, float]) -> None:
    assert shift_clear(pin(*at), FREE, CHROME) == pytest.approx(shift)


def test_where_no_place_is_free_it_only_comes_onto_the_glass() -> None:
    assert shift_clear(pin(-100.0, 600.0), FREE, [FREE]) == pytest.approx((160.0, 0.0))
