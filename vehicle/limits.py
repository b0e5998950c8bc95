"""Name what keeps a charge from being faster, for pack, pile and glass alike."""

from enum import Enum


class LimitedBy(Enum):
    """Why the car takes no more now; the names are labels on the vehicle bus."""

    NONE = 0
    STATE_OF_CHARGE = 1  # the pack's map of charging current
    CELL_VOLTAGE = 2
    COLD = 3
    HOT = 4
    PROTOCOL = 5  # 400 A is the most a GB/T 27930-2015 frame can ask for
    CHARGER_CURRENT = 6
    CHARGER_POWER = 7
    CHARGER_VOLTAGE = 8
    CONNECTOR_HOT = 9
    ONBOARD_CHARGER = 10
    SUPPLY = 11  # AC: what the control pilot offers
    CAR_LIMIT = 12  # the driver's or the car's own setting
