import numpy as np

from ui.map_camera import WORLD_DP, Bounds
from ui.map_look import Box, Look
from ui.map_places import Stream
from ui.map_streams import StreamWriter

ZOOM = 8.0
WORLD = WORLD_DP * 2.0**ZOOM
AROUND = Bounds(0.78, 0.38, 0.82, 0.42)


def measure(text: str, look: Look) -> float:
    return look.size_dp * 0.5 * len(text)


def stream(points: list[tuple[float, float]], rank: int = 1) -> Stream:
    """A river whose course is told in dp from the middle of the window."""
    part = np.array([(0.8 + x / WORLD, 0.4 + y / WORLD) for x, y in points])
    return Stream("长江", "Yangtze", "Yangtsé", rank, (part,))


def write(
    river: Stream, language: str = "zh", zoom: float = ZOOM, taken: Box | None = None
) -> list[tuple[str, int, int, int]]:
    """Write it; answers text, turn and place in dp from the middle of the window."""

    def is_free(box: Box) -> bool:
        return taken is None or not (
            box[0] < taken[2] and box[2] > taken[0] and box[1] < taken[3] and box[3] > taken[1]
        )

    found = StreamWriter((river,), measure).write(AROUND, zoom, WORLD, language, is_free)
    return [
        (one.text, one.look.turn_deg, round((one.x - 0.8) * WORLD), round((one.y - 0.4) * WORLD))
        for one, _ in filter(None, found)
    ]


EAST = [(-300.0, 0.0), (300.0, 0.0)]


def test_characters_stand_upright_one_after_the_other() -> None:
    # Two sizes of 28 dp apart, around the first try of 150 dp along the river.
    assert write(stream(EAST)) == [("长", 0, -178, 0), ("江", 0, -122, 0)]


def test_a_river_to_the_west_is_still_read_to_the_right() -> None:
    first, last = write(stream(EAST[::-1]))
    assert (first[0], last[0]) == ("长", "江")
    assert first[2] < last[2]


def test_a_river_to_the_north_is_read_from_top_to_bottom() -> None:
    first, last = write(stream([(0.0, 300.0), (0.0, -300.0)]))
    assert (first[0], last[0]) == ("长", "江")
    assert first[3] < last[3]


def test_latin_letters_follow_the_river_and_never_stand_on_their_head() -> None:
    ((text, turn, _, _),) = write(stream([(-300.0, -300.0), (300.0, 300.0)]), "fr")
    assert (text, turn) == ("Yangtsé", 45)
    ((_, back, _, _),) = write(stream([(300.0, 300.0), (-300.0, -300.0)]), "en")
    assert back == 45


def test_a_name_moves_on_when_something_stands_there() -> None:
    found = write(stream(EAST), taken=(0.8 * WORLD - 400, 0.0, 0.8 * WORLD - 60, WORLD))
    assert found[0][2] > -60


def test_a_name_is_said_again_every_900_dp() -> None:
    found = write(stream([(-1300.0, 0.0), (1300.0, 0.0)]))
    # Tries are 150 dp apart: at 150, 1050 and 1950 of 2600 dp.
    assert [one[2] for one in found if one[0] == "长"] == [-1178, -278, 622]


def test_nothing_is_written_where_the_river_winds_too_much() -> None:
    winding = [(10.0 * n, 60.0 * (n % 2)) for n in range(-30, 30)]
    assert write(stream(winding)) == []


def test_small_rivers_are_named_on_large_maps_only() -> None:
    assert write(stream(EAST, rank=3), zoom=7.5) == []
    assert write(stream(EAST, rank=3), zoom=8.0) != []


def test_a_river_elsewhere_is_not_named() -> None:
    assert write(stream([(9000.0, 0.0), (9600.0, 0.0)])) == []
