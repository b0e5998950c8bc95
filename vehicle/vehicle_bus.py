"""Turn the frames of the vehicle bus into signals under VSS names, and back."""

from collections.abc import Mapping
from pathlib import Path

from cantools.database.can import Database, Message

from vehicle import dbc
from vehicle.commands import Command, CommandCodec, CommandError, CommandResult
from vehicle.frame import Frame
from vehicle.signals import ACK_COUNTER, ACK_RESULT, Signal, Signals, Value
from vehicle.vehicle_map import SignalRule, VehicleMap, load_map


class VehicleBus:
    """One node's view of the vehicle bus.

    `signals` is replaced with every frame that changes it. `problems` holds, by VSS path, one line
    for each value that came and could not be used; a good value takes it out again.
    """

    def __init__(self, rules: VehicleMap, database: Database) -> None:
        self.signals = Signals()
        self.problems: dict[str, str] = {}
        self._database = database
        self._rules = rules.signals
        self._commands: CommandCodec | None = None
        if rules.commands is not None:
            message = database.get_message_by_name(rules.commands.message)
            self._commands = CommandCodec(rules.commands, message)
        self._texts: dict[str, dict[str, str]] = {}
        self._carried: dict[tuple[int, bool], list[tuple[str, SignalRule]]] = {}
        for path, rule in rules.signals.items():
            for name in dict.fromkeys(name for name, _ in rule.parts):
                message = database.get_message_by_name(name)
                key = (message.frame_id, message.is_extended_frame)
                self._carried.setdefault(key, []).append((path, rule))

    @classmethod
    def load(cls, file: Path) -> "VehicleBus":
        """Read a vehicle's file, its map and its DBC.

        Raises: VehicleFileError, one line naming file, field and reason.
        """
        return cls(*load_map(file))

    def receive(self, frame: Frame, now: float) -> frozenset[str]:
        """Take one frame; tell which signals it brought: none if it is not mapped."""
        carried = self._carried.get((frame.id, frame.extended))
        if carried is None:
            return frozenset()
        message = self._database.get_message_by_frame_id(frame.id)
        try:
            raw = dbc.decode(message, frame.data)
        except dbc.BadVehicleFrame as error:
            self.problems |= {path: str(error) for path, _ in carried}
            return frozenset()
        changes: dict[str, Signal] = {}
        for path, rule in carried:
            value = self._value(path, rule, message, raw)
            if value is not None:
                changes[path] = Signal(value, rule.unit, now, rule.stale_s)
                self.problems.pop(path, None)
        self.signals = self.signals.replaced(changes)
        return frozenset(changes)

    def encode(self, values: Mapping[str, Value]) -> list[Frame]:
        """Build the frames that carry the values, for the one who plays the car.

        A message is sent as a whole: who gives one of its values gives all of them.
        Raises: BadVehicleFrame for a value outside what the DBC allows; KeyError for a path that
        is missing or not mapped.
        """
        frames: list[Frame] = []
        for name in dict.fromkeys(name for path in values for name, _ in self._rules[path].parts):
            message = self._database.get_message_by_name(name)
            fields: dict[str, float | str] = {}
            for path, rule in self._carried[message.frame_id, message.is_extended_frame]:
                fields |= _fields(message, rule, values[path])
            frames += dbc.encode(message, fields)
        return frames

    def command(self, path: str, value: Value) -> Frame:
        """Build the frame that asks the car for something.

        Raises: CommandError where this car takes no such command.
        """
        if self._commands is None:
            raise CommandError("this car takes no commands")
        return self._commands.build(path, value)

    def answer_to(self, command: Frame) -> CommandResult | None:
        """Tell what the car has answered to the frame of a command; None while it has not."""
        counter, result = self.signals.get(ACK_COUNTER), self.signals.get(ACK_RESULT)
        if self._commands is None or counter is None or result is None:
            return None
        if counter.value != self._commands.counter_of(command):
            return None
        return CommandResult[str(result.value)]

    def parse_command(self, frame: Frame) -> Command | None:
        """Read a wish, for the one who plays the car; None if the frame carries none."""
        return None if self._commands is None else self._commands.parse(frame)

    def acknowledge(self, command: Command, result: CommandResult) -> list[Frame]:
        """Build the car's answer to a wish."""
        return self.encode({ACK_COUNTER: command.counter, ACK_RESULT: result.name})

    def _value(
        self, path: str, rule: SignalRule, message: Message, raw: Mapping[str, float]
    ) -> Value | None:
        if rule.kind == "ascii":
            return self._text(path, rule, message, raw)
        name = rule.parts[0][1]
        if name not in raw:
            return None
        if rule.kind == "label":
            label = dbc.labels(message, name).get(int(raw[name]))
            if label is None:
                self.problems[path] = f"{message.name}.{name}: {raw[name]} has no name"
            return label
        problem = dbc.limits_broken(message, name, raw[name])
        if problem is not None:
            self.problems[path] = problem
            return None
        number = raw[name] * rule.scale
        if rule.kind == "bool":
            return bool(number)
        return round(number) if rule.kind == "integer" else number

    def _text(
        self, path: str, rule: SignalRule, message: Message, raw: Mapping[str, float]
    ) -> str | None:
        """Keep the parts that came; the text is known once all of them have."""
        known = self._texts.setdefault(path, {})
        for owner, name in rule.parts:
            if owner == message.name and name in raw:
                size = dbc.text_size(message, name)
                text = int(raw[name]).to_bytes(size, "little").rstrip(b"\0").decode("latin-1")
                if not (text.isascii() and text.isprintable()):
                    self.problems[path] = f"{message.name}.{name}: {text!r} is no text"
                    return None
                known[name] = text
        names = [name for _, name in rule.parts]
        return "".join(known[name] for name in names) if len(known) == len(names) else None


def _fields(message: Message, rule: SignalRule, value: Value) -> dict[str, float | str]:
    """Write one VSS value as signals of a message."""
    if rule.kind != "ascii":
        name = rule.parts[0][1]
        return {name: value if isinstance(value, str) else value / rule.scale}
    rest = str(value).encode("ascii")
    fields: dict[str, float | str] = {}
    for owner, name in rule.parts:
        if owner == message.name:
            size = dbc.text_size(message, name)
            fields[name] = int.from_bytes(rest[:size].ljust(size, b"\0"), "little")
            rest = rest[size:]
    return fields
