"""Write the driver's wishes as frames of the vehicle bus, and read them in the car."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from cantools.database.can import Message

from vehicle import dbc
from vehicle.frame import Frame
from vehicle.signals import Value
from vehicle.vehicle_map import Actuator, CommandRules, Raw


class CommandResult(Enum):
    """What the car answers to a wish; the names are those of the DBC's value table.

    The last three are not the car's: no answer came, the bus did not take the frame, or this
    car's map has no such wish.
    """

    DONE = 0
    BAD_VALUE = 1
    NOT_CONNECTED = 2
    NOT_CHARGING = 3
    CHARGING = 4
    CABLE_CONNECTED = 5
    DRIVING = 6
    REPLUG = 7
    UNANSWERED = 253
    NOT_SENT = 254
    NOT_OFFERED = 255


class CommandError(Exception):
    """A wish that this car's bus cannot carry; one line."""


@dataclass(frozen=True, slots=True)
class Command:
    """One wish of the head unit, as the car reads it."""

    path: str
    value: Value
    counter: int


class CommandCodec:
    """Wishes <-> frames, after one map."""

    def __init__(self, rules: CommandRules, message: Message) -> None:
        self._rules = rules
        self._message = message
        self._counter = 0

    def build(self, path: str, value: Value) -> Frame:
        """Write a wish, with the next counter.

        Raises: CommandError where the map does not know the wish or the value.
        """
        actuator = self._rules.actuators.get(path)
        if actuator is None:
            raise CommandError(f"{path}: this car takes no such command")
        fields: dict[str, Raw] = dict.fromkeys((each.name for each in self._message.signals), 0)
        fields.update(actuator.fixed)
        if actuator.value is not None:
            fields[actuator.value] = int(value)
        elif str(value) in actuator.options:
            fields.update(actuator.options[str(value)])
        else:
            raise CommandError(f"{path}: {value!r} is none of {', '.join(actuator.options)}")
        self._counter = (self._counter + 1) % 256
        if self._rules.counter is not None:
            fields[self._rules.counter] = self._counter
        try:
            return dbc.encode(self._message, fields)[0]
        except dbc.BadVehicleFrame as error:
            raise CommandError(f"{path}: {error}") from error

    def parse(self, frame: Frame) -> Command | None:
        """Read a wish; None if the frame carries none that the map knows."""
        raw = self._fields(frame)
        for path, actuator in self._rules.actuators.items() if raw else ():
            if self._matches(actuator.fixed, raw):
                value = self._wished(actuator, raw)
                if value is not None:
                    return Command(path, value, self._counted(raw))
        return None

    def counter_of(self, frame: Frame) -> int | None:
        """Tell the counter of a wish, which its answer will name."""
        raw = self._fields(frame)
        return self._counted(raw) if raw else None

    @property
    def offered(self) -> frozenset[str]:
        """Every path that this car's map can carry as a wish."""
        return frozenset(self._rules.actuators)

    def _counted(self, raw: Mapping[str, float]) -> int:
        return 0 if self._rules.counter is None else int(raw[self._rules.counter])

    def _fields(self, frame: Frame) -> dict[str, float]:
        wanted = (self._message.frame_id, self._message.is_extended_frame)
        if (frame.id, frame.extended) != wanted:
            return {}
        try:
            return dbc.decode(self._message, frame.data)
        except dbc.BadVehicleFrame:
            return {}  # Too short to be a wish: nobody can be answered.

    def _matches(self, wanted: Mapping[str, Raw], raw: Mapping[str, float]) -> bool:
        for name, value in wanted.items():
            number = raw[name]
            named = dbc.labels(self._message, name).get(int(number))
            if value != (named if isinstance(value, str) else number):
                return False
        return True

    def _wished(self, actuator: Actuator, raw: Mapping[str, float]) -> Value | None:
        if actuator.value is not None:
            number = int(raw[actuator.value])
            return bool(number) if actuator.kind == "bool" else number
        matching = (name for name, wish in actuator.options.items() if self._matches(wish, raw))
        return next(matching, None)
