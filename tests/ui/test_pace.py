from pathlib import Path

import pytest

from ui.command_line import Options
from ui.wiring.pace import paced

PICTURE = Path("glass.png")
WORLD = ("127.0.0.1", 8700)


@pytest.mark.parametrize(
    ("options", "speed"),
    [
        (Options(), None),
        (Options(screenshot=PICTURE), 100.0),
        (Options(command="demo"), 30.0),
        (Options(screenshot=PICTURE, speed=2.0), 2.0),
    ],
)
def test_what_nobody_waits_for_goes_fast_unless_a_speed_is_given(
    options: Options, speed: float | None
) -> None:
    assert paced(options).speed == speed


@pytest.mark.parametrize(
    ("options", "speed"),
    [
        (Options(screenshot=PICTURE, world=WORLD), None),
        (Options(command="demo", world=WORLD), None),
        (Options(screenshot=PICTURE, world=WORLD, speed=10.0), 10.0),
    ],
)
def test_a_world_in_another_process_keeps_its_own_time(
    options: Options, speed: float | None
) -> None:
    assert paced(options).speed == speed
