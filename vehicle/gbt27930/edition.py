"""Decide which edition of GB/T 27930 the two ends speak, and remember why."""

from typing import NamedTuple

from vehicle.gbt27930.manner import Edition
from vehicle.gbt27930.messages import V1_1, Brm


class Spoken(NamedTuple):
    """The edition spoken, and what told it; for the person who reads the trace."""

    edition: Edition
    why: str


BHM_CAME = Spoken(Edition.V2015, "BHM answers CHM")
NO_BHM = Spoken(Edition.V2011, "no BHM answers CHM")


def own(edition: Edition) -> Spoken:
    """Begin with what the charger is itself."""
    return Spoken(edition, f"the charger is of {edition.value}")


def told_by(brm: Brm, before: Spoken) -> Spoken:
    """Let the version in BRM decide (SPN 2565); without one it stays as CHM and BHM have shown.

    Capture ontom-can2 sends a BRM of zeros, which is no version.
    """
    version = brm.version
    if version is None or version == (0, 0):
        return before
    edition = Edition.V2015 if version >= V1_1 else Edition.V2011
    return Spoken(edition, f"BRM says V{version.major}.{version.minor}")
