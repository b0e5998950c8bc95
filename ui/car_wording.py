"""Choose the sentence for what car, cable and buses say: the reason and the next step. No Qt."""

from ui.wording import QT_TRANSLATE_NOOP
from vehicle.bus_state import BusState
from vehicle.gbt27930.messages import StopCause
from vehicle.limits import LimitedBy

# Why no more power flows. Of each list the first sentence is said whose values are all known;
# {pile} is known only where the pile could give notably more.
LIMIT: dict[LimitedBy, tuple[str, ...]] = {
    LimitedBy.STATE_OF_CHARGE: (
        QT_TRANSLATE_NOOP("wording", "At {soc} the battery takes no more than {power}"),
    ),
    LimitedBy.CELL_VOLTAGE: (
        QT_TRANSLATE_NOOP("wording", "The cells are nearly full: the current falls step by step"),
    ),
    LimitedBy.COLD: (
        QT_TRANSLATE_NOOP(
            "wording", "The battery is cold ({battery}): {power}. Preheat it on the way next time"
        ),
    ),
    LimitedBy.HOT: (
        QT_TRANSLATE_NOOP("wording", "The battery is hot ({battery}): more power once it cools"),
    ),
    LimitedBy.PROTOCOL: (
        QT_TRANSLATE_NOOP(
            "wording", "{pile} pile · the 2015 standard asks for at most 400 A, {ceiling} now"
        ),
        QT_TRANSLATE_NOOP("wording", "The 2015 standard asks for at most 400 A: {ceiling} now"),
    ),
    LimitedBy.CHARGER_CURRENT: (
        QT_TRANSLATE_NOOP("wording", "This pile gives at most {offered_a}: {power} now"),
        QT_TRANSLATE_NOOP("wording", "This pile's current ends here: {power} now"),
    ),
    LimitedBy.CHARGER_POWER: (
        QT_TRANSLATE_NOOP(
            "wording", "The pile gives only {power} of its {pile}: shared with a car, or held back"
        ),
        QT_TRANSLATE_NOOP("wording", "This pile gives at most {power}"),
    ),
    LimitedBy.CHARGER_VOLTAGE: (
        QT_TRANSLATE_NOOP("wording", "This pile ends at {offered_v}, a 1000 V pile charges fuller"),
        QT_TRANSLATE_NOOP("wording", "This pile's voltage ends here, a 1000 V pile charges fuller"),
    ),
    LimitedBy.CONNECTOR_HOT: (
        QT_TRANSLATE_NOOP("wording", "The plug is hot ({plug}): less power until it cools"),
        QT_TRANSLATE_NOOP("wording", "The plug is hot: less power until it cools"),
    ),
    LimitedBy.ONBOARD_CHARGER: (
        QT_TRANSLATE_NOOP(
            "wording", "The car's own charger takes at most {power}, a DC pile is faster"
        ),
    ),
    LimitedBy.SUPPLY: (
        QT_TRANSLATE_NOOP("wording", "This AC pile offers {supply_a}: {power} now"),
        QT_TRANSLATE_NOOP("wording", "This AC pile gives at most {power}"),
    ),
    LimitedBy.CAR_LIMIT: (
        QT_TRANSLATE_NOOP("wording", "A limit set in the car holds it at {power}"),
    ),
}
# The same in the engineer's words.
LIMIT_TERM: dict[LimitedBy, str] = {
    LimitedBy.NONE: QT_TRANSLATE_NOOP("wording", "nothing"),
    LimitedBy.STATE_OF_CHARGE: QT_TRANSLATE_NOOP("wording", "SoC map"),
    LimitedBy.CELL_VOLTAGE: QT_TRANSLATE_NOOP("wording", "cell voltage"),
    LimitedBy.COLD: QT_TRANSLATE_NOOP("wording", "cold pack"),
    LimitedBy.HOT: QT_TRANSLATE_NOOP("wording", "hot pack"),
    LimitedBy.PROTOCOL: "BCL ≤ 400 A",
    LimitedBy.CHARGER_CURRENT: QT_TRANSLATE_NOOP("wording", "CML current"),
    LimitedBy.CHARGER_POWER: QT_TRANSLATE_NOOP("wording", "pile power"),
    LimitedBy.CHARGER_VOLTAGE: QT_TRANSLATE_NOOP("wording", "CML voltage"),
    LimitedBy.CONNECTOR_HOT: QT_TRANSLATE_NOOP("wording", "hot plug"),
    LimitedBy.ONBOARD_CHARGER: QT_TRANSLATE_NOOP("wording", "on-board charger"),
    LimitedBy.SUPPLY: QT_TRANSLATE_NOOP("wording", "CP duty cycle"),
    LimitedBy.CAR_LIMIT: QT_TRANSLATE_NOOP("wording", "car's setting"),
}

