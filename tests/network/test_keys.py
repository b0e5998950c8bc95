"""References to keys are resolved or refused in one line."""

from pathlib import Path

import pytest

from network.keys import KeysError, resolve, resolve_api_key, resolve_ocpi
from network.vault import SealedVault, Vault, VaultError

KEYSET = '{"data_secret":"1234567890abcdef","data_iv":"1234567890abcdef","sig_secret":"s"}'
LINK = (
    f'{{"platform_code":"123456789","outbound":{KEYSET},"inbound":{KEYSET},'
    f'"outbound_secret":"o","inbound_secret":"i"}}'
)


def test_sandbox_keys_are_the_same_on_every_run_and_differ_by_operator() -> None:
    assert resolve("sandbox:tenghe", {}) == resolve("sandbox:tenghe", {})
    assert resolve("sandbox:tenghe", {}) != resolve("sandbox:chenxing", {})
    assert len(resolve("sandbox:tenghe", {}).outbound.data_secret) == 16


def test_both_directions_have_their_own_keys() -> None:
    keys = resolve("sandbox:tenghe", {})
    assert keys.outbound != keys.inbound


def test_keys_are_read_from_the_environment() -> None:
    keys = resolve("env:TENGHE", {"TENGHE": LINK})
    assert keys.platform_code == "123456789"
    assert keys.outbound.data_iv == "1234567890abcdef"


@pytest.mark.parametrize(
    ("reference", "environment", "says"),
    [
        ("env:TENGHE", {}, "env:TENGHE: the variable is not set"),
        ("env:TENGHE", {"TENGHE": "{"}, "env:TENGHE: "),
        ("env:TENGHE", {"TENGHE": LINK.replace("1234567890abcdef", "short")}, "16 characters"),
        ("file:x", {}, "file:x: must be sandbox:ID, vault:NAME or env:NAME"),
        ("sandbox:", {}, "must be sandbox:ID"),
        ("vault:TENGHE", {}, "vault:TENGHE: there is no vault here"),
    ],
)
def test_keys_that_cannot_be_had_are_one_line(
    reference: str, environment: dict[str, str], says: str
) -> None:
    with pytest.raises(KeysError, match=says) as caught:
        resolve(reference, environment)
    assert "\n" not in str(caught.value)


def test_secrets_do_not_show_in_a_log_line() -> None:
    keys = resolve("sandbox:tenghe", {})
    assert keys.outbound_secret not in repr(keys)
    assert keys.outbound.data_secret not in repr(keys)


def test_tokens_of_ocpi_differ_and_are_the_same_on_every_run() -> None:
    keys = resolve_ocpi("sandbox:muyun", {})
    assert keys == resolve_ocpi("sandbox:muyun", {})
    assert len({keys.token_a, keys.token_b, keys.token_c}) == 3
    assert (keys.country_code, keys.party_id) == ("CN", "CDK")


def test_tokens_of_ocpi_are_read_from_the_environment_and_never_shown() -> None:
    raw = (
        '{"country_code":"CN","party_id":"ABC","contract_id":"C","token_a":"secret-a",'
        '"token_b":"secret-b"}'
    )
    keys = resolve_ocpi("env:MUYUN", {"MUYUN": raw})
    assert (keys.token_b, keys.token_c) == ("secret-b", "")
    assert "secret" not in repr(keys)
    for reference in ("env:NONE", "file:x", "env:"):
        with pytest.raises(KeysError, match=reference):
            resolve_ocpi(reference, {"MUYUN": raw})
    with pytest.raises(KeysError, match="token_b"):
        resolve_ocpi("env:X", {"X": raw.replace("token_b", "token_d")})


def test_a_key_that_only_lists_stations_is_read_and_not_shown() -> None:
    key = resolve_api_key("env:OCM", {"OCM": '{"key":"f00d"}'})
    assert key.key == "f00d"
    assert "f00d" not in repr(key)
    with pytest.raises(KeysError, match="the variable is not set"):
        resolve_api_key("env:OCM", {})


def test_keys_are_read_from_the_vault_which_is_opened_only_then(tmp_path: Path) -> None:
    opened = []

    def vault() -> Vault:
        opened.append(1)
        return SealedVault(tmp_path / "secrets.sealed", "open sesame", log_n=4)

    assert resolve("sandbox:tenghe", {}, vault) == resolve("sandbox:tenghe", {})
    assert opened == []
    vault().write("TENGHE", LINK)
    assert resolve("vault:TENGHE", {}, vault) == resolve("env:TENGHE", {"TENGHE": LINK})
    with pytest.raises(KeysError, match="vault:CHENXING: the vault does not have it"):
        resolve("vault:CHENXING", {}, vault)


def test_a_vault_that_stays_closed_is_one_line() -> None:
    def vault() -> Vault:
        raise VaultError("this system has no keyring")

    with pytest.raises(KeysError, match="vault:TENGHE: this system has no keyring"):
        resolve("vault:TENGHE", {}, vault)
    with pytest.raises(KeysError, match="vault:MUYUN: this system has no keyring"):
        resolve_ocpi("vault:MUYUN", {}, vault)
