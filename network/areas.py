"""Name provinces and cities, and count what counties each province has."""

import csv
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# Beijing, Tianjin, Shanghai, Chongqing: their counties belong to no prefecture (GB/T 2260).
_MUNICIPALITIES = (11, 12, 31, 50)
PLACES = Path(__file__).parents[1] / "resources" / "map" / "places.tsv"


@dataclass(frozen=True, slots=True)
class Areas:
    """What places.tsv tells. Codes are GB/T 2260's 6 digits as numbers; provinces by the first 2.

    `counties` counts each province's, for all of which `county_count` stands: prefectures without
    counties (东莞, 中山, 嘉峪关 and their like) count as one.
    """

    names: Mapping[int, tuple[str, str]]
    counties: Mapping[int, int]

    @property
    def county_count(self) -> int:
        """Count all counties."""
        return sum(self.counties.values())

    def name(self, code: int, *, is_chinese: bool) -> str:
        """Name a province or city; the code where it has no name."""
        chinese, english = self.names.get(code, (str(code), str(code)))
        return chinese if is_chinese else english or chinese


@cache
def read_areas(file: Path = PLACES) -> Areas:
    """Read the table: some 10 ms, once."""
    names: dict[int, tuple[str, str]] = {}
    counties: Counter[int] = Counter()
    divided: set[int] = set()
    with file.open(encoding="utf-8") as text:
        for row in csv.DictReader(text, delimiter="\t"):
            code = int(row["adcode"])
            if row["level"] == "county":
                counties[code // 10_000] += 1
                divided |= {code // 100 * 100, code // 10_000 * 10_000}
            else:
                names[code] = (row["name"], row["name_en"])
    counties.update(code // 10_000 for code in names if code % 10_000 and code not in divided)
    return Areas(names, dict(counties))


def city_code(county: int) -> int:
    """Answer the code of the city of a county: its prefecture, or its municipality."""
    province = county // 10_000
    return province * 10_000 if province in _MUNICIPALITIES else county // 100 * 100
