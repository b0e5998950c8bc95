"""The one door to the session database: orders, receipts, curves, settings. Survives kill -9."""

import logging
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self, TypeVar

import msgspec

from network.bill_bounds import is_disputed
from network.order import OPEN, Bill, Order
from network.room import why_unwritable

_T = TypeVar("_T")
_log = logging.getLogger(__name__)
_SCHEMA_VERSION = 1
_SCHEMA = """
CREATE TABLE orders (
    seq TEXT PRIMARY KEY, asked_at REAL NOT NULL, phase TEXT NOT NULL, body BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX orders_by_phase ON orders (phase);
CREATE TABLE bills (
    seq TEXT PRIMARY KEY REFERENCES orders, ended_at REAL NOT NULL,
    disputed INTEGER NOT NULL, body BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX bills_by_end ON bills (ended_at);
CREATE TABLE samples (
    seq TEXT NOT NULL, t_s REAL NOT NULL, soc_pct REAL NOT NULL, power_kw REAL NOT NULL
);
CREATE INDEX samples_by_seq ON samples (seq, t_s);
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_PUT_ORDER = """
INSERT INTO orders VALUES (?, ?, ?, ?)
ON CONFLICT (seq) DO UPDATE SET phase = excluded.phase, body = excluded.body
"""
_TABLES = {"orders", "bills", "samples", "settings"}


class JournalError(Exception):
    """The journal cannot be read or written; one line says which file and why."""


class _NewerError(sqlite3.DatabaseError):
    """A newer program wrote the file; its records may mean what we do not know."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One point of a charging curve, `t_s` seconds after the start."""

    t_s: float
    soc_pct: float
    power_kw: float


@dataclass(frozen=True, slots=True)
class Receipt:
    """A settled purchase; `is_disputed` as bill_bounds has it."""

    order: Order
    bill: Bill
    is_disputed: bool


