"""Read the free texts of T/CEC 102: hours, printed prices, parking fee, direction. Pure.

A text that is not understood whole gives nothing: half of an opening time is worse than none.
"""

import re
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from network.hours import DAY_MIN, OpeningHours, weekly
from network.tariff import MAX_PERIODS, Period, PriceTimeline

_DAYS = "一二三四五六日"
_HOURS = re.compile(
    r"(?:(?:周|星期)([一二三四五六日天])(?:[至到~-](?:周|星期)?([一二三四五六日天]))?[:：]?)?"
    r"(\d{1,2}):(\d{2})[-~至到](?:次日)?(\d{1,2}):(\d{2})"
)
_ALWAYS = re.compile(
    r"(每天|每日|周一至周日|星期一至星期日)?(24小时|全天|24h)(营业|开放)?", re.IGNORECASE
)
# As the standard's example has it: 电费:00:00~24:00:1.1200, further spans after a comma.
_PRICE = re.compile(r"(\d{1,2}):(\d{2})[~-](\d{1,2}):(\d{2})[:：](\d{1,3}(?:\.\d{1,6})?)(?:元/度)?")
_FLAT_PRICE = re.compile(r"(?:电费|服务费)?[:：]?(\d{1,3}(?:\.\d{1,6})?)元/(?:度|千瓦时|kWh)")
_LABEL = re.compile(r"(?:电费|服务费)[:：]")
# Twice 96 spans of 40 letters. Chosen.
_LONGEST_PRINT = 8000
_SEPARATORS = re.compile(r"[,，;；、\s]+")
_DIRECTION = re.compile(r"[（(]([^（()）]{1,20})方向[)）]")
_FREE = frozenset({"免费", "免费停车", "停车免费", "停车费:免费", "停车费：免费", "免停车费"})

# A county of GB/T 2260; three or six digits more name a town or a village of it (the statistics
# office's codes).
_AREA = re.compile(r"([1-8][0-9]{5})(?:[0-9]{3}(?:[0-9]{3})?)?")

_Span = tuple[int, int, Decimal]


def parse_area(code: str | int | None) -> str:
    """Read a county's six digits; empty where it is unknown or nothing like it."""
    match = _AREA.fullmatch(str(code).strip())
    return match[1] if match else ""


def parse_hours(text: str) -> OpeningHours | None:
    """Read BusineHours, such as 周一至周日00:00-24:00."""
    plain = _SEPARATORS.sub("", text)
    if not plain:
        return None
    if _ALWAYS.fullmatch(plain):
        return OpeningHours(weekly([(day, 0, DAY_MIN) for day in range(7)]))
    entries: list[tuple[int, int, int]] = []
    place = 0
    while place < len(plain):
        match = _HOURS.match(plain, place)
        if match is None:
            return None
        place = match.end()
        begin, end = _minute(match[3], match[4]), _minute(match[5], match[6])
        if begin is None or end is None or begin == DAY_MIN:
            return None
        entries += [(day, begin, end) for day in _days(match[1], match[2])]
    return OpeningHours(weekly(entries))


def parse_printed_prices(electricity: str, service: str) -> PriceTimeline | None:
    """Read ElectricityFee and ServiceFee into prices marked as printed; both must fill the day.

    Many stations of an operator print the same, which is read once.
    """
    if len(electricity) + len(service) > _LONGEST_PRINT:
        return None
    return _printed_prices(electricity, service)


@lru_cache(maxsize=1024)
def _printed_prices(electricity: str, service: str) -> PriceTimeline | None:
    energy, extra = _spans(electricity), _spans(service)
    if not energy or not extra:
        return None
    starts = sorted({begin for begin, _, _ in energy} | {begin for begin, _, _ in extra})
    if len(starts) > MAX_PERIODS:
        return None
    periods = (Period(begin * 60, _at(energy, begin), _at(extra, begin)) for begin in starts)
    return PriceTimeline(tuple(periods), is_printed=True)


def build_printed_prices(prices: PriceTimeline) -> tuple[str, str]:
    """Write ElectricityFee and ServiceFee as the standard's example has them."""
    energy = [(period.start_s // 60, period.energy_cny) for period in prices.periods]
    service = [(period.start_s // 60, period.service_cny) for period in prices.periods]
    return f"电费:{_printed(energy)}", f"服务费:{_printed(service)}"


def parse_is_free(fee: str) -> bool | None:
    """Read whether ParkFee says that parking costs nothing; None where it says neither."""
    return True if fee.strip() in _FREE else None


def parse_direction(name: str) -> str:
    """Read where the traffic goes to, out of a service area's name; empty if it does not say."""
    match = _DIRECTION.search(name)
    return match[1] if match else ""


def _days(first: str | None, last: str | None) -> range:
    if first is None:
        return range(7)
    begin = _DAYS.index(first.replace("天", "日"))
    end = begin if last is None else _DAYS.index(last.replace("天", "日"))
    return range(begin, end + 1) if end >= begin else range(0)


def _minute(hour: str, minute: str) -> int | None:
    value = int(hour) * 60 + int(minute)
    return value if int(minute) < 60 and value <= DAY_MIN else None


def _spans(text: str) -> list[_Span]:
    """Read prices that fill a day without a gap, in order; empty if they do not."""
    plain = _LABEL.sub("", _SEPARATORS.sub("", text))
    flat = _FLAT_PRICE.fullmatch(plain)
    if flat:
        return [(0, DAY_MIN, Decimal(flat[1]))]
    parts = [part for part in _SEPARATORS.split(text.strip()) if part]
    spans: list[_Span] = []
    for part in parts:
        match = _PRICE.fullmatch(_LABEL.sub("", part))
        if match is None:
            return []
        begin, end = _minute(match[1], match[2]), _minute(match[3], match[4])
        if begin is None or end is None:
            return []
        spans.append((begin, end, Decimal(match[5])))
    spans.sort(key=lambda span: span[0])
    ends = [0, *(end for _, end, _ in spans)]
    is_whole = [begin for begin, _, _ in spans] == ends[:-1] and ends[-1] == DAY_MIN
    return spans if is_whole else []


def _at(spans: list[_Span], minute: int) -> Decimal:
    return next(price for begin, end, price in spans if begin <= minute < end)


def _printed(prices: list[tuple[int, Decimal]]) -> str:
    """Write the spans of a day; before the first the last one holds."""
    if prices[0][0]:
        prices = [(0, prices[-1][1]), *prices]
    kept = [prices[0]]
    kept += [new for old, new in pairwise(prices) if new[1] != old[1]]
    ends = [*(start for start, _ in kept[1:]), DAY_MIN]
    return ",".join(
        f"{start // 60:02d}:{start % 60:02d}~{end // 60:02d}:{end % 60:02d}:{price:.4f}"
        for (start, price), end in zip(kept, ends, strict=True)
    )
