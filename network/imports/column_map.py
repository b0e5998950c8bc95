"""Read which column of a table means what: a TOML file beside the data."""

import tomllib
from typing import Final

import msgspec

from network.imports.batch import Unreadable

NEEDED: Final = ("name", "lat", "lon")
COLUMNS: Final = (
    *NEEDED, "id", "address", "connectors", "power_kw", "current", "standard", "max_v", "max_a",
    "phone", "remark", "area_code", "hours", "parking_fee",
)  # fmt: skip
"""Our names. A row is a kind of connector: rows of one id are one station."""


class ColumnMap(msgspec.Struct, forbid_unknown_fields=True):
    """How a table is written.

    `columns` maps our names to its own, `values` words of a column (by our name) to ours. With
    `gcj02` its positions are shifted as China's maps are. `licence` is shown with every station.
    """

    columns: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    gcj02: bool = False
    licence: str = ""

    def name_of(self, column: str) -> str:
        """Answer what the table calls one of our columns."""
        return self.columns.get(column, column)


def parse_column_map(text: str) -> ColumnMap:
    """Read a map. Raises: Unreadable."""
    try:
        found = msgspec.convert(tomllib.loads(text), ColumnMap)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise Unreadable(str(error)) from error
    for part, names in (("columns", found.columns), ("values", found.values)):
        for name in names:
            if name not in COLUMNS:
                known = ", ".join(COLUMNS)
                raise Unreadable(f"{part}: {name} is none of {known}")
    return found
