"""Find the shortest way to bring a box out from under what lies over the map. Pure."""

from collections.abc import Sequence

from ui.map_look import Box

Shift = tuple[float, float]


def shift_clear(box: Box, free: Box, chrome: Sequence[Box]) -> Shift:
    """Answer how far a box (left, top, right, bottom) must move to lie in `free`, off the chrome.

    Where there is no such place it only comes into `free`.
    """
    inside = _into(box, free)
    ways = [inside]
    for over in chrome:
        ways += _around(_moved(box, inside), inside, over)
    # Past two of them at once, as in a corner.
    for way in ways[1:]:
        for over in chrome:
            ways += _around(_moved(box, way), way, over)
    clear = [way for way in ways if _is_clear(_moved(box, way), free, chrome)]
    return min(clear, key=lambda way: way[0] ** 2 + way[1] ** 2, default=inside)


def _into(box: Box, free: Box) -> Shift:
    def along(low: float, high: float, least: float, most: float) -> float:
        # What is larger than the room stands at its far edge.
        return min(max(0.0, least - low), most - high) if low < least else min(0.0, most - high)

    return along(box[0], box[2], free[0], free[2]), along(box[1], box[3], free[1], free[3])


def _around(box: Box, way: Shift, over: Box) -> list[Shift]:
    """List the four ways past one that is met; none where it is not."""
    if not _meets(box, over):
        return []
    x, y = way
    return [
        (x + over[0] - box[2], y),
        (x + over[2] - box[0], y),
        (x, y + over[1] - box[3]),
        (x, y + over[3] - box[1]),
    ]


def _moved(box: Box, way: Shift) -> Box:
    return box[0] + way[0], box[1] + way[1], box[2] + way[0], box[3] + way[1]


def _meets(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _is_clear(box: Box, free: Box, chrome: Sequence[Box]) -> bool:
    is_in = box[0] >= free[0] and box[1] >= free[1] and box[2] <= free[2] and box[3] <= free[3]
    return is_in and not any(_meets(box, over) for over in chrome)
