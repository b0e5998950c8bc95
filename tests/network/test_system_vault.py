"""Secrets are in the keyring of the system, or in the file where there is none."""

from pathlib import Path

import keyring
import keyring.backends.fail
import keyring.errors
import pytest
from keyring.backend import KeyringBackend
from typing_extensions import override

from network.system_vault import SystemVault, open_vault
from network.vault import PASSPHRASE, SealedVault, VaultError

SECRET = "hunter2-hunter2"


class Desktop(KeyringBackend):
    """A keyring as a desktop has it; a locked one refuses everything."""

    priority = 5

    def __init__(self, *, is_locked: bool = False) -> None:
        self.is_locked = is_locked
        self.kept: dict[tuple[str, str], str] = {}

    @override
    def get_password(self, service: str, username: str) -> str | None:
        self._look()
        return self.kept.get((service, username))

    @override
    def set_password(self, service: str, username: str, password: str) -> None:
        self._look()
        self.kept[service, username] = password

    @override
    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]

    def _look(self) -> None:
        if self.is_locked:
            raise keyring.errors.KeyringLocked(SECRET)


def test_the_keyring_of_the_system_is_used_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop = Desktop()
    monkeypatch.setattr(keyring, "get_keyring", lambda: desktop)
    vault = open_vault(tmp_path, "open sesame")
    vault.write("A", SECRET)
    assert desktop.kept == {("chargedeck", "A"): SECRET}
    assert vault.read("A") == SECRET
    vault.remove("A")
    vault.remove("A")
    assert vault.read("A") is None
    assert list(tmp_path.iterdir()) == []


def test_a_locked_keyring_is_one_line_without_a_secret() -> None:
    vault = SystemVault(Desktop(is_locked=True))
    with pytest.raises(VaultError, match=r"the keyring is closed \(KeyringLocked\)") as caught:
        vault.read("A")
    assert SECRET not in str(caught.value)
    with pytest.raises(VaultError):
        vault.write("A", SECRET)
    with pytest.raises(VaultError):
        vault.remove("A")


def test_without_a_keyring_the_file_is_used_and_wants_a_passphrase(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring, "get_keyring", keyring.backends.fail.Keyring)
    assert isinstance(open_vault(tmp_path, "open sesame"), SealedVault)
    with pytest.raises(VaultError, match=f"no keyring, and {PASSPHRASE} is not set"):
        open_vault(tmp_path, None)
