"""What cannot be read is kept with its reason, and not without end."""

from collections import Counter
from pathlib import Path

import msgspec

from network.kept_aside import LARGEST, MOST, MOST_REASONS, KeptAside, count_reasons
from network.operators.station_page import LeftOut


def lines(folder: Path) -> list[dict[str, str]]:
    text = (folder / "aside" / "a.jsonl").read_bytes()
    return [msgspec.json.decode(line) for line in text.splitlines()]


def test_records_are_kept_until_the_next_listing(tmp_path: Path) -> None:
    aside = KeptAside(tmp_path / "aside")
    aside.begin("a")
    aside.keep("a", [LeftOut("1", "why", b'{"x":1}')])
    aside.keep("a", [LeftOut("2", "why", b"\xff\n")])
    assert lines(tmp_path) == [
        {"station": "1", "reason": "why", "record": '{"x":1}'},
        {"station": "2", "reason": "why", "record": "\ufffd\n"},
    ]
    aside.begin("a")
    assert not (tmp_path / "aside" / "a.jsonl").exists()


def test_only_so_much_is_kept(tmp_path: Path) -> None:
    aside = KeptAside(tmp_path / "aside")
    aside.keep("a", [LeftOut("1", "why", b"x" * (LARGEST + 1))])
    for _ in range(3):
        aside.keep("a", [LeftOut("1", "why", b"x")] * 400)
    kept = lines(tmp_path)
    assert len(kept) == MOST
    assert len(kept[0]["record"]) == LARGEST


def test_reasons_that_never_end_are_counted_together() -> None:
    counts = Counter[str]()
    count_reasons(counts, ["no position", "no position"])
    count_reasons(counts, (f"{number} is none" for number in range(1000)))
    count_reasons(counts, ["no position", "x" * 10_000])
    assert counts["no position"] == 3
    assert counts["other reasons"] == 1000 - (MOST_REASONS - 1) + 1
    assert len(counts) == MOST_REASONS + 1
