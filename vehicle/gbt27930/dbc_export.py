"""Build a DBC of the 22 messages in the J1939 form, for cantools, SavvyCAN and Vector CANoe.

The text is written here and not by cantools, which reads it back in the tests as an oracle. The
attributes are those of Vector's J1939 template as public databases carry them; a cycle time is
given but no send type, or an interaction layer would send every message from the start. What J1939
databases want decides the rest: a message of more than 8 bytes is one of the transport protocol; no
signal is longer than 64 bits, so text is one signal a character; repeated fields are unrolled to
what the standard has SPN for. Names are C identifiers of at most 32 characters, all bytes ASCII.
"""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from vehicle.gbt27930.fields import MESSAGES
from vehicle.gbt27930.layout import CAR_ADDRESS, CHARGER_ADDRESS, Field, Kind, MessageSpec
from vehicle.gbt27930.timing import PERIOD_S

CHARGER, CAR = "Charger", "Bms"
#: Bit 31 of an id says that it has 29 bits.
EXTENDED = 1 << 31
J1939_PG = 3
#: A reader that takes value tables for signed 32-bit numbers (SavvyCAN) reads a larger one as 0.
LONGEST_LABELLED = 31
#: A table names a part or a repetition of an SPN behind its number: 2571b, 3511.4, 3101..3356.
SPN_DIGITS = 4

ABOUT = (
    "GB/T 27930-2015, DC charging: 22 messages at 250 kbit/s, charger 0x56, BMS 0xF4. Currents "
    "have the sign of the wire: charging is negative (clause 4.5), 0 A is raw 4000. Unused bits "
    "are sent as ones (clause 7.9); all ones of a field mean not available. The ranges of voltages "
    "are wider than the 0..750 V of the text because chargers of the field offer more."
)

_SYMBOLS = """\
\tNS_DESC_
\tCM_
\tBA_DEF_
\tBA_
\tVAL_
\tCAT_DEF_
\tCAT_
\tFILTER
\tBA_DEF_DEF_
\tEV_DATA_
\tENVVAR_DATA_
\tSGTYPE_
\tSGTYPE_VAL_
\tBA_DEF_SGTYPE_
\tBA_SGTYPE_
\tSIG_TYPE_REF_
\tVAL_TABLE_
\tSIG_GROUP_
\tSIG_VALTYPE_
\tSIGTYPE_VALTYPE_
\tBO_TX_BU_
\tBA_DEF_REL_
\tBA_REL_
\tBA_DEF_DEF_REL_
\tBU_SG_REL_
\tBU_EV_REL_
\tBU_BO_REL_
\tSG_MUL_VAL_""".splitlines()

# Index 3 of the frame formats is the parameter group of J1939.
_FORMATS = ",".join(
    f'"{name}"'
    for name in (
        "StandardCAN", "ExtendedCAN", "reserved", "J1939PG", *["reserved"] * 10,
        "StandardCAN_FD", "ExtendedCAN_FD",
    )
)  # fmt: skip
_ATTRIBUTES = f"""\
BA_DEF_ BU_  "NmStationAddress" INT 0 255;
BA_DEF_ BO_  "GenMsgCycleTime" INT 0 3600000;
BA_DEF_ BO_  "TpJ1939VarDlc" ENUM  "No","Yes";
BA_DEF_ BO_  "VFrameFormat" ENUM  {_FORMATS};
BA_DEF_ SG_  "SPN" INT 0 524287;
BA_DEF_  "BusType" STRING ;
BA_DEF_  "ProtocolType" STRING ;
BA_DEF_  "DBName" STRING ;
BA_DEF_DEF_  "NmStationAddress" 254;
BA_DEF_DEF_  "GenMsgCycleTime" 0;
BA_DEF_DEF_  "TpJ1939VarDlc" "No";
BA_DEF_DEF_  "VFrameFormat" "J1939PG";
BA_DEF_DEF_  "SPN" 0;
BA_DEF_DEF_  "BusType" "CAN";
BA_DEF_DEF_  "ProtocolType" "J1939";
BA_DEF_DEF_  "DBName" "";
BA_ "BusType" "CAN";
BA_ "ProtocolType" "J1939";
BA_ "DBName" "GBT27930_2015";
BA_ "NmStationAddress" BU_ {CHARGER} {CHARGER_ADDRESS};
BA_ "NmStationAddress" BU_ {CAR} {CAR_ADDRESS};""".splitlines()


class Signal(NamedTuple):
    """One signal of a DBC message: a field, a repetition of it, or a character of its text.

    `number` counts repetitions and characters from 1 and is 0 where there is but one.
    """

    field: Field
    name: str
    start: int
    bits: int
    spn: int
    number: int


