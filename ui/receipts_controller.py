"""List what was bought, newest first, and open one receipt."""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Property, QObject, QPointF, Signal, Slot
from PySide6.QtQml import QmlElement

from network.journal import Receipt, Sample
from network.order import Bill, BillLine
from ui import figures, wording
from ui.curve import Curve, fit
from ui.rows_model import RowsModel
from ui.surroundings import Surroundings

QML_IMPORT_NAME = "Chargedeck"
QML_IMPORT_MAJOR_VERSION = 1


class Receipts(Protocol):
    """What the page needs of network.journal.Journal."""

    def receipts(self) -> tuple[Receipt, ...]:
        """List receipts, newest first."""

    def samples(self, seq: str) -> tuple[Sample, ...]:
        """Read the curve of one order."""


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One line of the list."""

    seq: str
    place: str
    when: str
    energy: str
    cost: str
    disputed: bool


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part of a receipt: what, how much, for how much.

    `kind` is part, price, heading (of the lines by time) or period.
    """

    name: str
    amount: str
    cost: str
    kind: str


@QmlElement
class ReceiptsController(QObject):
    """The list (`rows`) and the receipt that is open (`parts`, curve)."""

    changed = Signal()

    def __init__(
        self, journal: Receipts, surroundings: Surroundings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._around = surroundings
        self._speech = surroundings.speech
        self._rows = RowsModel(ReceiptRow, self)
        self._parts = RowsModel(PartRow, self)
        self._receipts: dict[str, Receipt] = {}
        self._curve = Curve()
        self.opened: Receipt | None = None
        self._speech.changed.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        """Read the journal again."""
        self._receipts = {receipt.order.seq: receipt for receipt in self._journal.receipts()}
        self._rows.replace([self._row(receipt) for receipt in self._receipts.values()])
        if self.opened:
            self._parts.replace(self._part_rows(self.opened))
        self.changed.emit()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever bought."""
        return not self._receipts

    @Slot(str)
    def open(self, seq: str) -> None:
        """Open one receipt."""
        if seq not in self._receipts:
            self.refresh()
        self.opened = self._receipts[seq]
        self._parts.replace(self._part_rows(self.opened))
        self._curve = fit([(s.soc_pct, s.power_kw) for s in self._journal.samples(seq)])
        self.changed.emit()

    @Slot()
    def open_newest(self) -> None:
        """Open the last receipt, if there is one."""
        self.refresh()
        if self._receipts:
            self.open(next(iter(self._receipts)))

    @Property(RowsModel, notify=changed)
    def rows(self) -> RowsModel:
        """Receipts, newest first."""
        return self._rows

    @Property(RowsModel, notify=changed)
    def parts(self) -> RowsModel:
        """Parts of the open receipt."""
        return self._parts

    @Property(bool, notify=changed)
    def empty(self) -> bool:
        """Whether nothing was bought yet."""
        return not self._receipts

    @Property(str, notify=changed)
    def opened_seq(self) -> str:
        """Order number of the open receipt, empty when none is."""
        return self.opened.order.seq if self.opened else ""

    @Property(str, notify=changed)
    def place(self) -> str:
        """Station and connector of the open receipt."""
        return _place(self.opened) if self.opened else ""

    @Property(str, notify=changed)
    def how(self) -> str:
        """Operator, way of starting and reason of the end."""
        if self.opened is None:
            return ""
        order, bill = self.opened.order, self.opened.bill
        end = wording.STOP_REASON.get(bill.stop_reason, wording.STOP_REASON_OTHER)
        return " · ".join(
            (
                self._around.operator_name(order.operator_id),
                self._speech.say(wording.WAY[order.way]),
                self._speech.say(end, code=str(bill.stop_reason)),
            )
        )

    @Property(str, notify=changed)
    def total(self) -> str:
        """Sum of the open receipt."""
        return self._money(self.opened.bill.total_cny) if self.opened else ""

    @Property(str, notify=changed)
    def energy(self) -> str:
        """Energy of the open receipt."""
        return self._energy(self.opened.bill.energy_kwh) if self.opened else ""

    @Property(str, notify=changed)
    def when(self) -> str:
        """Day, begin and end of the open receipt."""
        return self._when(self.opened) if self.opened else ""

    @Property(bool, notify=changed)
    def disputed(self) -> bool:
        """Whether the bill of the open receipt is disputed."""
        return self.opened is not None and self.opened.is_disputed

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]
    def points(self) -> list[QPointF]:
        """List the curve of the open receipt in the unit square."""
        return [QPointF(*point) for point in self._curve.points]

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]
    def lines_kw(self) -> list[int]:
        """Powers of the grid lines, top first."""
        return list(self._curve.lines_kw)

    def _row(self, receipt: Receipt) -> ReceiptRow:
        return ReceiptRow(
            receipt.order.seq,
            _place(receipt),
            self._when(receipt),
            self._energy(receipt.bill.energy_kwh),
            self._money(receipt.bill.total_cny),
            receipt.is_disputed,
        )

    def _part_rows(self, receipt: Receipt) -> list[PartRow]:
        bill, say = receipt.bill, self._speech.say
        return [
            PartRow(
                say(wording.ENERGY_FEE),
                self._energy(bill.energy_kwh),
                self._money(bill.energy_cny),
                "part",
            ),
            PartRow(say(wording.SERVICE_FEE), "", self._money(bill.service_cny), "part"),
            *self._price_rows(bill),
        ]

    def _price_rows(self, bill: Bill) -> list[PartRow]:
        """Write the one price, or what was bought at each; none where the bill names none."""
        prices = {(line.energy_price, line.service_price) for line in bill.lines}
        if len(prices) > 1:
            heading = PartRow(self._speech.say(wording.BY_TIME), "", "", "heading")
            return [heading, *(self._period(line) for line in bill.lines)]
        texts = [self._per_kwh(energy + service) for energy, service in prices]
        return [PartRow(self._speech.say(wording.UNIT_PRICE), "", text, "price") for text in texts]

    def _period(self, line: BillLine) -> PartRow:
        price = self._per_kwh(line.energy_price + line.service_price)
        return PartRow(
            f"{figures.clock(line.start)}–{figures.clock(line.end)}",
            f"{self._energy(line.energy_kwh)} × {price}",
            self._money(line.energy_cny + line.service_cny),
            "period",
        )

    def _per_kwh(self, price: figures.Amount) -> str:
        return self._speech.say(wording.PER_KWH, price=self._money(price))

    def _when(self, receipt: Receipt) -> str:
        bill = receipt.bill
        day = figures.day(bill.started_at, self._speech.language)
        return f"{day}  {figures.clock(bill.started_at)}–{figures.clock(bill.ended_at)}"

    def _money(self, amount: figures.Amount) -> str:
        return figures.money(amount, self._speech.language)

    def _energy(self, amount: figures.Amount) -> str:
        return figures.energy(amount, self._speech.language)


def _place(receipt: Receipt) -> str:
    return f"{receipt.order.station_name}  {receipt.order.connector_name}"
