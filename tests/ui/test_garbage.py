import asyncio
import gc
import weakref
from collections.abc import Iterator

import pytest

from ui.garbage import MOST_YOUNG_LOOKS, YOUNG_LOOKS, Sweep


class Knot:
    """Garbage that only a look finds."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def thresholds() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def old_garbage() -> "weakref.ref[Knot]":
    gc.collect()
    gc.set_threshold(0)
    knot = Knot()
    gc.collect(1)  # what survives this is old
    found = weakref.ref(knot)
    del knot
    for _ in range(YOUNG_LOOKS + 1):
        gc.collect(1)
    return found


def test_old_garbage_is_looked_for_while_the_map_rests() -> None:
    garbage = old_garbage()
    assert not Sweep(lambda: False).look()
    assert garbage() is not None
    assert Sweep(lambda: True).look()
    assert garbage() is None


def test_nothing_is_looked_for_before_it_is_due() -> None:
    gc.collect()
    assert not Sweep(lambda: True).look()


def test_python_looks_seldom_meanwhile_and_as_before_afterwards() -> None:
    before = gc.get_threshold()
    seen: list[tuple[int, int, int]] = []

    async def sleep(_: float) -> None:
        seen.append(gc.get_threshold())
        if len(seen) == 3:
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(Sweep(lambda: False).run(sleep))
    assert seen == [(before[0], before[1], MOST_YOUNG_LOOKS)] * 3
    assert gc.get_threshold() == before
