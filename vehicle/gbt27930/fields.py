"""Lay out every message of GB/T 27930-2015: the one source for codec, DBC export and inspector.

Source of all layouts, unless a row says otherwise: the field tables of GB/T 27930-2015. Fields
stand in the order of their bits, the first at bit 1 of byte 1, low byte first; reserved bits are
rows of their own and are sent as ones (clause 7.9).
"""

from collections.abc import Mapping
from dataclasses import replace

from vehicle.gbt27930.layout import Field, Kind, MessageSpec

#: The text of 2015 says 0..750 V; real chargers offer 950 V, so the range that is flagged is wider.
HIGHEST_V = 1000.0
#: Beyond these a frame is taken for garbage and refused whole (chosen).
ABSURD_V = 1500.0
ABSURD_A = 1000.0
#: SPN 3079, 3083 and 3611 end at 600 min; a longer time is sent as 600.
LONGEST_MINUTES = 600


def _volts(spn: str, name: str, title: str, *, drives: bool = True) -> Field:
    absurd = int(ABSURD_V * 10) if drives else None
    return Field(
        spn, name, title, 16, per_unit=10, unit="V", low=0.0, high=HIGHEST_V, absurd=absurd
    )


def _amps(spn: str, name: str, title: str, *, drives: bool = True) -> Field:
    absurd = int((400 + ABSURD_A) * 10) if drives else None
    amps = Field(spn, name, title, 16, per_unit=10, offset=-400, unit="A", low=-400.0, high=0.0)
    return replace(amps, turned=True, absurd=absurd)


def _cell(spn: str, name: str, title: str, bits: int = 16) -> Field:
    return Field(spn, name, title, bits, per_unit=100, unit="V", low=0.0, high=24.0)


def _degrees(spn: str, name: str, title: str) -> Field:
    return Field(spn, name, title, 8, offset=-50, unit="degC", low=-50.0, high=200.0)


def _minutes(spn: str, name: str, title: str) -> Field:
    return Field(spn, name, title, 16, unit="min", low=0.0, high=float(LONGEST_MINUTES))


def _code(spn: str, name: str, title: str, bits: int, labels: Mapping[int, str]) -> Field:
    return Field(
        spn, name, title, bits, Kind.CODE, labels=labels, absent=(1 << bits) - 1 not in labels
    )


def _states(labels: Mapping[int, str], *rows: tuple[str, str, str]) -> tuple[Field, ...]:
    return tuple(_code(spn, name, title, 2, labels) for spn, name, title in rows)


def _opaque(spn: str, name: str, title: str, bits: int, kind: Kind = Kind.CODE) -> Field:
    return Field(spn, name, title, bits, kind)


def _optional(*fields: Field) -> tuple[Field, ...]:
    return tuple(replace(each, required=False) for each in fields)


def _reserved(bits: int) -> Field:
    return Field("", "", "reserved", bits, Kind.RESERVED, required=False)


_FAULT = {0: "normal", 1: "abnormal", 2: "not credible"}
_REACHED = {0: "not reached", 1: "reached", 2: "not credible"}
_LEVEL = {0: "normal", 1: "too high", 2: "too low"}
_LATE = {0: "normal", 1: "time-out", 2: "not credible"}
_READY = {0x00: "not ready", 0xAA: "ready", 0xFF: "invalid"}
_CHEMISTRY = {
    1: "lead-acid", 2: "NiMH", 3: "LFP", 4: "LMO", 5: "LCO", 6: "ternary", 7: "polymer Li-ion",
    8: "LTO", 255: "other",
}  # fmt: skip

