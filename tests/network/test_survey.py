"""Two days side by side, counted once from the columns and once from every record."""

from dataclasses import astuple
from pathlib import Path

import pytest

from network.areas import city_code
from network.catalogue import Catalogue
from network.survey import AFTER, BEFORE, take_survey
from tests.network.count_rows import count_rows
from tests.small_nation import put_small_nation


def test_both_days_are_what_counting_every_record_gives(tmp_path: Path) -> None:
    catalogue = Catalogue.open(put_small_nation(tmp_path) / "network.sqlite")
    survey = take_survey(catalogue)
    for day, coverage in ((BEFORE, survey.before), (AFTER, survey.after)):
        stats = count_rows(catalogue, day)
        total = coverage.total
        assert (total.connectors, total.dc) == (stats.connectors, stats.dc)
        assert total.plug_and_charge == stats.plug_and_charge
        assert (coverage.counties, len(coverage.by_operator)) == (stats.counties, stats.operators)
    stats = count_rows(catalogue, AFTER)
    assert survey.partners == stats.partners
    assert sorted(survey.own.values()) == sorted(stats.own.values())
    catalogue.close()


def test_the_network_grew(tmp_path: Path) -> None:
    catalogue = Catalogue.open(put_small_nation(tmp_path) / "network.sqlite")
    survey = take_survey(catalogue)
    catalogue.close()
    before, after = astuple(survey.before.total), astuple(survey.after.total)
    assert all(old < new for old, new in zip(before, after, strict=True))


@pytest.mark.parametrize(
    ("county", "city"), [(310_112, 310_000), (110_105, 110_000), (330_106, 330_100)]
)
def test_a_county_of_a_municipality_belongs_to_it(county: int, city: int) -> None:
    assert city_code(county) == city
