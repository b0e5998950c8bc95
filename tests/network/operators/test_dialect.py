"""Fields under an operator's own names: those that operators.md 1.8 lists."""

from decimal import Decimal

import msgspec
import pytest

from network.operators.dialect import Dialect


class Money(msgspec.Struct):
    ElecMoney: Decimal
    SeviceMoney: Decimal = Decimal(0)


ODD = Dialect(
    {
        "SeviceMoney": "ServiceMoney",
        "query_equip_charge_status": {"ElecMoney": "ElectMoney"},
    }
)


def test_a_name_may_differ_in_one_interface_only() -> None:
    answer = ODD.of("query_equip_charge_status")
    push = ODD.of("notification_equip_charge_status")
    assert answer.decode(b'{"ElectMoney":1.10,"ServiceMoney":2}', Money) == Money(
        Decimal("1.10"), Decimal(2)
    )
    assert push.decode(b'{"ElecMoney":1.10,"ServiceMoney":2}', Money).ElecMoney == Decimal("1.10")
    assert answer.encode(Money(Decimal("1.10"))) == b'{"ElectMoney":1.10,"ServiceMoney":0}'
    assert push.encode(Money(Decimal("1.10"))) == b'{"ElecMoney":1.10,"ServiceMoney":0}'


def test_the_standards_own_name_is_read_as_well() -> None:
    assert ODD.decode(b'{"ElecMoney":1,"SeviceMoney":2}', Money).SeviceMoney == 2


@pytest.mark.parametrize("dialect", [Dialect(), ODD])
@pytest.mark.parametrize("data", [b'{"ElecMoney":NaN}', b'{"ElecMoney":Infinity}', b"{", b"\xff"])
def test_what_is_not_json_is_refused_in_every_dialect(dialect: Dialect, data: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        dialect.decode(data, Money)