TITLE_SILENT = QT_TRANSLATE_NOOP("wording", "Car not heard")
TITLE_PAUSED = QT_TRANSLATE_NOOP("wording", "Paused")
TITLE_CUT_SHORT = QT_TRANSLATE_NOOP("wording", "Charge cut short")
TITLE_LOST = QT_TRANSLATE_NOOP("wording", "Connection lost")
CAR_SILENT = QT_TRANSLATE_NOOP(
    "wording", "The car is not heard. The charge may go on; Stop asks the operator."
)
NO_CAR = QT_TRANSLATE_NOOP(
    "wording", "No word from the car. Check its bus, figures return by themselves."
)
PAUSED = QT_TRANSLATE_NOOP(
    "wording", "Pile or car has paused the charge. It goes on by itself, stay plugged in."
)
PAUSED_HOT = QT_TRANSLATE_NOOP(
    "wording", "Paused until the battery has cooled. It goes on by itself, stay plugged in."
)
PAUSED_PLUG = QT_TRANSLATE_NOOP(
    "wording", "Paused until the plug has cooled. It goes on by itself, stay plugged in."
)
RETRYING = QT_TRANSLATE_NOOP(
    "wording", "Car and pile lost each other and try again. Stay plugged in."
)
REPLUG = QT_TRANSLATE_NOOP(
    "wording", "Car and pile cannot agree any more. Pull the cable out and plug it in again."
)

# Why a charge ended that should have gone on; what ends as planned needs no sentence.
STOPPED: dict[StopCause, str] = {
    StopCause.FAULT: QT_TRANSLATE_NOOP(
        "wording", "Pile or car reported a fault. Unplug and use another pile."
    ),
    StopCause.INSULATION: QT_TRANSLATE_NOOP(
        "wording", "The insulation is not safe. Unplug and use another pile."
    ),
    StopCause.OVER_TEMPERATURE: QT_TRANSLATE_NOOP(
        "wording", "It got too hot. Let it cool, then unplug and plug in again."
    ),
    StopCause.OVER_CURRENT: QT_TRANSLATE_NOOP(
        "wording", "The pile gave too much current. Unplug and use another pile."
    ),
    StopCause.VOLTAGE: QT_TRANSLATE_NOOP(
        "wording", "The pile's voltage was wrong. Unplug and use another pile."
    ),
    StopCause.CONNECTOR: QT_TRANSLATE_NOOP(
        "wording", "The plug has a fault. Unplug and use another connector."
    ),
    StopCause.CONNECTOR_HOT: QT_TRANSLATE_NOOP(
        "wording", "The plug got too hot. Unplug and use another connector."
    ),
    StopCause.RELAY: QT_TRANSLATE_NOOP(
        "wording", "A contactor did not switch. Unplug and try again; if it stays, see service."
    ),
    StopCause.PAUSED_TOO_LONG: QT_TRANSLATE_NOOP(
        "wording", "The pause was too long. Unplug and plug in again to go on."
    ),
    StopCause.EMERGENCY: QT_TRANSLATE_NOOP(
        "wording", "The emergency stop was pressed. Unplug and use another pile."
    ),
    StopCause.TIMEOUT: QT_TRANSLATE_NOOP(
        "wording", "Car and pile lost each other. Unplug and plug in again."
    ),
    StopCause.REFUSED: QT_TRANSLATE_NOOP(
        "wording", "The operator did not agree to this car. Unplug and use another pile."
    ),
    StopCause.UNANSWERED: QT_TRANSLATE_NOOP(
        "wording", "The operator did not answer the pile. Unplug and try again."
    ),
    StopCause.UNPLUGGED: QT_TRANSLATE_NOOP(
        "wording", "The plug was pulled out. Plug in again to go on."
    ),
}
AS_PLANNED = frozenset(
    {
        StopCause.TARGET_REACHED,
        StopCause.VOLTAGE_REACHED,
        StopCause.CELL_REACHED,
        StopCause.USER,
        StopCause.CHARGER_INITIATED,
        StopCause.BMS_INITIATED,
        StopCause.CONDITION_REACHED,
    }
)

