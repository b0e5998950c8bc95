"""Check the exported DBC with cantools, and against the rules of the other readers."""

import random
import re
from collections.abc import Mapping
from typing import Any

import cantools
import pytest
from cantools.database.can import Database, Message

from vehicle.gbt27930.dbc_export import build_dbc, length_of, signals_of
from vehicle.gbt27930.fields import MESSAGES
from vehicle.gbt27930.layout import Kind
from vehicle.gbt27930.messages import CODECS, BadMessage
from vehicle.gbt27930.readings import Reading, examine

#: Payloads of each message that cantools and this codec must read and write alike.
PAYLOADS = 10_000


@pytest.fixture(scope="module")
def text() -> str:
    return build_dbc()


@pytest.fixture(scope="module")
def database(text: str) -> Database:
    loaded = cantools.database.load_string(text, database_format="dbc", strict=True)
    assert isinstance(loaded, Database)
    return loaded


def test_the_file_is_the_same_each_time(text: str) -> None:
    assert build_dbc() == text
    assert text.isascii()
    assert set(re.findall(r"[^\x20-\x7e\t]", text)) == {"\r", "\n"}
    assert text.count("\n") == text.count("\r\n")


# Name, 29-bit id, most bytes, period in ms, sender: the overview table of 2015.
OVERVIEW = [
    ("CHM", 0x1826F456, 3, 250, "Charger"), ("BHM", 0x182756F4, 2, 250, "Bms"),
    ("CRM", 0x1801F456, 8, 250, "Charger"), ("BRM", 0x1C0256F4, 49, 250, "Bms"),
    ("BCP", 0x1C0656F4, 13, 500, "Bms"), ("CTS", 0x1807F456, 7, 500, "Charger"),
    ("CML", 0x1808F456, 8, 250, "Charger"), ("BRO", 0x100956F4, 1, 250, "Bms"),
    ("CRO", 0x100AF456, 1, 250, "Charger"), ("BCL", 0x181056F4, 5, 50, "Bms"),
    ("BCS", 0x1C1156F4, 9, 250, "Bms"), ("CCS", 0x1812F456, 7, 50, "Charger"),
    ("BSM", 0x181356F4, 7, 250, "Bms"), ("BMV", 0x1C1556F4, 512, 10000, "Bms"),
    ("BMT", 0x1C1656F4, 128, 10000, "Bms"), ("BSP", 0x1C1756F4, 16, 10000, "Bms"),
    ("BST", 0x101956F4, 4, 10, "Bms"), ("CST", 0x101AF456, 4, 10, "Charger"),
    ("BSD", 0x181C56F4, 7, 250, "Bms"), ("CSD", 0x181DF456, 8, 250, "Charger"),
    ("BEM", 0x081E56F4, 4, 250, "Bms"), ("CEM", 0x081FF456, 4, 250, "Charger"),
]  # fmt: skip


def test_cantools_reads_the_overview_of_the_standard(database: Database) -> None:
    assert [
        (each.name, each.frame_id, each.length, each.cycle_time, each.senders[0])
        for each in database.messages
    ] == OVERVIEW
    assert {(each.is_extended_frame, each.protocol) for each in database.messages} == {
        (True, "j1939")
    }
    assert [node.name for node in database.nodes] == ["Charger", "Bms"]
    assert database.dbc is not None
    attributes = database.dbc.attributes
    assert attributes["ProtocolType"].value == "J1939"
    assert attributes["BusType"].value == "CAN"


def test_cantools_reads_a_published_frame(database: Database) -> None:
    # lequibao row 20: 370.0 V, -20.0 A, constant current
    demand = database.decode_message(0x181056F4, bytes.fromhex("740ED80E02"))
    assert demand == {"voltage_v": 370.0, "current_a": -20.0, "mode": "constant current"}
    current = database.get_message_by_name("BCL").get_signal_by_name("current_a")
    assert (current.spn, current.unit, current.minimum, current.maximum) == (3073, "A", -400, 0)
    assert current.comment == "current demand; negative is into the battery"
    assert current.choices == {65535: "not available"}


def test_a_spn_is_counted_on_where_its_field_repeats(database: Database) -> None:
    cells = database.get_message_by_name("BMV")
    assert cells.get_signal_by_name("voltages_v_1").spn == 3101
    assert cells.get_signal_by_name("voltages_v_256").spn == 3356
    vin = database.get_message_by_name("BRM").get_signal_by_name("vin_17")
    assert (vin.spn, vin.start, vin.length) == (2575, 40 * 8, 8)
    assert database.get_message_by_name("BST").get_signal_by_name("insulation").spn == 3512


@pytest.mark.parametrize("name", list(MESSAGES))
def test_names_are_c_identifiers_of_32_characters_once_a_message(name: str) -> None:
    names = [signal.name for signal in signals_of(MESSAGES[name])]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,31}", each) for each in names)
    assert all(signal.bits <= 64 for signal in signals_of(MESSAGES[name]))


