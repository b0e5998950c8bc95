"""The journal keeps what it was given, moves aside what it cannot read, and says why it cannot."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest

from network.journal import Journal, JournalError, Sample
from network.order import Bill, BillLine, Order, Phase, Way
from network.runtime import CHINA_TIME

AT = datetime(2026, 3, 2, 12, tzinfo=CHINA_TIME)
ORDER = Order(
    "SIM000001202603021200000001", "tenghe", "S1", "虹桥", "A01", "1号", Way.REMOTE,
    Phase.STARTING, AT, energy_kwh=Decimal("1.10"),
)  # fmt: skip
LINE = BillLine(
    AT, AT, Decimal("1.10"), Decimal("1.1200"), Decimal("0.6000"), Decimal("1.23"), Decimal("0.66")
)
BILL = Bill(
    ORDER.seq, "A01", AT, AT, Decimal("1.10"), Decimal("1.23"), Decimal("0.66"), Decimal("1.89"),
    1, (LINE,),
)  # fmt: skip


def test_what_was_stored_is_read_back_after_reopening(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path / "journal.sqlite")
    journal.put_order(ORDER)
    journal.settle(replace(ORDER, phase=Phase.SETTLED), BILL)
    journal.add_samples(ORDER.seq, [Sample(5.0, 41.0, 120.0), Sample(0.0, 40.0, 0.0)])
    journal.put_setting("theme", "day")
    journal.close()
    journal = Journal.open(tmp_path / "journal.sqlite")
    (receipt,) = journal.receipts()
    assert receipt.bill == BILL
    assert receipt.order == replace(ORDER, phase=Phase.SETTLED)
    assert not receipt.is_disputed
    assert [sample.t_s for sample in journal.samples(ORDER.seq)] == [0.0, 5.0]
    assert journal.setting("theme") == "day"
    assert journal.setting("language") is None
    assert journal.recovered is None
    journal.close()


@pytest.mark.parametrize("value", ["CAST(x'ff' AS TEXT)", "CAST(x'eda080' AS TEXT)", "x'fe00'"])
def test_a_setting_that_is_no_text_is_as_none_and_said_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, value: str
) -> None:
    journal = Journal.open(tmp_path / "journal.sqlite")
    journal.put_setting("theme", "day")
    journal.close()
    with closing(sqlite3.connect(tmp_path / "journal.sqlite")) as spoilt, spoilt:
        spoilt.execute(f"INSERT INTO settings VALUES ('filter', {value})")
    journal = Journal.open(tmp_path / "journal.sqlite")
    assert journal.setting("filter") is None
    assert journal.setting("theme") == "day"
    assert "setting filter cannot be read" in caplog.text
    caplog.clear()
    journal.put_setting("filter", '["free_only"]')
    assert journal.setting("filter") == '["free_only"]'
    journal.close()


def test_only_open_orders_are_taken_up_oldest_first(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path / "journal.sqlite")
    for index, phase in enumerate(Phase):
        asked = AT - timedelta(minutes=index)
        journal.put_order(replace(ORDER, seq=f"seq-{index}", phase=phase, asked_at=asked))
    assert [order.phase for order in journal.open_orders()] == [
        Phase.UNKNOWN, Phase.ENDED, Phase.STOPPING, Phase.CHARGING, Phase.STARTING,
    ]  # fmt: skip
    journal.close()


def test_receipts_come_newest_first(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path / "journal.sqlite")
    for index in range(3):
        seq = f"seq-{index}"
        bill = replace(BILL, seq=seq, ended_at=AT + timedelta(hours=index))
        journal.settle(replace(ORDER, seq=seq, phase=Phase.SETTLED), bill)
    assert [receipt.bill.seq for receipt in journal.receipts(2)] == ["seq-2", "seq-1"]
    journal.close()


def test_a_bill_that_does_not_add_up_is_kept_as_disputed(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path / "journal.sqlite")
    journal.settle(replace(ORDER, phase=Phase.SETTLED), replace(BILL, total_cny=Decimal("9.99")))
    receipt = journal.receipt(ORDER.seq)
    assert receipt is not None
    assert receipt.is_disputed
    journal.close()


@pytest.mark.parametrize(
    "damage", [b"this is not a database " * 100, b"SQLite format 3\0" + b"x" * 9000]
)
def test_a_corrupt_journal_is_moved_aside_and_a_fresh_one_made(
    tmp_path: Path, damage: bytes
) -> None:
    path = tmp_path / "journal.sqlite"
    path.write_bytes(damage)
    (tmp_path / "journal.sqlite.corrupt-1").write_bytes(b"an older one")
    journal = Journal.open(path)
    assert journal.recovered == tmp_path / "journal.sqlite.corrupt-2"
    assert journal.recovered.read_bytes() == damage
    journal.put_order(ORDER)
    journal.close()


def test_a_journal_with_a_damaged_page_is_moved_aside(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    journal = Journal.open(path)
    for index in range(300):
        journal.put_order(replace(ORDER, seq=f"seq-{index}"))
    journal.close()
    whole = bytearray(path.read_bytes())
    whole[4096 * 3 : 4096 * 6] = b"\xa5" * (4096 * 3)
    path.write_bytes(bytes(whole))
    journal = Journal.open(path)
    assert journal.recovered is not None
    assert journal.open_orders() == ()
    journal.close()


def test_another_programs_database_is_not_written_into(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE theirs (x)")
    other.close()
    journal = Journal.open(path)
    assert journal.recovered is not None
    journal.close()


def test_a_place_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(JournalError, match=r"file/journal.sqlite: .*") as caught:
        Journal.open(tmp_path / "file" / "journal.sqlite")
    assert "\n" not in str(caught.value)


def test_a_journal_that_fails_while_open_says_so(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path / "journal.sqlite")
    other = sqlite3.connect(tmp_path / "journal.sqlite")
    other.execute("DROP TABLE orders")
    other.commit()
    other.close()
    with pytest.raises(JournalError, match="no such table"):
        journal.put_order(ORDER)
    journal.close()


def spoil(path: Path, sql: str) -> None:
    other = sqlite3.connect(path)
    other.execute(sql)
    other.commit()
    other.close()


@pytest.mark.parametrize("body", ["x'7b'", "x'7b7d'", "x'22ff22'", "7", "x''"])
def test_an_open_order_that_cannot_be_read_is_passed_over_and_counted(
    tmp_path: Path, body: str
) -> None:
    journal = Journal.open(tmp_path / "journal.sqlite")
    journal.put_order(ORDER)
    journal.put_order(replace(ORDER, seq="seq-2"))
    spoil(journal.path, f"UPDATE orders SET body = {body} WHERE seq = '{ORDER.seq}'")
    assert [order.seq for order in journal.open_orders()] == ["seq-2"]
    assert journal.order(ORDER.seq) is None
    assert journal.has_order(ORDER.seq)
    assert journal.unreadable == {ORDER.seq}
    journal.close()


@pytest.mark.parametrize("table", ["bills", "orders"])
def test_a_receipt_that_cannot_be_read_is_passed_over_and_counted(
    tmp_path: Path, table: str
) -> None:
    journal = Journal.open(tmp_path / "journal.sqlite")
    for seq in ("seq-1", "seq-2"):
        journal.settle(replace(ORDER, seq=seq, phase=Phase.SETTLED), replace(BILL, seq=seq))
    spoil(journal.path, f"UPDATE {table} SET body = '{{}}' WHERE seq = 'seq-1'")
    assert [receipt.bill.seq for receipt in journal.receipts()] == ["seq-2"]
    assert journal.receipt("seq-1") is None
    assert journal.unreadable == {"seq-1"}
    journal.close()


def test_a_newer_journal_is_moved_aside_unwritten(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    journal = Journal.open(path)
    journal.put_order(ORDER)
    journal.close()
    spoil(path, "PRAGMA user_version = 2")
    whole = path.read_bytes()
    journal = Journal.open(path)
    assert journal.recovered == tmp_path / "journal.sqlite.newer-1"
    assert journal.recovered.read_bytes() == whole
    assert journal.open_orders() == ()
    journal.close()


def test_where_nothing_can_be_written_what_was_kept_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "journal.sqlite"
    journal = Journal.open(path)
    journal.put_setting("language", "fr")
    journal.close()
    path.with_name("journal.sqlite-wal").mkdir()  # as where there is no room for it
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=0))
    for place, kept in ((path, "fr"), (tmp_path / "other.sqlite", None)):
        if kept is None:
            place.mkdir()
            place = place / "journal.sqlite"
            place.with_name("journal.sqlite-journal").mkdir()
        journal = Journal.open(place)
        assert journal.frozen == "the disk is full"
        assert journal.setting("language") == kept
        assert journal.receipts() == ()
        with pytest.raises(JournalError, match="readonly"):
            journal.put_setting("language", "zh")
        journal.close()
