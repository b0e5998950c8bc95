"""Check the compiled codec on values nobody published."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vehicle.gbt27930.codec import BadMessage, bcd_of, compile_codec, text_of, value_of
from vehicle.gbt27930.fields import MESSAGES
from vehicle.gbt27930.layout import Field, Kind, MessageSpec
from vehicle.gbt27930.messages import CODECS, Ccs
from vehicle.gbt27930.readings import examine


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(list(CODECS.values())), st.binary(min_size=49, max_size=60))
def test_what_was_decoded_encodes_to_what_decodes_alike(codec: object, data: bytes) -> None:
    assert isinstance(codec, tuple)
    spec, decode, encode, _ = codec
    with suppress(BadMessage):
        message = decode(data)
        again = encode(message)
        assert decode(again) == message
        if not spec.repeats:
            assert len(again) == spec.length


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(list(MESSAGES.values())), st.binary(min_size=49, max_size=49))
def test_the_straight_code_agrees_with_the_row_by_row_reading(
    spec: MessageSpec, data: bytes
) -> None:
    if spec.repeats:
        return
    codec = next(codec for codec in CODECS.values() if codec.spec is spec)
    with suppress(BadMessage):
        message = codec.decode(data)
        for reading in examine(spec, data):
            if reading.field.kind is not Kind.RESERVED:
                assert getattr(message, reading.field.name) == reading.value, reading


def test_a_raw_value_above_the_absurd_is_bad_in_a_short_frame_too() -> None:
    codec = CODECS[Ccs]
    with pytest.raises(BadMessage, match="3082"):
        codec.decode(bytes.fromhex("A00FECFC"))


@pytest.mark.parametrize(
    ("raw", "value"), [(0x59, 59), (0x2015, 2015), (0x1A, None), (0x0, 0), (0xA0, None)]
)
def test_binary_coded_decimals_are_read(raw: int, value: int | None) -> None:
    assert bcd_of(raw) == value


@pytest.mark.parametrize(
    ("data", "text"),
    [(b"KLIE", "KLIE"), (b"AB\xff\xff", "AB"), (b"\x00\x00", None), (b"\xff", None)],
)
def test_text_ends_where_the_filling_begins(data: bytes, text: str | None) -> None:
    assert text_of(data) == text


def test_a_value_of_all_ones_is_a_value_where_the_layout_says_so() -> None:
    group = Field("1", "group", "group", 4, absent=False)
    assert value_of(group, 15) == 15
    assert value_of(Field("1", "level", "level", 4), 15) is None


def test_a_dataclass_that_lacks_a_field_is_refused() -> None:
    spec = MessageSpec(
        "X", "x", 0, 6, from_car=True, length=1, least=1, segmented=False, repeats=0,
        fields=(Field("1", "missing", "missing", 8, Kind.CODE),),
    )  # fmt: skip
    with pytest.raises(AttributeError):
        compile_codec(spec, Ccs)
