"""Read what is typed: hanzi as they are, letters as pinyin, in full or as initials."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, islice
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray

# Letters have several readings (xian: 县, 西安): so many are tried (chosen; four is usual).
_MOST_READINGS = 8
# And those of so many parts more than the shortest of full syllables (chosen).
_MORE_PARTS = 2
# More than any name holds (chosen).
_MOST_TYPED = 40
_LONGEST = 6  # zhuang
# Shorter words are more often initials than misspelt, and each guess is a search (chosen).
_LEAST_MENDED, _MOST_MENDED = 5, 3
_CODES = 1 << 16
# So many alphabets of each sort are kept, 64 kB each: what is typed needs fewer (chosen).
_KEPT = 64

# Syllables are parted by apostrophes; a zero ends a text (see `TextIndex`).
_DROPPED = str.maketrans({"'": None, "\N{RIGHT SINGLE QUOTATION MARK}": None, "\0": " "})

Alphabet = NDArray[np.bool_]
"""Which characters (UTF-16 units) may stand at one place of a text."""


def fold(text: str) -> str:
    """Make texts comparable: full-width and capital letters become plain ones."""
    return normalize("NFKC", text).casefold()


class Spelling:
    """Turns what is typed into sequences of alphabets, by the readings of `parse_readings`."""

    def __init__(self, characters: Mapping[str, Sequence[int]]) -> None:
        self._characters = characters
        self._beginnings = {
            reading[:length] for reading in characters for length in range(1, len(reading) + 1)
        }
        self._begun = lru_cache(maxsize=_KEPT)(self._make_begun)
        self._exact = lru_cache(maxsize=_KEPT)(self._make_exact)

    def words(self, typed: str) -> list[list[tuple[Alphabet, ...]]]:
        """Answer for each word the sequences that it may stand for."""
        return [self._readings(word) for word in _words(typed)]

    def is_spelt_out(self, typed: str) -> bool:
        """Tell whether letters alone are typed that read as two or more full syllables."""
        letters = "".join(_words(typed))
        return all(map(_is_letter, letters)) and any(
            len(split) > 1 and all(len(part) > 1 and part in self._characters for part in split)
            for split in islice(self._split(letters), _MOST_READINGS)
        )

    def mended(self, typed: str) -> list[str]:
        """List what may have been meant by a word of letters in which two are swapped.

        Only what reads as full syllables; at most a few, in the order of the swapped place.
        """
        word = "".join(_words(typed))
        if len(word) < _LEAST_MENDED:
            return []
        swapped = [
            word[:at] + word[at + 1] + word[at] + word[at + 2 :]
            for at in range(len(word) - 1)
            if word[at] != word[at + 1]
        ]
        return [one for one in swapped if self.is_spelt_out(one)][:_MOST_MENDED]

    def spans(self, typed: str, text: str) -> list[tuple[int, int]]:
        """Find what of a text matches each word: begins and ends, in order, none overlapping.

        Nothing is told of a text whose characters are not one for one when folded.
        """
        plain = fold(text)
        if len(plain) != len(text) or any(ord(one) >= _CODES for one in plain):
            return []
        units = _units(plain)
        found: list[tuple[int, int]] = []
        for letters in _words(typed):
            begin = plain.find(letters)
            span = (begin, begin + len(letters)) if begin >= 0 else None
            span = span or _first_span(self._readings(letters), units)
            if span is not None and all(span[0] >= b or span[1] <= a for a, b in found):
                found.append(span)
        return sorted(found)

    def _readings(self, word: str) -> list[tuple[Alphabet, ...]]:
        """Combine the readings of its runs of letters with the characters between."""
        sequences: list[tuple[Alphabet, ...]] = [()]
        runs = [(is_latin, "".join(run)) for is_latin, run in groupby(word, _is_letter)]
        for place, (is_latin, run) in enumerate(runs):
            if is_latin:
                ends = place == len(runs) - 1
                parts = [self._spelt(split, ends=ends) for split in self._splits(run)]
            else:
                parts = [tuple(_only(unit) for unit in _units(run))]
            sequences = [one + part for one in sequences for part in parts][:_MOST_READINGS]
        return sequences

    def _splits(self, letters: str) -> list[list[str]]:
        """Split letters into syllables and initials, long ones first; into single ones as last.

        What can be read as syllables alone is hardly meant as many initials.
        """
        found = list(islice(self._split(letters), _MOST_READINGS - 1))
        full = [len(split) for split in found if all(one in self._characters for one in split[:-1])]
        most = min(full, default=len(letters)) + _MORE_PARTS
        found = [split for split in found if len(split) <= most]
        single = list(letters)
        return found if single in found or len(single) > most else [*found, single]

    def _split(self, letters: str) -> Iterator[list[str]]:
        if not letters:
            yield []
        for length in range(min(_LONGEST, len(letters)), 0, -1):
            part, rest = letters[:length], letters[length:]
            is_initial = length == 1 or part in ("zh", "ch", "sh")
            ends = not rest and part in self._beginnings
            if is_initial or ends or part in self._characters:
                for others in self._split(rest):
                    yield [part, *others]

    def _spelt(self, parts: Sequence[str], *, ends: bool) -> tuple[Alphabet, ...]:
        """Answer the alphabet of each part; the last one of what is typed may go on."""
        last = len(parts) - 1
        return tuple(
            self._exact(part)
            if part in self._characters and len(part) > 1 and not (ends and place == last)
            else self._begun(part)
            for place, part in enumerate(parts)
        )

    def _make_exact(self, reading: str) -> Alphabet:
        alphabet = np.zeros(_CODES, np.bool_)
        alphabet[self._characters[reading]] = True
        return alphabet

    def _make_begun(self, beginning: str) -> Alphabet:
        alphabet = np.zeros(_CODES, np.bool_)
        for reading, characters in self._characters.items():
            if reading.startswith(beginning):
                alphabet[characters] = True
        if len(beginning) == 1:
            alphabet[ord(beginning)] = True
        return alphabet


def _words(typed: str) -> list[str]:
    return fold(typed)[:_MOST_TYPED].translate(_DROPPED).split()


def _first_span(
    word: Sequence[tuple[Alphabet, ...]], units: NDArray[np.uint16]
) -> tuple[int, int] | None:
    """Find where the first of some sequences that occurs does so first."""
    for sequence in word:
        starts = np.arange(max(0, len(units) - len(sequence) + 1))
        for place, alphabet in enumerate(sequence):
            starts = starts[alphabet[units[starts + place]]]
        if len(starts):
            return int(starts[0]), int(starts[0]) + len(sequence)
    return None


def _is_letter(character: str) -> bool:
    return "a" <= character <= "z"


def _units(text: str) -> NDArray[np.uint16]:
    return np.frombuffer(text.encode("utf-16-le", "replace"), "<u2")


@lru_cache(maxsize=_KEPT)
def _only(unit: int) -> Alphabet:
    alphabet = np.zeros(_CODES, np.bool_)
    alphabet[unit] = True
    return alphabet
