"""Name what the network page counts. No Qt."""

from ui.wording import QT_TRANSLATE_NOOP

CONNECTORS = QT_TRANSLATE_NOOP("wording", "Connectors")
OPERATORS = QT_TRANSLATE_NOOP("wording", "Operators")
PLUG_AND_CHARGE = QT_TRANSLATE_NOOP("wording", "Plug & charge")
COUNTIES = QT_TRANSLATE_NOOP("wording", "Counties")
SERVICE_AREAS = QT_TRANSLATE_NOOP("wording", "Service area sides")
HIGH_POWER = QT_TRANSLATE_NOOP("wording", "From 250 kW")
OF_ALL = QT_TRANSLATE_NOOP("wording", "of {count}")
ALL_OVER = QT_TRANSLATE_NOOP("wording", "All of China")
DIRECT = QT_TRANSLATE_NOOP("wording", "DC")
ALTERNATING = QT_TRANSLATE_NOOP("wording", "AC")
BELOW = QT_TRANSLATE_NOOP("wording", "below {power}")
FROM = QT_TRANSLATE_NOOP("wording", "from {power}")
OWN_IN = QT_TRANSLATE_NOOP("wording", "Own superchargers · {city}")
JOINED = QT_TRANSLATE_NOOP("wording", "joined since")
NOT_MEASURED = QT_TRANSLATE_NOOP("wording", "not measured")
MEASURED = QT_TRANSLATE_NOOP("wording", "{rate} of {count} charges")
SIMULATED = QT_TRANSLATE_NOOP("wording", "{rate} of {count}, virtual piles")
ANYWHERE = QT_TRANSLATE_NOOP("wording", "Any operator")
COUNTING = QT_TRANSLATE_NOOP("wording", "Counting the network…")
NOT_COUNTED = QT_TRANSLATE_NOOP(
    "wording", "The network cannot be read from the disk now. Open this page again in a minute."
)
