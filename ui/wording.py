"""Choose the sentence for every phase and trouble: the reason and the next step. No Qt.

The sentences are English and marked for translation; `Speech.say` translates them and fills in
the names in braces.
"""

from network.order import Phase, Way
from network.session import Problem, Trouble
from network.stations import Status
from vehicle.commands import CommandResult
from vehicle.gbt27930.bms import BmsPhase


def QT_TRANSLATE_NOOP(_context: str, sentence: str) -> str:  # noqa: N802 - lupdate's name
    """Mark a sentence for lupdate."""
    return sentence


MINUTES = QT_TRANSLATE_NOOP("wording", "min")
HOURS = QT_TRANSLATE_NOOP("wording", "h")
DONE_AT = QT_TRANSLATE_NOOP("wording", "done at {time}")
ARRIVAL = QT_TRANSLATE_NOOP("wording", "{soc} on arrival")
HERE = QT_TRANSLATE_NOOP("wording", "You are here")
TO_LIMIT = QT_TRANSLATE_NOOP("wording", "To {limit} in")
TIME_LEFT = QT_TRANSLATE_NOOP("wording", "Time left")
COST_TO_LIMIT = QT_TRANSLATE_NOOP("wording", "about {cost} to {limit}")
NO_PRICE = QT_TRANSLATE_NOOP("wording", "No price from {operator}")
PER_KWH = QT_TRANSLATE_NOOP("wording", "{price} / kWh")
ADDED = QT_TRANSLATE_NOOP("wording", "{distance} added")
ALL_CONNECTORS = QT_TRANSLATE_NOOP("wording", "All {count}")

STATUS: dict[Status, str] = {
    Status.UNKNOWN: QT_TRANSLATE_NOOP("wording", "Unknown"),
    Status.AVAILABLE: QT_TRANSLATE_NOOP("wording", "Free"),
    Status.OCCUPIED: QT_TRANSLATE_NOOP("wording", "In use"),
    Status.CHARGING: QT_TRANSLATE_NOOP("wording", "In use"),
    Status.RESERVED: QT_TRANSLATE_NOOP("wording", "Reserved"),
    Status.FAULT: QT_TRANSLATE_NOOP("wording", "Fault"),
    Status.OFFLINE: QT_TRANSLATE_NOOP("wording", "Offline"),
}
STATUS_AGED_HOURS = QT_TRANSLATE_NOOP("wording", "Unknown · {hours} h")
STATUS_AGED = QT_TRANSLATE_NOOP("wording", "Unknown · {minutes} min")
# The kind of current, after a connector's power.
DC = QT_TRANSLATE_NOOP("wording", "{power} DC")
AC = QT_TRANSLATE_NOOP("wording", "{power} AC")
UNTOLD_POWER = QT_TRANSLATE_NOOP("wording", "Power not told")
DC_UNTOLD = QT_TRANSLATE_NOOP("wording", "DC, power not told")
AC_UNTOLD = QT_TRANSLATE_NOOP("wording", "AC, power not told")

WAY: dict[Way, str] = {
    Way.PLUG_AND_CHARGE: QT_TRANSLATE_NOOP("wording", "Plug & charge"),
    Way.REMOTE: QT_TRANSLATE_NOOP("wording", "Started here"),
    Way.SCAN: QT_TRANSLATE_NOOP("wording", "Scanned"),
}
ACCESS_PLUG_AND_CHARGE = QT_TRANSLATE_NOOP("wording", "Plug & charge: the cable starts it")
ACCESS_REMOTE = QT_TRANSLATE_NOOP("wording", "Plug in, then start here")
ACCESS_SCAN = QT_TRANSLATE_NOOP("wording", "Plug in, then scan the code on the pile")
ACCESS_PARTNER_APP = QT_TRANSLATE_NOOP("wording", "Only with {operator}'s own app")
ACCESS_NONE = QT_TRANSLATE_NOOP("wording", "Cannot be started from here")

