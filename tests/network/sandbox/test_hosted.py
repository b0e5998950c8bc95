"""Piles reach the operator that they name, and an unknown one is nobody's."""

from network.sandbox.behaviour import Behaviour
from network.sandbox.charge import Meter
from network.sandbox.hosted import Hosted
from network.sandbox.operator import Outlet, Verdict


class Heard:
    """An operator that keeps what it is told."""

    def __init__(self) -> None:
        self.words: list[tuple[object, ...]] = []

    def plug_in(self, connector_id: str, outlet: Outlet) -> None:
        self.words.append(("in", connector_id, outlet))

    def plug_out(self, connector_id: str) -> None:
        self.words.append(("out", connector_id))

    def authorise(self, connector_id: str, vin: str) -> Verdict:
        self.words.append(("asked", connector_id, vin))
        return Verdict.ACCEPT

    def meter(self, connector_id: str, meter: Meter) -> None:
        self.words.append(("meter", connector_id, meter.energy_kwh))

    def ended(self, connector_id: str, meter: Meter, stop_reason: int) -> None:
        self.words.append(("ended", connector_id, meter.energy_kwh, stop_reason))


def test_every_word_of_a_pile_reaches_the_operator_it_names() -> None:
    hosted = Hosted[Heard]()
    hosted.operators = {"east": Heard(), "west": Heard()}
    hosted.behaviours = {"east": Behaviour(4004)}
    meter = Meter(750.0, 200.0, 12.5, 40.0)
    assert hosted.authorise("west", "c1", "LCDTESTS77MAX0001") is Verdict.ACCEPT
    hosted.meter("west", "c1", meter)
    hosted.ended("west", "c1", meter, 2)
    hosted.plug_out("west", "c1")
    assert hosted.operators["west"].words == [
        ("asked", "c1", "LCDTESTS77MAX0001"),
        ("meter", "c1", 12.5),
        ("ended", "c1", 12.5, 2),
        ("out", "c1"),
    ]
    assert hosted.operators["east"].words == []


def test_only_who_lives_here_is_served() -> None:
    hosted = Hosted[Heard]()
    hosted.operators, hosted.behaviours = {"east": Heard()}, {}
    assert hosted.serves("east")
    assert not hosted.serves("west")
    assert hosted.behaviour_of("west") is None
