"""Say why a database cannot be written where it lies."""

import os
import shutil
from pathlib import Path
from typing import Final

# SQLite's index of its log takes 32 KiB (file format, 4.2); as much again for all else. Chosen.
_LEAST_ROOM: Final = 64 * 1024


def why_unwritable(path: Path) -> str:
    """Say why nothing can be written beside a file; empty where it is not known."""
    folder = path.parent
    try:
        if not os.access(folder, os.W_OK):
            return "the folder cannot be written"
        if shutil.disk_usage(folder).free < _LEAST_ROOM:
            return "the disk is full"
        if path.with_name(f"{path.name}-wal").is_dir() or not os.access(path, os.W_OK):
            return "the file cannot be written"
    except OSError:
        return ""
    return ""
