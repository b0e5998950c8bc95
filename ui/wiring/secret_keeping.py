"""Put an operator's keys into the vault of this system, or take them out again."""

import os
import re
from collections.abc import Callable

import msgspec

from network.keys import ApiKey, LinkKeys, OcpiKeys
from network.system_vault import open_vault
from network.vault import PASSPHRASE, SecretError
from ui.command_line import Options

_SHAPES = LinkKeys, OcpiKeys, ApiKey


def keep_secret(options: Options, ask: Callable[[], str], say: Callable[[str], None]) -> int:
    """Do as the command line says; `ask` reads the keys. Raises: SecretError, VaultError."""
    if not re.fullmatch(r"\w{1,64}", options.secret):
        raise SecretError(f"{options.secret!r}: a name is made of letters, digits and _")
    vault = open_vault(options.data_dir, os.environ.get(PASSPHRASE))
    if options.verb == "remove":
        vault.remove(options.secret)
        say(f"vault:{options.secret} is forgotten")
        return 0
    text = ask()
    if not any(_is(text, shape) for shape in _SHAPES):
        raise SecretError(f"vault:{options.secret}: these are no operator's keys, see README.md")
    vault.write(options.secret, text)
    say(f"vault:{options.secret} is kept")
    return 0


def _is(text: str, shape: type) -> bool:
    try:
        msgspec.json.decode(text, type=shape)
    except msgspec.DecodeError:
        return False
    return True
