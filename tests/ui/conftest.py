"""Leave the application's language as it was found, whatever a test has switched to."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication

from ui.figures import Language
from ui.speech import Speech


@pytest.fixture(autouse=True)
def language_of_its_own(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Take away the sentences that a test's own speeches have installed.

    A translator is the application's as long as it lives, and Python may let go of a glass late.
    """
    switched: list[Speech] = []
    switch = Speech.switch

    def noted(speech: Speech, language: Language) -> None:
        switched.append(speech)
        switch(speech, language)

    monkeypatch.setattr(Speech, "switch", noted)
    yield
    for speech in switched:
        if shiboken6.isValid(speech) and shiboken6.isValid(speech._translator):
            QCoreApplication.removeTranslator(speech._translator)
