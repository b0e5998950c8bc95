"""Read which DBC signal carries which VSS value, and check it against the DBC."""

from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

import cantools
import msgspec
from cantools.database.can import Database, Message
from cantools.database.errors import Error as DatabaseError

from vehicle.dbc import labels
from vehicle.signals import KNOWN, LASTING, NEEDED
from vehicle.state_names import STATES, UNKNOWN, WISHES
from vehicle.toml_file import VehicleFileError, read_table, read_toml

Raw: TypeAlias = int | str


class SignalRule(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"kind": "as", "source": "from"}
):
    """How one VSS value is carried; the fields are explained in the file itself."""

    source: str | Annotated[list[str], msgspec.Meta(min_length=1)]
    kind: Literal["number", "integer", "bool", "label", "ascii"] = "number"
    unit: str = ""
    scale: Annotated[float, msgspec.Meta(ge=-1e9, le=1e9)] = 1.0
    offset: Annotated[float, msgspec.Meta(ge=-1e9, le=1e9)] = 0.0
    names: dict[str, str] = {}
    stale_s: Annotated[float, msgspec.Meta(gt=0, le=3600)] | None = None

    @property
    def parts(self) -> list[tuple[str, str]]:
        """Message and signal name of each part, first part first."""
        sources = [self.source] if isinstance(self.source, str) else self.source
        return [(name.partition(".")[0], name.partition(".")[2]) for name in sources]

    @property
    def owners(self) -> list[str]:
        """The messages that carry it, each once."""
        return list(dict.fromkeys(owner for owner, _ in self.parts))


class Actuator(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"kind": "as", "fixed": "set"}
):
    """How one wish is sent: fixed signals, and the value in a signal or as one of the options."""

    fixed: dict[str, Raw] = {}
    value: str | None = None
    kind: Literal["integer", "bool"] = "integer"
    options: dict[str, dict[str, Raw]] = {}


@dataclass(frozen=True, slots=True)
class CommandRules:
    """The message that carries wishes, and how each of them is written in it.

    `counter` is None for a car that neither counts nor answers them.
    """

    message: str
    counter: str | None
    actuators: dict[str, Actuator]


@dataclass(frozen=True, slots=True)
class VehicleMap:
    """The content of one map file; `commands` is None for a car that takes none."""

    signals: dict[str, SignalRule]
    commands: CommandRules | None


class _CommandTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    message: str
    actuators: dict[str, Any]
    counter: str | None = None


class _MapFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A map file of which the tables under VSS names are still to be read, each with its name."""

    dbc: str
    signals: dict[str, Any]
    commands: _CommandTable | None = None


class _BusTable(msgspec.Struct, frozen=True):
    signals: str


class _VehicleFile(msgspec.Struct, frozen=True):
    """The part of a vehicle's file that is read here."""

    bus: _BusTable


def load_map(file: Path) -> tuple[VehicleMap, Database]:
    """Read the map that a vehicle's file names in `bus.signals`, and the DBC that the map names.

    Raises: VehicleFileError
    """
    map_file = file.parent / read_toml(file, _VehicleFile).bus.signals
    content = read_toml(map_file, _MapFile)
    database = _load_dbc(map_file, content.dbc)
    rules: dict[str, SignalRule] = {}
    for path, table in content.signals.items():
        field = _field(map_file, "signals", path)
        rules[path] = read_table(map_file, field, table, SignalRule)
        for message, signal in rules[path].parts:
            _check_signal(map_file, f"{field}.from", database, message, signal)
        _check_rule(map_file, field, path, rules[path], database)
    for path in NEEDED:
        if path not in rules:
            raise VehicleFileError(map_file, f'signals."{path}"', "missing: the glass needs it")
    if content.commands is None:
        return VehicleMap(rules, None), database
    return VehicleMap(rules, _load_commands(map_file, content.commands, database)), database


def dbc_of(file: Path) -> Path:
    """Name the DBC that describes a vehicle's bus. Raises: VehicleFileError."""
    map_file = file.parent / read_toml(file, _VehicleFile).bus.signals
    return map_file.parent / read_toml(map_file, _MapFile).dbc


