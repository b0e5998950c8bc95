"""Check what tells the edition that is spoken."""

import pytest

from vehicle.gbt27930.edition import BHM_CAME, NO_BHM, Spoken, own, told_by
from vehicle.gbt27930.manner import Edition
from vehicle.gbt27930.messages import Brm, Version


def test_a_charger_begins_with_its_own_edition() -> None:
    assert own(Edition.V2011) == (Edition.V2011, "the charger is of 2011")


@pytest.mark.parametrize(
    ("version", "before", "spoken"),
    [
        (Version(1, 1), NO_BHM, (Edition.V2015, "BRM says V1.1")),
        (Version(1, 0), BHM_CAME, (Edition.V2011, "BRM says V1.0")),
        (Version(0, 0), NO_BHM, NO_BHM),
        (None, BHM_CAME, BHM_CAME),
    ],
)
def test_the_version_in_brm_decides_where_there_is_one(
    version: Version | None, before: Spoken, spoken: tuple[Edition, str]
) -> None:
    assert told_by(Brm(version), before) == spoken
