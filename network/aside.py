"""Keep a file that cannot be used, under another name."""

from pathlib import Path


def move_aside(path: Path) -> Path:
    """Rename a file to the first free `.aside-<n>`; answers where it lies. Raises: OSError."""
    number = 1
    while (target := path.with_name(f"{path.name}.aside-{number}")).exists():
        number += 1
    path.rename(target)
    return target
