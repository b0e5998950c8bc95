"""Hold a folder for one head unit at a time."""

import subprocess
import sys
from pathlib import Path

import pytest

from network.claim import ClaimError, claimed

_HOLD = """
import sys
from pathlib import Path
from network.claim import claimed
with claimed(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_folder_is_free_again_after_the_block(tmp_path: Path) -> None:
    for _ in range(2):
        with claimed(tmp_path):
            pass


def test_a_folder_that_another_process_holds_is_refused_until_that_dies(tmp_path: Path) -> None:
    other = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert other.stdout is not None
    assert other.stdin is not None
    assert other.stdout.readline() == b"held\n"
    with pytest.raises(ClaimError, match="another head unit uses this folder"), claimed(tmp_path):
        pass

    other.kill()
    other.wait()
    other.stdin.close()
    other.stdout.close()
    with claimed(tmp_path):
        pass


def test_a_folder_that_cannot_be_written_is_used_for_reading(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "head-unit.lock").mkdir()  # as where nothing can be written
    with claimed(tmp_path), claimed(tmp_path):
        pass
    assert "another head unit would not be noticed" in caplog.messages[0]
