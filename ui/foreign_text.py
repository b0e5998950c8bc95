"""Make a text of an operator's fit for one line of the glass: inert, short, readable. No Qt."""

from unicodedata import category

NAME, LINE = 60, 90
"""So many characters of a name and of a line are shown (chosen: T/CEC allows 50 and 100)."""
_READ = 2000


def shown(text: str, most: int = LINE) -> str:
    """Take out what steers a display (controls, marks that turn the direction), and cut the rest.

    Cost: that of a few thousand characters, however long the text is.
    """
    kept = (" " if _is_space(sign) else sign for sign in text[:_READ] if not _is_steering(sign))
    plain = " ".join("".join(kept).split())
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"


def _is_space(sign: str) -> bool:
    return category(sign) in ("Zs", "Zl", "Zp") or sign in "\t\n\r\v\f"


def _is_steering(sign: str) -> bool:
    return category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn") and sign not in "\t\n\r\v\f"
