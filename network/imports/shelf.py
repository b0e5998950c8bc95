"""Keep the files of every import, so that it can be taken in again when a catalogue is rebuilt.

Each has a folder of its own below the data folder: the file as it was, its map of columns, what was
kept aside and which stations of others were changed.
"""

import csv
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import Enum
from io import StringIO
from pathlib import Path
from typing import Final

from network.imports.batch import Aside, Batch, Unreadable
from network.imports.column_map import ColumnMap, parse_column_map
from network.imports.csv_rows import read_rows
from network.imports.geojson import read_features
from network.imports.imported import is_name, profile_of
from network.imports.ocpi_dump import parse_dump
from network.imports.table import parse_rows

FOLDER: Final = "imports"
_COLUMNS: Final = "columns.toml"
_ASIDE: Final = "aside.csv"
# What an import was, while another takes its place; an empty folder where there was none.
_BEFORE: Final = ".before"
_MERGED: Final = "merged.json"
# As much of a bad row as a person needs to know it again. Chosen.
_SHOWN: Final = 200


class Format(Enum):
    """How a file is written; also what its copy is called."""

    OCPI = "ocpi"
    GEOJSON = "geojson"
    CSV = "csv"


class Shelf:
    """The imports of one data folder."""

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir / FOLDER

    def names(self) -> list[str]:
        """List the imports, in alphabetical order."""
        if not self._folder.is_dir():
            return []
        return sorted(one.name for one in self._folder.iterdir() if is_name(one.name))

    @contextmanager
    def replacing(self, name: str) -> Iterator[None]:
        """Put the import back as it was, or away where there was none, if what follows fails.

        Raises: OSError
        """
        self.mend()
        folder, before = self._folder / name, self._before(name)
        if folder.exists():
            merged = self.merged(name)
            folder.rename(before)
            folder.mkdir()
            if merged:
                self.keep_merged(name, merged)
        else:
            before.mkdir(parents=True)
        try:
            yield
        except BaseException:
            self.mend()
            raise
        old = before.with_name(f".{name}.old")
        shutil.rmtree(old, ignore_errors=True)
        before.rename(old)
        shutil.rmtree(old)

    def mend(self) -> None:
        """Undo what was being put into the place of an import when it failed. Raises: OSError."""
        for before in self._folder.glob(f".*{_BEFORE}"):
            name = before.name[1 : -len(_BEFORE)]
            shutil.rmtree(self._folder / name, ignore_errors=True)
            if any(before.iterdir()):
                before.rename(self._folder / name)
            else:
                before.rmdir()

    def _before(self, name: str) -> Path:
        return self._folder / f".{name}{_BEFORE}"

    def keep(self, name: str, data: bytes, form: Format, columns: str) -> None:
        """Keep a file in the place of an earlier one of that name. Raises: OSError."""
        folder = self._folder / name
        folder.mkdir(parents=True, exist_ok=True)
        for other in Format:
            (folder / f"data.{other.value}").unlink(missing_ok=True)
        (folder / f"data.{form.value}").write_bytes(data)
        (folder / _COLUMNS).write_text(columns, encoding="utf-8")

    def read(self, name: str) -> Batch:
        """Read the stations of an import again. Raises: OSError, Unreadable."""
        for form in Format:
            path = self._folder / name / f"data.{form.value}"
            if path.exists():
                columns = (self._folder / name / _COLUMNS).read_text(encoding="utf-8")
                return parse(name, path.read_bytes(), form, columns)
        raise Unreadable("its file is missing")

    def write_aside(self, name: str, asides: Sequence[Aside]) -> Path:
        """Write what is not on the map, with place and reason. Raises: OSError."""
        table = StringIO()
        writer = csv.writer(table)
        writer.writerow(("place", "reason", "text"))
        writer.writerows((one.place, one.reason, one.text[:_SHOWN].strip()) for one in asides)
        path = self._folder / name / _ASIDE
        path.write_text(table.getvalue(), encoding="utf-8", newline="")
        return path

    def merged(self, name: str) -> bytes:
        """Read what was kept of changed stations; empty if there is nothing. Raises: OSError."""
        path = self._folder / name / _MERGED
        return path.read_bytes() if path.exists() else b""

    def keep_merged(self, name: str, data: bytes) -> None:
        """Keep which stations of others were changed. Raises: OSError."""
        (self._folder / name / _MERGED).write_bytes(data)

    def drop(self, name: str) -> None:
        """Forget an import. Raises: OSError."""
        shutil.rmtree(self._folder / name)


def parse(name: str, data: bytes, form: Format, columns: str) -> Batch:
    """Read the stations of a file; `columns` is a map's text, or empty. Raises: Unreadable."""
    profile = profile_of(name)
    found = parse_column_map(columns) if columns else ColumnMap()
    source = found.licence or profile.name("en")
    match form:
        case Format.OCPI:
            return parse_dump(data, profile, source)
        case Format.GEOJSON:
            return parse_rows(read_features(data), found, profile, source)
        case Format.CSV:
            return parse_rows(read_rows(data, found), found, profile, source)
