"""Collect the sentences of the glass into the .ts files and compile them: `make translations`."""

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
LANGUAGES = ("zh_CN", "fr")
_SCRIPTS = Path(sys.executable).parent


def collect(folder: Path = FOLDER) -> None:
    """Bring the .ts files in `folder` up to date with the sources, without line numbers."""
    ui = ROOT / "ui"
    sources = [*sorted((ui / "qml").glob("*.qml")), *sorted(ui.glob("*wording.py"))]
    for language in LANGUAGES:
        target = folder / f"chargedeck_{language}.ts"
        options = ("-locations", "none", "-no-obsolete", "-silent", "-source-language", "en")
        _run("pyside6-lupdate", *options, *sources, "-ts", target)


def compile_all(source: Path = FOLDER, target: Path = FOLDER) -> None:
    """Compile every .ts file of `source` into a .qm file in `target`."""
    for language in LANGUAGES:
        name = f"chargedeck_{language}"
        _run("pyside6-lrelease", "-silent", source / f"{name}.ts", "-qm", target / f"{name}.qm")


def _run(program: str, *arguments: str | Path) -> None:
    subprocess.run([_SCRIPTS / program, *arguments], check=True, cwd=ROOT)


if __name__ == "__main__":
    collect()
    compile_all()
