import asyncio
from collections.abc import Coroutine
from datetime import datetime
from pathlib import Path

import pytest

from network.runtime import CHINA_TIME
from ui.arm_controller import ArmController
from ui.service_pin import FILE, load, set_pin
from ui.speech import Speech
from ui.surroundings import Surroundings
from vehicle.arming import Arming

AT = datetime(2026, 1, 1, tzinfo=CHINA_TIME)


class Kiosk:
    """The page of a kiosk with a clock that is set by hand."""

    def __init__(self, folder: Path) -> None:
        self.now_s = 0.0
        self.arming = Arming()
        self.tasks: list[asyncio.Task[None]] = []
        around = Surroundings(Speech(), lambda: AT, self._spawn, {})
        self.page = ArmController(self.arming, folder, lambda: self.now_s, around)
        self.page.set_place(is_kiosk=True, needs_arming=True)

    def _spawn(self, work: Coroutine[None, None, None]) -> object:
        self.tasks.append(asyncio.ensure_future(work))
        return self.tasks[-1]

    async def enter(self, pin: str) -> None:
        self.page.enter(pin)
        await asyncio.gather(*self.tasks)

    def prop(self, name: str) -> object:
        return self.page.property(name)


pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def kiosk(tmp_path: Path) -> Kiosk:
    set_pin(tmp_path, "4711")
    return Kiosk(tmp_path)


async def test_the_right_pin_arms_until_it_is_disarmed(kiosk: Kiosk) -> None:
    assert (kiosk.prop("kiosk"), kiosk.prop("needs_arming"), kiosk.prop("has_pin")) == (True,) * 3
    assert kiosk.prop("armed") is False
    await kiosk.enter("4711")
    assert kiosk.prop("armed") is True
    kiosk.page.disarm()
    assert kiosk.prop("armed") is False
    assert not kiosk.arming.is_armed
    kiosk.page.stop()


async def test_a_wrong_pin_is_counted_and_the_next_has_to_wait(kiosk: Kiosk) -> None:
    await kiosk.enter("0000")
    assert kiosk.prop("armed") is False
    assert (kiosk.prop("failures"), kiosk.prop("wait_s")) == (1, 1)
    assert kiosk.prop("message") == "Wrong PIN, 1 so far. Wait, then try again."

    await kiosk.enter("4711")
    assert kiosk.prop("armed") is False, "the right PIN came within the wait"

    kiosk.now_s = 1.0
    await kiosk.enter("4711")
    assert (kiosk.prop("armed"), kiosk.prop("failures")) == (True, 0)
    assert kiosk.prop("message") == ""
    kiosk.page.stop()


async def test_a_restart_keeps_the_count(kiosk: Kiosk, tmp_path: Path) -> None:
    await kiosk.enter("0000")
    kiosk.page.stop()
    kept = load(tmp_path)
    assert kept is not None
    assert kept.failures == 1
    again = Kiosk(tmp_path)
    assert again.prop("wait_s") == 1
    again.page.stop()


async def test_without_a_pin_nothing_arms(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path)
    await kiosk.enter("4711")
    assert (kiosk.prop("has_pin"), kiosk.prop("armed")) == (False, False)
    assert str(kiosk.prop("message")).startswith("No service PIN is set.")
    kiosk.page.stop()


@pytest.mark.parametrize("text", ["{", '{"record": "scrypt$1$1$1$00$00"}'])
async def test_a_damaged_file_arms_nothing_and_is_said(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, "utf-8")
    kiosk = Kiosk(tmp_path)
    await kiosk.enter("4711")
    assert kiosk.prop("armed") is False
    message = str(kiosk.prop("message"))
    assert "PIN" in message
    kiosk.page.stop()
