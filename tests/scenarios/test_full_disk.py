"""On a disk that is truly full what was there keeps working, and nothing half is left behind."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from network.sandbox.nation import build
from network.sandbox.nation_sheet import NationOperator
from network.stations import Access, Network
from ui.wiring.network_file import NETWORK_FILE

ROOT = Path(__file__).parents[2]
SMALL = (NationOperator("large", Network.THIRD_PARTY, 400, Access.SCAN),)
# A file system of its own, seen by nobody else, and gone with the process.
MOUNTED = ["unshare", "--map-root-user", "--mount", "sh", "-c"]
PLAY = """
import json, os, sys
from pathlib import Path
import main
folder, table = Path(sys.argv[1]), sys.argv[2]

def run(*words):
    return main.main(["catalogue", *words, "--data-dir", str(folder)])

assert run("stats") == 0
with open(folder / "filler", "wb", buffering=0) as filler:
    for size in (65536, 512, 1):
        try:
            while True:
                filler.write(bytes(size))
        except OSError:
            pass
told = [run("import", table, "--format", "csv"), os.listdir(folder / "imports") if
        (folder / "imports").exists() else [], run("stats")]
(folder / "filler").unlink()
told += [run("import", table, "--format", "csv"), os.listdir(folder / "imports"), run("stats")]
print("TOLD " + json.dumps(told))
"""


def mounted(folder: Path, command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command where a folder is a disk of 8 MB that holds what the folder held."""
    script = 'cp -r "$0" "$0.copy" && mount -t tmpfs -o size=8m tmpfs "$0" && cp "$0.copy"/* "$0"'
    return subprocess.run(
        [*MOUNTED, f'{script} && exec "$@"', str(folder), *command],
        capture_output=True, text=True, timeout=120, check=False, cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a disk as Linux does")
def test_an_import_on_a_full_disk_leaves_the_old_catalogue_and_no_import(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    build(folder / NETWORK_FILE, SMALL)
    table = tmp_path / "zz.csv"
    table.write_text("name,lat,lon\nA,31.2,121.5\n", encoding="utf-8")
    probe = tmp_path / "probe"
    probe.mkdir()
    (probe / "file").touch()
    if mounted(probe, ["true"]).returncode:
        pytest.skip("nobody may mount a disk here")
    played = mounted(folder, [sys.executable, "-c", PLAY, str(folder), str(table)])
    told = [line for line in played.stdout.splitlines() if line.startswith("TOLD ")]
    assert told, played.stderr
    failed, left, *rest = json.loads(told[0].removeprefix("TOLD "))
    assert (failed != 0, left) == (True, [])
    assert rest == [0, 0, ["zz"], 0]
    assert "Traceback" not in played.stderr
    assert "full" in played.stderr or "No space left" in played.stderr
