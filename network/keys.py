"""Where keys live: resolve the reference in an operator's file to the secrets of that link."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from network.operators.envelope import KeySet

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


def resolve(reference: str, environment: Mapping[str, str]) -> LinkKeys:
    """Find the keys a reference names.

    `sandbox:ID` is derived from the id and public by design; `env:NAME` is a JSON object of
    LinkKeys' shape in that environment variable.
    Raises: KeysError
    """
    kind, _, name = reference.partition(":")
    if kind == "sandbox" and name:
        return _sandbox(name)
    if kind != "env" or not name:
        raise KeysError(f"{reference}: must be sandbox:ID or env:NAME")
    if name not in environment:
        raise KeysError(f"{reference}: the variable is not set")
    try:
        keys = msgspec.json.decode(environment[name], type=LinkKeys)
    except msgspec.DecodeError as error:
        raise KeysError(f"{reference}: {error}") from error
    for keyset in (keys.outbound, keys.inbound):
        if len(keyset.data_secret.encode()) != 16 or len(keyset.data_iv.encode()) != 16:
            raise KeysError(f"{reference}: data_secret and data_iv must be 16 characters")
    return keys


def _sandbox(name: str) -> LinkKeys:
    def secret(purpose: str) -> str:
        return hashlib.sha256(f"chargedeck sandbox {name} {purpose}".encode()).hexdigest()[:16]

    def keyset(direction: str) -> KeySet:
        return KeySet(
            secret(f"{direction} data"), secret(f"{direction} iv"), secret(f"{direction} sig")
        )

    return LinkKeys(
        platform_code=PLATFORM_CODE,
        outbound=keyset("outbound"),
        inbound=keyset("inbound"),
        outbound_secret=secret("outbound token"),
        inbound_secret=secret("inbound token"),
    )