_CHM = (_opaque("2600", "version", "protocol version", 24, Kind.VERSION),)
_BHM = (_volts("2601", "max_v", "max allowed total charging voltage"),)
_CRM = (
    _code("2560", "result", "recognition result", 8, {0: "not recognised", 0xAA: "recognised"}),
    _opaque("2561", "number", "charger number", 32),
    *_optional(_opaque("2562", "region", "charger or station region code", 24, Kind.TEXT)),
)
_BRM = (
    _opaque("2565", "version", "BMS protocol version", 24, Kind.VERSION),
    _code("2566", "battery_type", "battery type", 8, _CHEMISTRY),
    Field("2567", "rated_ah", "rated capacity", 16, per_unit=10, unit="Ah", low=0.0, high=1000.0),
    _volts("2568", "rated_v", "rated total voltage", drives=False),
    *_optional(
        _opaque("2569", "maker", "battery maker", 32, Kind.TEXT),
        _opaque("2570", "pack_serial", "battery pack serial", 32),
        Field("2571", "made_year", "year made", 8, offset=1985, unit="a", low=1985.0, high=2235.0),
        Field("2571b", "made_month", "month made", 8, low=1.0, high=12.0),
        Field("2571c", "made_day", "day made", 8, low=1.0, high=31.0),
        _opaque("2572", "cycles", "charge cycles", 24),
        _code("2573", "owned", "ownership", 8, {0: "leased", 1: "owned"}),
        _reserved(8),
        _opaque("2575", "vin", "VIN", 136, Kind.TEXT),
        _opaque("2576", "software_serial", "BMS software: serial", 8),
        _opaque("2576b", "software_day", "BMS software: day", 8),
        _opaque("2576c", "software_month", "BMS software: month", 8),
        _opaque("2576d", "software_year", "BMS software: year", 16),
    ),
    _reserved(24),
)
_BCP = (
    _cell("2816", "max_cell_v", "max allowed cell voltage"),
    _amps("2817", "max_a", "max allowed charging current"),
    Field("2818", "energy_kwh", "pack energy", 16, per_unit=10, unit="kWh", low=0.0, high=1000.0),
    _volts("2819", "max_v", "max allowed total charging voltage"),
    _degrees("2820", "max_temp_c", "max allowed pack temperature"),
    Field("2821", "soc_pct", "pack SoC", 16, per_unit=10, unit="%", low=0.0, high=100.0),
    _volts("2822", "pack_v", "present pack voltage"),
)
_CTS = _optional(
    _opaque("2823", "second", "second", 8, Kind.BCD),
    _opaque("2823b", "minute", "minute", 8, Kind.BCD),
    _opaque("2823c", "hour", "hour", 8, Kind.BCD),
    _opaque("2823d", "day", "day", 8, Kind.BCD),
    _opaque("2823e", "month", "month", 8, Kind.BCD),
    _opaque("2823f", "year", "year", 16, Kind.BCD),
)
_CML = (
    _volts("2824", "max_v", "max output voltage"),
    _volts("2825", "min_v", "min output voltage"),
    _amps("2826", "max_a", "max output current"),
    _amps("2827", "min_a", "min output current"),
)
_BCL = (
    _volts("3072", "voltage_v", "voltage demand"),
    _amps("3073", "current_a", "current demand"),
    _code("3074", "mode", "charging mode", 8, {1: "constant voltage", 2: "constant current"}),
)
_BCS = (
    _volts("3075", "voltage_v", "measured charging voltage", drives=False),
    _amps("3076", "current_a", "measured charging current", drives=False),
    _cell("3077", "cell_max_v", "highest cell voltage", 12),
    Field("3077b", "cell_max_group", "group of the highest cell", 4, absent=False),
    Field("3078", "soc_pct", "SoC", 8, unit="%", low=0.0, high=100.0),
    _minutes("3079", "minutes_left", "estimated remaining time"),
)
_CCS = (
    _volts("3081", "voltage_v", "output voltage"),
    _amps("3082", "current_a", "output current"),
    _minutes("3083", "minutes", "elapsed charging time"),
    _code("3929", "permit", "charging permission", 2, {0: "pause", 1: "permit"}),
    _reserved(6),
)
_BSM = (
    Field("3085", "cell_max_number", "number of the highest cell", 8, offset=1, absent=False),
    _degrees("3086", "temp_max_c", "max pack temperature"),
    Field("3087", "temp_max_point", "number of the hottest point", 8, offset=1, high=128.0),
    _degrees("3088", "temp_min_c", "min pack temperature"),
    Field("3089", "temp_min_point", "number of the coldest point", 8, offset=1, high=128.0),
    *_states(_LEVEL, ("3090", "cell", "cell voltage state"), ("3091", "soc", "SoC state")),
    *_states(
        _FAULT,
        ("3092", "over_current", "charging over-current"),
        ("3093", "over_temperature", "over-temperature"),
        ("3094", "insulation", "insulation"),
        ("3095", "connector", "output connector connection"),
    ),
    _code("3096", "permit", "charging permission", 2, {0: "forbidden", 1: "allowed"}),
    _reserved(2),
)
_BMV = _optional(
    _cell("3101..3356", "voltages_v", "cell voltage", 12),
    Field("3101..3356", "groups", "group of the cell", 4, absent=False),
)
# Numbers inferred from the gap 3357..3490, not seen in a source.
_BMT = _optional(_degrees("3361..3488", "temperatures_c", "temperature of the point"))
_BSP = _optional(_opaque("3491..3506", "values", "reserved field", 8))
_BST = (
    *_states(
        _REACHED,
        ("3511.1", "soc_reached", "SoC target reached"),
        ("3511.2", "voltage_reached", "total voltage setting reached"),
        ("3511.3", "cell_reached", "cell voltage setting reached"),
        ("3511.4", "charger_initiated", "charger initiated"),
    ),
    *_states(
        _FAULT,
        ("3512.1", "insulation", "insulation fault"),
        ("3512.2", "connector_hot", "output connector over-temperature"),
        ("3512.3", "component_hot", "BMS component over-temperature"),
        ("3512.4", "connector", "charging connector fault"),
        ("3512.5", "pack_hot", "pack over-temperature"),
        ("3512.6", "relay", "HV relay fault"),
        ("3512.7", "detection_point_2", "detection point 2 voltage fault"),
        ("3512.8", "other", "other fault"),
        ("3513.1", "over_current", "over-current"),
        ("3513.2", "voltage", "voltage abnormal"),
    ),
    _reserved(4),
)
_CST = (
    *_states(
        _REACHED,
        ("3521.1", "condition_reached", "charger-set condition reached"),
        ("3521.2", "manual", "manual stop"),
        ("3521.3", "fault", "fault stop"),
        ("3521.4", "bms_initiated", "BMS initiated"),
    ),
    *_states(
        _FAULT,
        ("3522.1", "charger_hot", "charger over-temperature"),
        ("3522.2", "connector", "charging connector fault"),
        ("3522.3", "inside_hot", "charger internal over-temperature"),
        ("3522.4", "undeliverable", "required energy cannot be delivered"),
        ("3522.5", "emergency", "emergency stop"),
        ("3522.6", "other", "other fault"),
    ),
    _reserved(4),
    *_states(
        _FAULT,
        ("3523.1", "current", "current mismatch"),
        ("3523.2", "voltage", "voltage abnormal"),
    ),
    _reserved(4),
)
_BSD = (
    Field("3601", "soc_pct", "SoC at stop", 8, unit="%", low=0.0, high=100.0),
    _cell("3602", "cell_min_v", "lowest cell voltage"),
    _cell("3603", "cell_max_v", "highest cell voltage"),
    _degrees("3604", "temp_min_c", "min pack temperature"),
    _degrees("3605", "temp_max_c", "max pack temperature"),
)
_CSD = (
    _minutes("3611", "minutes", "total charging time"),
    Field("3612", "energy_kwh", "energy", 16, per_unit=10, unit="kWh", low=0.0, high=1000.0),
    _opaque("3613", "number", "charger number", 32),
)
_BEM = (
    *_states(_LATE, ("3901", "crm_00", "CRM 00 late"), ("3902", "crm_aa", "CRM AA late")),
    _reserved(4),
    *_states(_LATE, ("3903", "cml", "CTS and CML late"), ("3904", "cro", "CRO late")),
    _reserved(4),
    *_states(_LATE, ("3905", "ccs", "CCS late"), ("3906", "cst", "CST late")),
    _reserved(4),
    *_states(_LATE, ("3907", "csd", "CSD late")),
    _reserved(6),
)
_CEM = (
    *_states(_LATE, ("3921", "brm", "BRM late")),
    _reserved(6),
    *_states(_LATE, ("3922", "bcp", "BCP late"), ("3923", "bro", "BRO late")),
    _reserved(4),
    *_states(
        _LATE, ("3924", "bcs", "BCS late"), ("3925", "bcl", "BCL late"), ("3926", "bst", "BST late")
    ),
    _reserved(2),
    *_states(_LATE, ("3927", "bsd", "BSD late")),
    _reserved(6),
)

