"""Read resources/operators/*.toml: who sells, under which name and mark, over which protocol."""

import re
import ssl
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, Flag, auto
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

import msgspec

from network.operators.dialect import Spelling
from network.stations import Network
from network.wire import is_address


class DirectoryError(Exception):
    """An operator file cannot be used; one line names file, field and reason."""


class Protocol(Enum):
    """How an operator is spoken to."""

    TCEC102 = "tcec102"
    OCPI = "ocpi"  # 2.2.1; `endpoint` is the address of the operator's versions
    OPENCHARGEMAP = "openchargemap"  # Open Charge Map v3: lists stations, sells nothing
    HANDOFF = "handoff"  # no interface: the partner's own app does it


class Ability(Flag):
    """What an operator's interface lets us do."""

    NONE = 0
    STATIONS = auto()
    PRICES = auto()
    REMOTE_START = auto()
    SCAN = auto()
    PLUG_AND_CHARGE = auto()
    PARTNER_APP = auto()
    GROUND_LOCK = auto()
    FAULT_REPORT = auto()


Area = str | tuple[float, float, float, float]
"""A country's two letters, or the degrees of a box: north, west, south, east."""


@dataclass(frozen=True, slots=True)
class OperatorProfile:
    """One operator, as its file describes it.

    `code` is the 9-character organisation code of T/CEC 102. `weight` is its number of connectors.
    `mark` is one hanzi, drawn in `colour`; `names` and `payment` hold zh, en and fr. `poll_s` is
    the pause between questions about a running charge. `dialect` maps the standard's field names
    to its own, in all interfaces or in one. `paths` are interfaces of T/CEC 102 that are not below
    the endpoint. `qr` are patterns of what its piles' codes say, with a group named `connector`.
    `since` is the day from which on it is part of the network, None: always. `area` is what is
    asked for where an interface lists the whole world; empty with all others. `authorities` is a
    file of certificates to trust at its endpoint beside those of the system.
    """

    id: str
    code: str
    names: Mapping[str, str]
    mark: str
    colour: str
    network: Network
    protocol: Protocol
    endpoint: str
    keys: str
    abilities: Ability
    weight: int
    payment: Mapping[str, str]
    poll_s: float
    dialect: Spelling = field(default_factory=dict)
    paths: Mapping[str, str] = field(default_factory=dict)
    qr: tuple[re.Pattern[str], ...] = ()
    since: date | None = None
    area: Area = ""
    authorities: Path | None = None

    def name(self, language: str) -> str:
        """Name the operator in `zh`, `en` or `fr`."""
        return self.names[language]


class _File(msgspec.Struct, forbid_unknown_fields=True):
    """The fields of one operator file; `id` is the file's name."""

    code: str
    names: dict[str, str]
    mark: str
    colour: str
    network: Network
    protocol: Protocol
    endpoint: str
    keys: str
    abilities: list[str]
    weight: int
    payment: dict[str, str]
    poll_s: float = 30.0
    dialect: dict[str, str | dict[str, str]] = {}
    paths: dict[str, str] = {}
    qr: list[str] = []
    since: date | None = None
    area: Area = ""
    authorities: str = ""


EXAMPLE = "_"
"""A file whose name begins with it shows how one is written; it is no operator."""
SANDBOX = "sandbox:"
"""The endpoint of an operator that lives on this machine."""
_LANGUAGES = {"zh", "en", "fr"}
_RULES: tuple[tuple[str, str, str], ...] = (
    ("code", r"[0-9A-Z]{9}", "must be 9 digits or capital letters"),
    ("mark", r"[\u4e00-\u9fff]", "must be one hanzi"),
    ("colour", r"#[0-9A-F]{6}", "must look like #12AB9F"),
    ("endpoint", r"sandbox:|https?://\S+|", "must be sandbox: or a URL"),
    ("keys", r"(sandbox|vault|env):\w+|", "must be sandbox:ID, vault:NAME or env:NAME"),
)