VEHICLE_BUS = QT_TRANSLATE_NOOP("wording", "Vehicle bus")
CHARGING_BUS = QT_TRANSLATE_NOOP("wording", "Charging bus")
# {bus} is one of the two names above.
BUS_STATE: dict[BusState, str] = {
    BusState.PASSIVE: QT_TRANSLATE_NOOP(
        "wording", "{bus}: many errors, figures may lag. Check wiring and bit rate."
    ),
    BusState.BUS_OFF: QT_TRANSLATE_NOOP(
        "wording", "{bus}: switched itself off after too many errors. Check wiring and bit rate."
    ),
    BusState.NO_ACKNOWLEDGE: QT_TRANSLATE_NOOP(
        "wording", "{bus}: nobody answers. Check the cable and that the other side is on."
    ),
    BusState.GONE: QT_TRANSLATE_NOOP(
        "wording", "{bus}: its adapter is gone. Plug it in again, it is opened by itself."
    ),
    BusState.UNARMED: QT_TRANSLATE_NOOP(
        "wording", "{bus}: listening only. To send, arm it under Settings, Service."
    ),
}
BUS_WORD: dict[BusState, str] = {
    BusState.ACTIVE: QT_TRANSLATE_NOOP("wording", "Works"),
    BusState.PASSIVE: QT_TRANSLATE_NOOP("wording", "Many errors"),
    BusState.BUS_OFF: QT_TRANSLATE_NOOP("wording", "Bus off"),
    BusState.NO_ACKNOWLEDGE: QT_TRANSLATE_NOOP("wording", "No acknowledgement"),
    BusState.GONE: QT_TRANSLATE_NOOP("wording", "Gone"),
    BusState.UNARMED: QT_TRANSLATE_NOOP("wording", "Listening only"),
}
BUS_SUMMARY = QT_TRANSLATE_NOOP("wording", "{bus}: {word}")

SECONDS_AGO = QT_TRANSLATE_NOOP("wording", "{count} s ago")
MINUTES_AGO = QT_TRANSLATE_NOOP("wording", "{count} min ago")
HOURS_AGO = QT_TRANSLATE_NOOP("wording", "{count} h ago")

# Names in the details; the standard's term stands with them.
VOLTAGE = QT_TRANSLATE_NOOP("wording", "Voltage")
CURRENT = QT_TRANSLATE_NOOP("wording", "Current")
PACK = QT_TRANSLATE_NOOP("wording", "Battery")
PLUG = QT_TRANSLATE_NOOP("wording", "Plug")
LIMITED = QT_TRANSLATE_NOOP("wording", "Limited by")
OFFER = QT_TRANSLATE_NOOP("wording", "Pile offers · CML")
PILOT = QT_TRANSLATE_NOOP("wording", "Control pilot")
PHASES = QT_TRANSLATE_NOOP("wording", "Phases")
LOCK = QT_TRANSLATE_NOOP("wording", "Lock")
LOCKED = QT_TRANSLATE_NOOP("wording", "locked")
UNLOCKED = QT_TRANSLATE_NOOP("wording", "open")
LOCK_UNSURE = QT_TRANSLATE_NOOP("wording", "locked, no feedback")
ENDED_BY = QT_TRANSLATE_NOOP("wording", "Ended by")
ERROR = QT_TRANSLATE_NOOP("wording", "Time-out")
OPERATOR = QT_TRANSLATE_NOOP("wording", "Operator")

SENDING_VIRTUAL = QT_TRANSLATE_NOOP(
    "wording", "Every bus ends in this machine: there is nothing to arm."
)
SENDING_ARMED = QT_TRANSLATE_NOOP("wording", "Armed until the program ends: frames are sent.")
SENDING_NEEDS_ARM = QT_TRANSLATE_NOOP(
    "wording", "Listening only. To send on a real bus, start with --arm."
)
SENDING_NEEDS_PIN = QT_TRANSLATE_NOOP(
    "wording", "Listening only. The service PIN arms until the program ends."
)
SENDING_NO_PIN = QT_TRANSLATE_NOOP(
    "wording", "Listening only, and no service PIN is set: python main.py service-pin"
)
