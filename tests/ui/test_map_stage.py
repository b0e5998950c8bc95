import numpy as np
import pytest

from ui.map_marks import Kind, Marks, no_marks
from ui.map_stage import FADE_S, MarkStage


def marks(*places: tuple[float, float, int, int]) -> Marks:
    """Make marks at (x, y) for the station rows from the third to the last number."""
    count = len(places)
    x, y, start, end = (np.array(column) for column in zip(*places, strict=True))
    ints = np.ones(count, np.int64)
    return Marks(
        x=x.astype(float),
        y=y.astype(float),
        total=end - start,
        free=ints,
        untold=0 * ints,
        row=np.where(end - start == 1, start, -1),
        radius_dp=np.full(count, 36.0),
        kind=np.where(end - start == 1, Kind.PIN, Kind.RING).astype(np.uint8),
        badge=0 * ints,
        power_kw=ints,
        state=np.zeros(count, np.uint8),
        age_s=-ints,
        has_bolt=np.zeros(count, np.bool_),
        start=start,
        end=end,
    )


RING = marks((0.5, 0.5, 0, 10))
PARTS = marks((0.4, 0.5, 0, 4), (0.6, 0.5, 4, 10))


def stage_with(present: Marks) -> MarkStage:
    stage = MarkStage()
    stage.enter(present, is_panned=False, is_renumbered=False)
    stage.tick(1.0)
    return stage


def seen(stage: MarkStage) -> list[tuple[float, float, float]]:
    """List where each stands and how visible it is, leaving ones first."""
    x, y, shown = stage.now()
    return [
        (round(a, 4), round(b, 4), round(c, 4))
        for a, b, c in zip(x.tolist(), y.tolist(), shown.tolist(), strict=True)
    ]


def test_the_largest_part_of_a_ring_takes_its_place_and_the_rest_set_out_from_there() -> None:
    stage = stage_with(RING)
    stage.enter(PARTS, is_panned=False, is_renumbered=False)
    assert seen(stage) == [(0.5, 0.5, 0.0), (0.5, 0.5, 1.0)]
    assert stage.is_moving
    stage.tick(FADE_S / 2)
    # Slowing down: seven eighths of the way after half the time.
    assert seen(stage) == [(0.4125, 0.5, 0.5), (0.5875, 0.5, 1.0)]
    stage.tick(FADE_S / 2)
    assert seen(stage) == [(0.4, 0.5, 1.0), (0.6, 0.5, 1.0)]
    assert not stage.is_moving


def test_what_is_gathered_slides_into_its_ring_which_the_largest_becomes() -> None:
    stage = stage_with(PARTS)
    stage.enter(RING, is_panned=False, is_renumbered=False)
    assert seen(stage) == [(0.4, 0.5, 1.0), (0.6, 0.5, 1.0)]
    stage.tick(FADE_S)
    assert seen(stage) == [(0.5, 0.5, 0.0), (0.5, 0.5, 1.0)]


def test_a_ring_of_two_stations_makes_way_for_their_pins() -> None:
    stage = stage_with(marks((0.5, 0.5, 0, 2)))
    pins = marks((0.4, 0.5, 0, 1), (0.6, 0.5, 1, 2))
    stage.enter(pins, is_panned=False, is_renumbered=False)
    assert seen(stage) == [(0.5, 0.5, 1.0), (0.5, 0.5, 0.0), (0.5, 0.5, 0.0)]
    stage.tick(FADE_S)
    assert seen(stage) == [(0.5, 0.5, 0.0), (0.4, 0.5, 1.0), (0.6, 0.5, 1.0)]
    stage.enter(marks((0.5, 0.5, 0, 2)), is_panned=False, is_renumbered=False)
    assert seen(stage) == [(0.4, 0.5, 1.0), (0.6, 0.5, 1.0), (0.5, 0.5, 0.0)]
    stage.tick(FADE_S)
    assert seen(stage) == [(0.5, 0.5, 0.0), (0.5, 0.5, 0.0), (0.5, 0.5, 1.0)]


