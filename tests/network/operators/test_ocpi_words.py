"""Words of OCPI's lists, the standard's and those that operators invent (operators.md 3.5)."""

import pytest

from network.operators.ocpi_words import (
    build_site,
    build_standard,
    build_status,
    parse_standard,
    parse_status,
)
from network.stations import Site, Standard, Status


@pytest.mark.parametrize(
    ("word", "standard"),
    [
        ("GBT_DC", Standard.GBT_DC_2015),
        ("GB/T (DC)", Standard.GBT_DC_2015),
        ("GBT_AC", Standard.GBT_AC_2015),
        ("CHAOJI", Standard.CHAOJI),
        ("CHADEMO", Standard.CHADEMO),
        ("IEC_62196_T2", Standard.TYPE_2),
        ("Type 2 outlet", Standard.TYPE_2),
        ("IEC_62196_T2_COMBO", Standard.CCS_2),
        ("IEC_62196_T1_COMBO", Standard.CCS_1),
        ("IEC_62196_T3A", Standard.OTHER),
        ("DOMESTIC_F", Standard.SOCKET),
        ("IEC_60309_2_three_32", Standard.SOCKET),
        ("IEC_60309_2_THREE_32", Standard.SOCKET),
        ("TESLA_S", Standard.TESLA),
    ],
)
def test_a_standard_is_read_however_it_is_spelt(word: str, standard: Standard) -> None:
    assert parse_standard(word) == (standard, True)


@pytest.mark.parametrize("word", ["", "None", "CEE"])
def test_a_standard_that_nobody_knows_is_unknown(word: str) -> None:
    assert parse_standard(word) == (Standard.UNKNOWN, False)


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("AVAILABLE", Status.AVAILABLE),
        ("BLOCKED", Status.OCCUPIED),
        ("CHARGING", Status.CHARGING),
        ("INOPERATIVE", Status.OFFLINE),
        ("OUTOFORDER", Status.FAULT),
        ("PLANNED", Status.OFFLINE),
        ("RESERVED", Status.RESERVED),
        ("UNKNOWN", Status.UNKNOWN),
    ],
)
def test_every_status_is_read(word: str, status: Status) -> None:
    assert parse_status(word) == (status, True)


def test_a_status_that_is_none_is_unknown() -> None:
    assert parse_status("available") == (Status.UNKNOWN, False)


def test_our_words_are_written_in_theirs() -> None:
    assert {build_status(status) for status in Status} == {
        "UNKNOWN", "AVAILABLE", "BLOCKED", "CHARGING", "RESERVED", "OUTOFORDER", "INOPERATIVE",
    }  # fmt: skip
    assert build_standard(Standard.GBT_DC_2011, is_dc=True) == "GBT_DC"
    assert build_standard(Standard.UNKNOWN, is_dc=False) == "GBT_AC"
    assert (build_site(Site.STREET), build_site(Site.UNKNOWN)) == ("ON_STREET", None)
