from vehicle.signal_table import table
from vehicle.signals import PACK_W, SOC, STOP_CAUSE, Signal, Signals
from vehicle.vhal import Vhal


def test_a_line_tells_value_unit_age_staleness_and_android_s_name() -> None:
    known = Signals(
        {
            PACK_W: Signal(181_000.0, "W", at=9.5, stale_s=1.0),
            SOC: Signal(55.0, "percent", at=8.0, stale_s=1.0),
        }
    )
    lines = [line.split() for line in table(known, {SOC, PACK_W, STOP_CAUSE}, Vhal.load(), 10.0)]
    assert lines == [
        ["VSS", "path", "value", "unit", "age", "Android", "VHAL"],
        [PACK_W, "181000", "W", "0.50", "s", "EV_BATTERY_INSTANTANEOUS_CHARGE_RATE"],
        [SOC, "55", "percent", "2.00", "s", "stale"],
        [STOP_CAUSE, "-", "never", "heard"],
    ]


def test_the_columns_stand_below_each_other() -> None:
    known = Signals({SOC: Signal(55.0, "percent", at=0.0)})
    head, first = table(known, {SOC}, Vhal.load(), 0.0)
    assert head.index("value") == first.index("55")
    assert head.index("unit") == first.index("percent")
