"""A token that a peer issued outlives the program, encrypted, and goes to no other address."""

import asyncio
import logging
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest

from network.operators.ocpi_memory import OcpiMemory
from network.vault import SealedVault, Vault, VaultError
from tests.network.operators.test_ocpi_link import KEYS, Cpo, link_to

URL = "http://cpo/versions"
TOKEN = "token-c"


class Run:
    """One run of the program over the same vault."""

    def __init__(self, folder: Path, passphrase: str = "open sesame") -> None:
        # A quick key: how slow it is made is the vault's own test.
        self.vault: Vault = SealedVault(folder / "secrets", passphrase, log_n=4)
        self.tasks: list[asyncio.Task[None]] = []
        self.memory = OcpiMemory(lambda: self.vault, self._spawn)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        self.tasks.append(asyncio.get_running_loop().create_task(work))

    async def end(self) -> None:
        await asyncio.gather(*self.tasks)


def contents(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


async def test_the_next_run_needs_no_second_handshake(tmp_path: Path) -> None:
    cpo, first = Cpo(), Run(tmp_path)
    link = link_to(cpo, first.memory.recalled("jia", URL, KEYS))
    link.remember = first.memory.keeper("jia", URL)
    await link.endpoint("locations")
    await first.end()
    assert cpo.asked[-1] == "POST credentials"

    second = Run(tmp_path)
    keys = second.memory.recalled("jia", URL, KEYS)
    assert keys.token_c == TOKEN
    link = link_to(cpo, keys)
    link.remember = second.memory.keeper("jia", URL)
    await link.endpoint("locations")
    await second.end()
    assert cpo.asked[-1] == "PUT credentials"


async def test_the_token_is_nowhere_in_the_clear(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    run = Run(tmp_path)
    run.memory.keeper("jia", URL)("very-secret-token")
    await run.end()
    assert b"very-secret" not in contents(tmp_path)
    assert "very-secret" not in caplog.text
    assert "very-secret" not in repr(run.memory.recalled("jia", URL, KEYS))


async def test_another_address_or_operator_is_not_given_the_token(tmp_path: Path) -> None:
    run = Run(tmp_path)
    run.memory.keeper("jia", URL)(TOKEN)
    await run.end()
    assert run.memory.recalled("jia", "http://elsewhere/versions", KEYS) == KEYS
    assert run.memory.recalled("yi", URL, KEYS) == KEYS


async def test_the_last_of_two_tokens_is_kept(tmp_path: Path) -> None:
    run = Run(tmp_path)
    keep = run.memory.keeper("jia", URL)
    keep("one")
    keep("two")
    await run.end()
    assert run.memory.recalled("jia", URL, KEYS).token_c == "two"


async def test_a_vault_that_cannot_be_opened_is_named_and_the_keys_serve_as_they_are(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    run = Run(tmp_path)
    run.memory.keeper("jia", URL)(TOKEN)
    await run.end()
    other = Run(tmp_path, "wrong")
    with caplog.at_level(logging.WARNING):
        assert other.memory.recalled("jia", URL, KEYS) == KEYS
        other.memory.keeper("jia", URL)("new")
        await other.end()
    assert [one.split(": ")[1] for one in caplog.messages] == [
        "its token cannot be recalled",
        "its token is not remembered",
    ]
    assert TOKEN not in caplog.text
    # What was kept is still there.
    assert run.memory.recalled("jia", URL, KEYS).token_c == TOKEN


async def test_a_record_that_is_damaged_is_no_token(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    run = Run(tmp_path)
    run.vault.write("ocpi-token:jia", '{"token": 3}')
    with caplog.at_level(logging.WARNING):
        assert run.memory.recalled("jia", URL, KEYS) == KEYS
    assert caplog.messages == ["jia: its token cannot be recalled: it is damaged"]


async def test_no_vault_at_all_is_named(caplog: pytest.LogCaptureFixture) -> None:
    def none() -> Vault:
        raise VaultError("this system has no keyring")

    with caplog.at_level(logging.WARNING):
        assert OcpiMemory(none, lambda _: None).recalled("jia", URL, KEYS) == KEYS
    assert caplog.messages == ["jia: its token cannot be recalled: this system has no keyring"]
