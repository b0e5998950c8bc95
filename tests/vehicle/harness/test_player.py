"""Play scripts against a small rig whose time is a number."""

from dataclasses import dataclass, field
from pathlib import Path

from vehicle.harness.player import Player, Reading, RigError
from vehicle.harness.script import Wanted, parse_script


@dataclass
class SteadyRig:
    """Charges one per cent in 64 s once plugged: exact in binary, so that times are literals."""

    t: float = 0.0
    soc_pct: float = 50.0
    is_charging: bool = False
    asked: list[str] = field(default_factory=list)

    def now(self) -> float:
        return self.t

    async def sleep(self, seconds: float) -> None:
        self.t += seconds
        if self.is_charging:
            self.soc_pct += seconds / 64

    async def set_soc(self, soc_pct: float) -> None:
        self.soc_pct = soc_pct

    async def set_fault(self, name: str, *, is_on: bool) -> None:
        self.asked.append(f"{name} {is_on}")

    async def drive(self, wanted: Wanted) -> str:
        self.asked.append(f"drive {wanted.at_least_kw:g}")
        return "a station"

    async def plug(self, wanted: Wanted) -> str:
        if wanted.connector_id == "broken":
            raise RigError("this connector is out of order")
        self.is_charging = True
        return "A01"

    async def start(self) -> None:
        self.asked.append("start")

    async def stop(self) -> None:
        self.is_charging = False

    async def unplug(self) -> None:
        self.asked.append("unplug")

    def reading(self) -> Reading:
        figures = {
            "soc": self.soc_pct,
            "power": 60.0 * self.is_charging,
            "energy": 1.0,
            "cost": 2.0,
            "minutes": 3.0,
        }
        states = frozenset({"charging"} if self.is_charging else {"settled"})
        return Reading("CHARGING" if self.is_charging else "ASLEEP", figures, states)

    async def account(self) -> list[str]:
        return ["car: ERROR; BEM 3902: CRM AA late"] if self.is_charging else []

    def bill(self) -> list[str]:
        return [] if self.is_charging else ["bill  1.00 kWh"]


async def _play(text: str, folder: Path) -> tuple[bool, list[str], SteadyRig]:
    path = folder / "charge.txt"
    path.write_text(text, "utf-8")
    rig, lines = SteadyRig(), list[str]()
    held = await Player(rig, lines.append).play(parse_script(path))
    return held, lines, rig


async def test_a_charge_is_played_and_its_phases_and_bill_are_printed(tmp_path: Path) -> None:
    held, lines, rig = await _play(
        "soc 20\ndrive >=60kW\nplug\nuntil soc >= 22\nstop\nexpect settled\nunplug", tmp_path
    )

    assert held
    assert rig.t == 128.0
    assert "    0.000 s  phase   CHARGING" in lines
    assert "  128.000 s  phase   ASLEEP" in lines
    assert lines[-2:] == ["bill  1.00 kWh", "  128.000 s  passed"]


async def test_things_are_broken_and_mended_as_the_script_says(tmp_path: Path) -> None:
    held, lines, rig = await _play("break trigger\nmend trigger", tmp_path)

    assert held
    assert rig.asked == ["trigger True", "trigger False"]
    assert any(line.endswith("break   trigger") for line in lines)


async def test_a_condition_that_does_not_come_true_in_time_fails_with_the_figures(
    tmp_path: Path,
) -> None:
    held, lines, _ = await _play("plug\nuntil soc >= 90 within 2 min", tmp_path)

    assert not held
    assert lines[-2].startswith(
        "  120.000 s  FAILED  line 2: until: soc >= 90 did not come true within 120 s; soc 51.88 %"
    )
    assert lines[-1] == "  120.000 s          car: ERROR; BEM 3902: CRM AA late"


async def test_a_refused_step_fails_with_its_reason(tmp_path: Path) -> None:
    held, lines, _ = await _play("plug someone/broken", tmp_path)

    assert not held
    assert "FAILED  line 1: plug: this connector is out of order" in lines[-2]


async def test_an_expectation_that_does_not_hold_fails(tmp_path: Path) -> None:
    held, lines, _ = await _play("expect power >= 10", tmp_path)

    assert not held
    assert "line 1: expect: power >= 10 does not hold" in lines[-2]
