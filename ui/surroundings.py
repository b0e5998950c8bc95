"""Gather what every controller needs: language, time, names of operators, a place to run."""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from datetime import datetime

from network.operators.directory import OperatorProfile
from ui.speech import Speech


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`wall` is China's time of day; `spawn` runs a coroutine in the program's task group."""

    speech: Speech
    wall: Callable[[], datetime]
    spawn: Callable[[Coroutine[None, None, None]], object]
    profiles: Mapping[str, OperatorProfile]

    def operator_name(self, operator_id: str) -> str:
        """Name an operator in the language of the glass."""
        return self.profiles[operator_id].name(self.speech.language.value)
