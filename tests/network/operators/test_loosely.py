"""Foreign objects are read part by part."""

import msgspec
import pytest

from network.operators.loosely import read_loosely


class Inner(msgspec.Struct):
    name: str
    size: int | None = None


class Outer(msgspec.Struct):
    id: str
    inner: Inner | None = None
    inners: list[Inner] | None = None
    words: list[str] | None = None


def test_what_is_right_is_read_without_a_note() -> None:
    read, notes = read_loosely(b'{"id":"1","inners":[{"name":"a","size":"3"}],"x":1}', Outer)
    assert read == Outer("1", inners=[Inner("a", 3)])
    assert notes == ()


def test_an_optional_part_of_another_type_is_left_out() -> None:
    read, notes = read_loosely(b'{"id":"1","inner":"no","words":"no"}', Outer)
    assert read == Outer("1")
    assert notes == ("Outer.inner cannot be read", "Outer.words cannot be read")


def test_an_entry_of_a_list_is_left_out_and_the_others_stay() -> None:
    raw = b'{"id":"1","inners":[{"name":"a"},{"size":1},7,{"name":"b","size":[]}],"words":["x",[]]}'
    read, notes = read_loosely(raw, Outer)
    assert read == Outer("1", inners=[Inner("a"), Inner("b")], words=["x"])
    assert notes == (
        "an entry of Inner cannot be read",
        "an entry of Inner cannot be read",
        "Inner.size cannot be read",
        "an entry of str cannot be read",
    )


def test_a_number_is_taken_for_a_text() -> None:
    assert read_loosely(b'{"id":17}', Outer) == (Outer("17"), ("a text is a number",))


@pytest.mark.parametrize(
    "raw", [b"{}", b'{"id":[]}', b"[]", b"null", b'{"id":', b"\xff", b'{"a":' + b"[" * 100_000]
)
def test_what_cannot_be_read_at_all_is_refused(raw: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        read_loosely(raw, Outer)
