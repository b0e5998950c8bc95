"""Write the chips above the map: kept filters, what else is chosen, and quick filters."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ui.filter_choice import FAST_KW, QUICK, Chosen, holds, kinds, without
from ui.filter_counter import Counted
from ui.filter_profiles import Profile
from ui.filter_view import FilterView, tally

SAVED: Final = "saved_"
KIND: Final = "kind_"


@dataclass(frozen=True, slots=True)
class ChipRow:
    """One chip. `key` is SAVED with a number, KIND with a kind of which is chosen, or of QUICK."""

    key: str
    word: str
    amount: str
    chosen: bool
    empty: bool = False
    icon: str = ""


def chip_rows(
    view: FilterView, chosen: Chosen, profiles: Sequence[Profile], numbers: Counted | None
) -> list[ChipRow]:
    """List the chips; without numbers while nothing is counted."""
    return [
        *(
            ChipRow(f"{SAVED}{number}", one.name, "", one.chosen == chosen)
            for number, one in enumerate(profiles)
        ),
        *_kind_chips(view, chosen, profiles),
        *(_quick_chip(view, chosen, key, numbers) for key in QUICK),
    ]


def _kind_chips(view: FilterView, chosen: Chosen, profiles: Sequence[Profile]) -> list[ChipRow]:
    """Show what no other chip does: without them a filter would be on unseen."""
    if any(one.chosen == chosen for one in profiles):
        return []
    held = [part for part in QUICK.values() if holds(chosen, part)]
    unseen = without(chosen, [kind for part in held for kind in kinds(part)])
    return [
        ChipRow(f"{KIND}{kind.value}", view.alternatives(unseen, kind), "", chosen=True)
        for kind in kinds(unseen)
    ]


def _quick_chip(view: FilterView, chosen: Chosen, key: str, numbers: Counted | None) -> ChipRow:
    total = None if numbers is None else _quick_total(numbers, key)
    return ChipRow(
        key,
        view.quick_word(key),
        view.amount(total),
        holds(chosen, QUICK[key]),
        total == 0,
        "bolt" if key == "plug_and_charge" else "",
    )


def _quick_total(numbers: Counted, key: str) -> int:
    if key == "own":
        return numbers.own.connectors
    if key == "fast":
        return numbers.choices.min_power_kw[FAST_KW].total
    return tally(numbers.choices, next(iter(QUICK[key]))).total
