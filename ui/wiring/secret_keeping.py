"""Put an operator's keys into the vault of this system, or take them out again."""

import os
import re
from collections.abc import Callable
from typing import TypeVar

import msgspec

from network.keys import ApiKey, LinkKeys, OcpiKeys, check_lengths
from network.system_vault import open_vault
from network.vault import PASSPHRASE, SecretError
from ui.command_line import Options

_T = TypeVar("_T")


def keep_secret(options: Options, ask: Callable[[], str], say: Callable[[str], None]) -> int:
    """Do as the command line says; `ask` reads the keys.

    Raises: SecretError, VaultError, KeysError for keys that no link can use.
    """
    if not re.fullmatch(r"\w{1,64}", options.secret):
        raise SecretError(f"{options.secret!r}: a name is made of letters, digits and _")
    vault = open_vault(options.data_dir, os.environ.get(PASSPHRASE))
    if options.verb == "remove":
        if vault.read(options.secret) is None:
            raise SecretError(f"vault:{options.secret}: is not kept here")
        vault.remove(options.secret)
        say(f"vault:{options.secret} is forgotten")
        return 0
    text = ask()
    reference = f"vault:{options.secret}"
    link = _read(text, LinkKeys)
    if link is not None:
        check_lengths(reference, link)
    elif not any(_read(text, shape) for shape in (OcpiKeys, ApiKey)):
        raise SecretError(f"{reference}: these are no operator's keys, see README.md")
    vault.write(options.secret, text)
    say(f"vault:{options.secret} is kept")
    return 0


def _read(text: str, shape: type[_T]) -> _T | None:
    try:
        return msgspec.json.decode(text, type=shape)
    except (msgspec.DecodeError, UnicodeEncodeError):  # what was no UTF-8 is half a character here
        return None
