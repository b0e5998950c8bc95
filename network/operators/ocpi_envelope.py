"""The frame of OCPI 2.2.1: status codes, the token's header, times and pages. Pure."""

import base64
import binascii
import re
from datetime import UTC, datetime

import msgspec

from network.operators.twins import refuse_twins

OK = 1000
CLIENT_ERROR = 2000
BAD_PARAMETERS = 2001
NOT_ENOUGH = 2002
UNKNOWN_LOCATION = 2003
UNKNOWN_TOKEN = 2004
SERVER_ERROR = 3000
CANNOT_CALL_BACK = 3001
UNSUPPORTED_VERSION = 3002
NO_ENDPOINTS = 3003

VERSIONS = ("2.2.1", "2.2")
"""What we speak, best first; 2.2 differs in nothing that is used here."""

_ENCODER = msgspec.json.Encoder(decimal_format="number")
_SCHEME = "Token "
# RFC 3339; 2.2.1 wants UTC with a Z, and a time without a zone is to be taken for UTC.
_TIME = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(Z|z|[+-]\d{2}:?\d{2})?"
)
_NESTED = (b"[", b"{")
_LINK = re.compile(r"<([^<>]*)>([^<]*)")
_NEXT = re.compile(r';\s*rel\s*=\s*"?next"?(?=\s*(?:[;,]|$))', re.IGNORECASE)


class Answer(msgspec.Struct, omit_defaults=True):
    """The wrapper of every answer; `data` may be absent on errors and after a PUT or PATCH."""

    status_code: int
    data: msgspec.Raw = msgspec.Raw()
    status_message: str | None = None
    timestamp: str | None = None


def build_header(token: str, *, is_plain: bool = False) -> str:
    """Write the Authorization header; `is_plain` is for peers that do not take Base64."""
    word = token if is_plain else base64.b64encode(token.encode()).decode()
    return f"{_SCHEME}{word}"


def parse_header(header: str) -> tuple[str, ...]:
    """Read which tokens an Authorization header may mean, the likelier one first; may be empty.

    The standard's own examples have a line feed in the encoded token, and older peers do not
    encode at all.
    """
    if not header.lower().startswith(_SCHEME.lower()):
        return ()
    word = header[len(_SCHEME) :].strip()
    try:
        decoded = base64.b64decode(word, validate=True).decode().removesuffix("\n")
    except (binascii.Error, UnicodeDecodeError):
        return (word,) if word else ()
    return (decoded, word) if decoded else ()


def build_answer(
    wall: datetime, data: object = None, status_code: int = OK, message: str | None = None
) -> bytes:
    """Write an answer, without data where there is none."""
    head = Answer(status_code, status_message=message, timestamp=build_time(wall))
    if data is not None:
        head.data = msgspec.Raw(encode(data))
    return msgspec.json.encode(head)


def parse_answer(body: bytes) -> Answer:
    """Read an answer's wrapper.

    Raises: msgspec.DecodeError
    """
    try:
        answer = msgspec.json.decode(body, type=Answer, strict=False)
        # What it carries is looked through object by object: one must not spoil a whole page.
        data = bytes(answer.data)
        refuse_twins(body.replace(data, b"null", 1) if data.startswith(_NESTED) else body)
    except RecursionError as error:
        raise msgspec.DecodeError(str(error)) from error
    return answer


def encode(value: object) -> bytes:
    """Write an object; decimals go out as JSON numbers."""
    return _ENCODER.encode(value)


def build_time(moment: datetime) -> str:
    """Write a moment in UTC, to the second."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def parse_time(text: str) -> datetime:
    """Read a moment; one without a zone is UTC."""
    match = _TIME.fullmatch(text.strip())
    if match is None:
        raise msgspec.ValidationError(f"{text!r} is not a time")
    day, clock, fraction, zone = match.groups()
    zone = "+00:00" if zone in (None, "Z", "z") else zone
    try:
        moment = datetime.fromisoformat(f"{day}T{clock}.{(fraction or '0')[:6]:0<6}{zone}")
    except ValueError as error:
        raise msgspec.ValidationError(f"{text!r} is not a time") from error
    return moment.astimezone(UTC)


def build_link(url: str) -> str:
    """Write the Link header of a page that is not the last."""
    return f'<{url}>; rel="next"'


def parse_link(header: str) -> str | None:
    """Find the address of the next page in a Link header; None on the last page."""
    for match in _LINK.finditer(header):
        if _NEXT.search(match[2]):
            return match[1].strip()
    return None
