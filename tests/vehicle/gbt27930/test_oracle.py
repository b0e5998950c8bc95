"""Hold the codec against cantools, which knows it only by the exported DBC."""

import random
from collections.abc import Mapping
from typing import Any

import cantools
import pytest
from cantools.database.can import Database, Message

from vehicle.gbt27930.dbc_export import build_dbc, length_of
from vehicle.gbt27930.fields import MESSAGES
from vehicle.gbt27930.layout import Kind
from vehicle.gbt27930.messages import CODECS, BadMessage
from vehicle.gbt27930.readings import Reading, examine

pytestmark = pytest.mark.exhaustive

#: Payloads of each message that both must read and write alike.
PAYLOADS = 10_000


@pytest.fixture(scope="module")
def database() -> Database:
    loaded = cantools.database.load_string(build_dbc(), database_format="dbc", strict=True)
    assert isinstance(loaded, Database)
    return loaded


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
