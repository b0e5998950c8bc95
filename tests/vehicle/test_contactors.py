"""A pair of contactors: late, welded, stuck."""

import pytest

from vehicle.contactors import Contactors


@pytest.mark.parametrize(("after_s", "is_closed"), [(0.049, False), (0.05, True)])
def test_the_contacts_close_50_ms_after_the_command(after_s: float, is_closed: bool) -> None:
    contacts = Contactors()
    contacts.command(10.0, closed=True)
    contacts.advance(10.0 + after_s)
    assert contacts.is_closed is is_closed


@pytest.mark.parametrize(("after_s", "is_closed"), [(0.019, True), (0.02, False)])
def test_the_contacts_open_20_ms_after_the_command(after_s: float, is_closed: bool) -> None:
    contacts = Contactors()
    contacts.is_wanted = contacts.is_closed = True
    contacts.command(10.0, closed=False)
    contacts.advance(10.0 + after_s)
    assert contacts.is_closed is is_closed


def test_asking_again_does_not_put_it_off() -> None:
    contacts = Contactors()
    contacts.command(10.0, closed=True)
    contacts.command(10.04, closed=True)
    contacts.advance(10.05)
    assert contacts.is_closed


def test_a_turn_is_wanted_when_the_contacts_move_and_when_they_should_have() -> None:
    contacts = Contactors()
    assert contacts.wake_at(9.0) is None
    contacts.command(10.0, closed=True)
    assert contacts.wake_at(10.0) == 10.05
    assert contacts.wake_at(10.05) == 10.5
    contacts.advance(10.06)
    assert contacts.wake_at(10.06) is None


@pytest.mark.parametrize(("after_s", "has_failed"), [(0.499, False), (0.5, True)])
def test_a_feedback_that_does_not_follow_for_half_a_second_is_a_fault(
    after_s: float, has_failed: bool
) -> None:
    contacts = Contactors()
    contacts.is_stuck_open = True
    contacts.command(10.0, closed=True)
    contacts.advance(10.1)
    assert not contacts.is_closed
    assert contacts.has_failed(10.0 + after_s) is has_failed


def test_welded_contacts_stay_closed_and_are_found_out() -> None:
    contacts = Contactors()
    contacts.is_wanted = contacts.is_closed = contacts.is_welded = True
    contacts.command(10.0, closed=False)
    contacts.advance(10.1)
    assert contacts.is_closed
    assert contacts.has_failed(10.5)
