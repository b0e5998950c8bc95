"""Check the tokens of Theme.qml: contrast on the card, in all three themes."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QColor
from PySide6.QtQml import QQmlComponent, QQmlEngine

QML = Path(__file__).parents[2] / "ui" / "qml"
PROBE = b"import QtQuick\nimport '.'\nQtObject { readonly property QtObject theme: Theme }"


@pytest.fixture
def theme(qapp: object) -> QObject:  # noqa: ARG001 - Qt must be there
    engine = QQmlEngine()
    component = QQmlComponent(engine)
    component.setData(PROBE, QUrl.fromLocalFile(str(QML / "Probe.qml")))
    probe = component.create()
    assert probe is not None, component.errorString()
    theme = probe.property("theme")
    assert isinstance(theme, QObject)
    theme.engine_ = (engine, component, probe)  # type: ignore[attr-defined]
    return theme


def _luminance(color: QColor) -> float:
    """WCAG 2.1 relative luminance."""
    parts = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: QColor, other: QColor) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["night", "night-dim", "day"])
@pytest.mark.parametrize("token", ["text", "text2", "energy", "wait", "stop", "info"])
def test_every_ink_has_4_5_to_1_on_the_card(theme: QObject, name: str, token: str) -> None:
    # GLASS.md's own tokens for the dimmed night reach 4.2 (stop) and 4.4 (info).
    floor = 4.0 if name == "night-dim" and token in {"stop", "info"} else 4.5
    theme.setProperty("name", name)
    assert _contrast(theme.property(token), theme.property("cardSolid")) >= floor


def test_mint_is_energy_and_nothing_else(theme: QObject) -> None:
    theme.setProperty("name", "night")
    assert theme.property("energy").name() == "#35d49a"
    used = {
        file.name
        for file in QML.glob("*.qml")
        if re.search(r"Theme\.energy\b", file.read_text("utf-8"))
    }
    assert used == {
        "ChargeFlow.qml",
        "Dock.qml",
        "LiveStrip.qml",
        "PowerCurve.qml",
        "SocBar.qml",
        "SocRing.qml",
    }


@pytest.mark.parametrize(
    ("width", "height", "dp"), [(1920, 1200, 1.0), (1280, 720, 0.6), (2560, 1600, 4 / 3)]
)
def test_a_dp_fits_the_glass(theme: QObject, width: int, height: int, dp: float) -> None:
    theme.setProperty("glassWidth", width)
    theme.setProperty("glassHeight", height)
    assert theme.property("dp") == pytest.approx(dp)


def test_a_known_ppi_keeps_76_dp_at_12_mm(theme: QObject) -> None:
    theme.setProperty("glassWidth", 1280)
    theme.setProperty("glassHeight", 720)
    theme.setProperty("ppi", 160.0)
    assert theme.property("dp") * 76 / 160 * 25.4 == pytest.approx(12.0)
    theme.setProperty("ppi", 0.0)
