import pytest

from vehicle.signals import KNOWN, LASTING, NEEDED, SOC, SPEED, VIN, Signal, Signals

# Copied from COVESA VSS 6.0 (ce67f9276aa3), every path that the car or a map may tell.
VSS = """
Vehicle.CurrentLocation.Latitude
Vehicle.CurrentLocation.Longitude
Vehicle.Exterior.AirTemperature
Vehicle.Powertrain.Range
Vehicle.Powertrain.TractionBattery.BatteryConditioning.IsActive
Vehicle.Powertrain.TractionBattery.BatteryConditioning.RequestedMode
Vehicle.Powertrain.TractionBattery.CellVoltage.Max
Vehicle.Powertrain.TractionBattery.CellVoltage.Min
Vehicle.Powertrain.TractionBattery.Charging.ChargeCurrent.DC
Vehicle.Powertrain.TractionBattery.Charging.ChargeCurrent.Phase1
Vehicle.Powertrain.TractionBattery.Charging.ChargeCurrent.Phase2
Vehicle.Powertrain.TractionBattery.Charging.ChargeCurrent.Phase3
Vehicle.Powertrain.TractionBattery.Charging.ChargeLimit
Vehicle.Powertrain.TractionBattery.Charging.ChargeVoltage.DC
Vehicle.Powertrain.TractionBattery.Charging.ChargeVoltage.Phase1
Vehicle.Powertrain.TractionBattery.Charging.ChargeVoltage.Phase2
Vehicle.Powertrain.TractionBattery.Charging.ChargeVoltage.Phase3
Vehicle.Powertrain.TractionBattery.Charging.ChargingPort.AnyPosition.IsChargingCableConnected
Vehicle.Powertrain.TractionBattery.Charging.ChargingPort.AnyPosition.IsChargingCableLocked
Vehicle.Powertrain.TractionBattery.Charging.ChargingPort.AnyPosition.IsFlapOpen
Vehicle.Powertrain.TractionBattery.Charging.IsCharging
Vehicle.Powertrain.TractionBattery.Charging.MaximumChargingCurrent.DC
Vehicle.Powertrain.TractionBattery.Charging.MaximumChargingCurrent.Phase1
Vehicle.Powertrain.TractionBattery.Charging.StartStopCharging
Vehicle.Powertrain.TractionBattery.Charging.TimeToComplete
Vehicle.Powertrain.TractionBattery.CurrentCurrent
Vehicle.Powertrain.TractionBattery.CurrentPower
Vehicle.Powertrain.TractionBattery.CurrentVoltage
Vehicle.Powertrain.TractionBattery.GrossCapacity
Vehicle.Powertrain.TractionBattery.MaxVoltage
Vehicle.Powertrain.TractionBattery.NetCapacity
Vehicle.Powertrain.TractionBattery.StateOfCharge.Current
Vehicle.Powertrain.TractionBattery.StateOfCharge.CurrentEnergy
Vehicle.Powertrain.TractionBattery.Temperature.Average
Vehicle.Powertrain.TractionBattery.Temperature.Max
Vehicle.Powertrain.TractionBattery.Temperature.Min
Vehicle.Speed
Vehicle.VehicleIdentification.VIN
Vehicle.CurrentLocation.Heading
Vehicle.Powertrain.Transmission.CurrentGear
"""


def test_a_signal_is_stale_once_it_is_older_than_its_rule() -> None:
    known = Signals({SOC: Signal(55.0, "percent", at=10.0, stale_s=1.0)})
    assert not known.is_stale(SOC, 11.0)
    assert known.is_stale(SOC, 11.01)
    assert known.fresh(SOC, 11.0) == 55.0
    assert known.fresh(SOC, 11.01) is None


def test_a_signal_that_never_came_is_stale_and_has_no_age() -> None:
    assert Signals().is_stale(SPEED, 0.0)
    assert Signals().age(SPEED, 0.0) is None
    assert Signals().get(SPEED) is None


def test_a_signal_without_a_rule_is_never_stale() -> None:
    known = Signals({VIN: Signal("X", "", at=0.0)})
    assert not known.is_stale(VIN, 1e9)
    assert known.age(VIN, 1e9) == 1e9


def test_signals_are_replaced_and_not_changed() -> None:
    before = Signals({SOC: Signal(55.0, "percent", at=1.0)})
    after = before.replaced({SOC: Signal(56.0, "percent", at=2.0)})
    assert before[SOC].value == 55.0
    assert after[SOC].value == 56.0
    with pytest.raises(TypeError):
        after[SOC] = after[SOC]  # type: ignore[index]


def test_every_path_is_one_of_vss_or_marked_as_our_own() -> None:
    ours = {path for path in KNOWN if path.startswith("Vehicle.Private.")}
    assert KNOWN - ours == set(VSS.split())
    assert len(ours) == 18
    assert set(NEEDED) <= KNOWN
    assert LASTING <= KNOWN
