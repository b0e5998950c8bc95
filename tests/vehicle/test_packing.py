"""cantools, written by others, is the witness for every layout."""

import random
import struct

import cantools
import pytest
from cantools.database.can import Database, Message

from vehicle.dbc import BadVehicleFrame
from vehicle.packing import BadLayout, Packing
from vehicle.trim import VEHICLES

RANDOM = 20_260_101
CASES = 2_000


def _database(name: str) -> Database:
    database = cantools.database.load_file(VEHICLES / name, database_format="dbc")
    assert isinstance(database, Database)
    return database


def _messages() -> list[Message]:
    return [
        message
        for name in ("su7.dbc", "example_own_car.dbc")
        for message in _database(name).messages
    ]


@pytest.mark.parametrize("message", _messages(), ids=lambda message: message.name)
def test_every_message_is_read_as_cantools_reads_it(message: Message) -> None:
    seeded, packing = random.Random(RANDOM), Packing(message)
    for _ in range(CASES):
        data = bytearray(seeded.randbytes(message.length))
        for signal in message.signals:
            if signal.is_multiplexer:
                data[0] = seeded.randrange(3)
        known = message.decode(bytes(data), decode_choices=False, scaling=False)
        assert isinstance(known, dict)
        raw = packing.unpack(bytes(data))
        assert raw == {name: known[name] for name in known if name in packing.places}


@pytest.mark.parametrize("message", _messages(), ids=lambda message: message.name)
def test_every_message_is_written_as_cantools_writes_it(message: Message) -> None:
    seeded, packing = random.Random(RANDOM), Packing(message)
    for _ in range(CASES):
        numbers = {
            name: seeded.randrange(1 << place.bits) - (place.is_signed << (place.bits - 1))
            for name, place in packing.places.items()
        }
        for page, frame in zip(packing.pages, packing.pack(numbers), strict=True):
            own = {
                signal.name: (page or 0) if signal.is_multiplexer else numbers[signal.name]
                for signal in message.signals
                if not signal.multiplexer_ids or page in signal.multiplexer_ids
            }
            assert frame.data == message.encode(own, scaling=False, strict=False)
            assert (frame.id, frame.extended) == (message.frame_id, message.is_extended_frame)


def _message(signals: str, size: int = 8) -> Message:
    text = f'VERSION ""\n\nBU_: A\n\nBO_ 291 M: {size} A\n{signals}\n'
    database = cantools.database.load_string(text, database_format="dbc")
    assert isinstance(database, Database)
    return database.get_message_by_name("M")


def test_a_number_of_the_other_byte_order_is_in_the_bytes_that_the_dbc_names() -> None:
    # Start bit 7 of 16 bits, highest first: bytes 0 and 1 as one reads them.
    packing = Packing(_message(' SG_ S : 7|16@0+ (1,0) [0|0] "" A'))
    assert packing.pack({"S": 0x1234})[0].data == bytes.fromhex("1234000000000000")
    assert packing.unpack(bytes.fromhex("1234000000000000")) == {"S": 0x1234}


def test_a_number_across_a_byte_s_border_is_found() -> None:
    # Bits 3..0 of byte 0, then bits 7..4 of byte 1: 0x0A, 0xB0.
    packing = Packing(_message(' SG_ S : 3|8@0+ (1,0) [0|0] "" A'))
    assert packing.unpack(bytes.fromhex("0ab0000000000000")) == {"S": 0xAB}


def test_a_negative_number_is_two_s_complement() -> None:
    packing = Packing(_message(' SG_ S : 0|12@1- (1,0) [0|0] "" A'))
    assert packing.unpack(bytes.fromhex("ff0f000000000000")) == {"S": -1}
    assert packing.pack({"S": -2048})[0].data == bytes.fromhex("0008000000000000")


def test_a_float_is_one_of_ieee_754() -> None:
    message = _message(' SG_ S : 0|32@1- (1,0) [0|0] "" A\n\nSIG_VALTYPE_ 291 S : 1;')
    packing = Packing(message)
    data = struct.pack("<f", 12.5) + bytes(4)
    assert packing.unpack(data) == {"S": 12.5}
    assert packing.pack({"S": 12.5})[0].data == data


def test_a_short_frame_is_none_and_a_long_one_is_cut() -> None:
    packing = Packing(_message(' SG_ S : 0|8@1+ (1,0) [0|0] "" A', size=2))
    assert packing.unpack(b"\x01") is None
    assert packing.unpack(b"\x01\x02\x03") == {"S": 1}


@pytest.mark.parametrize("number", [-2049, 2048])
def test_what_the_bits_cannot_hold_is_refused(number: int) -> None:
    packing = Packing(_message(' SG_ S : 0|12@1- (1,0) [0|0] "" A'))
    with pytest.raises(BadVehicleFrame, match=rf"M\.S: {number} needs more than 12 bits"):
        packing.pack({"S": number})


def test_a_message_of_can_fd_is_refused() -> None:
    with pytest.raises(BadLayout, match="'M' has 64 bytes"):
        Packing(_message(' SG_ S : 0|8@1+ (1,0) [0|0] "" A', size=64))


def test_more_than_one_multiplexer_is_refused() -> None:
    signals = (
        ' SG_ P M : 0|8@1+ (1,0) [0|0] "" A\n SG_ Q m0M : 8|8@1+ (1,0) [0|0] "" A\n'
        ' SG_ S m1 : 16|8@1+ (1,0) [0|0] "" A\n\nSG_MUL_VAL_ 291 S Q 1-1;'
    )
    with pytest.raises(BadLayout, match="more than one multiplexer"):
        Packing(_message(signals))
