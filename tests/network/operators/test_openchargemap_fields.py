"""Every answer that we have of Open Charge Map is read whole."""

import os
from pathlib import Path

import msgspec
import pytest

from network.operators.loosely import read_loosely
from network.operators.openchargemap_fields import Poi, ReferenceData
from tests.network.operators.openchargemap_examples import COMPACT, REFERENCE, VERBOSE


@pytest.mark.parametrize("text", [VERBOSE, COMPACT])
def test_verbose_and_compact_places_are_read_without_a_note(text: str) -> None:
    place, notes = read_loosely(text.encode(), Poi)
    assert notes == ()
    assert place.ID in (175585, 102167)


def test_lists_that_are_not_needed_are_passed_over() -> None:
    lists, notes = read_loosely(REFERENCE.encode(), ReferenceData)
    assert notes == ()
    assert [one.ID for one in lists.Operators or ()] == [45]


@pytest.mark.parametrize(("name", "places"), [("evmap_175585", 1), ("evmap_list_compact", 4)])
def test_published_answers_are_read_without_a_note(name: str, places: int) -> None:
    folder = os.environ.get("CHARGEDECK_VECTORS")
    if folder is None:
        pytest.skip("CHARGEDECK_VECTORS is not set")
    page = msgspec.json.decode(
        (Path(folder) / "ocm" / f"{name}.json").read_bytes(), type=list[msgspec.Raw]
    )
    assert len(page) == places
    assert all(read_loosely(raw, Poi)[1] == () for raw in page)
