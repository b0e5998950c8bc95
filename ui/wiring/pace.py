"""Choose how fast time goes where nobody has said it."""

from dataclasses import replace

from ui.command_line import Options

DEMO_SPEED = 30.0
"""The demonstration runs this much faster than life, to end within three minutes (chosen)."""
STAGE_SPEED = 100.0
"""A charge that nobody watches runs as fast as two cores can (chosen)."""


def paced(options: Options) -> Options:
    """Choose the speed of what nobody waits for; a world in another process has its own time."""
    if options.speed is not None or options.world is not None:
        return options
    if options.screenshot:
        return replace(options, speed=STAGE_SPEED)
    return replace(options, speed=DEMO_SPEED) if options.command == "demo" else options
