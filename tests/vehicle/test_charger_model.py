"""The files of resources/chargers: what they hold, and what is said of one that cannot be used."""

import dataclasses
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.vehicle.bench import Operator
from vehicle.ac_pile import AcPile
from vehicle.charger_file import Ac, Cabinet, ChargerFile, Manner, Plate, Stage
from vehicle.charger_model import BLUEPRINT, CHARGERS, ChargerModel, load_all
from vehicle.gbt27930.manner import Answers, ChargerManner, Waiting
from vehicle.pile import Pile
from vehicle.pile_faults import Trouble
from vehicle.power_cabinet import Sharing
from vehicle.stage_data import StageData
from vehicle.toml_file import VehicleFileError

MODELS = load_all()
IDS = [model.file.stem for model in MODELS]
GOOD = """
name = "A model"
kind = "DC"
build = "single"
[plate]
power_kw = 60.0
max_v = 750.0
min_v = 200.0
max_a = 120.0
[installed]
share = 0.5
source = "assumed"
[stage]
test_s = 3.0
[provenance]
plate = "assumed"
"stage.test_s" = "assumed"
"""


def _model(folder: Path, text: str) -> ChargerModel:
    file = folder / "model.toml"
    file.write_text(text, encoding="utf-8")
    return ChargerModel.load(file)


@pytest.mark.parametrize("model", MODELS, ids=IDS)
def test_every_file_makes_a_pile_of_its_kind(model: ChargerModel) -> None:
    pile = model.pile(model.rating("connector-1"), Operator())
    assert isinstance(pile, Pile if model.is_dc else AcPile)
    pile.plug(0.0)
    is_started = pile.start(0.0)
    # Model 71 refuses its own worn plug.
    assert is_started or (isinstance(pile, Pile) and pile.trouble is Trouble.CONNECTOR_OPEN)


def test_a_file_is_read_into_plate_habits_and_terminals() -> None:
    model = ChargerModel.load(CHARGERS / "dc_25_60_kw_500_v.toml")
    assert (model.plate.max_v, model.plate.max_a, model.plate.power_kw) == (500.0, 120.0, 60.0)
    assert (model.manner.reports_time_outs, model.manner.fill.value) == (False, "zeros")
    assert model.stage == StageData(soc_offset_pct=1.0)
    slow = ChargerModel.load(CHARGERS / "dc_18_60_kw_with_a_slow_operator.toml")
    assert slow.manner.waiting is Waiting.SECOND_HANDSHAKE
    shared = ChargerModel.load(CHARGERS / "dc_29_120_kw_split_type_four_connectors.toml")
    assert shared.cabinet is not None
    assert (shared.cabinet.total_kw, shared.cabinet.guns) == (240.0, 4)
    assert (shared.cabinet.sharing, shared.cabinet.gun_kw) == (Sharing.EQUAL, 120.0)
    silent = ChargerModel.load(CHARGERS / "dc_16_60_kw_that_answers_no_transport.toml")
    assert silent.manner.answers is Answers.NEVER


