"""Who vouches for one host does not for another, and files are read once."""

import ssl
from pathlib import Path

import pytest

from network.trust import Trust
from tests.network.certificates import new_authority


def _system() -> ssl.SSLContext:
    return ssl.create_default_context()


def test_no_line_is_open_to_whoever_comes(tmp_path: Path) -> None:
    trust = Trust({"localhost": new_authority(tmp_path).file}, _system)
    for origin in ("https://localhost:1", "https://elsewhere.example"):
        tls = trust.of(origin)
        assert (tls.verify_mode, tls.check_hostname) == (ssl.CERT_REQUIRED, True)


def test_an_open_line_trusts_nobody() -> None:
    def never() -> ssl.SSLContext:
        raise AssertionError

    assert Trust({}, never).of("http://elsewhere.example").get_ca_certs() == []


def test_hosts_without_authorities_of_their_own_share_what_was_read_once(tmp_path: Path) -> None:
    trust = Trust({"localhost": new_authority(tmp_path).file}, _system)
    one, other = trust.of("https://a.example"), trust.of("https://b.example:8443")
    assert one is other
    assert trust.of("https://localhost") is not one


def test_a_file_that_has_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Trust({"localhost": tmp_path / "gone.pem"}, _system).of("https://localhost")
