"""Ten million random frames for both ends and the transport: no exception, no growth."""

import gc
import resource
import sys
import time

from tests.benchmarks.report import missed, report
from tests.vehicle.gbt27930 import storm

FRAMES = 10_000_000
SHARE = 500_000
WARM_UP = 200_000


def _rss_mb() -> float:
    """Give the most memory that this process ever had."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main() -> int:
    """Storm, and print what it took."""
    storm.on_both_ends(WARM_UP, 0)
    storm.on_the_transport(WARM_UP, 0)
    gc.collect()
    before_mb, began = _rss_mb(), time.perf_counter()
    done = 0
    while done < FRAMES:
        # Nine parts for both ends, one for the transport alone.
        storm.on_both_ends(SHARE * 9 // 10, done + 1)
        storm.on_the_transport(SHARE // 10, done + 1)
        done += SHARE
    seconds = time.perf_counter() - began
    report("random frames without an exception", done, "frames", FRAMES, at_most=False)
    report("memory grown meanwhile", _rss_mb() - before_mb, "MB", 5.0)
    report("random frames a second", done / seconds, "1/s", 1.0, at_most=False)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