TITLE: dict[Phase, str] = {
    Phase.STARTING: QT_TRANSLATE_NOOP("wording", "Starting"),
    Phase.CHARGING: QT_TRANSLATE_NOOP("wording", "Charging"),
    Phase.STOPPING: QT_TRANSLATE_NOOP("wording", "Stopping"),
    Phase.ENDED: QT_TRANSLATE_NOOP("wording", "Charge ended"),
    Phase.SETTLED: QT_TRANSLATE_NOOP("wording", "Charge complete"),
    Phase.FAILED: QT_TRANSLATE_NOOP("wording", "Not started"),
    Phase.UNKNOWN: QT_TRANSLATE_NOOP("wording", "No word from the operator"),
}
TITLE_IDLE = QT_TRANSLATE_NOOP("wording", "Not charging")
TITLE_PLUGGED = QT_TRANSLATE_NOOP("wording", "Plugged in")
TITLE_NOTHING = QT_TRANSLATE_NOOP("wording", "Nothing charged")

NEXT: dict[Phase, str] = {
    Phase.STARTING: QT_TRANSLATE_NOOP(
        "wording", "Car and pile agree on the charge. Stay plugged in."
    ),
    Phase.STOPPING: QT_TRANSLATE_NOOP(
        "wording", "Current falls to zero, then the plug is released."
    ),
    Phase.ENDED: QT_TRANSLATE_NOOP("wording", "Unplug when you like. The bill is on its way."),
    Phase.SETTLED: QT_TRANSLATE_NOOP("wording", "Unplug and drive on. The receipt is kept."),
    Phase.FAILED: QT_TRANSLATE_NOOP("wording", "Unplug, then try another connector."),
    Phase.UNKNOWN: QT_TRANSLATE_NOOP(
        "wording", "The operator is asked again and again. If energy flows, you can stop it here."
    ),
}
NEXT_IDLE = QT_TRANSLATE_NOOP("wording", "Choose a station on the map, drive there and plug in.")
NEXT_PLUGGED = QT_TRANSLATE_NOOP(
    "wording", "Waiting for the pile. If nothing happens, start at the station's card."
)
NEXT_ABOVE_LIMIT = QT_TRANSLATE_NOOP(
    "wording", "The battery is at {soc}, the limit is {limit}: raise the limit to charge."
)
TROUBLE: dict[Trouble, str] = {
    Trouble.NOT_PLUGGED: QT_TRANSLATE_NOOP(
        "wording", "No cable in the car. Plug in, then start again."
    ),
    Trouble.BUSY: QT_TRANSLATE_NOOP("wording", "Another charge is running. Stop that one first."),
    Trouble.START_REFUSED: QT_TRANSLATE_NOOP(
        "wording", "{operator} refused: {detail}. Try another connector."
    ),
    Trouble.START_UNCERTAIN: QT_TRANSLATE_NOOP(
        "wording", "{operator} has not answered yet. Stay plugged in, it is asked again."
    ),
    Trouble.START_LOST: QT_TRANSLATE_NOOP(
        "wording", "{operator} never heard of the start. Nothing was bought, start again."
    ),
    Trouble.STOP_REFUSED: QT_TRANSLATE_NOOP(
        "wording", "{operator} refused to stop: {detail}. The car ends the charge instead."
    ),
    Trouble.STOPPED_BY_CAR: QT_TRANSLATE_NOOP(
        "wording", "{operator} is out of reach, so the car ended the charge. The bill follows."
    ),
    Trouble.UNREACHABLE: QT_TRANSLATE_NOOP(
        "wording", "{operator} is out of reach. Figures may be old, Stop still works."
    ),
    Trouble.GARBLED: QT_TRANSLATE_NOOP(
        "wording", "{operator} sent an unreadable answer. Try again or use another operator."
    ),
    Trouble.MISCONFIGURED: QT_TRANSLATE_NOOP(
        "wording", "{operator} does not accept our keys. Use another operator and tell service."
    ),
    Trouble.BILL_LATE: QT_TRANSLATE_NOOP(
        "wording", "{operator}'s bill is late. Drive on, it will be in your receipts."
    ),
    Trouble.BILL_DISPUTED: QT_TRANSLATE_NOOP(
        "wording", "{operator}'s bill is not right. It is marked in your receipts."
    ),
    Trouble.JOURNAL: QT_TRANSLATE_NOOP(
        "wording",
        "The disk cannot be written, so nothing is bought. Free some space, then start again.",
    ),
}
NO_REASON = QT_TRANSLATE_NOOP("wording", "no reason given")

