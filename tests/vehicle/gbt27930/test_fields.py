"""Check the layouts against the overview table of GB/T 27930-2015."""

import pytest

from vehicle.gbt27930.fields import MESSAGES

# Name, 29-bit id, length in bytes (0: repeats to the end), segmented: the overview table of 2015.
OVERVIEW = [
    ("CHM", 0x1826F456, 3, False),
    ("BHM", 0x182756F4, 2, False),
    ("CRM", 0x1801F456, 8, False),
    ("BRM", 0x1C0256F4, 49, True),
    ("BCP", 0x1C0656F4, 13, True),
    ("CTS", 0x1807F456, 7, False),
    ("CML", 0x1808F456, 8, False),
    ("BRO", 0x100956F4, 1, False),
    ("CRO", 0x100AF456, 1, False),
    ("BCL", 0x181056F4, 5, False),
    ("BCS", 0x1C1156F4, 9, True),
    ("CCS", 0x1812F456, 7, False),
    ("BSM", 0x181356F4, 7, False),
    ("BMV", 0x1C1556F4, 0, True),
    ("BMT", 0x1C1656F4, 0, True),
    ("BSP", 0x1C1756F4, 0, True),
    ("BST", 0x101956F4, 4, False),
    ("CST", 0x101AF456, 4, False),
    ("BSD", 0x181C56F4, 7, False),
    ("CSD", 0x181DF456, 8, False),
    ("BEM", 0x081E56F4, 4, False),
    ("CEM", 0x081FF456, 4, False),
]


@pytest.mark.parametrize(("name", "can_id", "length", "segmented"), OVERVIEW)
def test_a_message_has_the_id_and_length_of_the_overview(
    name: str, can_id: int, length: int, segmented: bool
) -> None:
    spec = MESSAGES[name]
    assert (spec.can_id, spec.length, spec.segmented) == (can_id, length, segmented)


def test_there_are_22_messages() -> None:
    assert list(MESSAGES) == [name for name, *_ in OVERVIEW]


@pytest.mark.parametrize(("name", "least"), [("BRM", 41), ("CML", 6), ("CCS", 6), ("BCL", 5)])
def test_the_edition_of_2011_is_shorter(name: str, least: int) -> None:
    assert MESSAGES[name].least == least


@pytest.mark.parametrize("name", list(MESSAGES))
def test_rows_fill_whole_bytes_without_gap_or_overlap(name: str) -> None:
    spec = MESSAGES[name]
    ends = [row.start + row.bits for row in spec.fields]
    assert [row.start for row in spec.fields] == [0, *ends[:-1]]
    assert ends[-1] % 8 == 0
