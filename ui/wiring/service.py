"""Join the service page with the buses and with what arms them."""

import asyncio

from ui import car_wording
from ui.arm_controller import ArmController
from ui.service_controller import Bus, CarFiles, ServiceController
from ui.surroundings import Surroundings
from ui.wiring.buyer import Buyer
from ui.wiring.parts import Parts
from vehicle.vehicle_map import dbc_of


def build_service(parts: Parts, buyer: Buyer, around: Surroundings) -> ServiceController:
    """Watch the glass's end of the vehicle bus, and the charging bus if it is in this process."""
    car = parts.options.vehicle
    # Real seconds: a faster simulation shortens no wait for a PIN.
    now = asyncio.get_running_loop().time
    arm = ArmController(parts.arming, parts.options.data_dir, now, around)
    buses: dict[str, Bus] = {car_wording.VEHICLE_BUS: buyer.bus}
    if parts.ends.bms is not None:
        buses[car_wording.CHARGING_BUS] = parts.ends.bms
    is_real = any(not bus.spec.is_soft for bus in buses.values())
    arm.set_place(is_kiosk=parts.options.is_kiosk, needs_arming=is_real)
    return ServiceController(CarFiles(car, dbc_of(car)), buses, arm, around.speech)
