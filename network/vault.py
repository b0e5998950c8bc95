"""Keep secrets in an encrypted file, for systems that have no keyring.

A passphrase opens it: scrypt makes its key, AES-256-GCM seals all of it at once, and what is in the
clear beside it is sealed as well. A wrong passphrase and a damaged file look alike.
"""

import binascii
import os
import secrets
from pathlib import Path
from typing import Final, Protocol

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

PASSPHRASE: Final = "CHARGEDECK_PASSPHRASE"
"""The environment's name for what opens the file."""
FILE: Final = "secrets.sealed"
# RFC 7914 and OWASP (2023) for scrypt: N = 2**17, r = 8, p = 1; 128 MB and some 0.3 s.
_LOG_N, _R, _P = 17, 8, 1
_KEY_BYTES, _SALT_BYTES, _NONCE_BYTES = 32, 16, 12
# What a file may ask for at most: a forged one must not eat the machine. Chosen.
_MOST_LOG_N = 20


class VaultError(Exception):
    """A secret cannot be kept or had; one line says why, and no secret."""


class SecretError(Exception):
    """What is to be kept is nobody's keys; one line, which does not show it."""


class Vault(Protocol):
    """Keeps secrets by name. Every method may raise VaultError."""

    def read(self, name: str) -> str | None:
        """Find a secret."""

    def write(self, name: str, secret: str) -> None:
        """Keep a secret, in the place of one of the same name."""

    def remove(self, name: str) -> None:
        """Forget a secret; harmless where there is none."""


class _Sealed(msgspec.Struct, forbid_unknown_fields=True):
    """The file: how its key is made, and what that key opens."""

    log_n: int
    r: int
    p: int
    salt: bytes
    nonce: bytes
    sealed: bytes

    def head(self) -> bytes:
        """Write what is in the clear, to be sealed with the rest."""
        return b"%d %d %d %s" % (self.log_n, self.r, self.p, self.salt)


class SealedVault:
    """The encrypted file. It is read anew each time, and replaced whole."""

    def __init__(self, path: Path, passphrase: str, log_n: int = _LOG_N) -> None:
        self._path = path
        self._passphrase = passphrase
        self._log_n = log_n

    def read(self, name: str) -> str | None:
        """Find a secret. Cost: 0.3 s, as for the others."""
        return self._opened().get(name)

    def write(self, name: str, secret: str) -> None:
        """Keep a secret."""
        self._seal(self._opened() | {name: secret})

    def remove(self, name: str) -> None:
        """Forget a secret."""
        left = self._opened()
        if left.pop(name, None) is not None:
            self._seal(left)

    def _opened(self) -> dict[str, str]:
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise VaultError(f"{self._path}: {error.strerror}") from error
        try:
            sealed = msgspec.json.decode(data, type=_Sealed)
            if not (0 < sealed.log_n <= _MOST_LOG_N and (sealed.r, sealed.p) == (_R, _P)):
                raise VaultError(f"{self._path}: asks for a key that is not made here")
            plain = AESGCM(self._key(sealed)).decrypt(sealed.nonce, sealed.sealed, sealed.head())
            return msgspec.json.decode(plain, type=dict[str, str])
        except (InvalidTag, ValueError, msgspec.DecodeError, binascii.Error):
            # Not chained: whatever it says, it may have looked at what was decrypted.
            reason = "the passphrase is wrong, or the file is damaged"
            raise VaultError(f"{self._path}: {reason}") from None

    def _seal(self, kept: dict[str, str]) -> None:
        salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
        file = _Sealed(self._log_n, _R, _P, salt, nonce, b"")
        plain = msgspec.json.encode(kept)
        file.sealed = AESGCM(self._key(file)).encrypt(nonce, plain, file.head())
        fresh = self._path.with_name(f"{self._path.name}.new")
        try:
            fresh.unlink(missing_ok=True)
            # Nobody else may read it, not even before its rights are set.
            handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as target:
                target.write(msgspec.json.encode(file))
                target.flush()
                os.fsync(target.fileno())
            fresh.replace(self._path)
        except OSError as error:
            raise VaultError(f"{self._path}: {error.strerror}") from error

    def _key(self, file: _Sealed) -> bytes:
        scrypt = Scrypt(salt=file.salt, length=_KEY_BYTES, n=1 << file.log_n, r=file.r, p=file.p)
        return scrypt.derive(self._passphrase.encode())
