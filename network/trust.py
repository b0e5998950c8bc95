"""Whom to trust on a private line, host by host."""

import ssl
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

TLS_REASONS = {
    10: "its certificate has expired",
    18: "its certificate is self-signed",
    19: "its certificate is self-signed",
    20: "its certificate is from an authority that nobody knows",
    62: "its certificate is for another address",
}
"""Why a certificate is not believed, by OpenSSL's X509_V_ERR numbers."""


class Trust:
    """Contexts for TLS, one for each file of certificates, made when they are first asked for.

    `authorities` are files to trust beside those of the system, by host name; `system` makes a
    context that trusts the latter.
    """

    def __init__(
        self, authorities: Mapping[str, Path] | None, system: Callable[[], ssl.SSLContext]
    ) -> None:
        self._authorities = dict(authorities or {})
        self._system = system
        self._contexts: dict[Path | None, ssl.SSLContext] = {}

    def of(self, origin: str) -> ssl.SSLContext:
        """Answer whom to trust at an origin. Reading the authorities takes 20 ms: for a thread.

        Raises: OSError, ssl.SSLError where a file has gone or is none of certificates
        """
        parts = urlsplit(origin)
        if parts.scheme != "https":
            return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # trusts nobody
        further = self._authorities.get(parts.hostname or "")
        if further not in self._contexts:
            tls = self._system()
            if further is not None:
                tls.load_verify_locations(further)
            self._contexts[further] = tls
        return self._contexts[further]
