"""Render every page in every theme and language into a folder, for looking at."""

import subprocess
import sys
from pathlib import Path

PAGES = (
    *("map", "station", "search", "filters", "charge"),
    *("receipts", "network", "settings", "service"),
)
# Every theme in Chinese, every language at night, the small and the large glass once: what breaks
# by itself is shown once, not in every combination.
LOOKS = (
    ("night", "zh", "1920x1200"),
    ("night-dim", "zh", "1920x1200"),
    ("day", "zh", "1920x1200"),
    ("night", "en", "1920x1200"),
    ("night", "fr", "1920x1200"),
    ("day", "fr", "1280x720"),
    ("night", "en", "1024x640"),
    ("night", "zh", "3072x1920"),
)


def main() -> int:
    """Render into the folder named on the command line; 1 if a page could not be rendered."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build/pictures")
    folder.mkdir(parents=True, exist_ok=True)
    failed = 0
    for page in PAGES:
        for theme, language, size in LOOKS:
            file = folder / f"{page}-{theme}-{language}-{size}.png"
            command = [sys.executable, "main.py", "--screenshot", str(file), "--page", page]
            command += ["--theme", theme, "--language", language, "--size", size]
            failed += subprocess.run(command, check=False).returncode != 0
            print(file, flush=True)  # noqa: T201 - the result of this program
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
