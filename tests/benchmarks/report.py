"""Print one figure as one JSON object a line."""

import json

missed: list[str] = []


def report(name: str, value: float, unit: str, must: float, *, at_most: bool = True) -> None:
    """Print `value` beside the figure asked for, and remember it when it is missed."""
    ok = value <= must if at_most else value >= must
    if not ok:
        missed.append(name)
    print(
        json.dumps(
            {"name": name, "value": round(value, 4), "unit": unit, "must": must, "ok": ok},
            ensure_ascii=False,
        ),
        flush=True,
    )
