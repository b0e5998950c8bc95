"""Choose the sentences of a station's card and of the way there. No Qt; see wording."""

from network.fault_reports import FaultReason, Told
from network.stations import Access, Facility
from ui.wording import QT_TRANSLATE_NOOP

# What a connector does, and how long ago that was told.
NOW = QT_TRANSLATE_NOOP("wording", "{status} · now")
MINUTES_AGO = QT_TRANSLATE_NOOP("wording", "{status} · {count} min ago")
HOURS_AGO = QT_TRANSLATE_NOOP("wording", "{status} · {count} h ago")
DAYS_AGO = QT_TRANSLATE_NOOP("wording", "{status} · {count} d ago")
BLOCKED = QT_TRANSLATE_NOOP("wording", "Bay blocked")

# The ways to start, short, beside a connector's power and after "Also:".
WAY: dict[Access, str] = {
    Access.PLUG_AND_CHARGE: QT_TRANSLATE_NOOP("wording", "Plug & charge"),
    Access.REMOTE: QT_TRANSLATE_NOOP("wording", "Start here"),
    Access.SCAN: QT_TRANSLATE_NOOP("wording", "Scan"),
    Access.PARTNER_APP: QT_TRANSLATE_NOOP("wording", "Own app"),
}
NO_WAY = QT_TRANSLATE_NOOP("wording", "No way in")
ALSO = QT_TRANSLATE_NOOP("wording", "{way} · also: {others}")

# Prices.
ASKED_AT = QT_TRANSLATE_NOOP("wording", "Asked at {time}")
PRINTED = QT_TRANSLATE_NOOP("wording", "As printed, not binding")
START_FEE = QT_TRANSLATE_NOOP("wording", "Per charge")
PARKING_FEE = QT_TRANSLATE_NOOP("wording", "Parking")
IDLE_FEE = QT_TRANSLATE_NOOP("wording", "Idling after the charge")
NOT_TOLD = QT_TRANSLATE_NOOP("wording", "not told")
FREE_OF_CHARGE = QT_TRANSLATE_NOOP("wording", "free")
CHEAPER_FROM = QT_TRANSLATE_NOOP("wording", "Cheaper from {time}: {price}")
CHEAPEST_NOW = QT_TRANSLATE_NOOP("wording", "Cheapest now, until {time}")
SAME_ALL_DAY = QT_TRANSLATE_NOOP("wording", "The same price all day")

# The place.
ALWAYS_OPEN = QT_TRANSLATE_NOOP("wording", "Open 24 hours")
OPEN_UNTIL = QT_TRANSLATE_NOOP("wording", "Open now, closes at {time}")
OPEN_NOW = QT_TRANSLATE_NOOP("wording", "Open now")
CLOSED_UNTIL = QT_TRANSLATE_NOOP("wording", "Closed, opens at {time}")
CLOSED = QT_TRANSLATE_NOOP("wording", "Closed")
PARKING = QT_TRANSLATE_NOOP("wording", "Parking: {fee}")
FLOOR = QT_TRANSLATE_NOOP("wording", "Floor: {floor}")
HOTLINE = QT_TRANSLATE_NOOP("wording", "Hotline {phone}")
FACILITY: dict[Facility, tuple[str, str]] = {
    Facility.FOOD: ("food", QT_TRANSLATE_NOOP("wording", "Food")),
    Facility.SHOP: ("shop", QT_TRANSLATE_NOOP("wording", "Shop")),
    Facility.REST: ("rest", QT_TRANSLATE_NOOP("wording", "Rest")),
    Facility.FUEL: ("fuel", QT_TRANSLATE_NOOP("wording", "Fuel")),
    Facility.TRANSPORT: ("transport", QT_TRANSLATE_NOOP("wording", "Trains, buses")),
    Facility.LEISURE: ("leisure", QT_TRANSLATE_NOOP("wording", "Leisure")),
    Facility.WIFI: ("wifi", QT_TRANSLATE_NOOP("wording", "Wi-Fi")),
    Facility.PARKING: ("parking", QT_TRANSLATE_NOOP("wording", "Car park")),
}
RATE = QT_TRANSLATE_NOOP("wording", "{rate} of {tries} charges at this model worked")
RATE_SIMULATED = QT_TRANSLATE_NOOP("wording", "{rate} of {tries} simulated charges worked")
NOT_MEASURED = QT_TRANSLATE_NOOP("wording", "With this car: not measured")
ABROAD = QT_TRANSLATE_NOOP("wording", "Outside China: this map has no roads there")
SIMULATED_PICTURE = QT_TRANSLATE_NOOP("wording", "Simulated picture")