# FailReason of T/CEC 102.3's start answer (90, 91: an extension); an operator's own words go first.
FAIL_REASON: dict[int, str] = {
    1: QT_TRANSLATE_NOOP("wording", "the pile is not known"),
    2: QT_TRANSLATE_NOOP("wording", "the pile is offline"),
    90: QT_TRANSLATE_NOOP("wording", "the car is not registered"),
    91: QT_TRANSLATE_NOOP("wording", "the car is already charging"),
}
# StopReason of T/CEC 102.3; 5 to 99 are the operator's own.
STOP_REASON: dict[int, str] = {
    0: QT_TRANSLATE_NOOP("wording", "Stopped at the pile"),
    1: QT_TRANSLATE_NOOP("wording", "Stopped from the car's screen"),
    2: QT_TRANSLATE_NOOP("wording", "Ended by the car"),
    3: QT_TRANSLATE_NOOP("wording", "Ended by a fault of the pile"),
    4: QT_TRANSLATE_NOOP("wording", "Ended by pulling the plug"),
}
STOP_REASON_OTHER = QT_TRANSLATE_NOOP("wording", "Ended by the operator ({code})")

STEPS: tuple[str, ...] = (
    QT_TRANSLATE_NOOP("wording", "Cable in"),
    QT_TRANSLATE_NOOP("wording", "Operator agrees"),
    QT_TRANSLATE_NOOP("wording", "Car and pile agree"),
    QT_TRANSLATE_NOOP("wording", "Energy flows"),
)

UNIT_PRICE = QT_TRANSLATE_NOOP("wording", "Unit price")
BY_TIME = QT_TRANSLATE_NOOP("wording", "By time")
ENERGY_FEE = QT_TRANSLATE_NOOP("wording", "Energy")
SERVICE_FEE = QT_TRANSLATE_NOOP("wording", "Service")
# The standard's message is named for the engineer.
GBT_PHASE: dict[BmsPhase, str] = {
    BmsPhase.ASLEEP: QT_TRANSLATE_NOOP("wording", "Asleep"),
    BmsPhase.HANDSHAKE: QT_TRANSLATE_NOOP("wording", "Handshake · BHM"),
    BmsPhase.RECOGNITION: QT_TRANSLATE_NOOP("wording", "Recognition · BRM"),
    BmsPhase.CONFIGURATION: QT_TRANSLATE_NOOP("wording", "Configuration · BCP"),
    BmsPhase.PREPARING: QT_TRANSLATE_NOOP("wording", "Preparing · BRO"),
    BmsPhase.READY: QT_TRANSLATE_NOOP("wording", "Ready · BRO AA"),
    BmsPhase.CHARGING: QT_TRANSLATE_NOOP("wording", "Charging · BCL"),
    BmsPhase.STOPPING: QT_TRANSLATE_NOOP("wording", "Stopping · BST"),
    BmsPhase.END: QT_TRANSLATE_NOOP("wording", "Ended · BSD"),
    BmsPhase.ERROR: QT_TRANSLATE_NOOP("wording", "Error · BEM"),
}

