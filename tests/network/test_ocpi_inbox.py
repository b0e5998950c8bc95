"""What operators push to us over OCPI: only who may, only what is ours, nothing twice."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest

from network.operators.guard import Objection
from network.operators.ocpi_envelope import build_header, encode
from network.operators.ocpi_location import split_connector_id
from network.order import Phase
from network.stations import Status
from tests.network.ocpi_world import FIRST, KEYS, PLACE, OcpiWorld, run_ocpi
from tests.network.operators import ocpi_examples

SEQ = "SIM000001202603021759000001"
ROOT = "http://platform.inbox/ocpi"
SESSIONS = f"{ROOT}/2.2.1/sessions/CN/001"
Scenario = Callable[[OcpiWorld], Awaitable[None]]


async def push(
    world: OcpiWorld, method: str, url: str, body: object = None, token: str = KEYS.token_b
) -> httpx.Response:
    transport = httpx.ASGITransport(world.ocpi_inbox.app)
    async with httpx.AsyncClient(transport=transport) as client:
        return await client.request(
            method,
            url,
            content=b"" if body is None else encode(body),
            headers={"Authorization": build_header(token)},
        )


def session(**changes: object) -> dict[str, Any]:
    """Change the standard's example into one of our order."""
    raw: dict[str, Any] = json.loads(ocpi_examples.SESSION)
    return raw | {
        "id": "7",
        "currency": "CNY",
        "authorization_reference": SEQ,
        "status": "ACTIVE",
        "kwh": 5.5,
        "total_cost": {"excl_vat": 8.25},
        "last_updated": "2026-03-02T10:05:00Z",
        **changes,
    }


def cdr(**changes: object) -> dict[str, Any]:
    raw: dict[str, Any] = json.loads(ocpi_examples.CDR)
    names = ("id", "evse_uid", "connector_id")
    here = dict(zip(names, split_connector_id(PLACE.connectors[0].id), strict=True))
    place = {"cdr_location": raw["cdr_location"] | here}
    return raw | {"currency": "CNY", "authorization_reference": SEQ} | place | changes


def play(scenario: Scenario, folder: Path) -> None:
    """Play with an order that was accepted and whose operator says nothing by itself."""

    async def prepared(world: OcpiWorld) -> None:
        world.plug()
        await world.session.start(PLACE, PLACE.connectors[0])
        await asyncio.sleep(1)
        assert world.session.state.phase is Phase.STARTING
        await scenario(world)

    run_ocpi(prepared, folder)


