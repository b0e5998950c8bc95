"""Check what each side remembers of the other."""

from vehicle.gbt27930.manner import Edition
from vehicle.gbt27930.messages import Bcl, Bcp, Bcs, Brm, Bsd, Ccs, Chm, Crm, Csd
from vehicle.gbt27930.seen import ChargerSeen, VehicleSeen


def test_nothing_is_known_before_a_message_came() -> None:
    car, charger = VehicleSeen(), ChargerSeen()
    assert (car.vin, car.demand_v, car.demand_a) == (None, None, None)
    assert (car.soc_pct, car.pack_v, car.minutes_left) == (None, None, None)
    assert (charger.edition, charger.output_a, charger.energy_kwh) == (None, None, None)
    assert charger.paused is False


def test_the_latest_of_each_message_counts() -> None:
    car = VehicleSeen()
    for message in (
        Brm(vin="LXMTESTCAR0000001"),
        Bcl(400.0, 100.0, 2),
        Bcl(370.0, 20.0, 2),
        Bcs(400.0, 19.5, 3.97, 0, 70, 45),
    ):
        car.keep(message)
    assert (car.vin, car.demand_v, car.demand_a) == ("LXMTESTCAR0000001", 370.0, 20.0)
    assert (car.pack_v, car.minutes_left) == (400.0, 45)


def test_soc_and_voltage_come_from_the_message_of_the_phase() -> None:
    car = VehicleSeen()
    car.keep(Bcp(soc_pct=77.6, pack_v=378.2))
    assert (car.soc_pct, car.pack_v) == (77.6, 378.2)
    car.keep(Bcs(voltage_v=380.1, soc_pct=78))
    assert (car.soc_pct, car.pack_v) == (78, 380.1)
    car.keep(Bcs(soc_pct=79))
    assert (car.soc_pct, car.pack_v) == (79, 378.2)
    car.keep(Bsd(soc_pct=80))
    assert car.soc_pct == 80


def test_a_charger_without_chm_is_of_2011() -> None:
    assert ChargerSeen(crm=Crm(0, 1, None)).edition is Edition.V2011
    assert ChargerSeen(crm=Crm(0, 1, None), chm=Chm()).edition is Edition.V2015


def test_output_pause_and_energy_are_those_of_ccs_and_csd() -> None:
    charger = ChargerSeen(ccs=Ccs(400.0, 120.0, 3, 0), csd=Csd(30, 44.5, 1))
    assert (charger.output_a, charger.paused, charger.energy_kwh) == (120.0, True, 44.5)
