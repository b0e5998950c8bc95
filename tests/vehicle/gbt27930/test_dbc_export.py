"""Check the exported DBC with cantools, and against the rules of SavvyCAN."""

import re

import cantools
import pytest
from cantools.database.can import Database

from vehicle.gbt27930.dbc_export import build_dbc, signals_of
from vehicle.gbt27930.fields import MESSAGES


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
    addresses = [node.dbc.attributes["NmStationAddress"].value for node in database.nodes]
    assert addresses == [0x56, 0xF4]


def test_messages_whose_length_varies_say_so(database: Database) -> None:
    varying = {
        each.name
        for each in database.messages
        if each.dbc is not None and "TpJ1939VarDlc" in each.dbc.attributes
    }
    # The forms of 2011 are shorter, and cells, points and reserved bytes are as many as there are.
    assert varying == {"BRM", "CML", "CCS", "BMV", "BMT", "BSP"}
    cells = database.get_message_by_name("BMV").dbc
    assert cells is not None
    assert cells.attributes["TpJ1939VarDlc"].value == 1


def test_cantools_reads_a_published_frame(database: Database) -> None:
    # lequibao row 20: 370.0 V, -20.0 A, constant current
    demand = database.decode_message(0x181056F4, bytes.fromhex("740ED80E02"))
    assert demand == {"voltage_v": 370.0, "current_a": -20.0, "mode": "constant current"}
    current = database.get_message_by_name("BCL").get_signal_by_name("current_a")
    assert (current.spn, current.unit, current.minimum, current.maximum) == (3073, "A", -400, 0)
    assert current.comment == "current demand; negative is into the battery"
    assert current.choices == {65535: "not available"}
    # SPN 2829 has a word of its own for all ones.
    ready = database.get_message_by_name("BRO").signals[0]
    assert ready.choices == {0: "not ready", 170: "ready", 255: "invalid"}


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
