"""All simulated operators side by side, whatever each of them speaks."""

from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from network.operators.directory import Directory, OperatorProfile, Protocol
from network.sandbox.all_operators import AllOperators, address
from network.sandbox.charge import Meter
from network.sandbox.operator import Verdict
from network.wire import Wire
from tests.network.ocpi_world import FIRST, Places
from tests.network.small_world import OPERATORS, Cable, SmallWorld, run

METER = Meter(800.0, 150.0, 1.0, 50.0)


def profiles() -> dict[str, OperatorProfile]:
    """One operator of each protocol."""
    tenghe = Directory.load(OPERATORS).profiles["tenghe"]
    return {
        "tenghe": replace(tenghe, protocol=Protocol.OCPI),
        "chenxing": replace(tenghe, id="chenxing", keys="sandbox:chenxing"),
    }


def test_each_is_found_at_an_address_of_its_protocol() -> None:
    both = profiles()
    assert address(both["tenghe"]) == "http://ocpi.sandbox/tenghe/ocpi/versions"
    assert address(both["chenxing"]) == "http://operators.sandbox/chenxing/evcs/v1"
    away = address(both["tenghe"], "http://10.0.0.1:8000")
    assert away == "http://10.0.0.1:8000/tenghe/ocpi/versions"


def test_both_are_served_on_one_app_and_nobody_else_is(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        operators = AllOperators(profiles(), Places(), Wire(), world.runtime)
        transport = httpx.ASGITransport(operators.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://any") as client:
            ocpi = await client.get("/tenghe/ocpi/versions")
            tcec = await client.post("/chenxing/evcs/v1/query_token", content=b"{}")
            none = await client.get("/nio/ocpi/versions")
        assert (ocpi.status_code, tcec.status_code, none.status_code) == (401, 200, 404)
        assert [operators.serves(name) for name in ("tenghe", "chenxing", "nio")] == [
            True,
            True,
            False,
        ]

    run(scenario, tmp_path)


@pytest.mark.parametrize("name", ["tenghe", "chenxing"])
def test_a_pile_speaks_to_its_operator_in_one_way(tmp_path: Path, name: str) -> None:
    async def scenario(world: SmallWorld) -> None:
        operators = AllOperators(profiles(), Places(), Wire(), world.runtime)
        operators.plug_in(name, FIRST, Cable())
        operators.meter(name, FIRST, METER)  # nobody has bought: it is no charge
        assert operators.authorise(name, FIRST, "LSMDEMO0000000001") is Verdict.REFUSE
        operators.ended(name, FIRST, METER, 0)
        operators.plug_out(name, FIRST)

    run(scenario, tmp_path)
