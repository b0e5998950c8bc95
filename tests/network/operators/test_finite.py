"""Numbers that are none, however they are written, in whatever depth."""

from decimal import Decimal

import msgspec
import pytest

from network.operators.dialect import Dialect
from network.operators.finite import check_numbers
from network.operators.loosely import read_loosely
from network.operators.ocpi_sale_fields import Cdr
from network.operators.tcec102_fields import OrderInfo
from tests.network.operators import ocpi_examples
from tests.network.operators.test_tcec102_parse import BILL, XIAOJU


class Inner(msgspec.Struct):
    size: Decimal | None = None


class Outer(msgspec.Struct):
    inners: list[Inner]
    power: float | None = None


@pytest.mark.parametrize(
    "text", ["NaN", "sNaN", "-Infinity", "inf", "1e12", "-1e999999", "9" * 400]
)
def test_what_is_no_number_is_refused_at_any_depth(text: str) -> None:
    with pytest.raises(msgspec.ValidationError, match="is no number"):
        check_numbers(Outer([Inner(), Inner(Decimal(text))]))
    with pytest.raises(msgspec.ValidationError, match="is no number"):
        check_numbers(Outer([], float(text.replace("sNaN", "nan"))))


class Counted(msgspec.Struct):
    count: int | None
    is_so: bool = True


@pytest.mark.parametrize("number", [2**53, -(2**53), 10**400])
def test_a_whole_number_that_no_double_holds_is_refused(number: int) -> None:
    with pytest.raises(msgspec.ValidationError, match="a whole number is too large"):
        check_numbers([Counted(number)])
    check_numbers([Counted(2**53 - 1), Counted(None)])


def test_numbers_are_passed() -> None:
    check_numbers(Outer([Inner(Decimal("-0.01"))], 999_999_999_999.0))


@pytest.mark.parametrize("dialect", [Dialect(), XIAOJU])
@pytest.mark.parametrize("text", ['"NaN"', '"Infinity"', "1e30"])
def test_a_bill_over_no_number_is_no_bill(dialect: Dialect, text: str) -> None:
    raw = BILL.replace('"TotalMoney":43.40', f'"TotalMoney":{text}')
    raw = raw.replace("Sevice", "Service") if dialect is XIAOJU else raw
    with pytest.raises(msgspec.DecodeError):
        dialect.decode(raw.encode(), OrderInfo)


def test_a_part_that_is_no_number_is_left_out_and_a_needed_one_refused() -> None:
    read, notes = read_loosely(
        ocpi_examples.CDR.replace(b'"total_time": 1.973', b'"total_time": "NaN"'), Cdr
    )
    assert read.total_time is None
    assert notes == ("Cdr.total_time cannot be read",)
    with pytest.raises(msgspec.DecodeError):
        read_loosely(ocpi_examples.CDR.replace(b"15.342", b'"NaN"'), Cdr)
