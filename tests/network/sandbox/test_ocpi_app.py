"""The simulated operator as any client sees it: the real bytes over HTTP."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from network.operators.ocpi_envelope import build_header, encode
from network.sandbox.behaviour import Fault, Mishap
from network.sandbox.ocpi_app import HOST, versions_url
from tests.network.ocpi_world import FIRST, KEYS, PLACE, OcpiWorld, run_ocpi

Scenario = Callable[[OcpiWorld], Awaitable[None]]
ROOT = f"http://{HOST}/tenghe/ocpi"
OURS = {
    "token": KEYS.token_b,
    "url": "http://platform.inbox/ocpi/versions",
    "roles": [{"role": "EMSP", "party_id": "CDK", "country_code": "CN"}],
}


async def call(
    world: OcpiWorld, method: str, url: str, body: object = None, token: str = KEYS.token_c
) -> httpx.Response:
    transport = httpx.ASGITransport(world.ocpi.app)
    async with httpx.AsyncClient(transport=transport) as client:
        return await client.request(
            method,
            url if url.startswith("http") else f"{ROOT}/{url}",
            content=b"" if body is None else encode(body),
            headers={"Authorization": build_header(token)},
        )


async def register(world: OcpiWorld) -> httpx.Response:
    return await call(world, "POST", "2.2.1/credentials", OURS, KEYS.token_a)


def test_a_client_finds_its_way_by_the_versions(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        answer = await call(world, "GET", versions_url("tenghe"), token=KEYS.token_a)
        (version,) = answer.json()["data"]
        assert version == {"version": "2.2.1", "url": f"{ROOT}/2.2.1"}
        details = await call(world, "GET", version["url"], token=KEYS.token_a)
        found = {one["identifier"]: one["url"] for one in details.json()["data"]["endpoints"]}
        assert found["locations"] == f"{ROOT}/2.2.1/locations"
        assert set(found) == {
            "credentials", "locations", "tariffs", "sessions", "cdrs", "commands",
        }  # fmt: skip

    run_ocpi(scenario, tmp_path)


def test_the_handshake_gives_a_token_and_ends_the_first_ones_use(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        for url in ("2.2.1/locations", "2.2.1/sessions", "2.2.1/tariffs"):
            assert (await call(world, "GET", url, token=KEYS.token_a)).status_code == 401
        answer = await register(world)
        assert answer.json()["data"]["token"] == KEYS.token_c
        assert answer.json()["data"]["roles"][0]["role"] == "CPO"
        assert (await call(world, "GET", "versions", token=KEYS.token_a)).status_code == 401
        assert (await call(world, "GET", "2.2.1/locations")).status_code == 200

    run_ocpi(scenario, tmp_path)


def test_credentials_are_posted_once_put_when_known_and_deleted(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        first = await call(world, "PUT", "2.2.1/credentials", OURS, KEYS.token_a)
        assert first.status_code == 405
        await register(world)
        again = await call(world, "POST", "2.2.1/credentials", OURS)
        assert again.status_code == 405
        assert (await call(world, "PUT", "2.2.1/credentials", OURS)).status_code == 200
        assert (await call(world, "DELETE", "2.2.1/credentials")).status_code == 200
        assert (await call(world, "GET", "2.2.1/locations")).status_code == 401
        assert (await register(world)).status_code == 200

    run_ocpi(scenario, tmp_path)


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"token": ""}, 2001), ({"roles": []}, 2001), ({"token": "not ours"}, 3001)],
)
def test_a_client_that_cannot_be_called_back_is_not_registered(
    tmp_path: Path, changes: dict[str, object], code: int
) -> None:
    async def scenario(world: OcpiWorld) -> None:
        body = OURS | changes
        answer = await call(world, "POST", "2.2.1/credentials", body, KEYS.token_a)
        assert answer.json()["status_code"] == code
        assert (await call(world, "GET", "2.2.1/locations")).status_code == 401

    run_ocpi(scenario, tmp_path)


def test_locations_come_in_pages_and_alone(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        await register(world)
        world.places.stations = [replace(PLACE, id=PLACE.id) for _ in range(130)]
        page = await call(world, "GET", "2.2.1/locations?limit=1000")
        assert len(page.json()["data"]) == 100
        assert page.headers["x-total-count"] == "130"
        rest = await call(world, "GET", page.headers["link"].split(">")[0].lstrip("<"))
        assert len(rest.json()["data"]) == 30
        evse = await call(world, "GET", "2.2.1/locations/S1/E01")
        assert evse.json()["data"]["status"] == "AVAILABLE"
        gun = await call(world, "GET", "2.2.1/locations/S1/E01/1")
        assert gun.json()["data"]["tariff_ids"] == ["S1"]
        for missing in ("S9", "S1/E09", "S1/E01/9"):
            answer = await call(world, "GET", f"2.2.1/locations/{missing}")
            assert (answer.status_code, answer.json()["status_code"]) == (404, 2003)

    run_ocpi(scenario, tmp_path)


def start(place: str = FIRST, **changes: object) -> dict[str, object]:
    location, evse, connector = place.split("/")
    token = {
        "country_code": "CN", "party_id": "CDK", "uid": "U1", "type": "APP_USER",
        "contract_id": "C1", "issuer": "us", "valid": True, "whitelist": "NEVER",
        "last_updated": "2026-03-02T09:59:00Z",
    }  # fmt: skip
    return {
        "response_url": "http://platform.inbox/ocpi/2.2.1/commands/START_SESSION/x",
        "token": token,
        "location_id": location,
        "evse_uid": evse,
        "connector_id": connector,
        **changes,
    }


def test_another_clients_charge_is_a_session_and_then_a_cdr(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        await register(world)
        world.plug()
        answer = await call(world, "POST", "2.2.1/commands/START_SESSION", start())
        assert answer.json()["data"]["result"] == "ACCEPTED"
        await world.charge(30, FIRST)
        await asyncio.sleep(1)
        (session,) = (await call(world, "GET", "2.2.1/sessions")).json()["data"]
        assert (session["status"], session["kwh"]) == ("COMPLETED", 1.0)
        assert session["cdr_token"]["uid"] == "U1"
        assert "authorization_reference" not in session
        (cdr,) = (await call(world, "GET", "2.2.1/cdrs")).json()["data"]
        assert cdr["session_id"] == session["id"]
        assert cdr["total_cost"]["excl_vat"] == session["total_cost"]["excl_vat"]
        assert cdr["cdr_location"]["evse_uid"] == "E01"
        later = await call(world, "GET", "2.2.1/cdrs?date_from=2026-03-03T00:00:00Z")
        assert later.json()["data"] == []

    run_ocpi(scenario, tmp_path)


def test_the_same_token_starts_once(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        await register(world)
        world.plug()
        for _ in range(2):
            await call(world, "POST", "2.2.1/commands/START_SESSION", start())
        assert world.cable.starts == 1
        assert len((await call(world, "GET", "2.2.1/sessions")).json()["data"]) == 1

    run_ocpi(scenario, tmp_path)


@pytest.mark.parametrize(
    ("command", "body", "result"),
    [
        ("START_SESSION", start("S9/E01/1"), "REJECTED"),
        ("START_SESSION", start(evse_uid=None), "REJECTED"),
        ("STOP_SESSION", {"response_url": "http://x", "session_id": "9"}, "UNKNOWN_SESSION"),
        ("UNLOCK_CONNECTOR", {}, "NOT_SUPPORTED"),
    ],
)
def test_a_command_that_cannot_be_is_answered_at_once(
    tmp_path: Path, command: str, body: object, result: str
) -> None:
    async def scenario(world: OcpiWorld) -> None:
        await register(world)
        answer = await call(world, "POST", f"2.2.1/commands/{command}", body)
        assert answer.json()["data"]["result"] == result

    run_ocpi(scenario, tmp_path)


def test_a_car_is_charged_only_where_it_was_bought(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        await register(world)
        world.plug()
        before = world.ocpi.authorise("tenghe", FIRST, "LSMDEMO0000000001")
        await call(world, "POST", "2.2.1/commands/START_SESSION", start())
        after = world.ocpi.authorise("tenghe", FIRST, "LSMDEMO0000000001")
        assert (before.name, after.name) == ("REFUSE", "ACCEPT")

    run_ocpi(scenario, tmp_path)


@pytest.mark.parametrize(
    ("mishap", "status"),
    [
        (Mishap(Fault.DOWN), 503),
        (Mishap(Fault.GARBAGE), 200),
        (Mishap(Fault.REFUSAL, 3000), 200),
        (Mishap(None, delay_s=30.0), 200),
    ],
)
def test_it_misbehaves_as_it_is_told(tmp_path: Path, mishap: Mishap, status: int) -> None:
    async def scenario(world: OcpiWorld) -> None:
        await register(world)
        behaviour = world.ocpi.behaviours["tenghe"]
        behaviour.plan("locations", mishap)
        begun = world.runtime.now()
        answer = await call(world, "GET", "2.2.1/locations?limit=1")
        assert answer.status_code == status
        assert world.runtime.now() - begun == mishap.delay_s
        behaviour.behave()
        fine = await call(world, "GET", "2.2.1/locations?limit=1")
        assert fine.headers["x-total-count"] == "1"

    run_ocpi(scenario, tmp_path)
