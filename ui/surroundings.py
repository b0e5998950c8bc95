"""Gather what every controller needs: language, time, names of operators, a place to run."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from ui.figures import Language
from ui.speech import Speech


class Operators(Protocol):
    """Names of those who sell."""

    def name(self, operator_id: str, language: Language) -> str:
        """Name an operator in the driver's language."""

    def mark(self, operator_id: str) -> tuple[str, str]:
        """Answer its sign and the colour that it is drawn on."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`wall` is China's time of day; `spawn` runs a coroutine in the program's task group."""

    speech: Speech
    wall: Callable[[], datetime]
    spawn: Callable[[Coroutine[None, None, None]], object]
    operators: Operators

    def operator_name(self, operator_id: str) -> str:
        """Name an operator in the language of the glass."""
        return self.operators.name(operator_id, self.speech.language)
