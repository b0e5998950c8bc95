"""Run the emulated car alone on its two buses, so that it can face a real pile."""

from ui.wiring.console import Say, UnknownWord, line_of, obey_lines, tell_flow
from ui.wiring.parts import Parts, told_to_end
from ui.wiring.world import follow_charging_bus
from vehicle.car import Car
from vehicle.driver import Driver
from vehicle.gbt27930.bms import Bms
from vehicle.gbt27930.messages import StopCause
from vehicle.gbt27930.reasons import misfit, reasons
from vehicle.port import PortLocked

WORDS = "plug unplug stop soc PCT"


def reasons_of_car(bms: Bms) -> list[str]:
    """List what keeps the car from charging, or has ended its charge, as far as it knows."""
    offer = bms.charger
    no_fit = misfit(offer.min_v, offer.max_v, bms.pack.voltage_v)
    return reasons(bms.stop_cause, bms.error, no_fit)


async def run_car(parts: Parts, say: Say) -> None:
    """Emulate the car until the process is told to end."""
    ends, clock = parts.ends, parts.clock
    if ends.car is None or ends.bms is None:
        raise RuntimeError("the command opens no buses for a car")
    car = Car(parts.trim, parts.codec.another(), soc_pct=parts.options.soc_pct)
    drivers = [Driver(car.vehicle, ends.car, clock), Driver(car.charging, ends.bms, clock)]
    follow_charging_bus(ends.bms, car, clock)

    def nudge() -> None:
        for driver in drivers:
            driver.nudge()

    def figures() -> str:
        return f"soc {car.battery.soc_pct:.2f} {car.state.power_kw:.1f} kW"

    car.nudge = nudge
    car.bms.on_change = lambda phase, now: say(
        line_of(now, phase.name, figures(), reasons_of_car(car.bms))
    )
    say(f"car {parts.trim.identity.name} {parts.trim.identity.vin}, obeys: {WORDS}")
    for driver in drivers:
        parts.vital(driver.run())
    if parts.options.is_plugged:
        car.plug(clock.now())
    parts.vital(obey_lines(lambda words: obey_as_car(car, words, clock.now(), say), say))
    parts.vital(tell_flow(clock, say, lambda: car.is_charging, figures))
    await told_to_end()


def obey_as_car(car: Car, words: list[str], now: float, say: Say) -> None:
    """Do what was typed. Raises: UnknownWord, PortRefused, CarMoving, ValueError."""
    match words:
        case ["plug"]:
            car.plug(now)
        case ["unplug"]:
            _unplug(car, now)
            say("unplugged")
        case ["stop"]:
            car.stop(StopCause.USER, now)
        case ["soc", pct]:
            car.set_soc(float(pct))
        case _:
            raise UnknownWord(f"known here: {WORDS}")


def _unplug(car: Car, now: float) -> None:
    try:
        car.unplug(now)
    except PortLocked as error:
        hint = "stop first" if car.dc.is_stoppable else "wait until the lock lets go"
        raise UnknownWord(f"{error}: {hint}") from error
