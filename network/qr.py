"""Read what a pile's code says: `hlht://` as T/CEC 102 has it, and what operators print. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from network.operators.directory import OperatorProfile

# A code holds some hundred characters at most where a camera reads it at once. Chosen.
MOST_CHARACTERS = 512
_SCHEME = "hlht://"
_CODE_LENGTH = 9


@dataclass(frozen=True, slots=True)
class PileCode:
    """What a code names. `rest` is what follows the slash, for query_start_charge's QRCode."""

    operator_id: str
    connector_id: str
    rest: str = ""


def parse_code(text: str, profiles: Iterable[OperatorProfile]) -> PileCode | None:
    """Read a scanned text; None where it is no code of an operator that we know.

    `hlht://{ConnectorID}.{OperatorID}/{rest}`: the operator's own data begin at the first slash,
    its code of 9 characters after the last dot before it. Leading zeros belong to the connector.
    """
    text = text.strip()
    if len(text) > MOST_CHARACTERS:
        return None
    known = list(profiles)
    if text.lower().startswith(_SCHEME):
        return _standard(text[len(_SCHEME) :], known)
    for profile in known:
        for pattern in profile.qr:
            match = pattern.fullmatch(text)
            if match:
                return PileCode(profile.id, match["connector"])
    return None


def _standard(text: str, profiles: Iterable[OperatorProfile]) -> PileCode | None:
    head, _, rest = text.partition("/")
    connector_id, _, code = head.rpartition(".")
    if not connector_id or len(code) != _CODE_LENGTH:
        return None
    for profile in profiles:
        if profile.code == code.upper():
            return PileCode(profile.id, connector_id, rest)
    return None
