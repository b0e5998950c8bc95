from dataclasses import replace

import pytest

from ui.car_view import CarView
from ui.details_view import Detail, details_of
from ui.figures import Language
from vehicle.gbt27930.bms import BmsPhase
from vehicle.gbt27930.messages import StopCause
from vehicle.limits import LimitedBy
from vehicle.port import Inlet

DC = CarView(
    soc_pct=52,
    voltage_v=731,
    current_a=268,
    temperature_c=31,
    connector_c=44,
    is_charging=True,
    is_plugged=True,
    inlet=Inlet.DC,
    phase=BmsPhase.CHARGING,
    offered_a=600,
    offered_v=1000,
    limited_by=LimitedBy.PROTOCOL,
    is_locked=True,
    lock_feedback=True,
    error_spn=0,
    pilot_v=0,
)
AC = replace(
    DC,
    current_a=9.2,
    inlet=Inlet.AC,
    phase=BmsPhase.ASLEEP,
    offered_a=0,
    offered_v=0,
    limited_by=LimitedBy.ONBOARD_CHARGER,
    pilot_v=6.0,
    pilot_pct=53.3,
    phase_a=(31.8, 0.0, 0.0),
)


def _say(sentence: str, **_values: str) -> str:
    return sentence


def _rows(fresh: CarView, last: CarView | None = None) -> dict[str, str]:
    details = details_of(fresh, last or fresh, _say, Language.ENGLISH)
    return {detail.name: detail.value.replace("\u00a0", " ") for detail in details}


def test_a_dc_charge_shows_the_offer_and_the_conversation() -> None:
    assert _rows(DC) == {
        "Voltage": "731 V",
        "Current": "268 A",
        "Battery": "31°C",
        "Plug": "44°C",
        "GB/T 27930": "Charging · BCL",
        "Pile offers · CML": "600 A · 1000 V",
        "Limited by": "BCL ≤ 400 A",
        "Lock": "locked",
    }


def test_an_ac_charge_shows_the_pilot_and_its_phases() -> None:
    rows = _rows(AC)
    assert rows["Control pilot"] == "6.0 V · 53%"
    assert rows["Phases"] == "31.8 / 0.0 / 0.0 A"
    assert rows["Limited by"] == "on-board charger"
    assert not {"GB/T 27930", "Pile offers · CML"} & rows.keys()


@pytest.mark.parametrize(
    ("changes", "name", "value"),
    [
        ({"error_spn": 3511}, "Time-out", "SPN 3511"),
        ({"stop_cause": StopCause.TIMEOUT, "is_charging": False}, "Ended by", "TIMEOUT"),
        ({"is_paused": True, "is_charging": False}, "Limited by", "Paused"),
        ({"lock_feedback": False}, "Lock", "locked, no feedback"),
        ({"is_locked": False, "lock_feedback": False}, "Lock", "open"),
    ],
)
def test_what_went_wrong_is_named_in_the_standards_terms(
    changes: dict[str, object], name: str, value: str
) -> None:
    assert _rows(replace(DC, **changes))[name] == value  # type: ignore[arg-type]


def test_the_last_figures_of_a_silent_car_are_marked_as_stale() -> None:
    details = details_of(CarView(), DC, _say, Language.ENGLISH)
    assert details[0] == Detail("Voltage", "731\u00a0V", is_stale=True)
    assert all(detail.is_stale for detail in details)


def test_a_car_that_tells_little_leaves_the_rest_out() -> None:
    assert _rows(CarView()) == {"Voltage": "—", "Current": "—", "Battery": "—"}
