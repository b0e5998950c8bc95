import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QImage

ROOT = Path(__file__).parents[2]


def _render(command: list[str], target: Path, **environment: str) -> tuple[str, NDArray[np.uint8]]:
    result = subprocess.run(
        [*command, sys.executable, "-m", "tests.ui.render_map", str(target)],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    image = QImage(str(target)).convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(720, 1280, 4)
    return result.stdout.strip(), pixels[:, :, :3].copy()


@pytest.mark.skipif(shutil.which("xvfb-run") is None, reason="xvfb-run is not installed")
def test_a_gpu_draws_the_same_map_as_the_software_renderer(tmp_path: Path) -> None:
    xvfb = ["xvfb-run", "-a", "-s", "-screen 0 1280x720x24"]
    software, expected = _render([], tmp_path / "software.png")
    gpu, drawn = _render(
        xvfb,
        tmp_path / "gpu.png",
        QT_QPA_PLATFORM="xcb",
        QT_QUICK_BACKEND="",
        LIBGL_ALWAYS_SOFTWARE="1",
    )
    # llvmpipe stands in for the GPU; offscreen always means the software renderer.
    assert (software, gpu) == ("Software", "OpenGL")
    difference = np.abs(drawn.astype(int) - expected.astype(int)).max(axis=2)
    # Blending rounds differently, and the turned arrow is sampled differently: its edge is some
    # 300 pixels. Nothing else may differ by more than a shade.
    assert np.mean(difference > 8) < 0.001
    assert np.mean(difference) < 0.5
    # Both have the marks: mint is nowhere else on the map.
    mint = np.array([0x9A, 0xD4, 0x35])
    for picture in (expected, drawn):
        assert np.sum(np.all(picture == mint, axis=2)) > 500
