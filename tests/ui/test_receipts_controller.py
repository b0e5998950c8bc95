from dataclasses import replace

import pytest

from tests.ui.glass_world import GlassWorld, receipt
from ui.receipts_controller import PartRow

pytestmark = pytest.mark.usefixtures("qapp")


def _world() -> GlassWorld:
    world = GlassWorld()
    world.journal.kept = (receipt("SEQ2"), receipt("SEQ1", is_disputed=True))
    world.refresh()
    return world


def test_the_list_keeps_the_order_of_the_journal_newest_first() -> None:
    world = _world()
    assert [row.seq for row in world.controllers.receipts._rows.rows] == ["SEQ2", "SEQ1"]


def test_the_detail_names_the_parts_that_make_the_total() -> None:
    world = _world()
    receipts = world.controllers.receipts
    receipts.open("SEQ2")
    assert receipts.property("total") == "¥58.59"
    assert receipts._parts.rows == [
        PartRow("Energy", "43.6\u00a0kWh", "¥32.43", "part"),
        PartRow("Service", "", "¥26.16", "part"),
        PartRow("By time", "", "", "heading"),
        PartRow("14:13–14:30", "30.6\u00a0kWh × ¥1.32 / kWh", "¥40.39", "period"),
        PartRow("14:30–14:37", "13.0\u00a0kWh × ¥1.40 / kWh", "¥18.20", "period"),
    ]


def test_one_price_is_named_once() -> None:
    world = GlassWorld()
    bought = receipt("SEQ2")
    bill = replace(bought.bill, lines=bought.bill.lines[:1])
    world.journal.kept = (replace(bought, bill=bill),)
    world.controllers.receipts.open("SEQ2")
    rows = world.controllers.receipts._parts.rows
    assert rows[2:] == [PartRow("Unit price", "", "¥1.32 / kWh", "price")]


def test_the_detail_says_who_how_and_why_it_ended() -> None:
    world = _world()
    receipts = world.controllers.receipts
    receipts.open("SEQ2")
    assert receipts.property("how") == "Cloud Charge · Started here · Stopped from the car's screen"
    assert receipts.property("when") == "4 Mar  14:13–14:37"


def test_a_bill_that_does_not_add_up_is_marked() -> None:
    world = _world()
    receipts = world.controllers.receipts
    receipts.open("SEQ1")
    assert receipts.property("disputed")


def test_the_newest_receipt_is_opened_after_a_charge() -> None:
    world = _world()
    receipts = world.controllers.receipts
    receipts.open_newest()
    assert receipts.property("opened_seq") == "SEQ2"
    assert len(receipts.property("points")) == 3


def test_nothing_is_opened_where_nothing_was_bought() -> None:
    world = GlassWorld()
    receipts = world.controllers.receipts
    receipts.open_newest()
    assert receipts.property("empty")
    assert receipts.property("opened_seq") == ""
