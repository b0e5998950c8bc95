"""A new batch is empty."""

from network.imports.batch import Batch


def test_batches_share_nothing() -> None:
    first = Batch()
    first.defects["x"] += 1
    assert (Batch().stations, Batch().asides, Batch().defects.total()) == ([], [], 0)
