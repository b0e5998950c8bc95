"""Hold one CAN frame: the word that everyone in the car shares."""

from typing import NamedTuple


class Frame(NamedTuple):
    """One classic CAN frame.

    `t` is the time of reception or sending on the clock of the machine that holds it, in seconds.
    """

    id: int
    data: bytes
    t: float = 0.0
    extended: bool = True