COMMAND_REFUSED: dict[CommandResult, str] = {
    CommandResult.BAD_VALUE: QT_TRANSLATE_NOOP("wording", "The car does not take this value."),
    CommandResult.NOT_CONNECTED: QT_TRANSLATE_NOOP("wording", "No cable is plugged in."),
    CommandResult.NOT_CHARGING: QT_TRANSLATE_NOOP("wording", "Nothing is charging."),
    CommandResult.CHARGING: QT_TRANSLATE_NOOP("wording", "Not while charging: stop first."),
    CommandResult.CABLE_CONNECTED: QT_TRANSLATE_NOOP("wording", "Pull the cable out first."),
    CommandResult.DRIVING: QT_TRANSLATE_NOOP("wording", "Not while driving."),
    CommandResult.REPLUG: QT_TRANSLATE_NOOP("wording", "Pull the cable out and plug it in again."),
    CommandResult.UNANSWERED: QT_TRANSLATE_NOOP(
        "wording", "The car does not answer. Try again, or check its bus."
    ),
    CommandResult.NOT_SENT: QT_TRANSLATE_NOOP(
        "wording", "The car cannot be told: its bus is down, or sending is not armed."
    ),
    CommandResult.NOT_OFFERED: QT_TRANSLATE_NOOP("wording", "This car does not offer that."),
}
PIN_NOT_SET = QT_TRANSLATE_NOOP(
    "wording", "No service PIN is set. Set one at the terminal: python main.py service-pin"
)
PIN_WRONG = QT_TRANSLATE_NOOP("wording", "Wrong PIN, {count} so far. Wait, then try again.")
PIN_DAMAGED = QT_TRANSLATE_NOOP(
    "wording", "The service PIN's file is damaged. Set the PIN anew at the terminal."
)
JOURNAL_SET_ASIDE = QT_TRANSLATE_NOOP(
    "wording", "The receipts were damaged. They are kept as {file}; new ones start empty."
)
CHOICE_NOT_KEPT = QT_TRANSLATE_NOOP(
    "wording", "The disk cannot be written: this choice holds until you leave. Free some space."
)
RECORDS_UNREADABLE = QT_TRANSLATE_NOOP(
    "wording", "{count} damaged receipts cannot be shown; the others are complete."
)
NETWORK_REBUILT = QT_TRANSLATE_NOOP(
    "wording",
    "The map's network file could not be used. It is kept as {file}; a new one was built.",
)
DISK_FULL = QT_TRANSLATE_NOOP(
    "wording",
    "The disk is full. The map shows what was kept last; charging can be started again "
    "when there is space.",
)
FOLDER_UNWRITABLE = QT_TRANSLATE_NOOP(
    "wording",
    "The data folder cannot be written. The map shows what was kept last; charging can be "
    "started again when it can.",
)
STATION_UNREADABLE = QT_TRANSLATE_NOOP(
    "wording", "This station cannot be read from the disk now. Try again in a minute."
)

# The demonstration's captions.
DEMO_MAP = QT_TRANSLATE_NOOP("wording", "1.4 million connectors on one map: a simulated network")
DEMO_STATION = QT_TRANSLATE_NOOP("wording", "A station: what is free, what it costs, how to start")
DEMO_DRIVE = QT_TRANSLATE_NOOP("wording", "The car drives there")
DEMO_PLUG = QT_TRANSLATE_NOOP("wording", "The cable goes in: car and pile begin to talk")
DEMO_CHARGE = QT_TRANSLATE_NOOP(
    "wording", "The pile has read the car's VIN: the charge starts itself"
)
DEMO_STOP = QT_TRANSLATE_NOOP("wording", "Stop ends the charge at the operator")
DEMO_RECEIPT = QT_TRANSLATE_NOOP("wording", "The operator's bill is the receipt")


def refusal(problem: Problem) -> str:
    """Choose the sentence for a refusal without words of the operator's own."""
    return FAIL_REASON.get(problem.code or 0, NO_REASON)
