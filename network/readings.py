"""How hanzi are read: pinyin without tones, every reading that a character has.

The dictionary is pypinyin's. It is written into the catalogue when that is built, so that a head
unit that only opens one need not load it.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from unicodedata import combining, normalize

# CJK Unified Ideographs and extension A: all that names of places are written with.
_HANZI = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF))


@cache
def build_readings() -> bytes:
    """Take the readings out of pypinyin, as `parse_readings` reads them. Cost: 0.5 s, once."""
    # Loaded by name and only here: it takes 0.2 s and 30 MB, which who opens a catalogue saves.
    dictionary: Mapping[int, str] = import_module("pypinyin.pinyin_dict").pinyin_dict
    phrases: Mapping[str, Sequence[Sequence[str]]] = import_module(
        "pypinyin.phrases_dict"
    ).phrases_dict
    used = {
        (character, _plain(reading[0]))
        for phrase, readings in phrases.items()
        for character, reading in zip(phrase, readings, strict=False)
    }
    lines = []
    for code in (code for first, last in _HANZI for code in range(first, last + 1)):
        if code in dictionary:
            first, *others = dict.fromkeys(_plain(one) for one in dictionary[code].split(","))
            # Only readings that some word has: 六 as lu in 六安 counts, 余 as tu does not (chosen).
            common = [one for one in others if (chr(code), one) in used]
            lines.append(chr(code) + ",".join((first, *common)))
    return "\n".join(lines).encode()


def parse_readings(data: bytes) -> dict[str, list[int]]:
    """Read which characters (as numbers) have each reading."""
    characters: dict[str, list[int]] = {}
    for line in data.decode().split("\n"):
        for reading in line[1:].split(","):
            characters.setdefault(reading, []).append(ord(line[0]))
    return characters


@cache
def _plain(pinyin: str) -> str:
    """Take the tone off; ü is typed as v."""
    decomposed = normalize("NFD", pinyin.replace("ü", "v"))
    # A tone may stand on the ü: then its dots come apart as well.
    decomposed = decomposed.replace("u\N{COMBINING DIAERESIS}", "v")
    return "".join(letter for letter in decomposed if not combining(letter))
