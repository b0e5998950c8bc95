"""Write numbers the way the driver's language does. No Qt."""

from datetime import date as Date  # noqa: N812 - `date` writes one here
from datetime import datetime
from decimal import Decimal
from enum import Enum

NBSP = "\u00a0"
UNKNOWN = "—"

Amount = float | Decimal


class Language(Enum):
    """The languages of the glass, named as on the command line and in the operator files."""

    CHINESE = "zh"
    ENGLISH = "en"
    FRENCH = "fr"


def decimal(value: Amount, places: int, language: Language) -> str:
    """Write a number with a fixed count of decimals."""
    text = f"{value:.{places}f}"
    return text.replace(".", ",") if language is Language.FRENCH else text


def money(cny: Amount, language: Language) -> str:
    """Write an amount in yuan with two decimals."""
    amount = decimal(cny, 2, language)
    return f"{amount}{NBSP}¥" if language is Language.FRENCH else f"¥{amount}"


def whole_money(cny: Amount, language: Language) -> str:
    """Write an estimate in whole yuan."""
    amount = decimal(cny, 0, language)
    return f"{amount}{NBSP}¥" if language is Language.FRENCH else f"¥{amount}"


def percent(value: float, language: Language) -> str:
    """Write a percentage; only French sets a space."""
    return f"{value:.0f}{NBSP}%" if language is Language.FRENCH else f"{value:.0f}%"


def share(value: float, language: Language) -> str:
    """Write a percentage with one decimal, never rounded up to all: 99.97 is 99.9%."""
    text = decimal(int(value * 10) / 10, 1, language)
    return f"{text}{NBSP}%" if language is Language.FRENCH else f"{text}%"


def degrees(value_c: float, language: Language) -> str:
    """Write a temperature in whole degrees."""
    number = f"{value_c:.0f}".replace("-", "\u2212")
    return f"{number}{NBSP}°C" if language is Language.FRENCH else f"{number}°C"


def distance(metres: float, language: Language) -> str:
    """Write a distance: metres by tens, then kilometres with one decimal below 10 km."""
    if metres < 995:
        return f"{round(metres, -1):.0f}{NBSP}m"
    kilometres = metres / 1000
    return f"{decimal(kilometres, 1 if kilometres < 9.95 else 0, language)}{NBSP}km"


def power(kilowatts: float, language: Language) -> str:
    """Write a power in whole kilowatts, with one decimal below 10 kW."""
    places = 1 if 0.05 <= abs(kilowatts) < 9.95 and kilowatts != int(kilowatts) else 0
    return f"{decimal(kilowatts, places, language)}{NBSP}kW"


def power_number(kilowatts: float, language: Language) -> str:
    """Write a power that changes all the time: always one decimal below 20 kW, none above."""
    return decimal(kilowatts, 1 if abs(kilowatts) < 19.95 and kilowatts else 0, language)


def live_power(kilowatts: float, language: Language) -> str:
    """Write a power that changes all the time, with its unit."""
    return f"{power_number(kilowatts, language)}{NBSP}kW"


def volts(value_v: float, language: Language) -> str:
    """Write a pack voltage."""
    return f"{decimal(value_v, 0, language)}{NBSP}V"


def amperes(value_a: float, language: Language) -> str:
    """Write a pack current."""
    return f"{decimal(value_a, 0, language)}{NBSP}A".replace("-", "\u2212")


def energy(kilowatt_hours: Amount, language: Language) -> str:
    """Write an amount of energy."""
    return f"{decimal(kilowatt_hours, 1, language)}{NBSP}kWh"


def count(number: int, language: Language) -> str:
    """Write a large count with at most four signs: 万 in Chinese, k and M elsewhere."""
    if number < 10_000:
        return str(number)
    if language is Language.CHINESE:
        return f"{_short(number / 10_000)}万"
    space = NBSP if language is Language.FRENCH else ""
    unit, mark = (1_000_000, "M") if number >= 999_500 else (1_000, "k")
    return f"{_short(number / unit)}{space}{mark}".replace(".", "," if space else ".")


def duration(seconds: float) -> tuple[int, int]:
    """Split a time left into hours and minutes, rounded up to at least one minute."""
    minutes = max(1, -int(-seconds // 60))
    return minutes // 60, minutes % 60


def clock(wall: datetime) -> str:
    """Write the time of day; all three languages use 24 hours."""
    return f"{wall:%H:%M}"


def date(day_: Date, language: Language) -> str:
    """Write a date with its year."""
    year = f"{day_.year}年" if language is Language.CHINESE else ""
    tail = "" if year else f"{NBSP}{day_.year}"
    return f"{year}{day(day_, language)}{tail}"


def day(wall: Date, language: Language) -> str:
    """Write a date without its year."""
    match language:
        case Language.CHINESE:
            return f"{wall.month}月{wall.day}日"
        case Language.ENGLISH:
            return f"{wall.day} {_ENGLISH_MONTHS[wall.month - 1]}"
        case Language.FRENCH:
            return f"{wall.day}{NBSP}{_FRENCH_MONTHS[wall.month - 1]}"


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0") if number < 99.95 else f"{number:.0f}"


# fmt: off
_ENGLISH_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)
_FRENCH_MONTHS = (
    "janv.", "févr.", "mars", "avr.", "mai", "juin",
    "juil.", "août", "sept.", "oct.", "nov.", "déc.",
)