def test_our_versions_are_shown_to_who_may_call(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        (version,) = (await push(world, "GET", f"{ROOT}/versions")).json()["data"]
        assert version == {"version": "2.2.1", "url": f"{ROOT}/2.2.1"}
        details = (await push(world, "GET", version["url"])).json()["data"]
        roles = {one["identifier"]: one["role"] for one in details["endpoints"]}
        assert roles["sessions"] == roles["cdrs"] == roles["locations"] == "RECEIVER"
        assert roles["tokens"] == "SENDER"

    play(scenario, tmp_path)


@pytest.mark.parametrize("token", ["", "wrong", KEYS.token_a, KEYS.token_c])
def test_who_has_not_our_token_changes_nothing(tmp_path: Path, token: str) -> None:
    async def scenario(world: OcpiWorld) -> None:
        answer = await push(world, "PUT", f"{SESSIONS}/7", session(), token)
        assert answer.status_code == 401
        assert world.session.state.phase is Phase.STARTING

    play(scenario, tmp_path)


def test_a_session_moves_the_order(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        answer = await push(world, "PUT", f"{SESSIONS}/7", session())
        assert answer.json()["status_code"] == 1000
        state = world.session.state
        assert (state.phase, str(state.energy_kwh)) == (Phase.CHARGING, "5.5")
        assert str(state.cost_cny) == "8.25"
        kept = (await push(world, "GET", f"{SESSIONS}/7")).json()["data"]
        assert kept["kwh"] == 5.5

    play(scenario, tmp_path)


def test_an_older_session_changes_nothing(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        await push(world, "PUT", f"{SESSIONS}/7", session(kwh=9, status="COMPLETED"))
        old = session(kwh=9, total_cost={"excl_vat": 1}, last_updated="2026-03-02T10:04:59.9Z")
        answer = await push(world, "PUT", f"{SESSIONS}/7", old)
        assert answer.json()["status_code"] == 1000
        assert world.session.state.phase is Phase.ENDED
        assert str(world.session.state.cost_cny) == "8.25"

    play(scenario, tmp_path)


def test_a_patch_changes_what_it_names_and_adds_periods(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        period = {
            "start_date_time": "2026-03-02T10:00:00Z",
            "dimensions": [{"type": "ENERGY", "volume": 1}],
        }
        await push(world, "PUT", f"{SESSIONS}/7", session(charging_periods=[period]))
        patch = {"kwh": 7.5, "last_updated": "2026-03-02T10:06:00Z", "charging_periods": [period]}
        answer = await push(world, "PATCH", f"{SESSIONS}/7", patch)
        assert answer.json()["status_code"] == 1000
        assert world.session.state.energy_kwh == 7.5
        kept = (await push(world, "GET", f"{SESSIONS}/7")).json()["data"]
        assert (kept["status"], len(kept["charging_periods"])) == ("ACTIVE", 2)

    play(scenario, tmp_path)


def test_a_session_whose_cost_is_in_other_money_is_taken_without_it_and_counted(
    tmp_path: Path,
) -> None:
    async def scenario(world: OcpiWorld) -> None:
        answer = await push(world, "PUT", f"{SESSIONS}/7", session(currency="EUR"))
        assert (answer.status_code, answer.json()["status_code"]) == (200, 1000)
        assert world.session.state.cost_cny is None
        assert world.operator.defects == {"a session's cost is in EUR": 1}

    play(scenario, tmp_path)


@pytest.mark.parametrize(
    ("method", "path", "body", "http", "code"),
    [
        ("PUT", "8", session(), 200, 2001),  # the address names another
        ("PUT", "7", {"id": "7"}, 400, 2001),
        ("PUT", "7", session(status="RUNNING"), 200, 2001),
        ("PUT", "7", session(authorization_reference="other"), 200, 2000),
        ("PATCH", "9", {"last_updated": "2026-03-02T10:06:00Z"}, 404, 2000),
        ("GET", "9", None, 404, 2000),
    ],
)
def test_a_session_that_cannot_be_ours_is_refused(
    tmp_path: Path, method: str, path: str, body: object, http: int, code: int
) -> None:
    async def scenario(world: OcpiWorld) -> None:
        answer = await push(world, method, f"{SESSIONS}/{path}", body)
        assert (answer.status_code, answer.json()["status_code"]) == (http, code)
        assert world.session.state.phase is Phase.STARTING

    play(scenario, tmp_path)


def test_a_patch_without_a_time_is_refused(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        await push(world, "PUT", f"{SESSIONS}/7", session())
        answer = await push(world, "PATCH", f"{SESSIONS}/7", {"kwh": 99})
        assert answer.json()["status_code"] == 2001
        assert world.session.state.energy_kwh == 5.5

    play(scenario, tmp_path)


def test_a_bill_settles_once_and_is_shown_again(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        for _ in range(2):
            answer = await push(world, "POST", f"{ROOT}/2.2.1/cdrs", cdr())
            assert answer.status_code == 201
        assert world.session.state.phase is Phase.SETTLED
        (receipt,) = world.journal.receipts()
        assert str(receipt.bill.total_cny) == "4.40"
        kept = await push(world, "GET", answer.headers["location"])
        assert kept.json()["data"]["id"] == "12345"
        double = await push(world, "POST", f"{ROOT}/2.2.1/cdrs", cdr(total_cost={"excl_vat": 9}))
        assert double.json()["status_code"] == 2000
        assert str(world.journal.receipts()[0].bill.total_cny) == "4.40"

    play(scenario, tmp_path)


def test_a_bill_that_cannot_be_stored_is_asked_for_again(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        world.journal.close()  # every write fails from now on
        answer = await push(world, "POST", f"{ROOT}/2.2.1/cdrs", cdr())
        assert (answer.status_code, answer.json()["status_code"]) == (500, 3000)

    play(scenario, tmp_path)


def test_the_result_of_a_command_that_was_not_sent_is_not_found(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        for name in ("START_SESSION/other", f"STOP_SESSION/{SEQ}", f"DANCE/{SEQ}"):
            url = f"{ROOT}/2.2.1/commands/{name}"
            assert (await push(world, "POST", url, {"result": "FAILED"})).status_code == 404
        assert world.session.state.phase is Phase.STARTING

    play(scenario, tmp_path)


def test_only_the_first_result_of_a_command_counts(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        url = f"{ROOT}/2.2.1/commands/START_SESSION/{SEQ}"  # the simulator has said ACCEPTED
        answer = await push(world, "POST", url, {"result": "EVSE_OCCUPIED"})
        assert answer.json()["status_code"] == 1000
        assert world.session.state.phase is Phase.STARTING

    play(scenario, tmp_path)


def test_statuses_are_taken_over_from_locations_and_evses(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        place = f"{ROOT}/2.2.1/locations/CN/001/S1"
        patch = {"status": "CHARGING", "last_updated": "2026-03-02T09:59:00Z"}
        await push(world, "PATCH", f"{place}/E01", patch)
        assert world.places.told == [(FIRST, Status.CHARGING, 1772445540.0)]
        whole = {
            "id": "S1",
            "last_updated": "2026-03-02T09:59:01Z",
            "evses": [{"uid": "E01", "status": "OUTOFORDER", "connectors": [{"id": "1"}]}],
        }
        await push(world, "PUT", place, whole)
        assert world.places.told[1:] == [(FIRST, Status.FAULT, 1772445541.0)]
        nameless = await push(world, "PATCH", f"{place}/E01", {"floor_level": "2"})
        assert nameless.json()["status_code"] == 1000
        elsewhere = await push(world, "PATCH", f"{place}9/E01", patch)
        assert elsewhere.status_code == 404
        assert len(world.places.told) == 2

    play(scenario, tmp_path)


def test_a_clock_that_is_ahead_is_not_believed(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        place = f"{ROOT}/2.2.1/locations/CN/001/S1"
        patch = {"status": "CHARGING", "last_updated": "2026-03-02T23:00:00Z"}
        await push(world, "PATCH", f"{place}/E01", patch)
        assert world.places.told == [(FIRST, Status.CHARGING, world.runtime.wall().timestamp())]

    play(scenario, tmp_path)


def test_a_pushed_tariff_is_the_next_price(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        await world.operator.prices(FIRST)
        tariff = {
            "id": "S1",
            "currency": "CNY",
            "elements": [{"price_components": [{"type": "ENERGY", "price": 9, "step_size": 1}]}],
        }
        url = f"{ROOT}/2.2.1/tariffs/CN/001/S1"
        await push(world, "PUT", url, tariff)
        assert (await world.operator.prices(FIRST)).price_at(world.runtime.wall()) == 9
        await push(world, "DELETE", url)
        with pytest.raises(Exception, match="has no price"):
            await world.operator.prices(FIRST)

    play(scenario, tmp_path)


def test_only_an_order_that_was_asked_for_is_authorised(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        tokens = f"{ROOT}/2.2.1/tokens"
        assert (await push(world, "GET", tokens)).json()["data"] == []
        allowed = await push(world, "POST", f"{tokens}/{SEQ}/authorize")
        assert allowed.json()["data"]["allowed"] == "ALLOWED"
        unknown = await push(world, "POST", f"{tokens}/other/authorize")
        assert (unknown.status_code, unknown.json()["status_code"]) == (404, 2004)

    play(scenario, tmp_path)


def test_an_operator_may_change_its_token(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        credentials = json.loads(ocpi_examples.CREDENTIALS)
        ours = await push(world, "PUT", f"{ROOT}/2.2.1/credentials", credentials)
        assert ours.json()["data"]["token"] == KEYS.token_b
        assert ours.json()["data"]["url"] == f"{ROOT}/versions"
        with pytest.raises(Exception, match="does not know our token"):
            await world.operator.statuses(["S1"])  # the sandbox has issued another
        assert (await push(world, "GET", f"{ROOT}/2.2.1/credentials")).status_code == 200

    play(scenario, tmp_path)


def test_what_changes_nothing_is_counted(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        assert (await push(world, "GET", f"{ROOT}/versions", token="guess")).status_code == 401
        new, old = session(), session(last_updated="2026-03-02T10:04:00Z", kwh=1.0)
        await push(world, "PUT", f"{SESSIONS}/7", new)
        assert (await push(world, "PUT", f"{SESSIONS}/7", old)).json()["status_code"] == 1000
        assert (await push(world, "GET", f"{SESSIONS}/8")).status_code == 404
        assert (await push(world, "PUT", f"{SESSIONS}/7", [])).status_code == 400
        assert world.session.state.energy_kwh == Decimal("5.5")
        assert world.ocpi_inbox.guard.counts == {
            ("", Objection.BAD_TOKEN): 1,
            ("tenghe", Objection.OUT_OF_ORDER): 1,
            ("tenghe", Objection.NOT_OURS): 1,
            ("tenghe", Objection.MEANINGLESS): 1,
        }

    play(scenario, tmp_path)


def test_a_flood_is_http_429(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        answers = [await push(world, "GET", f"{ROOT}/versions") for _ in range(420)]
        assert answers[-1].status_code == 429
        assert answers[-1].headers["retry-after"] == "1"
        count = world.ocpi_inbox.guard.counts["tenghe", Objection.FLOOD]
        assert count == sum(one.status_code == 429 for one in answers) > 0

    play(scenario, tmp_path)