class Journal:
    """An open journal.

    `recovered` names where a corrupt or newer one was moved to, None if there was none.
    `frozen` says why nothing can be kept, empty where it can: then what was kept is read.
    `unreadable` names the orders whose record was passed over: neither lost nor understood.
    Orders are on the disk when a method returns (synchronous=FULL); the last samples may be lost.
    """

    def __init__(self, path: Path, orders: sqlite3.Connection, samples: sqlite3.Connection) -> None:
        self.path = path
        self.recovered: Path | None = None
        self.frozen = ""
        self.unreadable: set[str] = set()
        self._orders = orders
        self._samples = samples

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open or make the journal at `path`.

        Raises: JournalError if the place cannot be written.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                return cls(path, *_connect(path))
            except sqlite3.OperationalError:
                return cls._opened_frozen(path)
            except sqlite3.DatabaseError as error:
                moved = _move_aside(path, "newer" if isinstance(error, _NewerError) else "corrupt")
                journal = cls(path, *_connect(path))
                journal.recovered = moved
                return journal
        except (OSError, sqlite3.Error) as error:
            raise JournalError(f"{path}: {error}") from error

    @classmethod
    def _opened_frozen(cls, path: Path) -> Self:
        """Read what was kept where nothing can be; every change is refused.

        To be called where a connection failed. Raises: sqlite3.Error
        """
        frozen = why_unwritable(path)
        if not frozen:
            raise
        journal = cls(path, _frozen(path), _frozen(path))
        journal.frozen = frozen
        return journal

    @staticmethod
    def copy(source: Path, target: Path) -> None:
        """Copy a journal, also while another process writes to it.

        Raises: JournalError
        """
        try:
            with (
                closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as old,
                closing(sqlite3.connect(target)) as new,
            ):
                old.backup(new)
        except sqlite3.Error as error:
            raise JournalError(f"{source}: {error}") from error

    def close(self) -> None:
        """Close both connections."""
        self._orders.close()
        self._samples.close()

    def put_order(self, order: Order) -> None:
        """Store an order as it is now, replacing what was known of it."""
        self._write(self._orders, _PUT_ORDER, [_order_row(order)])

    def order(self, seq: str) -> Order | None:
        """Find one order that can be read."""
        rows = self._read("SELECT body FROM orders WHERE seq = ?", (seq,))
        return self._decoded(seq, rows[0][0], Order) if rows else None

    def has_order(self, seq: str) -> bool:
        """Tell whether an order is there, readable or not."""
        return bool(self._read("SELECT 1 FROM orders WHERE seq = ?", (seq,)))

    def open_orders(self) -> tuple[Order, ...]:
        """List the orders that still need their operator, oldest first, as far as readable."""
        marks = ", ".join("?" * len(OPEN))
        rows = self._read(
            f"SELECT seq, body FROM orders WHERE phase IN ({marks}) ORDER BY asked_at",
            tuple(phase.value for phase in OPEN),
        )
        found = (self._decoded(seq, body, Order) for seq, body in rows)
        return tuple(order for order in found if order is not None)

    def settle(self, order: Order, bill: Bill) -> None:
        """Store a bill and its order in one transaction, replacing what was known of both."""
        ended = bill.ended_at.timestamp()
        try:
            with self._orders:
                self._orders.execute(_PUT_ORDER, _order_row(order))
                self._orders.execute(
                    "INSERT OR REPLACE INTO bills VALUES (?, ?, ?, ?)",
                    (bill.seq, ended, int(is_disputed(order, bill)), msgspec.json.encode(bill)),
                )
        except sqlite3.Error as error:
            raise JournalError(f"{self.path}: {error}") from error

    def receipt(self, seq: str) -> Receipt | None:
        """Find the receipt of one order."""
        found = self._receipts("WHERE bills.seq = ?", (seq,))
        return found[0] if found else None

    def receipts(self, limit: int = 200) -> tuple[Receipt, ...]:
        """List receipts, newest first."""
        return self._receipts("ORDER BY bills.ended_at DESC, bills.seq LIMIT ?", (limit,))

    def add_samples(self, seq: str, samples: Iterable[Sample]) -> None:
        """Append points to the curve of one order."""
        rows = [(seq, sample.t_s, sample.soc_pct, sample.power_kw) for sample in samples]
        self._write(self._samples, "INSERT INTO samples VALUES (?, ?, ?, ?)", rows)

    def samples(self, seq: str) -> tuple[Sample, ...]:
        """Read the curve of one order, in order of time; may be empty."""
        rows = self._read(
            "SELECT t_s, soc_pct, power_kw FROM samples WHERE seq = ? ORDER BY t_s", (seq,)
        )
        return tuple(Sample(*row) for row in rows)

    def setting(self, key: str) -> str | None:
        """Read a setting; one that is no text is as none, and said in the log."""
        # As bytes: one damaged choice must not end what reads it.
        rows = self._read("SELECT CAST(value AS BLOB) FROM settings WHERE key = ?", (key,))
        try:
            return bytes(rows[0][0]).decode() if rows else None
        except UnicodeDecodeError as error:
            _log.warning("%s: setting %s cannot be read: %s", self.path, key, error)
            return None

    def put_setting(self, key: str, value: str) -> None:
        """Store a setting."""
        self._write(self._orders, "INSERT OR REPLACE INTO settings VALUES (?, ?)", [(key, value)])

    def _receipts(self, clause: str, values: tuple[object, ...]) -> tuple[Receipt, ...]:
        rows = self._read(
            "SELECT seq, orders.body, bills.body, bills.disputed "
            "FROM bills JOIN orders USING (seq) " + clause,
            values,
        )
        receipts = []
        for seq, order_body, bill_body, disputed in rows:
            order = self._decoded(seq, order_body, Order)
            bill = self._decoded(seq, bill_body, Bill)
            if order is not None and bill is not None:
                receipts.append(Receipt(order, bill, bool(disputed)))
        return tuple(receipts)

    def _decoded(self, seq: str, body: bytes, kind: type[_T]) -> _T | None:
        """Read one record, None for one that an older or a damaged program wrote."""
        try:
            return msgspec.json.decode(body, type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError, TypeError):  # TypeError: a number
            self.unreadable.add(seq)
            return None

    def _read(self, sql: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        try:
            return self._orders.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise JournalError(f"{self.path}: {error}") from error

    def _write(
        self, connection: sqlite3.Connection, sql: str, rows: Sequence[tuple[object, ...]]
    ) -> None:
        try:
            with connection:
                connection.executemany(sql, rows)
        except sqlite3.Error as error:
            raise JournalError(f"{self.path}: {error}") from error


def _order_row(order: Order) -> tuple[object, ...]:
    asked = order.asked_at.timestamp()
    return (order.seq, asked, order.phase.value, msgspec.json.encode(order))


def _connect(path: Path) -> tuple[sqlite3.Connection, sqlite3.Connection]:
    orders = sqlite3.connect(path, timeout=2.0)
    try:
        _prepare(orders)
    except sqlite3.Error:
        orders.close()
        raise
    samples = sqlite3.connect(path, timeout=2.0)
    samples.execute("PRAGMA synchronous = NORMAL")
    return orders, samples


def _frozen(path: Path) -> sqlite3.Connection:
    """Connect to a file as it was last tidied up, or to an empty journal; neither is written."""
    if path.exists() and path.stat().st_size:
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(uri, uri=True)
        (count,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if count:
            return connection
        connection.close()
    connection = sqlite3.connect(":memory:")
    connection.executescript(_SCHEMA)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA quick_check").fetchone() != ("ok",):
        raise sqlite3.DatabaseError("the file is damaged")
    if connection.execute("PRAGMA user_version").fetchone()[0] > _SCHEMA_VERSION:
        raise _NewerError("a newer program wrote the file")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    tables = {
        row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    }
    if not tables:
        connection.executescript(
            f"BEGIN; {_SCHEMA} PRAGMA user_version = {_SCHEMA_VERSION}; COMMIT;"
        )
    elif not tables >= _TABLES:
        raise sqlite3.DatabaseError("this is not a journal")


def _move_aside(path: Path, why: str) -> Path:
    taken = 1
    while (target := path.with_name(f"{path.name}.{why}-{taken}")).exists():
        taken += 1
    path.rename(target)
    wal = path.with_name(path.name + "-wal")
    if wal.exists():
        wal.rename(target.with_name(target.name + "-wal"))
    path.with_name(path.name + "-shm").unlink(missing_ok=True)
    return target
