"""Seal and open the T/CEC 102.4-2016 envelope: AES-128-CBC inside, HMAC-MD5 outside. Pure."""

import base64
import binascii
import hashlib
import hmac
import re
from dataclasses import dataclass, field
from datetime import datetime

import msgspec
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7

from network.operators.twins import refuse_twins
from network.runtime import CHINA_TIME

RET_OK = 0
RET_BUSY = -1
RET_BAD_SIGNATURE = 4001
RET_BAD_TOKEN = 4002
RET_BAD_PARAMETERS = 4003
RET_BAD_BUSINESS = 4004
RET_SERVER_ERROR = 500

_BLOCK_BITS = 128
# T/CEC 102.4: from 0001 on in each second.
_SEQ = re.compile(r"[0-9]{4}")
_LARGEST_RET = 1_000_000
# Of Base64, whole fours: other threads get a turn in between, each slice takes 1 ms (measured).
_SLICE = 256 * 1024


class BadEnvelope(Exception):
    """The envelope breaks its standard; `ret` is the code with which a server answers it."""

    def __init__(self, reason: str, ret: int) -> None:
        super().__init__(reason)
        self.ret = ret


@dataclass(frozen=True, slots=True)
class KeySet:
    """The secrets a callee issued to one caller; both halves of a call use the same set."""

    data_secret: str = field(repr=False)
    data_iv: str = field(repr=False)
    sig_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Request:
    """An opened request: who calls, the business object as JSON bytes, and what came with it."""

    caller: str
    data: bytes
    time_stamp: str
    signature: str


@dataclass(frozen=True, slots=True)
class Response:
    """An opened answer; `data` is empty where the operator sent none."""

    ret: int
    message: str
    data: bytes


class _CallerField(msgspec.Struct):
    OperatorID: str


class _RequestFields(msgspec.Struct):
    OperatorID: str
    Data: str
    TimeStamp: str
    Seq: str
    Sig: str


class _ResponseFields(msgspec.Struct):
    Ret: int | str
    Msg: str | None = None
    Data: object = None
    Sig: str | None = None


def encrypt(keys: KeySet, plain: bytes) -> str:
    """Encrypt a business object into the text of `Data`."""
    padder = PKCS7(_BLOCK_BITS).padder()
    encryptor = _cipher(keys).encryptor()
    padded = padder.update(plain) + padder.finalize()
    return base64.b64encode(encryptor.update(padded) + encryptor.finalize()).decode()


def decrypt(keys: KeySet, data: str) -> bytes:
    """Decrypt the text of `Data`.

    Raises: BadEnvelope if it is not Base64, not whole blocks or wrongly padded.
    """
    decryptor = _cipher(keys).decryptor()
    unpadder = PKCS7(_BLOCK_BITS).unpadder()
    try:
        padded = b"".join(
            decryptor.update(base64.b64decode(data[at : at + _SLICE], validate=True))
            for at in range(0, len(data), _SLICE)
        )
        padded += decryptor.finalize()
        return unpadder.update(padded) + unpadder.finalize()
    except (binascii.Error, ValueError) as error:
        raise BadEnvelope("Data cannot be decrypted", RET_BAD_PARAMETERS) from error


def sign(keys: KeySet, *parts: str) -> str:
    """Sign the parts, joined without a separator, in upper-case hex."""
    text = "".join(parts).encode()
    return hmac.new(keys.sig_secret.encode(), text, hashlib.md5).hexdigest().upper()


def seal_request(keys: KeySet, caller: str, data: bytes, time_stamp: str, seq: str) -> bytes:
    """Build the body of a call."""
    sealed = encrypt(keys, data)
    signature = sign(keys, caller, sealed, time_stamp, seq)
    return msgspec.json.encode(_RequestFields(caller, sealed, time_stamp, seq, signature))


def caller_of(body: bytes) -> str:
    """Read who claims to call, to find the keys to check it with.

    Raises: BadEnvelope if the body names nobody.
    """
    try:
        return msgspec.json.decode(body, type=_CallerField).OperatorID
    except (msgspec.DecodeError, RecursionError) as error:
        raise BadEnvelope(f"not a request: {error}", RET_BAD_PARAMETERS) from error


def open_request(keys: KeySet, body: bytes) -> Request:
    """Verify, then decrypt, the body of a call.

    Raises: BadEnvelope
    """
    fields = _request_fields(body)
    expected = sign(keys, fields.OperatorID, fields.Data, fields.TimeStamp, fields.Seq)
    _check(expected, fields.Sig)
    if not _SEQ.fullmatch(fields.Seq):
        raise BadEnvelope("Seq is not of four digits", RET_BAD_PARAMETERS)
    plain = decrypt(keys, fields.Data)
    return Request(fields.OperatorID, plain, fields.TimeStamp, fields.Sig)


def seal_response(keys: KeySet, ret: int, message: str, data: bytes = b"") -> bytes:
    """Build the body of an answer; without data `Data` is the empty string."""
    sealed = encrypt(keys, data) if data else ""
    signature = sign(keys, str(ret), message, sealed)
    return msgspec.json.encode(_ResponseFields(ret, message, sealed, signature))


def build_refusal(ret: int, message: str) -> bytes:
    """Build the body of an answer to who has no keys: it is not signed, and holds no data."""
    return msgspec.json.encode(_ResponseFields(ret, message, "", ""))


def open_response(keys: KeySet, body: bytes) -> Response:
    """Verify, then decrypt, the body of an answer.

    A refusal (`Ret` other than 0) is believed without a signature and its data are dropped: peers
    send it unsigned, and nothing may be concluded from it but that we were not served.
    Raises: BadEnvelope
    """
    try:
        fields = msgspec.json.decode(body, type=_ResponseFields)
        refuse_twins(body)
        ret = int(fields.Ret)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise BadEnvelope(f"not an answer: {error}", RET_BAD_PARAMETERS) from error
    if abs(ret) > _LARGEST_RET:
        raise BadEnvelope("not an answer: Ret is none", RET_BAD_PARAMETERS)
    message = fields.Msg or ""
    if ret != RET_OK:
        return Response(ret, message, b"")
    data = fields.Data if isinstance(fields.Data, str) else ""
    # Some servers send Ret as text: what is signed is what was received.
    _check(sign(keys, str(fields.Ret), message, data), fields.Sig or "")
    return Response(ret, message, decrypt(keys, data) if data else b"")


class Stamps:
    """Number our calls: a TimeStamp, and a Seq that starts at 0001 in every second."""

    def __init__(self) -> None:
        self._second = ""
        self._count = 0

    def next(self, wall: datetime) -> tuple[str, str]:
        """Answer the TimeStamp and Seq of a call made at `wall`."""
        second = wall.astimezone(CHINA_TIME).strftime("%Y%m%d%H%M%S")
        self._count = self._count + 1 if second == self._second else 1
        self._second = second
        return second, f"{self._count:04d}"


def _request_fields(body: bytes) -> _RequestFields:
    try:
        fields = msgspec.json.decode(body, type=_RequestFields)
        refuse_twins(body)
    except (msgspec.DecodeError, RecursionError) as error:
        raise BadEnvelope(f"not a request: {error}", RET_BAD_PARAMETERS) from error
    return fields


def _check(expected: str, received: str) -> None:
    if not hmac.compare_digest(expected.encode(), received.encode()):
        raise BadEnvelope("the signature is wrong", RET_BAD_SIGNATURE)


def _cipher(keys: KeySet) -> Cipher[modes.CBC]:
    return Cipher(algorithms.AES(keys.data_secret.encode()), modes.CBC(keys.data_iv.encode()))
