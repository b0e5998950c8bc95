"""Every example object of the standard is read, and written as it was."""

import json
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from network.operators.loosely import read_loosely
from network.operators.ocpi_envelope import encode, parse_answer
from network.operators.ocpi_fields import (
    DisplayText,
    Evse,
    Hours,
    Location,
    Tariff,
)
from network.operators.ocpi_sale_fields import (
    Cdr,
    Credentials,
    Session,
    Token,
    VersionDetails,
    VersionInfo,
)
from tests.network.operators import ocpi_examples

# By how a file's name begins, the first that fits.
KINDS: tuple[tuple[str, Any], ...] = (
    ("cdr_", Cdr),
    ("credentials_", Credentials),
    ("location_energymix_", Location),
    ("location_example", Location),
    ("location_hours_", Hours),
    ("location_patch_example_status", Evse),
    ("location_patch_example_remove_evse", Evse),
    ("location_put_example_add_evse", Evse),
    ("location_regularhours_", Location),
    ("tariff_put", Tariff),
    ("tariff", Tariff),
    ("token_example", Token),
    ("token_put", Token),
    ("type_displaytext", DisplayText),
    ("version_details", VersionDetails),
    ("versions_info", list[VersionInfo]),
    ("session_example", Session),
)
# A PATCH carries part of an object, a transport example a wrapped one.
PARTS: dict[str, Any] = {
    "location_patch_example_location": Location,
    "session_patch_example_charging_period": Session,
    "session_patch_example_total_cost": Session,
}
WRAPPED: dict[str, Any] = {
    "transport_and_format_get_token_example": Token,
    "transport_and_format_get_token_list_example": list[Token],
    "transport_and_format_version_details_example": VersionDetails,
    "transport_and_format_version_info_example": list[VersionInfo],
}


def same(written: object, official: object) -> bool:
    """Compare as far as a reader may: numbers by value, a number written as text included."""
    if isinstance(official, dict):
        return isinstance(written, dict) and all(
            name in written and same(written[name], value)
            for name, value in official.items()
            if name != "floor"  # a slip of the example: 2.2.1 has floor_level
        )
    if isinstance(official, list):
        return (
            isinstance(written, list)
            and len(written) == len(official)
            and all(map(same, written, official))
        )
    if isinstance(official, int | float | Decimal) and not isinstance(official, bool):
        return Decimal(str(written)) == Decimal(str(official))
    return bool(written == official)


def official(name: str) -> bytes:
    folder = os.environ.get("CHARGEDECK_VECTORS")
    if folder is None:
        pytest.skip("CHARGEDECK_VECTORS is not set")
    return (Path(folder) / "ocpi" / "2.2.1" / f"{name}.json").read_bytes()


def test_every_official_example_is_read_and_written_again() -> None:
    folder = os.environ.get("CHARGEDECK_VECTORS")
    if folder is None:
        pytest.skip("CHARGEDECK_VECTORS is not set")
    files = sorted((Path(folder) / "ocpi" / "2.2.1").glob("*.json"))
    assert len(files) == 59
    for file in files:
        raw = file.read_bytes()
        name = file.stem
        if name in WRAPPED:
            read = msgspec.json.decode(parse_answer(raw).data, type=WRAPPED[name])
            assert same(json.loads(encode(read)), json.loads(raw)["data"]), name
        elif name in PARTS or "patch" in name:
            check_part(name, raw)
        else:
            kind = next(kind for start, kind in KINDS if name.startswith(start))
            read = msgspec.json.decode(raw, type=kind, strict=False)
            assert same(json.loads(encode(read)), json.loads(raw)), name


def check_part(name: str, raw: bytes) -> None:
    """Lay a PATCH over a whole object of its kind: every field of it is one of that kind."""
    patch = json.loads(raw)
    whole: dict[str, Any]
    kind: Any
    if name.startswith("session"):
        whole, kind = json.loads(ocpi_examples.SESSION), Session
    elif name.startswith("token"):
        whole, kind = json.loads(official("token_put_example")), Token
    elif name == "location_patch_example_tariff":
        whole, kind = json.loads(ocpi_examples.LOCATION)["evses"][0]["connectors"][0], None
        assert set(patch) <= set(whole)
        return
    elif "evse" in name or "status" in name:
        whole, kind = json.loads(ocpi_examples.LOCATION)["evses"][0], Evse
    else:
        whole, kind = json.loads(ocpi_examples.LOCATION), Location
    merged = whole | patch
    read = msgspec.json.decode(json.dumps(merged), type=kind, strict=False)
    assert same(json.loads(encode(read)), merged), name


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (ocpi_examples.LOCATION, Location),
        (ocpi_examples.SESSION, Session),
        (ocpi_examples.CDR, Cdr),
        (ocpi_examples.TARIFF, Tariff),
        (ocpi_examples.CREDENTIALS, Credentials),
    ],
)
def test_the_examples_in_the_repository_are_read_and_written_again(
    raw: bytes, kind: type[msgspec.Struct]
) -> None:
    read, notes = read_loosely(raw, kind)
    assert notes == ()
    assert same(json.loads(encode(read)), json.loads(raw))
