"""Run every benchmark in a process of its own; exit 1 when a figure was missed."""

import json
import subprocess
import sys
from pathlib import Path

# One benchmark may take this long (chosen: the slowest builds a whole network first).
LIMIT_S = 600


def main() -> int:
    """Run all `bench_*.py` beside this file, or those whose names hold the argument."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    missed = []
    for file in sorted(Path(__file__).parent.glob("bench_*.py")):
        if wanted not in file.stem:
            continue
        run = subprocess.run(
            [sys.executable, "-m", f"tests.benchmarks.{file.stem}"],
            stdout=subprocess.PIPE,
            text=True,
            timeout=LIMIT_S,
            check=False,
        )
        for line in run.stdout.splitlines():
            print(line, flush=True)
            if line.startswith("{") and not json.loads(line)["ok"]:
                missed.append(json.loads(line)["name"])
        if run.returncode != 0:
            missed.append(f"{file.stem} (ended with {run.returncode})")
    if missed:
        print("missed: " + ", ".join(missed), file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
