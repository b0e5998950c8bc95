"""Large pages are read in a process of their own, and come back as rows of the catalogue."""

import os
import signal
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from network.catalogue import write_catalogue
from network.catalogue_file import CatalogueError
from network.catalogue_rows import decode_groups
from network.catalogue_sheet import sheet_of
from network.operators.dialect import Dialect
from network.operators.directory import Directory
from network.operators.station_page import StationPage, UnreadPage
from network.operators.tcec102_build import build_station
from network.operators.tcec102_page import parse_records
from network.page_job import LARGE, PageJob
from network.stations import Station
from tests.network.test_catalogue import STATIONS
from tests.small_nation import OPERATORS

PROFILE = Directory.load(OPERATORS).profiles["tenghe"]
SUZHOU = replace(STATIONS[0], operator_id="tenghe")


def page_of(stations: list[Station]) -> UnreadPage:
    records = [Dialect().encode(build_station(one, PROFILE.code)) for one in stations]
    return UnreadPage(records, PROFILE, parse_records, 1, 1)


def large_page() -> UnreadPage:
    page = page_of([replace(SUZHOU, id=f"S{number}") for number in range(200)])
    assert page.size > LARGE
    return page


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "catalogue.sqlite"
    write_catalogue(target, sheet_of(STATIONS))
    return target


@pytest.fixture
def job(path: Path) -> Iterator[PageJob]:
    job = PageJob(path)
    yield job
    job.end()


def test_a_large_page_comes_back_as_a_small_one_does(job: PageJob) -> None:
    page = large_page()
    written = job.write(page)
    assert job._job is not None
    assert job._job.poll() is None
    assert written == PageJob(job._path).write(
        StationPage(page.stations, (), 1, 1, Counter({"AreaCode is 000000": 200}))
    )
    assert [one.row.id for one in written.stations[:2]] == ["S0", "S1"]
    assert len(written.stations) == 200


def test_a_small_page_needs_no_process(job: PageJob) -> None:
    assert job.write(page_of([SUZHOU])).stations[0].row.name == SUZHOU.name
    assert job._job is None


def test_a_bad_record_of_a_large_page_comes_back_with_its_reason(job: PageJob) -> None:
    page = large_page()
    bad = replace(page, records=[*page.records, b'{"StationID":"bad","StationID":"worse"}'])
    assert [str(one) for one in job.write(bad).left_out] == [
        "worse: Object missing required field `OperatorID`"
    ]


def test_a_process_that_was_killed_is_said_and_the_next_page_begins_another(job: PageJob) -> None:
    job.write(large_page())
    assert job._job is not None
    os.kill(job._job.pid, signal.SIGKILL)
    job._job.wait()
    with pytest.raises(OSError, match="what reads the operators' stations has ended"):
        job.write(large_page())
    assert len(job.write(large_page()).stations) == 200


def test_a_catalogue_that_cannot_be_read_is_said_from_there_as_well(
    job: PageJob, path: Path
) -> None:
    job.write(large_page())
    path.unlink()
    with pytest.raises(CatalogueError, match="is not there"):
        job.write(large_page())


def test_first_days_that_were_known_are_kept(tmp_path: Path) -> None:
    day = date(2025, 4, 1)
    piles = tuple(
        replace(pile, connectors=tuple(replace(gun, valid_from=day) for gun in pile.connectors))
        for pile in SUZHOU.equipment
    )
    path = tmp_path / "catalogue.sqlite"
    write_catalogue(path, sheet_of([replace(SUZHOU, equipment=piles)]))
    written = PageJob(path).write(page_of([SUZHOU]))
    assert {group.valid_from for group in decode_groups(written.stations[0].row.groups)} == {day}


def test_ending_nothing_is_harmless(path: Path) -> None:
    PageJob(path).end()