class Directory:
    """All operators, by id, largest first."""

    def __init__(self, profiles: Mapping[str, OperatorProfile]) -> None:
        self.profiles = dict(sorted(profiles.items(), key=lambda item: (-item[1].weight, item[0])))
        self._by_code = {profile.code: profile for profile in self.profiles.values()}

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read every operator file in `folder`.

        Raises: DirectoryError for the first file that cannot be used, or if there is none.
        """
        files = [
            path for path in sorted(folder.glob("*.toml")) if not path.name.startswith(EXAMPLE)
        ]
        profiles = {path.stem: load_profile(path) for path in files}
        if not profiles:
            raise DirectoryError(f"{folder}: holds no operator file")
        codes: dict[str, str] = {}
        for profile in profiles.values():
            twin = codes.setdefault(profile.code, profile.id)
            if twin != profile.id:
                raise DirectoryError(f"{profile.id}.toml: code: is taken by {twin}.toml")
        return cls(profiles)

    def authorities(self) -> dict[str, Path]:
        """Tell whom to trust beside the system's authorities, by the host name of the endpoint."""
        return {
            urlsplit(profile.endpoint).hostname or "": profile.authorities
            for profile in self.profiles.values()
            if profile.authorities is not None
        }

    def by_code(self, code: str) -> OperatorProfile | None:
        """Find an operator by its 9-character organisation code."""
        return self._by_code.get(code)


def load_profile(path: Path) -> OperatorProfile:
    """Read one operator's file.

    Raises: DirectoryError
    """
    try:
        with path.open("rb") as file:
            raw = msgspec.convert(tomllib.load(file), _File)
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DirectoryError(f"{path.name}: {error}") from error
    for name, pattern, reason in _RULES:
        if not re.fullmatch(pattern, getattr(raw, name)):
            raise DirectoryError(f"{path.name}: {name}: {reason}")
    if raw.endpoint not in ("", SANDBOX) and not is_address(raw.endpoint):
        raise DirectoryError(f"{path.name}: endpoint: no such host or port can be called")
    for name, texts in (("names", raw.names), ("payment", raw.payment)):
        if texts.keys() != _LANGUAGES:
            raise DirectoryError(f"{path.name}: {name}: must be zh, en and fr")
    if raw.protocol is not Protocol.HANDOFF and not (raw.endpoint and raw.keys):
        raise DirectoryError(f"{path.name}: endpoint: and keys are needed by {raw.protocol.value}")
    _check_area(path, raw)
    plain = msgspec.structs.asdict(raw)
    del plain["abilities"], plain["qr"], plain["authorities"]
    return OperatorProfile(
        id=path.stem,
        abilities=_abilities(path, raw.abilities),
        qr=tuple(_pattern(path, text) for text in raw.qr),
        authorities=_authorities(path, raw),
        **plain,
    )


def _authorities(path: Path, raw: _File) -> Path | None:
    """Find the file of an operator's own authorities, and see whether it is one."""
    if not raw.authorities:
        return None
    if not raw.endpoint.startswith("https:"):
        raise DirectoryError(f"{path.name}: authorities: need an endpoint with https")
    file = path.parent / raw.authorities
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(file)
    except OSError as error:
        reason = error.strerror if isinstance(error, FileNotFoundError) else "holds no certificate"
        raise DirectoryError(f"{path.name}: authorities: {file}: {reason}") from error
    return file


def _check_area(path: Path, raw: _File) -> None:
    is_world = raw.protocol is Protocol.OPENCHARGEMAP
    if is_world and raw.endpoint == SANDBOX:
        raise DirectoryError(f"{path.name}: endpoint: of openchargemap must be a URL")
    if is_world and not _is_area(raw.area):
        reason = "must be two letters or [north, west, south, east]"
        raise DirectoryError(f"{path.name}: area: {reason}")
    if raw.area and not is_world:
        raise DirectoryError(f"{path.name}: area: is for openchargemap alone")


def _is_area(area: Area) -> bool:
    if isinstance(area, str):
        return re.fullmatch(r"[A-Z]{2}", area) is not None
    north, west, south, east = area
    return -90 <= south < north <= 90 and -180 <= west < east <= 180


def _pattern(path: Path, text: str) -> re.Pattern[str]:
    try:
        pattern = re.compile(text)
    except re.error as error:
        raise DirectoryError(f"{path.name}: qr: {error}") from error
    if "connector" not in pattern.groupindex:
        raise DirectoryError(f"{path.name}: qr: {text} has no group named connector")
    return pattern


def _abilities(path: Path, words: list[str]) -> Ability:
    abilities = Ability.NONE
    for word in words:
        try:
            abilities |= Ability[word.upper()]
        except KeyError as error:
            raise DirectoryError(f"{path.name}: abilities: {word} is not one") from error
    return abilities
