"""What a listing has named is known to the run that goes on with it."""

from pathlib import Path

from network.listed import Listed


def test_a_listing_that_was_broken_off_is_known_in_full_to_the_next_run(tmp_path: Path) -> None:
    first = Listed(tmp_path / "c.listed")
    first.begin("a")
    first.add("a", ["1", "2\n3"])
    first.add("b", ["9"])  # no full listing
    second = Listed(tmp_path / "c.listed")
    second.go_on("a")
    second.go_on("b")
    second.add("a", ["4"])
    assert second.end("a") == {"1", "2\n3", "4"}
    assert second.end("b") is None
    assert list((tmp_path / "c.listed").iterdir()) == []


def test_what_is_not_known_in_full_is_not_known(tmp_path: Path) -> None:
    listed = Listed(tmp_path)
    listed.begin("a")
    listed.add("a", ["1"])
    (tmp_path / "a.jsonl").write_bytes(b'["1"]\n["2')  # torn as by a killed program
    later = Listed(tmp_path)
    later.go_on("a")
    assert later.end("a") is None


def test_a_new_listing_begins_with_nothing(tmp_path: Path) -> None:
    listed = Listed(tmp_path)
    listed.begin("a")
    listed.add("a", ["1"])
    listed.begin("a")
    listed.add("a", ["2"])
    assert listed.end("a") == {"2"}
    listed.begin("a")
    listed.add("a", ["3"])
    listed.forget()
    listed.go_on("a")
    assert listed.end("a") is None
