"""List every period and every time-out of the charging conversation, each with its source.

27930 is GB/T 27930-2015 (annex C: time-outs and errors, annex D: when messages start and stop),
34658 the conformance cases of GB/T 34658-2017. A clock starts at the first own message of a step;
inside charging it starts anew with every message received.
"""

from collections.abc import Mapping
from typing import NamedTuple

#: Seconds between two frames, or between two RTS. 27930: overview of messages.
PERIOD_S: Mapping[str, float] = {
    "CHM": 0.25, "BHM": 0.25, "CRM": 0.25, "BRM": 0.25, "BCP": 0.5, "CTS": 0.5, "CML": 0.25,
    "BRO": 0.25, "CRO": 0.25, "BCL": 0.05, "BCS": 0.25, "CCS": 0.05, "BSM": 0.25, "BMV": 10.0,
    "BMT": 10.0, "BSP": 10.0, "BST": 0.01, "CST": 0.01, "BSD": 0.25, "CSD": 0.25, "BEM": 0.25,
    "CEM": 0.25,
}  # fmt: skip


class TimeOut(NamedTuple):
    """How long a message may be missing; `spn` is the error it sets, empty where it sets none."""

    seconds: float
    spn: str
    counted_from: str
    source: str


# What the car waits for.
CRM_00 = TimeOut(30.0, "3901", "the first CHM", "27930 annex C")
POWER_UP = TimeOut(60.0, "3901", "auxiliary supply on", "27930 annex C; 34658 BN.1001")
CRM_AA = TimeOut(5.0, "3902", "the first BRM", "27930 annex C")
CML = TimeOut(5.0, "3903", "the first BCP", "27930 annex C")
#: Chosen: the standard leaves a car that is not ready alone with a charger that has gone.
CML_LOST = TimeOut(5.0, "3903", "the last CML", "chosen")
CRO_ANY = TimeOut(5.0, "3904", "the first BRO AA", "27930 annex C")
CRO_AA = TimeOut(60.0, "3904", "the first BRO AA", "27930 annex C")
CCS = TimeOut(1.0, "3905", "the last CCS, or the first BCL", "27930 annex C")
CST = TimeOut(5.0, "3906", "the first BST", "27930 annex C")
CSD = TimeOut(10.0, "3907", "the first BST", "27930 annex C")
CRM_AGAIN = TimeOut(30.0, "", "the error", "27930 annex C")

# What the charger waits for.
BHM = TimeOut(5.0, "", "the first CHM", "27930 annex C: then the car is taken for one of 2011")
BRM = TimeOut(5.0, "3921", "the first CRM 00", "34658 DN.1001")
BCP = TimeOut(5.0, "3922", "the first CRM AA", "34658 DN.2001")
BRO_ANY = TimeOut(5.0, "3923", "the first CML", "34658 DN.2003")
BRO_AA = TimeOut(60.0, "3923", "the first CML", "34658 DN.2005")
BRO_LOST = TimeOut(5.0, "3923", "the last BRO AA", "34658 DN.2007")
BCL = TimeOut(1.0, "3925", "the last BCL, or the first CRO AA", "34658 DN.2010, DN.3006")
BCS = TimeOut(5.0, "3924", "the last BCS, or the first CRO AA", "34658 DN.3001, DN.3005")
PAUSE = TimeOut(600.0, "", "the first CCS that pauses", "34658 DP.3005")
BST = TimeOut(5.0, "3926", "the first CST", "34658 DN.3009")
BSD = TimeOut(10.0, "3927", "the first CST", "34658 DN.4001")
#: Chosen: just under the car's 60 s, so that a charger that cannot get ready (or is not told that
#: the car may charge) ends in order and may begin again, where a time-out would count as a failure.
PREPARED = TimeOut(55.0, "", "the first CRO 00", "chosen")

#: Assumed like the handshake's: GB/T 27930.2-2024 could not be read.
OFFER_S = 0.25

#: How long errors are reported before the next attempt: a published charger firmware, 5 s.
REPORT_S = 5.0
#: 27930 annex C: reconnects from CRM 00 before the plug has to be pulled.
RECONNECTS = 3
#: A published charger firmware sends 10 CSD; a car in a capture answered CST with 10 BST.
CSD_FRAMES = 10
BST_FRAMES = 10
#: Chosen: two periods of BEM, so that one still in flight does not spoil a fresh attempt.
BEM_GRACE_S = 0.5
