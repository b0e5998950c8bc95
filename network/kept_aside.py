"""Keep an operator's records that make no sense, each with its reason, for its engineers."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from network.operators.station_page import LeftOut

MOST = 1000
"""So many of one operator are kept; more say nothing new. Chosen."""
LARGEST = 64 * 1024
"""Of a record that is longer, so many bytes are kept. Chosen."""


MOST_REASONS = 100
OTHER_REASONS = "other reasons"
"""What is counted by: an operator that puts something else into each of its records must not fill
the memory. Chosen."""
_LONGEST_REASON = 200


class _Line(msgspec.Struct):
    station: str
    reason: str
    record: str


def count_reasons(counts: Counter[str], reasons: Iterable[str]) -> None:
    """Count reasons by their words, those that come after too many others together."""
    for reason in reasons:
        word = reason[:_LONGEST_REASON]
        is_known = word in counts or len(counts) < MOST_REASONS
        counts[word if is_known else OTHER_REASONS] += 1


class KeptAside:
    """One file of JSON lines for each operator, of the listing that is under way or was the last.

    Its methods are for a thread, and may raise OSError.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: dict[str, int] = {}

    def begin(self, operator_id: str) -> None:
        """Forget what was kept of an operator."""
        self._kept[operator_id] = 0
        self._path(operator_id).unlink(missing_ok=True)

    def keep(self, operator_id: str, records: Sequence[LeftOut]) -> None:
        """Keep some more."""
        free = max(0, MOST - self._kept.get(operator_id, 0))
        lines = [
            _Line(one.name, one.reason, one.record[:LARGEST].decode(errors="replace"))
            for one in records[:free]
        ]
        if lines:
            self._folder.mkdir(parents=True, exist_ok=True)
            with self._path(operator_id).open("ab") as file:
                file.write(msgspec.json.Encoder().encode_lines(lines))
            self._kept[operator_id] = self._kept.get(operator_id, 0) + len(lines)

    def _path(self, operator_id: str) -> Path:
        return self._folder / f"{operator_id}.jsonl"
