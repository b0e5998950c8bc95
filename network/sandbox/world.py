"""Join simulated operators and whoever moves the car and its cable, one connector at a time."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from network.bench import BenchError
from network.bench import World as WorldState
from network.days import day_in
from network.sandbox.behaviour import Behaviour, Vice
from network.sandbox.charge import Meter
from network.sandbox.day_book import DayBook
from network.sandbox.operator import Verdict
from network.sandbox.pile_line import PileSide
from network.sandbox.public_desk import Inventory
from network.stations import Connector, Status
from network.wire import is_address

CHARGER_FAULT = 3
"""StopReason of T/CEC 102's bill for a pile that cannot charge."""


class Hands(Protocol):
    """Who moves the car, its cable and the pile at the other end. Wishes may raise BenchError."""

    def state(self) -> WorldState:
        """Say how car and pile stand; operator and connector are left empty."""

    def drive(self, lat: float, lon: float) -> None:
        """Send the car to a place, WGS-84."""

    def set_soc(self, soc_pct: float) -> None:
        """Set the state of charge."""

    def set_fault(self, name: str, *, is_on: bool) -> None:
        """Break something at car or cable, or mend it."""

    def plug(self, connector: Connector, line: "Line") -> None:
        """Put the cable of a pile like this connector into the car."""

    def unplug(self) -> None:
        """Pull the cable."""

    def choose_model(self, name: str) -> None:
        """Let the next cable be that of a certain model; empty for what stands there."""

    def start(self) -> bool:
        """Let the pile charge; False if it cannot."""

    def stop(self) -> None:
        """Let the pile end the charge."""


class Operators(PileSide, Protocol):
    """The simulated operators; `all_operators.AllOperators` is one."""

    def serves(self, operator_id: str) -> bool:
        """Tell whether an operator lives here."""

    def attach(self, inbox_url: str) -> None:
        """Push to this address from now on."""

    def behaviour_of(self, operator_id: str) -> Behaviour | None:
        """Answer how an operator behaves, None where it does not live here."""


class Line:
    """The line between one pile and its operator, for both of them."""

    def __init__(
        self, operators: PileSide, hands: Hands, operator_id: str, connector_id: str
    ) -> None:
        self._operators = operators
        self._hands = hands
        self._place = (operator_id, connector_id)

    def authorise(self, vin: str) -> Verdict:
        """Ask the operator about a car; asked again and again while the answer is WAIT."""
        return self._operators.authorise(*self._place, vin)

    def meter(self, meter: Meter) -> None:
        """Pass a reading on."""
        self._operators.meter(*self._place, meter)

    def ended(self, meter: Meter, stop_reason: int) -> None:
        """Pass on that the charge has ended; `stop_reason` as in the bill."""
        self._operators.ended(*self._place, meter, stop_reason)

    def plugged(self, *, is_plugged: bool) -> None:
        """Pass on that the connector went into a car, or out of it."""
        if is_plugged:
            self._operators.plug_in(*self._place, self)
        else:
            self._operators.plug_out(*self._place)

    def start(self) -> None:
        """Begin a charge, as the operator wishes."""
        if not self._hands.start():
            self.ended(Meter(0.0, 0.0, 0.0, 0.0), CHARGER_FAULT)

    def stop(self) -> None:
        """End it, as the operator wishes."""
        self._hands.stop()


class World:
    """The emulated world as the bench moves it: a bench_app.Bench."""

    def __init__(
        self,
        hands: Hands,
        operators: Operators,
        inventory: Inventory,
        book: DayBook,
        wall: Callable[[], datetime],
    ) -> None:
        self._hands = hands
        self._operators = operators
        self._inventory = inventory
        self._book = book
        self._wall = wall
        self._plugged = ("", "")

    def state(self) -> WorldState:
        """Say how the world stands."""
        state = self._hands.state()
        state.operator_id, state.connector_id = self._plugged
        state.day = "" if self._book.day is None else self._book.day.isoformat()
        return state

    def drive(self, lat: float, lon: float) -> None:
        """Send the car to a place, WGS-84."""
        self._hands.drive(lat, lon)

    def plug(self, operator_id: str, connector_id: str) -> None:
        """Put the cable of a connector into the car."""
        found = self._inventory.connector(operator_id, connector_id)
        if found is None:
            raise BenchError("no_such_connector", f"{operator_id}/{connector_id}")
        if not self._operators.serves(operator_id):
            raise BenchError("no_interface", f"{operator_id} can be used with its own app only")
        if found[1].status in (Status.CHARGING, Status.OCCUPIED):
            raise BenchError("occupied", f"another car is plugged in at {connector_id}")
        line = Line(self._operators, self._hands, operator_id, connector_id)
        self._hands.plug(found[1], line)
        self._plugged = (operator_id, connector_id)

    def unplug(self) -> None:
        """Pull the cable."""
        self._hands.unplug()
        self._plugged = ("", "")

    def set_soc(self, soc_pct: float) -> None:
        """Set the state of charge."""
        self._hands.set_soc(soc_pct)

    def set_fault(self, name: str, *, is_on: bool) -> None:
        """Break something at car or cable, or mend it."""
        self._hands.set_fault(name, is_on=is_on)

    def choose_model(self, name: str) -> None:
        """Let the next cable be that of a certain model; empty for what stands there."""
        self._hands.choose_model(name)

    def attach(self, inbox_url: str) -> None:
        """Let the operators push to this address; nowhere while it is empty."""
        if inbox_url and not is_address(inbox_url):
            raise BenchError(
                "no_such_address", "must be a URL with http or https that can be called"
            )
        self._operators.attach(inbox_url)

    def as_of(self, day: str) -> None:
        """Let it be another day for the operators; empty for the whole network."""
        wanted = day_in(day)
        if day and wanted is None:
            raise BenchError("no_such_day", f"{day[:40]} is not a date as in 2025-07-09")
        try:
            self._book.turn(wanted, self._wall())
        except OSError as error:
            raise BenchError("not_kept", str(error)) from error

    def misbehave(self, operator_id: str, vice: str, *, is_on: bool) -> None:
        """Let an operator take up a vice, or give it up."""
        behaviour = self._operators.behaviour_of(operator_id)
        if behaviour is None:
            raise BenchError("no_such_operator", operator_id)
        try:
            behaviour.set_vice(Vice(vice), is_on=is_on)
        except ValueError as error:
            known = " ".join(each.value for each in Vice)
            raise BenchError("no_such_vice", f"{vice} is none of {known}") from error
