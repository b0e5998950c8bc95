"""Progress as values."""

from network.sync_state import SyncPhase, SyncState, SyncTotal, total_of


def test_the_share_is_that_of_the_pages_under_way() -> None:
    states = [
        SyncState(SyncPhase.FETCHING, page=3, pages=4),
        SyncState(SyncPhase.FETCHING),  # nothing is known of it yet
        SyncState(SyncPhase.WAITING, page=9, pages=9),
        SyncState(SyncPhase.CUT_OFF, page=1, pages=9),
    ]
    assert total_of(states) == SyncTotal(4, 2, 1, 0.6)


def test_nothing_under_way_is_done() -> None:
    assert total_of([SyncState()]) == SyncTotal(1, 0, 0, 1.0)
