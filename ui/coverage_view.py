"""Write the network's two states side by side as rows. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass

from network.areas import Areas
from network.coverage import Figures
from network.kinds import POWER_STEPS_KW
from network.operators.directory import OperatorProfile
from network.survey import Survey
from ui import figures
from ui import network_wording as words
from ui.figures import Language

EVERYWHERE = 0
"""Stands for the whole country where a province's code is asked for."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One figure before and after; `name` is a sentence, `every` what there is to have, or 0."""

    key: str
    name: str
    before: int
    after: int
    every: int = 0


@dataclass(frozen=True, slots=True)
class PairRow:
    """A figure for QML: texts, and both as parts of the larger (0 to 1)."""

    key: str
    name: str
    now: str
    then: str
    growth: str
    note: str
    share_now: float
    share_then: float
    mark: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Shade:
    """A province on the map: share of the largest, 0 to 1, and its name where there is room."""

    code: int
    share: float
    name: str


def headline(survey: Survey, province: int, areas: Areas) -> list[Pair]:
    """Choose the six figures of what was surveyed: the country or a province (first 2 digits)."""
    before, after = survey.before.total, survey.after.total
    counties = areas.counties.get(province, 0) if province else areas.county_count
    return [
        Pair("connectors", words.CONNECTORS, before.connectors, after.connectors),
        Pair(
            "operators",
            words.OPERATORS,
            len(survey.before.by_operator),
            len(survey.after.by_operator),
        ),
        Pair(
            "plug_and_charge", words.PLUG_AND_CHARGE, before.plug_and_charge, after.plug_and_charge
        ),
        Pair(
            "counties",
            words.COUNTIES,
            survey.before.counties,
            survey.after.counties,
            counties,
        ),
        Pair("service_areas", words.SERVICE_AREAS, survey.areas_before, survey.areas_after),
        Pair("high_power", words.HIGH_POWER, before.high_power, after.high_power),
    ]  # fmt: skip


def by_power(survey: Survey) -> list[Pair]:
    """List direct and alternating current, then every class of power, the mightiest first."""
    before, after = survey.before, survey.after
    classes = [
        Pair(
            str(least),
            "",
            _connectors(before.by_power_kw, least),
            _connectors(after.by_power_kw, least),
        )
        for least in reversed(POWER_STEPS_KW)
    ]
    return [
        Pair("dc", words.DIRECT, before.total.dc, after.total.dc),
        Pair(
            "ac",
            words.ALTERNATING,
            before.total.connectors - before.total.dc,
            after.total.connectors - after.total.dc,
        ),
        *classes,
    ]


def power_class(least_kw: int, language: Language) -> tuple[str, str]:
    """Name a class by its bounds: (sentence, power); the sentence is empty for a range."""
    position = POWER_STEPS_KW.index(least_kw)
    if position == len(POWER_STEPS_KW) - 1:
        return words.FROM, figures.power(least_kw, language)
    above = POWER_STEPS_KW[position + 1]
    if least_kw == 0:
        return words.BELOW, figures.power(above, language)
    return "", f"{least_kw}\u2013{figures.power(above - 1, language)}"


def by_operator(survey: Survey) -> list[Pair]:
    """List third parties by what they have after, the largest first."""
    before, after = survey.before.by_operator, survey.after.by_operator
    order = sorted(after, key=lambda one: (-after[one].connectors, one))
    return [
        Pair(one, "", before[one].connectors if one in before else 0, after[one].connectors)
        for one in order
    ]


def row_of(pair: Pair, name: str, note: str, most: int, language: Language) -> PairRow:
    """Write a figure; `most` is what a full bar stands for."""
    growth = pair.after - pair.before
    sign = "+" if growth > 0 else "\u2212"
    return PairRow(
        pair.key,
        name,
        count(pair.after, language),
        count(pair.before, language),
        f"{sign}{count(abs(growth), language)}" if growth else "",
        note,
        pair.after / most if most else 0.0,
        pair.before / most if most else 0.0,
    )


def marked(row: PairRow, profile: OperatorProfile) -> PairRow:
    """Put an operator's mark before a row."""
    return PairRow(
        row.key, row.name, row.now, row.then, row.growth, row.note, row.share_now, row.share_then,
        profile.mark, profile.colour,
    )  # fmt: skip


def count(number: int, language: Language) -> str:
    """Write a count in full up to six digits, in Chinese with 万 as everywhere."""
    if language is Language.CHINESE:
        return figures.count(number, language)
    space = figures.NBSP if language is not Language.ENGLISH else ""
    if number >= 1_000_000:
        text = figures.decimal(number / 1_000_000, 2, language)
        return f"{text}{space}M"
    return f"{number:,}".replace(",", space or ",")


def shades(survey: Survey, areas: Areas, language: Language) -> list[Shade]:
    """Fill each province by its connectors: the square root, so that small ones show as well."""
    after = survey.after.by_province
    most = largest(survey)
    is_chinese = language is Language.CHINESE
    return [
        Shade(
            code,
            (_connectors(after, code) / most) ** 0.5 if most else 0.0,
            _short(areas.name(code * 10_000, is_chinese=is_chinese), is_chinese=is_chinese),
        )
        for code in sorted({one // 10_000 for one in areas.names})
    ]


def largest(survey: Survey) -> int:
    """Answer how many connectors the province has that has most."""
    return max((one.connectors for one in survey.after.by_province.values()), default=0)


def _short(name: str, *, is_chinese: bool) -> str:
    """Leave away what kind of province it is, as maps do."""
    if not is_chinese:
        return name
    if name.startswith(("内蒙古", "黑龙江")):
        return name[:3]
    return name[:2]


def _connectors(by: Mapping[int, Figures], key: int) -> int:
    return by[key].connectors if key in by else 0