def test_a_mark_that_stays_slides_to_its_new_place_without_fading() -> None:
    stage = stage_with(RING)
    stage.enter(marks((0.7, 0.5, 0, 10)), is_panned=False, is_renumbered=False)
    assert seen(stage) == [(0.5, 0.5, 1.0)]
    stage.tick(FADE_S)
    assert seen(stage) == [(0.7, 0.5, 1.0)]


def test_other_numbers_at_the_same_place_move_nothing() -> None:
    stage = stage_with(RING)
    stage.enter(RING, is_panned=False, is_renumbered=False)
    assert not stage.is_moving
    assert seen(stage) == [(0.5, 0.5, 1.0)]


def test_a_change_in_the_midst_of_another_goes_on_from_there() -> None:
    stage = stage_with(RING)
    stage.enter(PARTS, is_panned=False, is_renumbered=False)
    stage.tick(FADE_S / 2)
    stage.enter(RING, is_panned=False, is_renumbered=False)
    # Both turn round where they are.
    assert seen(stage) == [(0.4125, 0.5, 0.5), (0.5875, 0.5, 1.0)]
    stage.tick(FADE_S)
    assert seen(stage) == [(0.5, 0.5, 0.0), (0.5, 0.5, 1.0)]


def test_those_that_have_left_are_forgotten() -> None:
    stage = stage_with(RING)
    for _ in range(5):
        stage.enter(PARTS, is_panned=False, is_renumbered=False)
        stage.tick(1.0)
        stage.enter(RING, is_panned=False, is_renumbered=False)
        stage.tick(1.0)
    assert len(stage.marks) == 2
    assert stage.present == slice(1, 2)


def test_panning_brings_and_takes_marks_at_once() -> None:
    stage = stage_with(PARTS)
    further = marks((0.6, 0.5, 4, 10), (0.8, 0.5, 10, 12))
    stage.enter(further, is_panned=True, is_renumbered=False)
    assert not stage.is_moving
    assert seen(stage) == [(0.6, 0.5, 1.0), (0.8, 0.5, 1.0)]


def test_marks_of_another_catalogue_are_not_taken_for_the_old_ones() -> None:
    stage = stage_with(RING)
    stage.enter(marks((0.2, 0.2, 0, 10)), is_panned=False, is_renumbered=True)
    assert seen(stage) == [(0.5, 0.5, 1.0), (0.2, 0.2, 0.0)]


def test_marks_of_another_catalogue_that_stand_in_the_same_place_stay() -> None:
    stage = stage_with(PARTS)
    newer = marks((0.4, 0.5, 7, 12), (0.6, 0.6, 0, 7))
    stage.enter(newer, is_panned=False, is_renumbered=True)
    assert seen(stage) == [(0.6, 0.5, 1.0), (0.4, 0.5, 1.0), (0.6, 0.6, 0.0)]


def test_what_is_covered_fades_out_and_comes_back() -> None:
    stage = stage_with(PARTS)
    assert stage.hide(np.array([True, False]))
    assert not stage.hide(np.array([True, False]))
    stage.tick(FADE_S / 2)
    assert seen(stage) == [(0.4, 0.5, 0.5), (0.6, 0.5, 1.0)]
    stage.hide(np.array([False, False]))
    stage.tick(FADE_S)
    assert seen(stage) == [(0.4, 0.5, 1.0), (0.6, 0.5, 1.0)]


def test_what_comes_covered_is_never_seen() -> None:
    stage = MarkStage()
    stage.enter(RING, is_panned=False, is_renumbered=False)
    stage.hide(np.array([True]))
    for _ in range(4):
        assert seen(stage) == [(0.5, 0.5, 0.0)]
        stage.tick(FADE_S / 3)


def test_an_empty_stage_rests() -> None:
    stage = MarkStage()
    stage.enter(no_marks(), is_panned=False, is_renumbered=False)
    assert not stage.is_moving
    assert seen(stage) == []
    assert not stage.hide(np.zeros(0, np.bool_))


def test_time_is_within_what_motion_may_take() -> None:
    assert pytest.approx(0.2, abs=0.05) == FADE_S