def test_a_cabinet_of_a_connector_with_another_power_is_scaled() -> None:
    model = ChargerModel.load(CHARGERS / "dc_27_120_kw_two_connectors.toml")
    rating = dataclasses.replace(model.rating("c"), power_kw=60.0)
    pile = model.pile(rating, Operator())
    assert isinstance(pile, Pile)
    pile.plug(0.0)
    pile.start(0.0)
    assert pile.stage.power_w == 60_000.0
    # Two connectors of 60 kW share 60 kW, as those of 120 kW share 120.
    pile.set_neighbour(1.0, is_charging=True)
    pile.due(1.1)
    assert pile.stage.power_w == 30_000.0


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('name = "A model"\n', "", "model.toml: Object missing required field `name`"),
        ("max_v = 750.0\n", "", "model.toml: plate: Object missing required field `max_v`"),
        ("test_s", "tests_s", "stage: Object contains unknown field `tests_s`"),
        ("power_kw = 60.0", "power_kw = -1.0", "plate.power_kw: Expected `float` > 0.0"),
        ("power_kw = 60.0", "power_kw = 95.0", "plate.power_kw: more than 90, volts times amperes"),
        ("min_v = 200.0", "min_v = 800.0", "plate.min_v: 800 is not below max_v 750"),
        ("max_a = 120.0", "max_a = 120.0\nmin_a = 130.0", "plate.min_a: 130 is not below max_a"),
        ("max_a = 120.0", "max_a = 120.0\nphases = 3", "plate.phases: a DC pile has none"),
        ("test_s = 3.0", "test_s = 400.0", "stage.test_s: Expected `float` <= 40.0"),
        ('kind = "DC"', 'kind = "BC"', "kind: Expected `str` matching regex"),
        ("share = 0.5", "share = 1.5", "installed.share: Expected `float` <= 1.0"),
        ('"stage.test_s" = "assumed"', "", "provenance.stage.test_s: missing: a particular"),
        ('plate = "assumed"', 'plate = "assumed"\nx = "assumed"', "provenance.x: is the evidence"),
        ("[stage]", "[ac]\nmeter_error = 0.1\n[stage]", "ac: a DC pile has none"),
        ("test_s = 3.0", "fault_ohm_per_v = 600.0", "stage.fault_ohm_per_v: is above"),
        ("test_s = 3.0", "derates_from_c = 95.0", "stage.derates_from_c: is not below stops_at_c"),
        ('plate = "assumed"', "plate = 3", "provenance.plate: Expected `str`, got `int`"),
        (
            "[stage]",
            "[manner]\nperiods_s = { CCS = 0.1, CML = 99.0 }\n[stage]",
            "manner.periods_s.CML: Expected `float` <= 10",
        ),
        ("[stage]", "[manner]\nperiods_s = { CCX = 0.1 }\n[stage]", "periods_s.CCX: is no message"),
        ("[stage]", '[manner]\nanswers = "maybe"\n[stage]', "manner.answers: Invalid enum value"),
        (
            "[stage]",
            '[cabinet]\ntotal_kw = 50.0\nmodule_kw = 20.0\nguns = 2\nsharing = "equal"\n[stage]',
            "cabinet.total_kw: is less than one connector can carry",
        ),
        (
            "[stage]",
            '[cabinet]\ntotal_kw = 160.0\nmodule_kw = 80.0\nguns = 2\nsharing = "equal"\n[stage]',
            "cabinet.module_kw: is more than a connector can carry",
        ),
        (
            "[stage]",
            '[cabinet]\ntotal_kw = 60.0\nmodule_kw = 20.0\nguns = 4\nsharing = "equal"\n[stage]',
            "cabinet.guns: are more than there are modules",
        ),
        ("name =", "name ==", "model.toml: "),
    ],
)
def test_what_is_wrong_with_a_file_is_said_in_one_line(
    tmp_path: Path, old: str, new: str, complaint: str
) -> None:
    assert _model(tmp_path, GOOD).stage.test_s == 3.0
    with pytest.raises(VehicleFileError) as refused:
        _model(tmp_path, GOOD.replace(old, new))
    assert complaint in str(refused.value)
    assert str(refused.value).startswith("model.toml: ")
    assert "\n" not in str(refused.value)


def test_a_folder_without_models_is_said(tmp_path: Path) -> None:
    (tmp_path / BLUEPRINT).write_text("")
    with pytest.raises(VehicleFileError, match="no charger files are there"):
        load_all(tmp_path)


def _fields(record: type[msgspec.Struct]) -> set[str]:
    return set(record.__struct_fields__)


def test_the_blueprint_explains_every_field() -> None:
    text = (CHARGERS / BLUEPRINT).read_text("utf-8")
    content: dict[str, Any] = msgspec.toml.decode(text)
    assert set(content) == _fields(ChargerFile) - {"ac"}
    for name, record in (
        ("plate", Plate), ("cabinet", Cabinet), ("stage", Stage), ("manner", Manner),
    ):  # fmt: skip
        assert set(content[name]) == _fields(record)
    assert all(f"# {name} = " in text for name in _fields(Ac))


def test_the_blueprint_gives_the_usual_values() -> None:
    content = msgspec.toml.decode((CHARGERS / BLUEPRINT).read_bytes(), type=ChargerFile)
    assert content.stage == Stage(**dataclasses.asdict(StageData()))
    usual = dataclasses.asdict(ChargerManner()) | {"periods_s": {"CCS": 0.05}}
    assert content.manner == Manner(**usual)