#: Name, title, PGN, priority, fields; then what is out of the ordinary.
_SEGMENTED = {"BRM", "BCP", "BCS", "BMV", "BMT", "BSP"}
#: As many as the standard has SPN for: 256 cells, 128 points, 16 bytes.
_REPEATS = {"BMV": 256, "BMT": 128, "BSP": 16}
#: GB/T 27930-2011: BRM ends after the VIN, CML has no min current, CCS no permission.
_LENGTH_2011 = {"BRM": 41, "CML": 6, "CCS": 6}


def _placed(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    placed, start = [], 0
    for each in fields:
        placed.append(replace(each, start=start))
        start += each.bits
    return tuple(placed)


def _message(
    name: str, title: str, pgn: int, priority: int, fields: tuple[Field, ...]
) -> MessageSpec:
    length = 0 if name in _REPEATS else sum(each.bits for each in fields) // 8
    return MessageSpec(
        name, title, pgn, priority, name.startswith("B"), length, _LENGTH_2011.get(name, length),
        name in _SEGMENTED, _REPEATS.get(name, 0), _placed(fields),
    )  # fmt: skip


MESSAGES: Mapping[str, MessageSpec] = {
    spec.name: spec
    for spec in (
        _message("CHM", "charger handshake", 0x2600, 6, _CHM),
        _message("BHM", "vehicle handshake", 0x2700, 6, _BHM),
        _message("CRM", "charger recognition", 0x0100, 6, _CRM),
        _message("BRM", "BMS and vehicle identification", 0x0200, 7, _BRM),
        _message("BCP", "battery charging parameters", 0x0600, 7, _BCP),
        _message("CTS", "time synchronisation", 0x0700, 6, _CTS),
        _message("CML", "charger max output capability", 0x0800, 6, _CML),
        _message("BRO", "BMS ready", 0x0900, 4, (_code("2829", "ready", "BMS ready", 8, _READY),)),
        _message(
            "CRO", "charger ready", 0x0A00, 4, (_code("2830", "ready", "charger ready", 8, _READY),)
        ),
        _message("BCL", "battery charging demand", 0x1000, 6, _BCL),
        _message("BCS", "battery charging total state", 0x1100, 7, _BCS),
        _message("CCS", "charger charging state", 0x1200, 6, _CCS),
        _message("BSM", "battery state information", 0x1300, 6, _BSM),
        _message("BMV", "cell voltages", 0x1500, 7, _BMV),
        _message("BMT", "pack temperatures", 0x1600, 7, _BMT),
        _message("BSP", "reserved", 0x1700, 7, _BSP),
        _message("BST", "BMS stops charging", 0x1900, 4, _BST),
        _message("CST", "charger stops charging", 0x1A00, 4, _CST),
        _message("BSD", "BMS statistics", 0x1C00, 6, _BSD),
        _message("CSD", "charger statistics", 0x1D00, 6, _CSD),
        _message("BEM", "BMS error", 0x1E00, 2, _BEM),
        _message("CEM", "charger error", 0x1F00, 2, _CEM),
    )
}