def _field(file: Path, table: str, path: str) -> str:
    field = f'{table}."{path}"'
    if path not in KNOWN:
        raise VehicleFileError(file, field, "no such signal in vehicle/signals.py")
    return field


def _load_dbc(map_file: Path, name: str) -> Database:
    dbc = map_file.parent / name
    try:
        database = cantools.database.load_file(dbc, database_format="dbc")
    except OSError as error:
        raise VehicleFileError(map_file, "dbc", f"{name}: {error.strerror}") from error
    except (DatabaseError, UnicodeDecodeError) as error:
        raise VehicleFileError(dbc, "", " ".join(str(error).split())) from error
    if not isinstance(database, Database):
        raise VehicleFileError(map_file, "dbc", f"{name}: describes no CAN bus")
    return database


def _message(file: Path, field: str, database: Database, name: str) -> Message:
    try:
        return database.get_message_by_name(name)
    except KeyError as error:
        raise VehicleFileError(file, field, f"the DBC has no message {name!r}") from error


def _check_signal(file: Path, field: str, database: Database, message: str, signal: str) -> None:
    names = [each.name for each in _message(file, field, database, message).signals]
    if signal not in names:
        raise VehicleFileError(file, field, f"message {message!r} has no signal {signal!r}")


def _check_rule(file: Path, field: str, path: str, rule: SignalRule, database: Database) -> None:
    if rule.scale == 0:
        raise VehicleFileError(file, f"{field}.scale", "is 0")
    if rule.stale_s is None and path not in LASTING:
        raise VehicleFileError(file, f"{field}.stale_s", "missing: every value grows old")
    if rule.kind != "ascii" and len(rule.parts) != 1:
        raise VehicleFileError(file, f"{field}.from", "only a text (ascii) has several parts")
    owner, name = rule.parts[0]
    given = labels(database.get_message_by_name(owner), name)
    if rule.kind == "label" and not given and not rule.names:
        raise VehicleFileError(file, field, f"signal {name!r} has no value names; give `names`")
    for label, state in rule.names.items():
        _check_name(file, f"{field}.names", state, STATES.get(path), UNKNOWN)
        if label not in given.values() and not label.removeprefix("-").isdecimal():
            raise VehicleFileError(file, f"{field}.names", f"signal {name!r} has no {label!r}")


def _check_name(file: Path, field: str, name: str, known: Set[str] | None, *others: str) -> None:
    """Refuse a name of which the head unit would silently make nothing."""
    if known is not None and name not in {*known, *others}:
        raise VehicleFileError(file, field, f"{name!r} is none of {', '.join(sorted(known))}")


def _load_commands(file: Path, table: _CommandTable, database: Database) -> CommandRules:
    _message(file, "commands.message", database, table.message)
    if table.counter is not None:
        _check_signal(file, "commands.counter", database, table.message, table.counter)
    actuators: dict[str, Actuator] = {}
    for path, content in table.actuators.items():
        field = _field(file, "commands.actuators", path)
        actuator = read_table(file, field, content, Actuator)
        if (actuator.value is None) != bool(actuator.options):
            raise VehicleFileError(file, field, "needs either `value` or `options`")
        for option in actuator.options:
            _check_name(file, f"{field}.options", option, WISHES.get(path))
        wishes = [actuator.fixed, *actuator.options.values()]
        named = [signal for wish in wishes for signal in wish]
        for signal in named if actuator.value is None else [*named, actuator.value]:
            _check_signal(file, field, database, table.message, signal)
        _check_labels(file, field, database.get_message_by_name(table.message), actuator)
        actuators[path] = actuator
    return CommandRules(table.message, table.counter, actuators)


def _check_labels(file: Path, field: str, message: Message, actuator: Actuator) -> None:
    for wish in [actuator.fixed, *actuator.options.values()]:
        for signal, raw in wish.items():
            if isinstance(raw, str) and raw not in labels(message, signal).values():
                raise VehicleFileError(file, field, f"signal {signal!r} has no value {raw!r}")
