"""Decide which of an operator's verified calls are taken, and count why others were not."""

from collections import Counter, OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from network.pace import Pace
from network.runtime import CHINA_TIME

PER_S, BURST = 200.0, 400.0
"""Calls of one operator that are taken; a nation's largest tells of some 50 changes a second
(380 000 connectors with a dozen changes a day). Chosen."""
WINDOW = timedelta(minutes=10)
"""How far an operator's clock may be from ours; what is older is taken for a repetition. Chosen."""
LAG_KEPT_S = 3600.0
"""For so long at least, and at most twice as long, a caller's least lag is believed. Chosen: a
clock that was put back makes its words look late until then, one that was put forward does not."""
# More are not remembered: with WINDOW, that is 109 calls a second of all operators. Chosen.
_TAKEN = 65_536
_DIGITS, _SECONDS = 14, 10


class Objection(Enum):
    """Why a call changed nothing."""

    NOT_A_CALL = "not a call"
    TOO_LARGE = "too large"
    UNKNOWN_CALLER = "unknown caller"
    BAD_SIGNATURE = "bad signature"
    BAD_TOKEN = "bad token"
    FLOOD = "flood"
    OLD = "old"
    REPEATED = "repeated"
    OUT_OF_ORDER = "out of order"
    UNKNOWN_INTERFACE = "unknown interface"
    MEANINGLESS = "meaningless"
    NOT_OURS = "not ours"
    NOT_STORED = "not stored"


@dataclass(slots=True)
class _Lag:
    """How far behind ours a caller's clock is at least: since a moment, and in the hour before."""

    since_s: float
    least_s: float
    before_s: float


class Guard:
    """Knows the callers' pace and what they have said lately.

    `counts` is by caller (empty where nobody could be told) and reason.
    """

    def __init__(self, now: Callable[[], float], wall: Callable[[], datetime]) -> None:
        self._now = now
        self._wall = wall
        self._paces: dict[str, Pace] = {}
        self._taken: OrderedDict[tuple[str, str], None] = OrderedDict()
        self._lags: dict[str, _Lag] = {}
        self.counts: Counter[tuple[str, Objection]] = Counter()

    def count(self, caller_id: str, objection: Objection) -> None:
        """Count a call that changed nothing."""
        self.counts[caller_id, objection] += 1

    def is_flood(self, caller_id: str) -> bool:
        """Tell whether a caller, surely itself, calls too often; counts the call."""
        if caller_id not in self._paces:
            self._paces[caller_id] = Pace(self._now, PER_S, BURST)
        return not self._paces[caller_id].take()

    def is_old(self, time_stamp: str) -> bool:
        """Tell whether a TimeStamp is not of now; one that cannot be read is not."""
        moment = parse_stamp(time_stamp)
        return moment is None or abs(self._wall() - moment) > WINDOW

    def hear(self, caller_id: str, time_stamp: str) -> None:
        """Take note of how far behind our clock a caller's TimeStamp is."""
        moment, now_s = parse_stamp(time_stamp), self._now()
        if moment is None:
            return
        lag_s = (self._wall() - moment).total_seconds()
        known = self._lags.get(caller_id)
        if known is None:
            self._lags[caller_id] = _Lag(now_s, lag_s, lag_s)
        elif now_s - known.since_s > LAG_KEPT_S:
            self._lags[caller_id] = _Lag(now_s, lag_s, known.least_s)
        else:
            known.least_s = min(known.least_s, lag_s)

    def said_at(self, caller_id: str, time_stamp: str) -> datetime:
        """Answer when a call was said, by our clock; never later than now.

        A clock that is wrong is as wrong in every call, while a call that was held up is further
        behind than others: what counts is by how much more than the least of the last hour or two.
        Asking for its token, which waits for nothing, a caller shows its clock before it pushes.
        """
        now, moment = self._wall(), parse_stamp(time_stamp)
        known = self._lags.get(caller_id)
        if moment is None or known is None:
            return now
        lag_s = (now - moment).total_seconds() - min(known.least_s, known.before_s)
        return now - timedelta(seconds=max(0.0, lag_s))

    def was_taken(self, caller_id: str, signature: str) -> bool:
        """Tell whether a call with this signature was taken before."""
        return (caller_id, signature) in self._taken

    def take(self, caller_id: str, signature: str) -> None:
        """Remember that a call was taken; one that could not be may come again as it was."""
        self._taken[caller_id, signature] = None
        if len(self._taken) > _TAKEN:
            self._taken.popitem(last=False)


def parse_stamp(text: str) -> datetime | None:
    """Read a TimeStamp: yyyyMMddHHmmss in China, or from some peers seconds since 1970."""
    if not (text.isascii() and text.isdigit()):
        return None
    try:
        if len(text) == _DIGITS:
            return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=CHINA_TIME)
        if len(text) == _SECONDS:
            return datetime.fromtimestamp(int(text), CHINA_TIME)
    except ValueError:
        pass
    return None
