"""Remember the token that an OCPI peer issued at the handshake: it knows us by no other then.

Who lost it could only be let in again by the peer's own people: a second handshake is refused.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any

import msgspec

from network.keys import OcpiKeys
from network.vault import Vault, VaultError

_log = logging.getLogger(__name__)


class _Held(msgspec.Struct):
    """A token, and whose it is: no other address may ever be told it."""

    versions_url: str
    token: str


class OcpiMemory:
    """Keeps tokens in a vault, which is opened when it is first needed.

    A vault that cannot be used is named in the log, and nothing is remembered.
    """

    def __init__(
        self,
        vault: Callable[[], Vault],
        spawn: Callable[[Coroutine[Any, Any, None]], object],
    ) -> None:
        self._vault = vault
        self._spawn = spawn
        self._writing = asyncio.Lock()

    def recalled(self, operator_id: str, versions_url: str, keys: OcpiKeys) -> OcpiKeys:
        """Add the token that was issued before, where there is one for this very address."""
        try:
            text = self._vault().read(_name(operator_id))
        except VaultError as error:
            _log.warning("%s: its token cannot be recalled: %s", operator_id, error)
            return keys
        if text is None:
            return keys
        try:
            held = msgspec.json.decode(text, type=_Held)
        except msgspec.DecodeError:
            _log.warning("%s: its token cannot be recalled: it is damaged", operator_id)
            return keys
        return replace(keys, token_c=held.token) if held.versions_url == versions_url else keys

    def keeper(self, operator_id: str, versions_url: str) -> Callable[[str], None]:
        """Answer what is to be called with a token that was issued; it is kept soon after."""

        def keep(token: str) -> None:
            text = msgspec.json.encode(_Held(versions_url, token)).decode()
            self._spawn(self._keep(operator_id, text))

        return keep

    async def _keep(self, operator_id: str, text: str) -> None:
        async with self._writing:
            try:
                # An encrypted file takes a third of a second.
                await asyncio.to_thread(self._write, _name(operator_id), text)
            except VaultError as error:
                _log.warning("%s: its token is not remembered: %s", operator_id, error)

    def _write(self, name: str, text: str) -> None:
        vault = self._vault()
        if vault.read(name) != text:
            vault.write(name, text)


def _name(operator_id: str) -> str:
    return f"ocpi-token:{operator_id}"
