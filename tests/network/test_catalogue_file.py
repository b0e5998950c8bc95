from pathlib import Path

import pytest

from network.catalogue_file import (
    CatalogueError,
    CatalogueFile,
    Damaged,
    Unfit,
    is_damaged,
    logs_of,
    put_aside,
    put_back,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "c.sqlite"
    file = CatalogueFile.create(target)
    file.keep_log()
    file.close()
    return target


def put(file: CatalogueFile, code: int) -> None:
    file.write("INSERT INTO operators VALUES (?, ?, ?)", [(code, str(code), "own")])


def count(file: CatalogueFile) -> int:
    found: int = file.read("SELECT count(*) FROM operators")[0][0]
    return found


def test_a_reader_that_keeps_still_sees_nothing_of_what_is_written(path: Path) -> None:
    reader, writer = CatalogueFile.open(path), CatalogueFile.open(path)
    reader.keep_still()
    assert count(reader) == 0
    with writer.at_once():
        put(writer, 1)
    assert (count(reader), count(writer)) == (0, 1)
    other = CatalogueFile.open(path)
    assert count(other) == 1
    for file in (reader, writer, other):
        file.close()


def test_nothing_is_written_when_something_goes_wrong_within(path: Path) -> None:
    file = CatalogueFile.open(path)
    with file.at_once():
        put(file, 1)

    def twice() -> None:
        with file.at_once():
            put(file, 2)
            put(file, 1)

    with pytest.raises(Unfit, match="UNIQUE"):
        twice()
    assert count(file) == 1
    file.close()


def test_the_last_to_close_leaves_one_file(path: Path) -> None:
    file = CatalogueFile.open(path)
    with file.at_once():
        put(file, 1)
    assert [log.name for log in logs_of(path)] == ["c.sqlite-wal", "c.sqlite-shm"]
    file.close()
    assert logs_of(path) == []


def test_a_file_is_moved_aside_with_its_log(path: Path) -> None:
    path.with_name("c.sqlite-wal").write_bytes(b"log")
    assert put_aside(path).name == "c.sqlite.aside-1"
    assert path.with_name("c.sqlite.aside-1-wal").read_bytes() == b"log"
    assert not path.exists()


def test_a_missing_table_makes_the_file_unfit(path: Path) -> None:
    file = CatalogueFile.open(path)
    file.read("DROP TABLE stations")
    with pytest.raises(Unfit, match="no such table"):
        file.read("SELECT * FROM stations")
    file.close()


def test_a_place_that_is_a_folder_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="unable to open"):
        CatalogueFile.open(tmp_path)


def test_damage_that_is_found_is_remembered_until_the_file_is_put_aside(path: Path) -> None:
    file = CatalogueFile.open(path)
    file.check()
    file.close()
    data = bytearray(path.read_bytes())
    size = int.from_bytes(data[16:18], "big")  # SQLite's file format, 1.3: the page size
    data[size:] = b"\xff" * (len(data) - size)
    path.write_bytes(data)
    file = CatalogueFile.open(path)
    assert not is_damaged(path)
    with pytest.raises(Damaged):
        file.read("SELECT * FROM stations")
    file.close()
    assert is_damaged(path)
    with pytest.raises(Damaged, match="is damaged"):
        CatalogueFile.open(path)
    moved = put_aside(path)
    assert not is_damaged(path)
    put_back(moved, path)
    assert is_damaged(path)
    assert path.read_bytes() == data


def test_a_check_finds_damage_that_nobody_has_read(path: Path) -> None:
    file = CatalogueFile.open(path)
    file.read("PRAGMA writable_schema = ON")
    file.read("UPDATE sqlite_master SET rootpage = 2 WHERE name = 'stations'")
    file.close()
    file = CatalogueFile.open(path)
    with pytest.raises(Damaged):
        file.check()
    file.close()
    assert is_damaged(path)


def test_a_file_that_cannot_keep_a_log_is_read_as_it_was_and_written_once_it_can(
    path: Path,
) -> None:
    blocked = path.with_name("c.sqlite-wal")
    blocked.mkdir()  # as where there is no room for it
    file = CatalogueFile.open(path)
    assert file.frozen == "the file cannot be written"
    assert count(file) == 0

    def write() -> None:
        with file.at_once():
            put(file, 1)

    with pytest.raises(CatalogueError, match=r"c\.sqlite: .*\(the file cannot be written\)"):
        write()
    assert count(file) == 0
    blocked.rmdir()
    write()
    assert (count(file), file.frozen) == (1, "")
    file.close()


def test_what_a_missing_log_would_mend_is_not_called_damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    size = int.from_bytes(data[16:18], "big")  # SQLite's file format, 1.3: the page size
    data[size:] = b"\xff" * (len(data) - size)
    path.write_bytes(data)
    path.with_name("c.sqlite-wal").mkdir()
    file = CatalogueFile.open(path)
    with pytest.raises(CatalogueError, match="the file cannot be written"):
        count(file)
    assert not is_damaged(path)
    file.close()


def test_a_file_that_is_closed_while_a_thread_reads_stays_open_until_it_has_read(
    path: Path,
) -> None:
    file = CatalogueFile.open(path)
    with file.held():
        with file.held():
            file.close()
            assert count(file) == 0
        assert count(file) == 0
        assert logs_of(path) != []
    assert logs_of(path) == []  # the last one to leave has closed it
    with pytest.raises(CatalogueError, match="is not read any more"), file.held():
        pass
