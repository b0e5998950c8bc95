"""No secret leaves the places where it belongs: a whole purchase is searched for all of them."""

import asyncio
import logging
import traceback
from pathlib import Path

import pytest

from network.errors import OperatorError
from network.keys import resolve
from network.operators.directory import Protocol
from network.operators.ocpi_sale_fields import Credentials
from network.operators.tcec102_fields import TokenAnswer, TokenAsk
from network.order import Phase
from network.sandbox.behaviour import Fault, Mishap
from tests.network.small_world import STATION, SmallWorld, run


def secrets_of(world: SmallWorld) -> set[str]:
    """List every secret there is, tokens that were issued meanwhile with them."""
    found: set[str] = set()
    for profile in world.directory.profiles.values():
        if profile.protocol is Protocol.TCEC102:
            keys = resolve(profile.keys, {})
            found |= {keys.outbound_secret, keys.inbound_secret}
            for one in (keys.outbound, keys.inbound):
                found |= {one.data_secret, one.data_iv, one.sig_secret}
    desks = [world.inbox.desk, *world.sandbox.desks.values()]
    issued = {token for desk in desks for token, _ in desk._tokens.values()}
    assert issued
    return found | issued


def told(secrets: set[str], where: str) -> set[str]:
    return {one for one in secrets if one in where}


def test_a_purchase_leaves_no_secret_in_logs_traffic_or_files(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)  # httpx and its parts say much there

    async def scenario(world: SmallWorld) -> set[str]:
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        await world.charge(20)
        await asyncio.sleep(600.0)
        assert world.session.state.phase is Phase.SETTLED
        assert len(world.wire.exchanges) > 5
        secrets = secrets_of(world)
        assert told(secrets, caplog.text) == set()
        assert told(secrets, repr(list(world.wire.exchanges))) == set()
        shown = [world.inbox.guard.counts, world.session.state, world.directory.profiles]
        assert told(secrets, repr(shown)) == set()
        assert told(secrets, repr(world.journal.receipts())) == set()
        return secrets

    secrets = run(scenario, tmp_path)
    files = [path.read_bytes().decode("latin-1") for path in tmp_path.iterdir()]
    assert files
    assert told(secrets, "".join(files)) == set()


@pytest.mark.parametrize(
    "fault", [Fault.DOWN, Fault.GARBAGE, Fault.TRUNCATED, Fault.BAD_SIGNATURE, Fault.REFUSAL]
)
def test_what_goes_wrong_shows_no_secret_in_its_traceback(tmp_path: Path, fault: Fault) -> None:
    async def scenario(world: SmallWorld) -> None:
        operator = world.operators["tenghe"]
        await operator.fetch_token()
        for interface in ("query_token", "query_station_status", "query_start_charge"):
            world.sandbox.behaviours["tenghe"].plan(interface, Mishap(fault), None)
        failures = []
        for call in (operator.statuses(["S1"]), operator.start_charge("A" * 27, "A01")):
            try:
                await call
            except OperatorError as error:
                failures.append(error)
        assert len(failures) == 2
        secrets = secrets_of(world)
        for failure in failures:
            walked = traceback.TracebackException.from_exception(failure)
            assert told(secrets, "".join(walked.format())) == set()

    run(scenario, tmp_path)


def test_objects_that_carry_a_secret_do_not_show_it() -> None:
    secret = "hunter2-hunter2"
    carriers = [
        TokenAsk("SIM100001", secret),
        TokenAnswer("SIM100001", 0, secret, 7200),
        Credentials(secret, "https://operator.example", []),
    ]
    assert [one for one in carriers if secret in repr(one)] == []
