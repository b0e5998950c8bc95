"""Secrets are kept where only who may can read them, and are shown to nobody."""

import stat
import traceback
from pathlib import Path

import pytest

from network.vault import FILE, SealedVault, VaultError

SECRET = "hunter2-hunter2"
QUICK = 4
"""A key that is made 8192 times as fast as the real one."""


def sealed(folder: Path, passphrase: str = "open sesame") -> SealedVault:
    return SealedVault(folder / FILE, passphrase, log_n=QUICK)


def test_a_secret_is_there_after_a_restart_and_gone_when_removed(tmp_path: Path) -> None:
    assert sealed(tmp_path).read("A") is None
    sealed(tmp_path).write("A", SECRET)
    sealed(tmp_path).write("B", "二")
    assert (sealed(tmp_path).read("A"), sealed(tmp_path).read("B")) == (SECRET, "二")
    sealed(tmp_path).remove("A")
    sealed(tmp_path).remove("A")
    assert (sealed(tmp_path).read("A"), sealed(tmp_path).read("B")) == (None, "二")


def test_the_file_shows_neither_names_nor_secrets_and_is_for_its_owner(tmp_path: Path) -> None:
    sealed(tmp_path).write("TENGHE", SECRET)
    first = (tmp_path / FILE).read_bytes()
    assert b"TENGHE" not in first
    assert SECRET.encode() not in first
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    sealed(tmp_path).write("TENGHE", SECRET)
    assert (tmp_path / FILE).read_bytes() != first  # neither salt nor nonce is used twice
    assert [one.name for one in tmp_path.iterdir()] == [FILE]


def test_a_wrong_passphrase_and_a_changed_file_are_one_line_without_a_secret(
    tmp_path: Path,
) -> None:
    sealed(tmp_path).write("A", SECRET)
    good = (tmp_path / FILE).read_bytes()
    changed = [
        good.replace(b'"log_n":4', b'"log_n":5'),
        good.replace(b'"log_n":4', b'"log_n":40'),
        good[:-9] + (b"A" if good[-9:-8] != b"A" else b"B") + good[-8:],
        good[: len(good) // 2],
        b"",
        b"[" * 100_000,
    ]
    with pytest.raises(VaultError, match="the passphrase is wrong, or the file is damaged"):
        sealed(tmp_path, "close sesame").read("A")
    for data in changed:
        (tmp_path / FILE).write_bytes(data)
        with pytest.raises(VaultError) as caught:
            sealed(tmp_path).write("B", "other")
        assert "\n" not in str(caught.value)
        assert SECRET not in "".join(traceback.format_exception(caught.value))
        assert (tmp_path / FILE).read_bytes() == data


def test_the_key_is_made_as_dearly_as_it_is_said_to_be(tmp_path: Path) -> None:
    SealedVault(tmp_path / FILE, "open sesame").write("A", SECRET)
    assert b'"log_n":17,"r":8,"p":1' in (tmp_path / FILE).read_bytes()
    assert SealedVault(tmp_path / FILE, "open sesame").read("A") == SECRET


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(VaultError, match="No such file or directory"):
        sealed(tmp_path / "nowhere").write("A", SECRET)
