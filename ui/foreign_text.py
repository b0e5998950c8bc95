"""Make a text of an operator's fit for one line of the glass: inert, short, readable. No Qt."""

from unicodedata import category

NAME, LINE = 60, 90
"""So many characters of a name and of a line are shown (chosen: T/CEC allows 50 and 100)."""
_READ = 2000
# Letters and signs by their category, but drawn as nothing: fillers of Hangul, the blank of
# Braille, inherent vowels of Khmer (Unicode 15).
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800\u17b4\u17b5")
# More marks in a row on one letter grow over the lines above; Vietnamese has two (chosen).
_MOST_MARKS = 3
# The glass has no font with pictures: they would be boxes.
_PICTURES = ((0x1F000, 0x1FAFF), (0xFE00, 0xFE0F), (0xE0000, 0xE01EF))


def shown(text: str, most: int = LINE) -> str:
    """Take out what steers a display (controls, marks that turn the direction), and cut the rest.

    Cost: that of a few thousand characters, however long the text is.
    """
    kept = (" " if _is_space(sign) else sign for sign in text[:_READ] if not _is_steering(sign))
    plain = " ".join(seen("".join(kept)).split())
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"


def title(*texts: str) -> str:
    """Take the first of some texts in which anything can be seen, as a name; else an empty one."""
    return next((name for text in texts if (name := shown(text, NAME))), "")


def seen(text: str) -> str:
    """Leave out what nothing would be drawn for, or a box: blanks that are letters, pictures.

    Marks upon letters stay where they have a letter, a few on each.
    """
    kept: list[str] = []
    room = 0
    for sign in text:
        is_mark = category(sign) in ("Mn", "Me")
        if _is_unseen(sign) or (is_mark and not room):
            continue
        room = room - 1 if is_mark else 0 if sign.isspace() else _MOST_MARKS
        kept.append(sign)
    return "".join(kept)


def _is_unseen(sign: str) -> bool:
    return sign in _BLANK or any(low <= ord(sign) <= high for low, high in _PICTURES)


def _is_space(sign: str) -> bool:
    return category(sign) in ("Zs", "Zl", "Zp") or sign in "\t\n\r\v\f"


def _is_steering(sign: str) -> bool:
    return category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn") and sign not in "\t\n\r\v\f"
