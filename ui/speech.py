"""Say a sentence in the driver's language, and change that language at run time."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTranslator, Signal

from ui.figures import Language

# English is the source and needs no file.
_FILES = {Language.CHINESE: "chargedeck_zh_CN.qm", Language.FRENCH: "chargedeck_fr.qm"}
I18N = Path(__file__).parents[1] / "resources" / "i18n"


class Speech(QObject):
    """The language of the glass. `changed` is emitted after the new one is in place."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.language = Language.ENGLISH
        self._translator = QTranslator(self)

    def switch(self, language: Language) -> None:
        """Speak another language from now on.

        Raises: FileNotFoundError if its compiled sentences are missing.
        """
        if language is self.language:
            return
        QCoreApplication.removeTranslator(self._translator)
        self._translator = QTranslator(self)
        if language in _FILES:
            file = I18N / _FILES[language]
            if not self._translator.load(str(file)):
                raise FileNotFoundError(file)
            QCoreApplication.installTranslator(self._translator)
        self.language = language
        self.changed.emit()

    def say(self, sentence: str, **values: str) -> str:
        """Translate a sentence of wording.py, then put the values in."""
        text = QCoreApplication.translate("wording", sentence)
        return text.format(**values) if values else text
