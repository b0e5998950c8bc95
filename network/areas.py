"""Name provinces and cities, and count what counties each province has."""

import csv
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PLACES = Path(__file__).parents[1] / "resources" / "map" / "places.tsv"


@dataclass(frozen=True, slots=True)
class Areas:
    """What places.tsv tells. Codes are GB/T 2260's 6 digits as numbers; provinces by the first 2.

    `counties` counts each province's, for all of which `county_count` stands.
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
    with file.open(encoding="utf-8") as text:
        for row in csv.DictReader(text, delimiter="\t"):
            code = int(row["adcode"])
            if row["level"] == "county":
                counties[code // 10_000] += 1
            else:
                names[code] = (row["name"], row["name_en"])
    return Areas(names, dict(counties))
