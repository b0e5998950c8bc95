"""Say why a conversation does not end in a charge; the titles are those of the field tables."""

import pytest

from vehicle.gbt27930.messages import StopCause
from vehicle.gbt27930.reasons import late, misfit, reasons


@pytest.mark.parametrize(
    ("spn", "said"),
    [
        ("3902", "BEM 3902: CRM AA late"),
        ("3923", "CEM 3923: BRO late"),
        ("9999", "SPN 9999"),
    ],
)
def test_a_time_out_is_named_with_what_tells_of_it_and_what_was_missed(spn: str, said: str) -> None:
    assert late(spn) == said


def test_a_pack_outside_of_what_is_offered_is_told_with_both_voltages() -> None:
    assert misfit(200.0, 500.0, 731.4) == "offers 200-500 V, the pack has 731 V"
    assert misfit(750.0, 1000.0, 731.4) == "offers 750-1000 V, the pack has 731 V"


@pytest.mark.parametrize("range_v", [(200.0, 1000.0), (None, 500.0), (200.0, None)])
def test_what_fits_or_was_never_offered_is_no_reason(
    range_v: tuple[float | None, float | None],
) -> None:
    assert misfit(*range_v, 731.4) == ""
    assert misfit(200.0, 500.0, None) == ""


def test_all_that_is_known_is_listed_and_nothing_else() -> None:
    assert reasons(StopCause.TIMEOUT, "3902", "offers too little") == [
        "offers too little",
        "time-out",
        "BEM 3902: CRM AA late",
    ]
    assert reasons(None, None) == []
