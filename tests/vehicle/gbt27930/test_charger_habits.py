"""Check what a charger's habits make of its tables."""

import pytest

from vehicle.gbt27930 import charger_habits
from vehicle.gbt27930.charger_table import ERRORS, SENDS, WAITS, ChargerEvent, ChargerPhase
from vehicle.gbt27930.manner import Answers, CellData, ChargerManner, Edition, TimeSync

_P, _E = ChargerPhase, ChargerEvent


def test_a_charger_by_the_book_has_the_tables_of_the_book() -> None:
    manner = ChargerManner()
    assert charger_habits.sends(manner) == SENDS
    waits = charger_habits.waits(manner)
    assert waits[_P.RECOGNITION] == {_E.BRM_LATE: 5.0}
    assert set(waits) == set(WAITS) == set(ChargerPhase)


@pytest.mark.parametrize(
    ("manner", "event"),
    [
        (ChargerManner(), _E.START),
        (ChargerManner(negotiates_s=1.0), _E.START_OFFER),
        (ChargerManner(edition=Edition.V2011), _E.START),
        (ChargerManner(edition=Edition.V2011, negotiates_s=1.0), _E.START),
    ],
)
def test_a_charger_begins_as_its_edition_does(manner: ChargerManner, event: ChargerEvent) -> None:
    assert charger_habits.starts_with(manner) is event


def test_habits_change_their_own_row_and_no_other() -> None:
    sends = charger_habits.sends(
        ChargerManner(straight_to_aa=True, time_sync=TimeSync.ONES, reports_time_outs=False)
    )
    changed = {phase: names for phase, names in sends.items() if names != SENDS[phase]}
    assert changed == {_P.CONFIGURATION: ("CML", "CTS"), _P.PREPARING: (), _P.ERROR: ()}


def test_a_charger_of_2011_shakes_hands_in_silence_and_waits_for_no_bhm() -> None:
    manner = ChargerManner(edition=Edition.V2011)
    assert charger_habits.sends(manner)[_P.HANDSHAKE] == ()
    assert charger_habits.waits(manner)[_P.HANDSHAKE] == {}


def test_a_charger_without_time_outs_keeps_only_the_clocks_that_report_none() -> None:
    waits = charger_habits.waits(ChargerManner(reports_time_outs=False, bhm_wait_s=2.5))
    kept = {event for row in waits.values() for event in row}
    assert kept & set(ERRORS) == set()
    assert kept == {_E.OFFER_OVER, _E.BHM_LATE, _E.PREPARED_LATE, _E.PAUSE_OVER}
    assert waits[_P.HANDSHAKE] == {_E.BHM_LATE: 2.5}


@pytest.mark.parametrize(
    ("answers", "said"),
    [(Answers.ALL, "110201FFFF001500"), (Answers.ONE_BY_ONE, "110101FFFF001500")],
)
def test_an_announcement_is_answered_in_the_chargers_way(answers: Answers, said: str) -> None:
    receiver = charger_habits.receiver(ChargerManner(answers=answers))
    rts = bytes.fromhex("100A0002FF001500")
    assert [frame.data.hex().upper() for frame in receiver._on_control(rts, 0.0)] == [said]


def test_cell_data_may_be_refused_and_an_announcement_unheard() -> None:
    rts = bytes.fromhex("100A0002FF001500")
    refusing = charger_habits.receiver(ChargerManner(cell_data=CellData.ABORT))
    assert refusing._on_control(rts, 0.0)[0].data.hex().upper() == "FF02FFFFFF001500"
    deaf = charger_habits.receiver(ChargerManner(answers=Answers.NEVER))
    assert deaf._on_control(rts, 0.0) == []