def signals_of(spec: MessageSpec) -> Iterator[Signal]:
    """Unroll the fields of a message in the order of their bits, reserved ones left out."""
    for repetition in range(spec.repeats or 1):
        for field in spec.fields:
            if field.kind is Kind.RESERVED:
                continue
            spn = int(field.spn[:SPN_DIGITS]) + repetition
            start = field.start + repetition * spec.stride * 8
            if field.kind is Kind.TEXT:
                for at in range(field.bits // 8):
                    yield Signal(field, f"{field.name}_{at + 1}", start + at * 8, 8, spn, at + 1)
            elif spec.repeats:
                number = repetition + 1
                yield Signal(field, f"{field.name}_{number}", start, field.bits, spn, number)
            else:
                yield Signal(field, field.name, start, field.bits, spn, 0)


def length_of(spec: MessageSpec) -> int:
    """Give the bytes of a message as the DBC states them: the most where they vary."""
    return spec.repeats * spec.stride if spec.repeats else spec.length


def build_dbc() -> str:
    """Build the whole file, the same text each time, with the line ends that Vector's tools use."""
    specs = list(MESSAGES.values())
    lines = [
        'VERSION ""', "", "", "NS_ :", *_SYMBOLS, "",
        "BS_:", "", f"BU_: {CHARGER} {CAR}", "",
    ]  # fmt: skip
    for spec in specs:
        lines += ["", *_message_lines(spec)]
    lines += [
        "",
        f'CM_ "{ABOUT}";',
        f'CM_ BU_ {CHARGER} "DC charger, address 0x{CHARGER_ADDRESS:02X}";',
        f'CM_ BU_ {CAR} "Battery management of the vehicle, address 0x{CAR_ADDRESS:02X}";',
        *chain.from_iterable(map(_comment_lines, specs)),
        *_ATTRIBUTES,
        *chain.from_iterable(map(_attribute_lines, specs)),
        *chain.from_iterable(map(_value_lines, specs)),
        "",
    ]
    return "\r\n".join(lines)


def _message_lines(spec: MessageSpec) -> Iterator[str]:
    sender, receiver = (CAR, CHARGER) if spec.from_car else (CHARGER, CAR)
    yield f"BO_ {spec.can_id | EXTENDED} {spec.name}: {length_of(spec)} {sender}"
    for signal in signals_of(spec):
        field = signal.field
        low, high = _range(signal)
        yield (
            f" SG_ {signal.name} : {signal.start}|{signal.bits}@1+ "
            f"({_number(1 / field.per_unit)},{field.offset}) "
            f'[{_number(low)}|{_number(high)}] "{field.unit}" {receiver}'
        )


def _range(signal: Signal) -> tuple[float, float]:
    field = signal.field
    most = ((1 << signal.bits) - 1) / field.per_unit + field.offset
    return (
        float(field.offset) if field.low is None else field.low,
        most if field.high is None else field.high,
    )


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)


def _comment_lines(spec: MessageSpec) -> Iterator[str]:
    words = [f"{spec.title}; PGN 0x{spec.pgn:04X}"]
    if spec.segmented:
        words.append("sent by the transport protocol (RTS/CTS)")
    if spec.repeats:
        words.append(f"as long as it has values, at most {spec.repeats}")
    if spec.least < spec.length:
        words.append(f"in the edition of 2011 only {spec.least} bytes")
    message = spec.can_id | EXTENDED
    yield f'CM_ BO_ {message} "{"; ".join(words)}";'
    for signal in signals_of(spec):
        yield f'CM_ SG_ {message} {signal.name} "{_comment(spec, signal)}";'


def _comment(spec: MessageSpec, signal: Signal) -> str:
    words = [f"{signal.field.title} {signal.number}" if spec.repeats else signal.field.title]
    if signal.field.kind is Kind.TEXT:
        words.append(f"character {signal.number}, ASCII")
    if signal.field.kind is Kind.BCD:
        words.append("binary-coded decimal")
    if signal.field.kind is Kind.VERSION:
        words.append("256 times the major number, and the minor")
    if signal.field.turned:
        words.append("negative is into the battery")
    if not signal.field.required:
        words.append("optional")
    if spec.name == "BMT":
        words.append("the number of the SPN is inferred")
    return "; ".join(words)


def _attribute_lines(spec: MessageSpec) -> Iterator[str]:
    message = spec.can_id | EXTENDED
    yield f'BA_ "VFrameFormat" BO_ {message} {J1939_PG};'
    yield f'BA_ "GenMsgCycleTime" BO_ {message} {round(PERIOD_S[spec.name] * 1000)};'
    if spec.repeats or spec.least < spec.length:
        yield f'BA_ "TpJ1939VarDlc" BO_ {message} 1;'
    for signal in signals_of(spec):
        yield f'BA_ "SPN" SG_ {message} {signal.name} {signal.spn};'


def _value_lines(spec: MessageSpec) -> Iterator[str]:
    for signal in signals_of(spec):
        field = signal.field
        labels = dict(field.labels)
        if field.absent and field.kind is not Kind.TEXT and field.bits <= LONGEST_LABELLED:
            labels.setdefault(field.ones, "not available")
        if labels:
            table = " ".join(f'{raw} "{label}"' for raw, label in sorted(labels.items()))
            yield f"VAL_ {spec.can_id | EXTENDED} {signal.name} {table} ;"