# The ground lock.
LOCK_UP = QT_TRANSLATE_NOOP("wording", "Ground lock is up")
LOCK_DOWN = QT_TRANSLATE_NOOP("wording", "Ground lock is down: drive in")
LOCK_FAR = QT_TRANSLATE_NOOP("wording", "Ground lock is up: lower it when you are there")
LOCK_NO_WAY = QT_TRANSLATE_NOOP("wording", "Ground lock is up: lower it in {operator}'s app")
LOCK_MOVING = QT_TRANSLATE_NOOP("wording", "Ground lock is going down…")
LOCK_REFUSED = QT_TRANSLATE_NOOP("wording", "{operator} leaves it up: {detail}. Take another bay.")
LOCK_STUCK = QT_TRANSLATE_NOOP(
    "wording", "Nobody says that the lock is down. Look at it before you try again."
)

# Reports of faults.
REASON: dict[FaultReason, str] = {
    FaultReason.DOES_NOT_START: QT_TRANSLATE_NOOP("wording", "Does not start"),
    FaultReason.DAMAGED: QT_TRANSLATE_NOOP("wording", "Plug or cable damaged"),
    FaultReason.DARK: QT_TRANSLATE_NOOP("wording", "Screen or code unreadable"),
    FaultReason.BAY_BLOCKED: QT_TRANSLATE_NOOP("wording", "Bay blocked"),
    FaultReason.LOCK_STUCK: QT_TRANSLATE_NOOP("wording", "Ground lock stuck"),
    FaultReason.NOT_THERE: QT_TRANSLATE_NOOP("wording", "Not there or closed"),
}
REPORTED: dict[Told, str] = {
    Told.SENT: QT_TRANSLATE_NOOP("wording", "Thank you. {operator} has your report."),
    Told.KEPT_NO_WAY: QT_TRANSLATE_NOOP(
        "wording", "{operator} takes no reports from cars. It is kept here."
    ),
    Told.KEPT_REFUSED: QT_TRANSLATE_NOOP(
        "wording", "{operator} did not take it: {detail}. It is kept here."
    ),
    Told.KEPT_UNSENT: QT_TRANSLATE_NOOP("wording", "{operator} is out of reach. It is kept here."),
    Told.LOST: QT_TRANSLATE_NOOP(
        "wording", "Not sent, and the disk cannot be written: the report is lost."
    ),
    Told.TOO_SOON: QT_TRANSLATE_NOOP("wording", "Reported a short while ago. Try again later."),
}
REPORTING = QT_TRANSLATE_NOOP("wording", "Sending the report…")

# The way there.
FREE_THERE = QT_TRANSLATE_NOOP("wording", "{free} of {total} free there now")
ALL_TAKEN = QT_TRANSLATE_NOOP("wording", "All {total} taken now")
NOBODY_KNOWS = QT_TRANSLATE_NOOP("wording", "Nobody tells what is free there")
INSTEAD = QT_TRANSLATE_NOOP("wording", "{free} free at {name}, {distance} from there")
NONE_NEAR = QT_TRANSLATE_NOOP("wording", "Nothing free nearby either")
LOCK_THERE = QT_TRANSLATE_NOOP("wording", "Ground lock: lower it here when you are there")
STAR_NOT_KEPT = QT_TRANSLATE_NOOP("wording", "The disk cannot be written: the star is not kept.")
