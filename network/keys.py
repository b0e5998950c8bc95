"""Where keys live: resolve the reference in an operator's file to the secrets of that link."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from network.operators.envelope import KeySet
from network.vault import Vault, VaultError

_T = TypeVar("_T")
PLATFORM_CODE = "SIM000001"


class KeysError(Exception):
    """The keys of an operator cannot be had; one line says which and why."""


@dataclass(frozen=True, slots=True)
class LinkKeys:
    """Both directions of one link.

    `outbound` was issued by the operator and serves our calls, `inbound` by us and serves its
    pushes. `platform_code` is how the operator knows us. The secrets are what each side names in
    its query_token.
    """

    platform_code: str
    outbound: KeySet
    inbound: KeySet
    outbound_secret: str = field(repr=False)
    inbound_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OcpiKeys:
    """What a link by OCPI needs. Our party is as the operator knows it.

    `token_a` opens the handshake and was handed over out of band, `token_b` is what the operator
    calls us with, `token_c` what it issued to us before, empty if it has not yet.
    """

    country_code: str
    party_id: str
    contract_id: str
    token_a: str = field(repr=False)
    token_b: str = field(repr=False)
    token_c: str = field(default="", repr=False)


def resolve_ocpi(
    reference: str, environment: Mapping[str, str], vault: Callable[[], Vault] | None = None
) -> OcpiKeys:
    """Find the keys of an OCPI link, as `resolve` does; they have OcpiKeys' shape.

    Raises: KeysError
    """
    kind, _, name = reference.partition(":")
    if kind == "sandbox" and name:
        tokens = (_secret(name, f"token {letter}") for letter in "abc")
        return OcpiKeys("CN", "CDK", f"CN-CDK-{PLATFORM_CODE}", *tokens)
    return _read(reference, environment, vault, OcpiKeys)


@dataclass(frozen=True, slots=True)
class ApiKey:
    """The one key of an interface that only lists stations; it is sent in a header."""

    key: str = field(repr=False)


def resolve_api_key(
    reference: str, environment: Mapping[str, str], vault: Callable[[], Vault] | None = None
) -> ApiKey:
    """Find such a key, as `resolve` does; it has ApiKey's shape.

    Raises: KeysError
    """
    return _read(reference, environment, vault, ApiKey)


def resolve(
    reference: str, environment: Mapping[str, str], vault: Callable[[], Vault] | None = None
) -> LinkKeys:
    """Find the keys a reference names.

    `sandbox:ID` is derived from the id and public by design; `vault:NAME` is a JSON object of
    LinkKeys' shape in the vault, which is opened only then; `env:NAME` the same in that environment
    variable.
    Raises: KeysError
    """
    kind, _, name = reference.partition(":")
    if kind == "sandbox" and name:
        return _sandbox(name)
    keys = _read(reference, environment, vault, LinkKeys)
    check_lengths(reference, keys)
    return keys


def check_lengths(reference: str, keys: LinkKeys) -> None:
    """Find out whether AES-128 can use them. Raises: KeysError."""
    for keyset in (keys.outbound, keys.inbound):
        if len(keyset.data_secret.encode()) != 16 or len(keyset.data_iv.encode()) != 16:
            raise KeysError(f"{reference}: data_secret and data_iv must be 16 characters")


def _read(
    reference: str,
    environment: Mapping[str, str],
    vault: Callable[[], Vault] | None,
    kind: type[_T],
) -> _T:
    form, _, name = reference.partition(":")
    if form not in ("env", "vault") or not name:
        raise KeysError(f"{reference}: must be sandbox:ID, vault:NAME or env:NAME")
    text = environment.get(name) if form == "env" else _from_vault(reference, name, vault)
    if text is None:
        place = "the variable is not set" if form == "env" else "the vault does not have it"
        raise KeysError(f"{reference}: {place}")
    try:
        return msgspec.json.decode(text, type=kind)
    except msgspec.DecodeError as error:
        raise KeysError(f"{reference}: {error}") from error


def _from_vault(reference: str, name: str, vault: Callable[[], Vault] | None) -> str | None:
    if vault is None:
        raise KeysError(f"{reference}: there is no vault here")
    try:
        return vault().read(name)
    except VaultError as error:
        raise KeysError(f"{reference}: {error}") from error


def _secret(name: str, purpose: str) -> str:
    return hashlib.sha256(f"chargedeck sandbox {name} {purpose}".encode()).hexdigest()[:16]


def _sandbox(name: str) -> LinkKeys:
    def keyset(direction: str) -> KeySet:
        parts = (_secret(name, f"{direction} {part}") for part in ("data", "iv", "sig"))
        return KeySet(*parts)

    return LinkKeys(
        platform_code=PLATFORM_CODE,
        outbound=keyset("outbound"),
        inbound=keyset("inbound"),
        outbound_secret=_secret(name, "outbound token"),
        inbound_secret=_secret(name, "inbound token"),
    )
