"""Keys are put where only this system reads them, and nonsense is not."""

import io
import json
from getpass import GetPassWarning
from pathlib import Path
from warnings import warn

import keyring
import keyring.backends.fail
import pytest

from main import main
from network.keys import resolve
from network.system_vault import open_vault
from network.vault import FILE
from tests.network.test_keys import LINK


@pytest.fixture(autouse=True)
def _without_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", keyring.backends.fail.Keyring)
    monkeypatch.setenv("CHARGEDECK_PASSPHRASE", "open sesame")


def run(monkeypatch: pytest.MonkeyPatch, folder: Path, verb: str, text: str = "") -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    return main(["secret", verb, "TENGHE", "--from-stdin", "--data-dir", str(folder)])


def test_keys_are_kept_found_and_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def found() -> str | None:
        return open_vault(tmp_path, "open sesame").read("TENGHE")

    assert run(monkeypatch, tmp_path, "put", LINK) == 0
    assert found() == LINK
    keys = resolve("vault:TENGHE", {}, lambda: open_vault(tmp_path, "open sesame"))
    assert keys.platform_code == "123456789"
    assert run(monkeypatch, tmp_path, "remove") == 0
    assert found() is None
    assert capsys.readouterr().out == "vault:TENGHE is kept\nvault:TENGHE is forgotten\n"


def test_what_is_nobodys_keys_is_refused_and_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, tmp_path, "put", '{"hunter2":') != 0
    said = capsys.readouterr()
    assert "these are no operator's keys" in said.err
    assert "hunter2" not in said.out + said.err
    assert not (tmp_path / FILE).exists()


def test_without_keyring_and_passphrase_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("CHARGEDECK_PASSPHRASE")
    assert run(monkeypatch, tmp_path, "put", LINK) != 0
    assert "CHARGEDECK_PASSPHRASE is not set" in capsys.readouterr().err


def test_a_name_that_no_file_can_refer_to_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["secret", "remove", "a b", "--data-dir", str(tmp_path)]) != 0
    assert "a name is made of letters" in capsys.readouterr().err


@pytest.mark.parametrize("part", ["data_secret", "data_iv"])
def test_keys_that_no_link_can_use_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], part: str
) -> None:
    keys = json.loads(LINK)
    keys["inbound"][part] = "hunter2"
    assert run(monkeypatch, tmp_path, "put", json.dumps(keys)) == 2
    said = capsys.readouterr().err
    assert "vault:TENGHE: data_secret and data_iv must be 16 characters" in said
    assert "hunter2" not in said
    assert not (tmp_path / FILE).exists()


def test_what_is_not_kept_cannot_be_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, tmp_path, "remove") == 2
    assert capsys.readouterr().err == "chargedeck: vault:TENGHE: is not kept here\n"


@pytest.mark.parametrize("error", [EOFError(), GetPassWarning()])
def test_without_a_terminal_it_says_what_to_do(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: Exception,
) -> None:
    def ask(_: str) -> str:
        raise error

    monkeypatch.setattr("main.getpass", ask)
    assert main(["secret", "put", "TENGHE", "--data-dir", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert said == "chargedeck: there is no terminal to ask at; use --from-stdin\n"


def test_a_terminal_that_would_show_the_keys_is_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def ask(_: str) -> str:
        warn("Password input may be echoed.", GetPassWarning, stacklevel=1)
        return LINK

    monkeypatch.setattr("main.getpass", ask)
    assert main(["secret", "put", "TENGHE", "--data-dir", str(tmp_path)]) == 2
    assert "use --from-stdin" in capsys.readouterr().err


@pytest.mark.parametrize("errors", ["strict", "surrogateescape"])
def test_keys_that_are_not_utf_8_are_refused_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], errors: str
) -> None:
    typed = io.TextIOWrapper(io.BytesIO(b'{"key":"\xff\xfe"}'), "utf-8", errors)
    monkeypatch.setattr("sys.stdin", typed)
    words = ["secret", "put", "TENGHE", "--from-stdin", "--data-dir", str(tmp_path)]
    assert main(words) == 2
    assert capsys.readouterr().err.count("\n") == 1
