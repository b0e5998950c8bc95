"""Keep secrets in the system's keyring where there is one. Importing this takes 40 ms."""

from pathlib import Path
from typing import Final

import keyring
import keyring.backends.fail
import keyring.errors
from keyring.backend import KeyringBackend

from network.vault import FILE, PASSPHRASE, SealedVault, Vault, VaultError

SERVICE: Final = "chargedeck"


class SystemVault:
    """The keyring of the system, or of the desktop."""

    def __init__(self, backend: KeyringBackend) -> None:
        self._backend = backend

    def read(self, name: str) -> str | None:
        """Find a secret."""
        try:
            return self._backend.get_password(SERVICE, name)
        except keyring.errors.KeyringError as error:
            raise VaultError(f"the keyring is closed ({type(error).__name__})") from error

    def write(self, name: str, secret: str) -> None:
        """Keep a secret."""
        try:
            self._backend.set_password(SERVICE, name, secret)
        except keyring.errors.KeyringError as error:
            raise VaultError(f"the keyring is closed ({type(error).__name__})") from error

    def remove(self, name: str) -> None:
        """Forget a secret."""
        try:
            if self._backend.get_password(SERVICE, name) is not None:
                self._backend.delete_password(SERVICE, name)
        except keyring.errors.KeyringError as error:
            raise VaultError(f"the keyring is closed ({type(error).__name__})") from error


def open_vault(folder: Path, passphrase: str | None) -> Vault:
    """Open the keyring of the system; without one, the file in this folder.

    Raises: VaultError where there is neither a keyring nor a passphrase.
    """
    backend = keyring.get_keyring()
    if not isinstance(backend, keyring.backends.fail.Keyring) and backend.priority > 0:
        return SystemVault(backend)
    if not passphrase:
        raise VaultError(f"this system has no keyring, and {PASSPHRASE} is not set")
    return SealedVault(folder / FILE, passphrase)
