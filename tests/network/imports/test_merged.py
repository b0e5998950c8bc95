"""Stations as they were, written and read again."""

from dataclasses import replace

from network.hours import ALWAYS
from network.imports.merged import Kept, Merged, decode_merged, encode_merged
from network.stations import Status
from tests.network.test_catalogue import SHANGHAI, SUZHOU


def test_a_kept_station_comes_back_without_what_its_connectors_do() -> None:
    told = replace(
        SHANGHAI,
        hours=ALWAYS,
        equipment=tuple(
            replace(
                pile,
                connectors=tuple(
                    replace(gun, status=Status.CHARGING, status_at=1.0) for gun in pile.connectors
                ),
            )
            for pile in SHANGHAI.equipment
        ),
    )
    assert Kept.of(told).station() == replace(SHANGHAI, hours=ALWAYS)


def test_what_was_written_is_read_and_nothing_is_nothing() -> None:
    merged = [Merged(Kept.of(SUZHOU), Kept.of(replace(SUZHOU, phone="95598")))]
    assert decode_merged(encode_merged(merged)) == merged
    assert decode_merged(b"") == []
