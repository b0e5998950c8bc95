"""Reckon what driving takes: rolling, air, auxiliaries, climate control. Pure.

Mass and drag are published; one factor a model, fitted to its range after CLTC, stands for the
losses of the drive, stop and go, and whatever the assumed figures miss.
"""

from vehicle.trim import Coachwork

GRAVITY_M_S2 = 9.80665
AIR_KG_M3 = 1.204
"""Dry air of 20 degC at sea level (ideal gas)."""
MILD_C = 20.0
KELVIN = 273.15
STIFFER_PER_K = 0.006
"""Tyres and grease roll harder by this part for each K below 20 degC (assumed)."""
HEAT_BELOW_C = 20.0
HEATING_W_PER_K = 70.0
"""Of the cabin's heating below 20 degC (assumed: 2.8 kW at -20 degC)."""
COOL_ABOVE_C = 24.0
COOLING_W_PER_K = 90.0
"""Of the cabin's cooling above 24 degC (assumed: 1 kW at 35 degC)."""
MAX_CLIMATE_W = 4000.0
"""Assumed."""
CYCLE_KMH = 29.0
"""Mean speed of a CLTC-like cycle with its stops; tells how long auxiliaries run (assumed)."""
CYCLE_AIR_KMH = 60.0
"""The steady speed with the air drag of a CLTC-like cycle (assumed)."""
TOWN_KMH, TOWN_M = 60.0, 10_000.0
ROAD_KMH, ROAD_M = 100.0, 100_000.0
"""A way of up to 10 km takes what 60 km/h take, which is about what CLTC does; one of 100 km and
more is driven at 100 km/h (chosen)."""


def usual_speed_kmh(distance_m: float) -> float:
    """Guess the speed of a way of which only the length is known."""
    part = min(1.0, max(0.0, (distance_m - TOWN_M) / (ROAD_M - TOWN_M)))
    return TOWN_KMH + (ROAD_KMH - TOWN_KMH) * part


def drive_kwh(
    coachwork: Coachwork,
    distance_m: float,
    speed_kmh: float,
    air_c: float = MILD_C,
    *,
    has_climate: bool = True,
) -> float:
    """Answer the energy for a way at a steady speed above 0, on the level."""
    hours = distance_m / 1000 / speed_kmh
    moved_j = _resistance_n(coachwork, speed_kmh, air_c) * distance_m * coachwork.cycle_factor
    idle_w = coachwork.auxiliary_w + (climate_w(air_c) if has_climate else 0.0)
    return moved_j / 3.6e6 + idle_w * hours / 1000


def cycle_kwh_per_km(coachwork: Coachwork) -> float:
    """Answer what a kilometre of a CLTC-like cycle takes: mild, without climate control."""
    moved_j = _resistance_n(coachwork, CYCLE_AIR_KMH, MILD_C) * 1000 * coachwork.cycle_factor
    return moved_j / 3.6e6 + coachwork.auxiliary_w / CYCLE_KMH / 1000


def climate_w(air_c: float) -> float:
    """Answer what keeps the cabin comfortable at this temperature outside."""
    heating_w = (HEAT_BELOW_C - air_c) * HEATING_W_PER_K
    cooling_w = (air_c - COOL_ABOVE_C) * COOLING_W_PER_K
    return min(MAX_CLIMATE_W, max(0.0, heating_w, cooling_w))


def _resistance_n(coachwork: Coachwork, speed_kmh: float, air_c: float) -> float:
    stiffness = 1 + STIFFER_PER_K * max(0.0, MILD_C - air_c)
    rolling_n = coachwork.mass_kg * GRAVITY_M_S2 * coachwork.rolling * stiffness
    density = AIR_KG_M3 * (KELVIN + MILD_C) / (KELVIN + air_c)
    speed_m_s = speed_kmh / 3.6
    return rolling_n + density / 2 * coachwork.drag * coachwork.frontal_m2 * speed_m_s**2
