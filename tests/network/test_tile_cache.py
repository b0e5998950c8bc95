from pathlib import Path

from network.tile_cache import TileCache, delete
from network.tile_source import TileKey

A, B, C = TileKey(10, 857, 418), TileKey(10, 858, 418), TileKey(10, 859, 418, "dark")
NOW_S = 1_752_000_000.0


def cache(folder: Path, most: int = 100, now_s: float = NOW_S) -> TileCache:
    made = TileCache(folder, lambda: now_s, most)
    made.take_over(made.scan())
    return made


def keep(to: TileCache, key: TileKey, content: bytes, *, is_fleeting: bool = False) -> None:
    to.write(key, content, NOW_S + 60)
    to.note(key, len(content), NOW_S + 60, is_fleeting=is_fleeting)
    delete(to.surplus())


def test_a_picture_is_found_again_in_the_next_run(tmp_path: Path) -> None:
    keep(cache(tmp_path), A, b"one")
    found = cache(tmp_path).find(A)
    assert found is not None
    assert found.read_bytes() == b"one"


def test_a_picture_is_fresh_until_its_time_is_over_and_stays_usable(tmp_path: Path) -> None:
    keep(cache(tmp_path), A, b"one")
    assert cache(tmp_path, now_s=NOW_S + 59).is_fresh(A)
    old = cache(tmp_path, now_s=NOW_S + 61)
    assert not old.is_fresh(A)
    assert old.find(A) is not None


def test_the_one_used_longest_ago_goes_when_there_is_too_much(tmp_path: Path) -> None:
    kept = cache(tmp_path, most=10)
    keep(kept, A, b"aaaa")
    keep(kept, B, b"bbbb")
    assert kept.find(A) is not None  # used last, though written first
    keep(kept, C, b"cccc")
    assert kept.find(B) is None
    assert not kept.path(B).exists()
    assert kept.find(A) is not None
    assert kept.find(C) is not None


def test_a_picture_that_comes_again_counts_once(tmp_path: Path) -> None:
    kept = cache(tmp_path, most=10)
    for _ in range(5):
        keep(kept, A, b"aaaa")
    keep(kept, B, b"bbbb")
    assert kept.find(A) is not None


def test_what_no_disk_may_keep_goes_at_the_end(tmp_path: Path) -> None:
    kept = cache(tmp_path)
    keep(kept, A, b"one", is_fleeting=True)
    keep(kept, B, b"two")
    kept.close()
    after = cache(tmp_path)
    assert after.find(A) is None
    assert after.find(B) is not None


def test_a_half_written_picture_is_not_found(tmp_path: Path) -> None:
    kept = cache(tmp_path)
    keep(kept, A, b"one")
    kept.path(A).rename(kept.path(A).with_suffix(".half"))
    assert cache(tmp_path).find(A) is None
