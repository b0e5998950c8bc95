"""Print one figure as one JSON object a line."""

import json

missed: list[str] = []


def report(name: str, value: float, unit: str, must: float, *, at_most: bool = True) -> None:
    """Print `value` beside the figure asked for, and remember it when it is missed."""
    ok = value <= must if at_most else value >= must
    if not ok:
        missed.append(name)
    _print({"name": name, "value": round(value, 4), "unit": unit, "must": must, "ok": ok})


def report_unmeasured(name: str, why: str) -> None:
    """Say that a figure could not be taken; it counts as missed."""
    missed.append(name)
    _print({"name": name, "value": None, "unit": "", "must": None, "ok": False, "why": why})


def _print(line: dict[str, object]) -> None:
    print(json.dumps(line, ensure_ascii=False), flush=True)
