from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np

from network.catalogue_rows import connector_hash
from network.catalogue_sheet import Entry, rows_of, sheet_from, sheet_of
from network.kinds import STANDARD_CODE
from network.stations import Network, Standard, single_piles
from network.tariff import Period, PriceTimeline
from tests.network.test_catalogue import BEIJING, FAST, SHANGHAI, SLOW, STATIONS


def test_columns_are_read_from_the_rows_alone() -> None:
    sheet = sheet_of(STATIONS)
    draft = sheet.draft
    entries = [
        Entry(int(operator), bool(service), row)
        for operator, service, row in zip(
            draft.operator, draft.is_service_area, sheet.rows, strict=True
        )
    ]
    again = sheet_from(draft.operators, draft.networks, entries)
    assert again.hashes.tolist() == sheet.hashes.tolist()
    assert again.rows == sheet.rows
    assert draft.operators == ("east", "own")
    assert draft.networks == (Network.THIRD_PARTY, Network.OWN)
    assert draft.size.tolist() == [2, 1, 1]
    assert draft.power_kw.tolist() == [7.0, 480.0, 600.0, 120.0]
    assert draft.is_dc.tolist() == [False, True, True, True]
    assert draft.is_service_area.tolist() == [False, False, True]
    assert sheet.hashes[1] == connector_hash("east", FAST.id)


def test_standards_days_areas_and_printed_prices_reach_the_columns() -> None:
    printed = PriceTimeline((Period(0, Decimal("1.12"), Decimal("0.6")),), is_printed=True)
    guns = (
        replace(SLOW, standard=Standard.GBT_AC_2015, valid_to=date(2025, 7, 8)),
        replace(FAST, standard=Standard.GBT_DC_2015, valid_from=date(2025, 7, 9)),
    )
    told = replace(SHANGHAI, equipment=single_piles(guns), area_code="310115", printed=printed)
    draft = sheet_of([BEIJING, told]).draft
    assert draft.area.tolist() == [0, 310_115]
    assert draft.prices is not None
    assert draft.tariff is not None
    assert draft.prices[draft.tariff, 0].tolist() == [2**32 - 1, 17_200]
    codes = [STANDARD_CODE[one] for one in (Standard.GBT_AC_2015, Standard.GBT_DC_2015)]
    assert draft.standard[1:].tolist() == codes
    assert draft.valid_from is not None
    assert draft.valid_to is not None
    # 2025-07-09 is day 739441.
    assert draft.valid_from.tolist() == [0, 0, 739_441]
    assert draft.valid_to.tolist() == [2**31 - 1, 739_440, 2**31 - 1]


def test_an_area_that_is_no_code_is_not_known() -> None:
    areas = [
        int(sheet_of([replace(BEIJING, area_code=code)]).draft.area[0])
        for code in ("", "11010", "11010x", "１１０１０５", "110105")
    ]
    assert areas == [0, 0, 0, 0, 110_105]


def test_rows_of_turns_an_order_round() -> None:
    assert rows_of(np.array([2, 0, 1], np.int32)).tolist() == [1, 2, 0]
