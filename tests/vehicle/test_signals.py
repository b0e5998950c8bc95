import pytest

from vehicle.signals import KNOWN, SOC, SPEED, VIN, Signal, Signals


def test_a_signal_is_stale_once_it_is_older_than_its_rule() -> None:
    known = Signals({SOC: Signal(55.0, "percent", at=10.0, stale_s=1.0)})
    assert not known.is_stale(SOC, 11.0)
    assert known.is_stale(SOC, 11.01)
    assert known.fresh(SOC, 11.0) == 55.0
    assert known.fresh(SOC, 11.01) is None


def test_a_signal_that_never_came_is_stale_and_has_no_age() -> None:
    assert Signals().is_stale(SPEED, 0.0)
    assert Signals().age(SPEED, 0.0) is None
    assert Signals().get(SPEED) is None


def test_a_signal_without_a_rule_is_never_stale() -> None:
    known = Signals({VIN: Signal("X", "", at=0.0)})
    assert not known.is_stale(VIN, 1e9)
    assert known.age(VIN, 1e9) == 1e9


def test_signals_are_replaced_and_not_changed() -> None:
    before = Signals({SOC: Signal(55.0, "percent", at=1.0)})
    after = before.replaced({SOC: Signal(56.0, "percent", at=2.0)})
    assert before[SOC].value == 55.0
    assert after[SOC].value == 56.0
    with pytest.raises(TypeError):
        after[SOC] = after[SOC]  # type: ignore[index]


def test_every_known_path_is_a_vss_path() -> None:
    assert len(KNOWN) == 60
    assert all(path.startswith("Vehicle.") for path in KNOWN)