# The patterns that SavvyCAN (dbc/dbchandler.cpp of April 2026) holds each line against, after it
# has made one space of many; what matches none of them is counted as a fault or passed over.
_NUMBER = r"[0-9.+\-eE]+"
SAVVYCAN = {
    "BO_ ": r"BO_ (\w+) ([-\w]+) *: (\w+) ([-\w]+)",
    "SG_ ": rf"SG_ *([-\w]+) *: *(\d+)\|(\d+)@(\d+)([+|-]) \(({_NUMBER}),({_NUMBER})\) "
    rf'\[({_NUMBER})\|({_NUMBER})\] "(.*)" (.*)',
    "CM_ SG_ ": r'CM_ SG_ *(\w+) *([-\w]+) *"(.*)";',
    "CM_ BO_ ": r'CM_ BO_ *(\w+) *"(.*)";',
    "CM_ BU_ ": r'CM_ BU_ *([-\w]+) *"(.*)";',
    "VAL_ ": r'VAL_ (\w+) ([-\w]+) (([+-]?\d+ "[^"]*" ?)+);',
    'BA_ "VFrameFormat"': r'BA_ "([-\w]+)" BO_ (\d+) (\w+)',
    'BA_ "SPN"': r'BA_ "([-\w]+)" SG_ (\d+) ([-\w]+) (\w+)',
    "BA_DEF_ ": r'BA_DEF_ (?:B[OU]_ |SG_ )?"(\w+)" (INT \d+ \d+|STRING|ENUM .*)',
}


@pytest.mark.parametrize("start", list(SAVVYCAN))
def test_savvycan_knows_each_line(start: str, text: str) -> None:
    lines = [" ".join(line.split()) for line in text.splitlines()]
    own = [line for line in lines if line.startswith(start)]
    assert own
    for line in own:
        assert re.match(SAVVYCAN[start], line), line


def test_no_label_is_beyond_a_signed_32_bit_number(text: str) -> None:
    # SavvyCAN takes a larger one for 0, and would call a 0 "not available".
    labelled = [int(raw) for raw in re.findall(r'(\d+) "not available"', text)]
    assert max(labelled) == 2**24 - 1


class Oracle:
    """What cantools makes of a payload of one message, and this codec beside it."""

    def __init__(self, name: str, database: Database) -> None:
        self._spec = MESSAGES[name]
        self._message: Message = database.get_message_by_name(name)
        self._zeros = dict.fromkeys((each.name for each in self._message.signals), 0)
        self._codec = next(codec for codec in CODECS.values() if codec.spec is self._spec)
        self._dice = random.Random(f"payloads of {name}")
        self.refused = 0

    def payload(self) -> bytes:
        """Throw random bytes; three in four of the values that may be absurd are not."""
        dice, spec = self._dice, self._spec
        if spec.repeats:
            return dice.randbytes(dice.randint(1, 12) * spec.stride)
        bits = int.from_bytes(dice.randbytes(spec.length), "little")
        for field in spec.fields:
            if field.absurd is not None and dice.random() < 0.75:
                bits &= ~(field.ones << field.start)
                bits |= dice.randint(0, field.absurd) << field.start
        return bits.to_bytes(spec.length, "little")

    def check(self, data: bytes) -> None:
        raws = self._read(data, scaling=False)
        physical = self._read(data, scaling=True)
        readings = [
            each for each in examine(self._spec, data) if each.field.kind is not Kind.RESERVED
        ]
        for reading in readings:
            self._check_reading(reading, raws, physical)
        try:
            message = self._codec.decode(data)
        except BadMessage:
            self.refused += 1
            # Chosen limits of the codec: 1500 V and 1000 A out of the battery.
            assert any(
                physical[each.field.name] > {"V": 1500, "A": 1000}.get(each.field.unit, 1e9)
                and each.raw != 0xFFFF
                for each in readings
            )
            return
        self._check_message(message, readings)

    def _check_reading(
        self, reading: Reading, raws: Mapping[str, int], physical: Mapping[str, float]
    ) -> None:
        field, raw = reading.field, reading.raw
        assert raw is not None
        if field.kind is Kind.TEXT:
            length = field.bits // 8
            assert raw.to_bytes(length, "little") == bytes(
                raws[f"{field.name}_{at}"] for at in range(1, length + 1)
            )
            return
        name = f"{field.name}_{reading.number}" if reading.number else field.name
        assert raw == raws[name]
        if field.kind is Kind.NUMBER and reading.value is not None:
            assert isinstance(reading.value, int | float)
            sign = -1 if field.unit == "A" else 1
            assert abs(reading.value - sign * physical[name]) < 1e-9, reading

    def _check_message(self, message: object, readings: list[Reading]) -> None:
        """Check what the straight code reads and writes: the same, and to cantools the same."""
        again = self._codec.encode(message)
        raws = self._read(again, scaling=False)
        for reading in readings:
            field, number = reading.field, reading.number
            value = getattr(message, field.name)
            assert (value[number - 1] if number else value) == reading.value
            if field.kind not in {Kind.TEXT, Kind.BCD}:
                assert raws[f"{field.name}_{number}" if number else field.name] == reading.raw
        values = self._zeros | self._read(again, scaling=True)
        written = self._message.encode(values, padding=True, strict=False)
        assert written[: len(again)] == again

    def _read(self, data: bytes, *, scaling: bool) -> dict[str, Any]:
        read = self._message.decode(
            data, decode_choices=False, scaling=scaling, allow_truncated=True
        )
        assert isinstance(read, dict)
        return read


@pytest.mark.parametrize("name", list(MESSAGES))
def test_cantools_reads_and_writes_every_payload_alike(name: str, database: Database) -> None:
    oracle = Oracle(name, database)
    for _ in range(PAYLOADS):
        oracle.check(oracle.payload())
    assert oracle.refused < PAYLOADS * 0.6


@pytest.mark.parametrize("name", ["BMV", "BMT", "BSP"])
def test_cantools_reads_and_writes_a_message_of_full_length_alike(
    name: str, database: Database
) -> None:
    oracle = Oracle(name, database)
    dice = random.Random(f"all of {name}")
    for _ in range(20):
        oracle.check(dice.randbytes(length_of(MESSAGES[name])))
