"""Turn the frames of the vehicle bus into signals under VSS names, and back."""

from collections.abc import Mapping
from pathlib import Path

from cantools.database.can import Database

from vehicle.carried import CarriedMessage, Unreadable, carry
from vehicle.commands import Command, CommandCodec, CommandError, CommandResult
from vehicle.dbc import BadVehicleFrame
from vehicle.frame import Frame
from vehicle.packing import BadLayout, Packing, Raw
from vehicle.signals import ACK_COUNTER, ACK_RESULT, LASTING, VIN, Signal, Signals, Value
from vehicle.toml_file import VehicleFileError
from vehicle.vehicle_map import VehicleMap, load_map

USUAL_S = 0.1
"""How often the emulated car sends a message for which the DBC names no cycle (chosen)."""


class VehicleBus:
    """One node's view of the vehicle bus.

    `signals` is replaced with every frame that changes it. `problems` holds, by VSS path, one line
    for each value that came, or was to be sent, and could not be used; a good one takes it out.
    """

    def __init__(self, rules: VehicleMap, database: Database) -> None:
        """Make the map ready. Raises: BadLayout."""
        self.signals = Signals()
        self.problems: dict[str, str] = {}
        self._map = rules, database
        self._commands: CommandCodec | None = None
        if rules.commands is not None:
            message = database.get_message_by_name(rules.commands.message)
            self._commands = CommandCodec(rules.commands, message)
        self.answers = {ACK_COUNTER, ACK_RESULT} <= rules.signals.keys()
        self._messages = _carried_messages(rules, database)
        self._by_id = {
            (each.packing.id, each.packing.is_extended): each for each in self._messages.values()
        }
        self._owners = {path: rule.owners for path, rule in rules.signals.items()}

    @classmethod
    def load(cls, file: Path) -> "VehicleBus":
        """Read a vehicle's file, its map and its DBC.

        Raises: VehicleFileError, one line naming file, field and reason.
        """
        rules, database = load_map(file)
        try:
            return cls(rules, database)
        except BadLayout as error:
            raise VehicleFileError(file, "dbc", str(error)) from error

    @property
    def paths(self) -> frozenset[str]:
        """Every path that this car tells."""
        return frozenset(self._owners)

    def another(self) -> "VehicleBus":
        """Give one more node the same map, without reading it again."""
        return VehicleBus(*self._map)

    @property
    def commands(self) -> frozenset[str]:
        """Every path that this car takes as a wish."""
        return frozenset() if self._commands is None else self._commands.offered

    @property
    def cycles(self) -> list[tuple[float, str]]:
        """Period and name of every message that the car sends by itself."""
        return [
            (each.period_s or USUAL_S, name)
            for name, each in self._messages.items()
            if each.period_s is not None or not _is_answer(each)
        ]

    def receive(self, frame: Frame, now: float) -> frozenset[str]:
        """Take one frame; tell which signals it brought: none if it is not mapped."""
        carried = self._by_id.get((frame.id, frame.extended))
        if carried is None:
            return frozenset()
        packing = carried.packing
        raw = packing.unpack(frame.data)
        if raw is None:
            line = f"{packing.name}: {len(frame.data)} bytes instead of {packing.size}"
            self.problems |= {each.path: line for each in carried.values}
            return frozenset()
        changes: dict[str, Signal] = {}
        for each in carried.values:
            try:
                value = each.read(packing.name, raw)
            except Unreadable as error:
                self.problems[each.path] = str(error)
                continue
            if value is not None:
                changes[each.path] = Signal(value, each.rule.unit, now, each.rule.stale_s)
                self.problems.pop(each.path, None)
        self.signals = self.signals.replaced(changes)
        return frozenset(changes)

    def encode(self, values: Mapping[str, Value]) -> list[Frame]:
        """Build the frames that carry the values, for the one who plays the car.

        A message is sent as a whole: who gives one of its values gives all of them.
        Raises: BadVehicleFrame for a value outside what the DBC allows; KeyError for a path that
        is missing or not mapped.
        """
        names = dict.fromkeys(name for path in values for name in self._owners[path])
        return [frame for name in names for frame in self._pack(self._messages[name], values)]

    def publish(self, names: list[str], values: Mapping[str, Value]) -> list[Frame]:
        """Build the frames of some messages; one that cannot be sent is a line in `problems`."""
        frames: list[Frame] = []
        for name in names:
            message = self._messages[name]
            try:
                frames += self._pack(message, values)
            except (BadVehicleFrame, KeyError) as error:
                self.problems[message.values[0].path] = str(error)
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
        return CommandResult.__members__.get(str(result.value))

    def parse_command(self, frame: Frame) -> Command | None:
        """Read a wish, for the one who plays the car; None if the frame carries none."""
        return None if self._commands is None else self._commands.parse(frame)

    def acknowledge(self, command: Command, result: CommandResult) -> list[Frame]:
        """Build the car's answer to a wish; nothing where the map knows no answers."""
        if not self.answers:
            return []
        return self.encode({ACK_COUNTER: command.counter, ACK_RESULT: result.name})

    def _pack(self, message: CarriedMessage, values: Mapping[str, Value]) -> list[Frame]:
        numbers: dict[str, Raw] = {}
        for each in message.values:
            numbers |= each.write(message.packing.name, values[each.path])
        return message.packing.pack(numbers)


def _carried_messages(rules: VehicleMap, database: Database) -> dict[str, CarriedMessage]:
    messages: dict[str, CarriedMessage] = {}
    for path, rule in rules.signals.items():
        value = carry(path, rule, database.get_message_by_name)
        for name in rule.owners:
            if name not in messages:
                message = database.get_message_by_name(name)
                cycle_ms = message.cycle_time
                period_s = cycle_ms / 1000 if cycle_ms else None
                messages[name] = CarriedMessage(Packing(message), [], period_s)
            messages[name].values.append(value)
    return messages


def _is_answer(message: CarriedMessage) -> bool:
    return all(each.path in LASTING - {VIN} for each in message.values)
