"""Run qmllint with our Python types known: a misspelt name in QML is silent at run time."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

ROOT = Path(__file__).parents[2]
QML = ROOT / "ui" / "qml"
SCRIPTS = Path(sys.executable).parent
# These modules sit in Qt's open-source packages under GPL-3.0-only.
GPL_ONLY = re.compile(
    r"import\s+(QtCharts|QtGraphs|QtQuick\.VirtualKeyboard|QtQuick\.Timeline|QtQuick3D"
    r"|Qt\.labs\.lottieqt|QtWayland\.Compositor|QtDataVisualization)"
)


def _run(program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [SCRIPTS / program, *arguments],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )


@pytest.fixture(scope="module")
def type_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Describe our Python types as qmllint wants them: a module folder with qmldir and qmltypes."""
    folder = tmp_path_factory.mktemp("qmltypes")
    module = folder / "Chargedeck"
    module.mkdir()
    sources = [
        file
        for file in sorted((ROOT / "ui").glob("*.py"))
        if "QML_IMPORT_NAME" in file.read_text("utf-8")
    ]
    dump = _run("pyside6-metaobjectdump", *sources)
    assert dump.returncode == 0, dump.stderr
    (folder / "types.json").write_text(dump.stdout, "utf-8")
    assert json.loads(dump.stdout), "no Python type is offered to QML"
    types = Path(PySide6.__file__).parent / "Qt" / "metatypes"
    foreign = ",".join(
        str(file)
        for name in ("core", "qml", "quick", "gui")
        for file in types.glob(f"qt6{name}_*metatypes.json")
    )
    registrar = _run(
        "pyside6-qmltyperegistrar",
        f"--generate-qmltypes={module / 'chargedeck.qmltypes'}",
        "-o",
        folder / "unused.cpp",
        folder / "types.json",
        "--import-name=Chargedeck",
        "--major-version=1",
        f"--foreign-types={foreign}",
    )
    assert registrar.returncode == 0, registrar.stderr
    qmldir = "module Chargedeck\ntypeinfo chargedeck.qmltypes\nimport QtQuick\n"
    (module / "qmldir").write_text(qmldir, "utf-8")
    return folder


def test_qmllint_finds_nothing(type_folder: Path) -> None:
    lint = _run(
        "pyside6-qmllint", "-I", type_folder, "--max-warnings", "0", *sorted(QML.glob("*.qml"))
    )
    assert lint.returncode == 0, lint.stdout + lint.stderr


def test_no_module_under_gpl_only_is_imported() -> None:
    found = [file.name for file in QML.rglob("*.qml") if GPL_ONLY.search(file.read_text("utf-8"))]
    assert found == []
