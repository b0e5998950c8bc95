"""Name the typeface of the map: the glass's own, with a Chinese face."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

# In the order of Theme.qml.
FAMILIES = (
    "Noto Sans SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
)


@cache
def _family() -> str:
    installed = set(QFontDatabase.families())
    return next((family for family in FAMILIES if family in installed), "")


def map_font(size_dp: float, *, is_bold: bool) -> QFont:
    """Make the font; its size is in the painter's units, tabular figures as the face has them."""
    font = QFont(_family())
    font.setPixelSize(round(size_dp))
    font.setWeight(QFont.Weight.Bold if is_bold else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
