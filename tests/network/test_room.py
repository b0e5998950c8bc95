import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from network.catalogue_file import CatalogueError, CatalogueFile
from network.room import why_unwritable


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "c.sqlite"
    file = CatalogueFile.create(target)
    file.keep_log()
    file.close()
    return target


def test_why_nothing_can_be_written_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert why_unwritable(path) == ""
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1000))
        assert why_unwritable(path) == "the disk is full"
        path.with_name("c.sqlite-wal").mkdir()
        file = CatalogueFile.open(path)
        assert file.frozen == "the disk is full"
        with pytest.raises(CatalogueError, match=r"\(the disk is full\)"), file.at_once():
            pass
        file.close()
    with monkeypatch.context() as patch:
        patch.setattr(os, "access", lambda place, _: place != path.parent)
        assert why_unwritable(path) == "the folder cannot be written"
