"""Listen to a car's bus for a while and print once what it has told."""

from ui.wiring.console import Say
from ui.wiring.parts import Parts
from vehicle.car_link import CarLink
from vehicle.signal_table import table
from vehicle.vhal import Vhal


async def print_signals(parts: Parts, say: Say) -> bool:
    """Print the table; False where the car told nothing. Raises: VehicleFileError."""
    vhal, codec, bus = Vhal.load(), parts.codec.another(), parts.ends.glass
    if bus is None:
        raise RuntimeError("the command opens no vehicle bus")
    link = CarLink(codec, bus, parts.clock)
    await parts.clock.sleep(parts.options.seconds)
    link.close()
    if not codec.signals:
        say(f"{bus.spec}: no car was heard in {parts.options.seconds:g} s")
        return False
    for line in table(codec.signals, codec.paths, vhal, parts.clock.now()):
        say(line)
    for path, problem in sorted(codec.problems.items()):
        say(f"cannot be used: {path}: {problem}")
    return True
