"""One word breaks one thing, and mends it."""

import dataclasses

import pytest

from vehicle.pile_faults import BREAKS, PileFault, PileFaults, changed


def test_every_word_breaks_something_that_was_sound() -> None:
    assert set(BREAKS) == set(PileFault)
    for fault in PileFault:
        broken = changed(PileFaults(), fault, is_on=True)
        assert broken != PileFaults()
        assert changed(broken, fault, is_on=False) == PileFaults()


def test_every_field_can_be_broken_by_a_word() -> None:
    assert {name for name, _ in BREAKS.values()} == {
        field.name for field in dataclasses.fields(PileFaults) if field.name != "r_plus_ohm_per_v"
    }


def test_mending_one_thing_leaves_the_others_broken() -> None:
    both = changed(PileFaults(is_door_open=True), PileFault.METER, is_on=True)
    assert changed(both, PileFault.METER, is_on=False) == PileFaults(is_door_open=True)


@pytest.mark.parametrize(
    ("fault", "limit", "is_beyond"),
    # 18487.1: 100 and 500 ohm/V, 10 V before the test; 34657.1: 5 %.
    [
        (PileFault.INSULATION, 100.0, lambda value, limit: value < limit),
        (PileFault.INSULATION_LOW, 500.0, lambda value, limit: 100.0 < value < limit),
        (PileFault.RESIDUAL, 10.0, lambda value, limit: value > limit),
        (PileFault.MISMATCH, 0.05, lambda value, limit: value > limit),
    ],
)
def test_the_figures_lie_beyond_the_limits(
    fault: PileFault, limit: float, is_beyond: object
) -> None:
    assert callable(is_beyond)
    assert is_beyond(BREAKS[fault][1], limit)
