"""Turn bytes into messages in physical units and back."""

from enum import Enum


class StopCause(Enum):
    """Why a session ended; shared by both ends of the cable and by the pile."""

    TARGET_REACHED = "target reached"
    VOLTAGE_REACHED = "voltage reached"
    CELL_REACHED = "cell voltage reached"
    USER = "user"
    CHARGER_INITIATED = "charger initiated"
    BMS_INITIATED = "bms initiated"
    CONDITION_REACHED = "condition of the charger reached"
    FAULT = "fault"
    INSULATION = "insulation"
    OVER_TEMPERATURE = "over-temperature"
    OVER_CURRENT = "over-current"
    VOLTAGE = "voltage abnormal"
    CONNECTOR = "connector fault"
    PAUSED_TOO_LONG = "paused too long"
    EMERGENCY = "emergency"
    TIMEOUT = "time-out"
    REFUSED = "refused"
    UNANSWERED = "authorisation unanswered"
    UNPLUGGED = "unplugged"
