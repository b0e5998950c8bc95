"""The installed base: how it adds up, how different its models are, which stands where."""

import dataclasses
from collections import Counter
from itertools import combinations

import pytest

from tests.vehicle.test_field_models import share_of
from vehicle.charger_model import ChargerModel, load_all
from vehicle.installed_base import fits, model_at, power_class
from vehicle.pile_link import PileRating

MODELS = load_all()
DC_120 = PileRating(120.0, 1000.0, 200.0, 250.0, "connector-1")
AC_7 = PileRating(7.0, 220.0, 220.0, 32.0, "connector-1", is_dc=False)


@pytest.mark.parametrize("is_dc", [True, False], ids=["DC", "AC"])
def test_the_shares_of_each_kind_add_up_to_1(is_dc: bool) -> None:
    assert sum(it.share for it in MODELS if it.is_dc is is_dc) == pytest.approx(1.0, abs=1e-6)


def test_every_share_says_where_it_is_from() -> None:
    assert all("assumed" in it.share_source or "published" in it.share_source for it in MODELS)


def _attributes(model: ChargerModel) -> dict[str, object]:
    """Flatten what a model does; its name, build, evidence and share, and its watts do not count.

    The power of an AC pile follows from its amperes.
    """
    found: dict[str, object] = {"is_liquid_cooled": model.is_liquid_cooled}
    for table in (model.plate, model.manner, model.stage, model.ac, model.cabinet):
        if table is not None:
            name = type(table).__name__
            for field in dataclasses.fields(table):
                found[f"{name}.{field.name}"] = getattr(table, field.name)
    if not model.is_dc:
        del found["PileRating.power_kw"]
    return found


def _difference(one: ChargerModel, other: ChargerModel) -> int:
    left, right = _attributes(one), _attributes(other)
    return sum(left.get(name) != right.get(name) for name in left.keys() | right.keys())


def test_any_two_models_differ_in_two_particulars_at_least() -> None:
    alike = [
        (one.file.name, other.file.name)
        for one, other in combinations(MODELS, 2)
        if _difference(one, other) < 2
    ]
    assert alike == []


def test_there_are_60_models_and_more_of_every_kind_and_size() -> None:
    assert len({model.name for model in MODELS}) == len(MODELS) >= 60
    plates = [model.plate for model in MODELS if model.is_dc]
    assert {plate.max_v for plate in plates} == {500.0, 750.0, 950.0, 1000.0}
    assert {7.0, 11.0, 21.0, 40.0} <= {it.plate.power_kw for it in MODELS if not it.is_dc}
    assert {20.0, 60.0, 120.0, 240.0, 360.0, 480.0, 600.0} <= {it.power_kw for it in plates}
    editions = Counter(model.manner.edition.value for model in MODELS if model.is_dc)
    assert editions.keys() == {"2011", "2015"}
    assert any(model.manner.negotiates_s > 0 for model in MODELS)


@pytest.mark.parametrize(
    "habit",
    [
        lambda it: it.manner.answers.value == "never",
        lambda it: it.manner.answers.value == "one by one",
        lambda it: it.manner.ccs_bytes == 8,
        lambda it: it.manner.fill.value == "zeros",
        lambda it: it.manner.pads,
        lambda it: it.manner.straight_to_aa,
        lambda it: it.manner.zero_cml,
        lambda it: it.manner.turned_min_a,
        lambda it: it.manner.cro_00_s == 7.0,
        lambda it: it.manner.cro_00_s == 9.0,
        lambda it: it.stage.test_s > 14,
        lambda it: it.manner.periods_s.get("CSD") == 0.333,
        lambda it: it.manner.periods_s.get("CST") == 0.014,
        lambda it: it.manner.periods_s.get("CCS") == 0.069,
        lambda it: not it.manner.reports_time_outs,
        lambda it: it.manner.bhm_wait_s == 2.5,
        lambda it: it.manner.waiting.value == "second handshake",
        lambda it: it.manner.strict_lengths,
        lambda it: it.manner.cell_data.value == "abort",
        lambda it: it.manner.time_sync.value == "ones",
        lambda it: it.manner.time_sync.value == "binary",
        lambda it: it.manner.chm_until_bhm,
        lambda it: it.manner.current_error != 0,
        lambda it: it.stage.cc1_max_v < 4.37,
        lambda it: it.stage.r4_ohm > 1030.0,
        lambda it: it.stage.lock_fails > 0,
        lambda it: it.stage.residual_v >= 10.0,
        lambda it: it.stage.cable_ohm_per_v < it.stage.warning_ohm_per_v,
        lambda it: it.stage.needs_vin,
        lambda it: (it.stage.fault_ohm_per_v, it.stage.warning_ohm_per_v) == (108.0, 505.0),
        lambda it: it.is_dc and it.plate.max_v == 500.0,
        lambda it: it.plate.min_v == 38.0,
        lambda it: it.is_dc and it.plate.min_v >= 500.0,
        lambda it: it.stage.up_a_per_s <= 20.0,
        lambda it: it.stage.delivers < 0.9,
        lambda it: it.stage.meter_error != 0,
        lambda it: it.stage.soc_offset_pct != 0,
        lambda it: it.stage.rejects_mismatch,
        lambda it: it.cabinet is not None and it.cabinet.is_stated,
    ],
)
def test_every_habit_of_the_captures_and_reports_is_some_models(habit: object) -> None:
    assert callable(habit)
    assert any(habit(model) for model in MODELS)


def test_a_share_is_counted_by_weight() -> None:
    models = [model for model in MODELS if model.is_dc]
    assert share_of(models, lambda _: True) == pytest.approx(1.0)
    # 94 000 of 970 000 DC connectors are fast ones (published April 2025).
    fast = share_of(models, lambda model: model.plate.power_kw >= 250)
    assert fast == pytest.approx(0.097, abs=0.001)


@pytest.mark.parametrize(
    ("power_kw", "number"), [(7.0, 0), (11.0, 0), (30.0, 1), (90.0, 2), (120.0, 3), (250.0, 5)]
)
def test_powers_fall_into_classes(power_kw: float, number: int) -> None:
    assert power_class(power_kw) == number


def test_the_same_connector_always_has_the_same_model_and_others_have_others() -> None:
    first = model_at(MODELS, DC_120)
    assert first is not None
    assert model_at(MODELS, DC_120) is first
    names: Counter[str] = Counter()
    for number in range(2000):
        found = model_at(MODELS, dataclasses.replace(DC_120, connector_id=f"connector-{number}"))
        assert found is not None
        assert (found.plate.power_kw, found.plate.max_v, found.is_dc) in {
            (120.0, 1000.0, True),
            (150.0, 1000.0, True),
        }
        names[found.name] += 1
    fitting = [model for model in MODELS if fits(model, DC_120)]
    whole = sum(model.share for model in fitting)
    for model in fitting:
        assert names[model.name] / 2000 == pytest.approx(model.share / whole, abs=0.03)


@pytest.mark.parametrize("power_kw", [30.0, 60.0, 120.0, 180.0, 250.0, 480.0, 600.0])
def test_every_kind_of_dc_connector_in_the_network_has_models(power_kw: float) -> None:
    rating = dataclasses.replace(DC_120, power_kw=power_kw)
    found = model_at(MODELS, rating)
    assert found is not None
    assert found.plate.max_v == 1000.0


def test_an_ac_connector_has_an_ac_model_of_its_phases() -> None:
    found = model_at(MODELS, AC_7)
    assert found is not None
    assert (found.is_dc, found.plate.phases) == (False, 1)
    assert model_at(MODELS, dataclasses.replace(AC_7, phases=2)) is None
