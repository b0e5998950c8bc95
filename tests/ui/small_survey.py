"""Count a network so small that its figures can be worked out by hand."""

from datetime import date

from network.compatibility import Compatibility, Result
from network.coverage import Coverage, Figures
from network.stations import Network
from network.survey import Survey

SUZHOU, MINHANG = 320500, 310112


def _coverage(connectors: int, operators: dict[str, int]) -> Coverage:
    """Have a tenth of the connectors in 上海, the others in 江苏; a quarter is AC."""
    small, large = connectors // 10, connectors - connectors // 10

    def of(number: int) -> Figures:
        return Figures(number // 5, 2, number, number * 3 // 4, number // 8, number // 4)

    return Coverage(
        of(connectors),
        {31: of(small), 32: of(large)},
        {MINHANG: of(small), SUZHOU: of(large)},
        {name: of(number) for name, number in operators.items()},
        {Network.THIRD_PARTY: of(connectors)},
        {120: of(large), 480: of(small)},
    )


SURVEY = Survey(
    _coverage(12_000, {"cloud": 12_000}),
    _coverage(15_000, {"cloud": 15_000}),
    2,
    3,
    {"cloud": 600},
    {310_000: 24},
)
JIANGSU = Survey(
    _coverage(10_800, {"cloud": 10_800}),
    _coverage(13_500, {"cloud": 13_500}),
    1,
    2,
    {"cloud": 500},
    {},
)


_TRIED = Result(
    operator="cloud", model="Model 57, 600 kW", tries=250, successes=249, date=date(2025, 7, 9)
)
MEASURED = Compatibility("SU7 Max", (_TRIED,))


async def count(province: int) -> Survey:
    """Count a small network in 江苏 and 上海, before and after."""
    return JIANGSU if province == 32 else SURVEY
