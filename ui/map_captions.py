"""Keep the labels around the view chosen, a little in each frame; the drawing is up to others."""

from collections.abc import Iterator, Sequence
from math import inf
from time import perf_counter

from ui.map_camera import WORLD_DP, Bounds, Camera, shortest_turn
from ui.map_labels import LabelChooser
from ui.map_lettering import measure
from ui.map_look import Box, Label
from ui.map_places import read_places
from ui.map_upright import upright

# Labels are looked over again when the map has turned by so much (chosen).
_TURNED_DEG = 8.0


class Captions:
    """Names, rivers and road shields beside the marks.

    `labels` are those to show; they are replaced as a whole, when all new ones are chosen.
    """

    def __init__(self) -> None:
        self.labels: list[Label] = []
        self.language = "zh"
        self._chooser: LabelChooser | None = None
        self._choosing: Iterator[Label | None] | None = None
        self._chosen: list[Label] = []
        self._in_the_way: list[Box] = []
        self._level = 0.0
        self._turn_deg = 0.0
        # What the labels keep clear of: the chrome as it lies for a camera; None for nothing.
        self._cleared: tuple[Camera, tuple[Box, ...]] | None = None

    @property
    def is_owing(self) -> bool:
        """Tell whether labels are still being chosen."""
        return self._choosing is not None

    def choose(
        self,
        window: tuple[float, Bounds],
        camera: Camera,
        marks: Sequence[Box],
        chrome: Sequence[Box],
    ) -> None:
        """Begin to choose for a level and a window, beside marks and clear of chrome.

        `marks` are boxes in dp of the world at the level, `chrome` in dp of the screen.
        """
        self._level, around = window
        world_dp = WORLD_DP * float(2.0**self._level)
        self._in_the_way = [*marks, *_on_the_map(chrome, camera, world_dp)]
        self._cleared = _clearing(camera, chrome)
        self._chosen = []
        self._choosing = self._labels().choosing(
            around, self._level, self.language, self._in_the_way
        )

    def is_in_the_way(self, camera: Camera, chrome: Sequence[Box]) -> bool:
        """Tell whether labels were chosen for other chrome, or for chrome that lay elsewhere."""
        return self._cleared != _clearing(camera, chrome)

    def work(self, budget_s: float = inf) -> bool:
        """Go on choosing for a while; tells whether the labels were replaced just now."""
        if self._choosing is None:
            return False
        until = perf_counter() + budget_s
        for label in self._choosing:
            if label is not None:
                self._chosen.append(label)
            if perf_counter() > until:
                return False
        self._choosing = None
        world_dp = WORLD_DP * float(2.0**self._level)
        self.labels = upright(self._chosen, self._in_the_way, world_dp, self._turn_deg, measure)
        return True

    def turn(self, camera: Camera) -> None:
        """Have labels stand upright again: they meet others when the map has turned a little."""
        if abs(shortest_turn(self._turn_deg, camera.turn_deg)) < _TURNED_DEG and camera.turn_deg:
            return
        if self._turn_deg != camera.turn_deg:
            self._turn_deg = camera.turn_deg
            if self._choosing is None:
                self._choosing = iter(())

    def _labels(self) -> LabelChooser:
        if self._chooser is None:
            places = read_places()
            self._chooser = LabelChooser(places.names, places.roads, measure, places.streams)
        return self._chooser


def _clearing(camera: Camera, chrome: Sequence[Box]) -> tuple[Camera, tuple[Box, ...]] | None:
    return (camera, tuple(chrome)) if chrome else None


def _on_the_map(chrome: Sequence[Box], camera: Camera, world_dp: float) -> Iterator[Box]:
    """Place boxes of the screen on the map, in dp of the world."""
    # The chrome is of the screen's scale, which lies between two levels'.
    scale = world_dp / camera.world_dp
    for left, top, right, bottom in chrome:
        half = (right - left) / 2 * scale, (bottom - top) / 2 * scale
        x, y = camera.world_at((left + right) / 2, (top + bottom) / 2)
        x, y = x * world_dp, y * world_dp
        yield x - half[0], y - half[1], x + half[0], y + half[1]
