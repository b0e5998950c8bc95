"""Derive why no more power flows, as one calm line. No Qt."""

from string import Formatter

from ui import figures
from ui.car_view import CarView
from ui.car_wording import LIMIT
from ui.figures import Language
from vehicle.limits import LimitedBy

CODED_A = 400.0
"""The most that a frame of GB/T 27930-2015 can ask for: 0.1 A a bit from -400 A on."""
NOTABLY = 1.1
"""A pile is named where its type plate exceeds what flows by a tenth (chosen)."""


def limit_line(
    car: CarView, pile_kw: float | None, language: Language
) -> tuple[str, dict[str, str]] | None:
    """Choose the sentence and its values; None while nothing flows or nothing limits."""
    if not car.is_charging or car.limited_by in (None, LimitedBy.NONE):
        return None
    values = _values(car, pile_kw, language)
    for sentence in LIMIT[car.limited_by]:
        wanted = {name for _, name, _, _ in Formatter().parse(sentence) if name}
        if wanted <= values.keys():
            return sentence, {name: values[name] for name in wanted}
    return None


def _values(car: CarView, pile_kw: float | None, language: Language) -> dict[str, str]:
    ceiling_kw = None if car.voltage_v is None else CODED_A * car.voltage_v / 1000
    if ceiling_kw is not None and car.power_kw is not None:
        ceiling_kw = max(ceiling_kw, car.power_kw)  # no line is below the power that is shown
    flowing_kw = ceiling_kw if car.limited_by is LimitedBy.PROTOCOL else car.power_kw
    can_more = pile_kw and flowing_kw and pile_kw > flowing_kw * NOTABLY
    written = {
        "soc": (car.soc_pct, figures.percent),
        "power": (car.power_kw, figures.live_power),
        "ceiling": (ceiling_kw, figures.live_power),
        "pile": (pile_kw if can_more else None, figures.power),
        "battery": (car.temperature_c, figures.degrees),
        "plug": (car.connector_c, figures.degrees),
        "offered_a": (car.offered_a or None, figures.amperes),
        "offered_v": (car.offered_v or None, figures.volts),
        "supply_a": (car.supply_a or None, figures.amperes),
    }
    return {
        name: write(value, language)
        for name, (value, write) in written.items()
        if value is not None
    }
