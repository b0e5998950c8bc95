"""What the conversation is told, and when it is told anew."""

import dataclasses

from tests.vehicle.bench import PILE_250
from vehicle.gbt27930.charger import Insulation
from vehicle.pile_report import IDLE, charger_rating, report
from vehicle.power_stage import PowerStage


def test_nothing_new_is_the_same_report() -> None:
    stage = PowerStage(250.0, 400.0)
    assert report(stage, IDLE, 0.0, 0) is IDLE


def test_a_changed_current_is_a_new_report() -> None:
    stage = PowerStage(250.0, 400.0)
    stage.output_a, stage.output_v, stage.energy_kwh = 100.0, 700.0, 1.5
    told = report(stage, IDLE, 700.0, 2)
    assert (told.output_a, told.output_v, told.pack_v, told.minutes) == (100.0, 700.0, 700.0, 2)
    assert (told.insulation, told.precharged, told.energy_kwh) == (Insulation.PENDING, False, 1.5)


def test_the_energy_alone_is_told_only_without_current() -> None:
    stage = PowerStage(250.0, 400.0)
    stage.output_a = 100.0
    told = report(stage, IDLE, 0.0, 0)
    stage.energy_kwh = 2.0
    assert report(stage, told, 0.0, 0) is told
    stage.output_a = 0.0
    assert report(stage, told, 0.0, 0).energy_kwh == 2.0


def test_cml_offers_the_plate_or_a_part_of_its_current() -> None:
    rating = dataclasses.replace(PILE_250, number=7, region="310")
    told = charger_rating(rating)
    assert (told.max_v, told.min_v, told.max_a, told.min_a) == (1000.0, 200.0, 400.0, 0.0)
    assert (told.number, told.region) == (7, "310")
    assert charger_rating(rating, 0.5).max_a == 200.0
