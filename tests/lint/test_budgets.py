"""Hold the budgets: files 400 lines, functions 60 (90th percentile 30), QML files 250."""

import ast
import statistics
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("vehicle", "network", "ui", "resources", "tests")


def _python_files() -> list[Path]:
    return [ROOT / "main.py", *(file for name in PACKAGES for file in (ROOT / name).rglob("*.py"))]


def _functions(file: Path) -> list[tuple[str, int]]:
    nodes = ast.walk(ast.parse(file.read_text("utf-8")))
    return [
        (f"{file.relative_to(ROOT)}:{node.name}", (node.end_lineno or 0) - node.lineno + 1)
        for node in nodes
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def _too_long(files: list[Path], lines: int) -> list[str]:
    return [
        f"{file.relative_to(ROOT)}: {length}"
        for file in files
        if (length := len(file.read_text("utf-8").splitlines())) > lines
    ]


def test_no_python_file_exceeds_400_lines() -> None:
    assert _too_long(_python_files(), 400) == []


def test_no_qml_file_exceeds_250_lines() -> None:
    assert _too_long(list((ROOT / "ui" / "qml").rglob("*.qml")), 250) == []


def test_no_function_exceeds_60_lines() -> None:
    assert [f for file in _python_files() for f in _functions(file) if f[1] > 60] == []


@pytest.mark.parametrize("package", ["vehicle", "network", "ui"])
def test_the_90th_percentile_of_function_lengths_stays_within_30_lines(package: str) -> None:
    lengths = [n for file in (ROOT / package).rglob("*.py") for _, n in _functions(file)]
    assert statistics.quantiles(lengths, n=10)[-1] <= 30
