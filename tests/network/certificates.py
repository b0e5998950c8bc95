"""Certificates for a server on loopback: a good one, and some that nobody should believe."""

import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

# Certificates are judged by the real clock: OpenSSL has no other.
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
FAR_AHEAD = datetime(2120, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Authority:
    """Who signs. `file` is what a client has to trust."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    file: Path


def new_authority(folder: Path) -> Authority:
    """Make an authority that signs for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name("A test's authority")
    certificate = (
        _builder(name, name, key, LONG_AGO, FAR_AHEAD)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "authority.pem"
    file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return Authority(key, certificate, file)


def server_side(
    folder: Path, authority: Authority | None, host: str = "localhost", days: int | None = None
) -> ssl.SSLContext:
    """Make a server's side, signed by an authority or by itself.

    `days` is how long it was good from 2020 on; None: it still is.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    end = FAR_AHEAD if days is None else LONG_AGO + timedelta(days=days)
    issuer = _name(host) if authority is None else authority.certificate.subject
    certificate = (
        _builder(_name(host), issuer, key, LONG_AGO, end)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(key if authority is None else authority.key, hashes.SHA256())
    )
    file = folder / "server.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    begin: datetime,
    end: datetime,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(end)
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])
