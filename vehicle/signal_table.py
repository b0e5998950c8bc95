"""Write what is known of the car as a table for people who join other programs to it."""

from collections.abc import Iterable, Iterator

from vehicle.signals import Signals, Value
from vehicle.vhal import Vhal

HEAD = ("VSS path", "value", "unit", "age", "", "Android VHAL")


def table(known: Signals, expected: Iterable[str], vhal: Vhal, now: float) -> Iterator[str]:
    """Give a line for each expected path, in the order of their names; unheard ones say so."""
    rows = [HEAD, *(_row(path, known, vhal, now) for path in sorted(expected))]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        yield "  ".join(cells).rstrip()


def _row(path: str, known: Signals, vhal: Vhal, now: float) -> tuple[str, ...]:
    name = vhal.name_of(path) or ""
    signal = known.get(path)
    if signal is None:
        return path, "-", "", "", "never heard", name
    state = "stale" if known.is_stale(path, now) else ""
    return path, _text(signal.value), signal.unit, f"{now - signal.at:.2f} s", state, name


def _text(value: Value) -> str:
    return f"{value:.7g}" if isinstance(value, float) else str(value)
