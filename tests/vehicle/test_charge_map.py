import pytest

from vehicle.charge_map import ChargeMap, ChargeTable, find_fault
from vehicle.limits import LimitedBy

TABLE = ChargeTable(
    soc_pct=(0.0, 50.0, 100.0),
    temperature_c=(-20.0, 0.0, 25.0, 50.0, 60.0),
    amps=(
        (40.0, 20.0, 0.0),
        (200.0, 100.0, 20.0),
        (400.0, 300.0, 100.0),
        (400.0, 300.0, 100.0),
        (0.0, 0.0, 0.0),
    ),
)
MAP = ChargeMap(TABLE)


@pytest.mark.parametrize(
    ("soc_pct", "temperature_c", "amps", "reason"),
    [
        (0, 25, 400.0, LimitedBy.STATE_OF_CHARGE),
        (25, 40, 350.0, LimitedBy.STATE_OF_CHARGE),
        # Bilinear by hand: (200 + 100) / 2 = 150 at 0 degC, (40 + 20) / 2 = 30 at -20 degC.
        (25, 0, 150.0, LimitedBy.COLD),
        (25, -10, 90.0, LimitedBy.COLD),
        (75, 55, 100.0, LimitedBy.HOT),
        # Level beyond the edges.
        (-5, 30, 400.0, LimitedBy.STATE_OF_CHARGE),
        (101, 30, 100.0, LimitedBy.STATE_OF_CHARGE),
        (0, -40, 40.0, LimitedBy.COLD),
        (0, 80, 0.0, LimitedBy.HOT),
    ],
)
def test_the_map_is_read_bilinearly_and_names_what_limits(
    soc_pct: float, temperature_c: float, amps: float, reason: LimitedBy
) -> None:
    found_a, found = MAP.limit(soc_pct, temperature_c)
    assert found_a == pytest.approx(amps)
    assert found is reason


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        (TABLE, None),
        (
            ChargeTable((0.0, 0.0), (0.0, 1.0), ((1.0, 1.0), (1.0, 1.0))),
            ("soc_pct", "does not rise"),
        ),
        (
            ChargeTable((0.0, 9.0), (1.0, 0.0), ((1.0, 1.0), (1.0, 1.0))),
            ("temperature_c", "does not rise"),
        ),
        (ChargeTable((0.0, 9.0), (0.0, 1.0), ((1.0, 1.0),)), ("amps", "1 rows for 2 temperatures")),
        (
            ChargeTable((0.0, 9.0), (0.0, 1.0), ((1.0, 1.0), (1.0,))),
            ("amps[1]", "1 amps for 2 SoCs"),
        ),
    ],
)
def test_a_table_whose_figures_do_not_fit_together_is_found(
    table: ChargeTable, fault: tuple[str, str] | None
) -> None:
    assert find_fault(table) == fault


def test_what_was_read_before_changes_no_answer() -> None:
    # By hand from the table: within a cell, out of it on every side, beyond the edges, and back.
    asked = {
        (25, 25): 350.0,
        (25, 12.5): 250.0,
        (75, 12.5): 130.0,
        (-5, 12.5): 300.0,
        (101, -40): 0.0,
        (50, 0): 100.0,
    }
    reading = ChargeMap(TABLE)
    for (soc_pct, temperature_c), amps in [*asked.items(), *reversed(asked.items())]:
        assert reading.limit(soc_pct, temperature_c)[0] == pytest.approx(amps)
