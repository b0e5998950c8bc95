from dataclasses import replace

from ui.map_look import Label, Look
from ui.map_upright import upright

LOOK = Look(20.0, is_bold=False, colour="label")
# World of 1000 dp; every text is 100 dp wide and 26 dp high.
WORLD_DP = 1000.0
ABOVE, BELOW = Label("a", LOOK, 0.5, 0.45), Label("b", LOOK, 0.5, 0.5)


def _width(_text: str, _look: Look) -> float:
    return 100.0


def test_with_north_up_all_labels_stay() -> None:
    assert upright([ABOVE, ABOVE], [], WORLD_DP, 0.0, _width) == [ABOVE, ABOVE]


def test_two_that_come_side_by_side_have_room_for_the_first_alone() -> None:
    # 50 dp above one another; with east up they are 50 dp beside one another.
    assert upright([ABOVE, BELOW], [], WORLD_DP, 90.0, _width) == [ABOVE]
    assert upright([ABOVE, BELOW], [], WORLD_DP, 180.0, _width) == [ABOVE, BELOW]


def test_a_label_that_comes_over_a_mark_goes() -> None:
    mark = (490.0, 490.0, 510.0, 510.0)
    assert upright([ABOVE], [mark], WORLD_DP, 180.0, _width) == [ABOVE]
    assert upright([ABOVE], [mark], WORLD_DP, 90.0, _width) == []


def test_what_is_written_on_the_slant_shows_with_north_up_alone() -> None:
    slanted = Label("c", replace(LOOK, turn_deg=30), 0.2, 0.2)
    assert upright([slanted], [], WORLD_DP, 0.0, _width) == [slanted]
    assert upright([slanted, ABOVE], [], WORLD_DP, 90.0, _width) == [ABOVE]
