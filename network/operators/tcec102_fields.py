"""The business objects of T/CEC 102.3-2016, named as on the wire (misspellings are the standard's).

Required fields have no default; what the standard leaves optional has one. Prefix `x_` marks our
own extensions: the standard has no plug-and-charge.
"""

from decimal import Decimal

import msgspec
from typing_extensions import override

Maybe = str | None | msgspec.UnsetType
"""A text that is not written where there is none, beside fields that always are."""


class TokenAsk(msgspec.Struct):
    """query_token, asked."""

    OperatorID: str
    OperatorSecret: str

    @override
    def __repr__(self) -> str:
        """Show nothing: it carries a secret."""
        return f"{type(self).__name__}(...)"


class TokenAnswer(msgspec.Struct):
    """query_token, answered. FailReason: 1 no such operator, 2 wrong secret."""

    OperatorID: str
    SuccStat: int
    AccessToken: str = ""
    TokenAvailableTime: int = 0
    FailReason: int = 0

    @override
    def __repr__(self) -> str:
        """Show nothing: it carries a secret."""
        return f"{type(self).__name__}(...)"


class AuthAsk(msgspec.Struct):
    """query_equip_auth, asked."""

    EquipAuthSeq: str
    ConnectorID: str


class AuthAnswer(msgspec.Struct):
    """query_equip_auth, answered. FailReason: 1 gun not plugged in, 2 device check failed."""

    EquipAuthSeq: str
    ConnectorID: str
    SuccStat: int
    FailReason: int = 0
    FailReasonMsg: Maybe = msgspec.UNSET


class TerminalCodeAsk(msgspec.Struct):
    """query_terminal_code, asked: an extension of some operators, for what their codes say."""

    QRCode: str


class TerminalCodeAnswer(msgspec.Struct):
    """query_terminal_code, answered."""

    SuccStat: int
    ConnectorID: str = ""
    FailReason: int = 0


class PolicyAsk(msgspec.Struct):
    """query_equip_business_policy, asked."""

    EquipBizSeq: str
    ConnectorID: str


class PolicyInfo(msgspec.Struct):
    """A price from StartTime (HHmmss) until the next entry; CNY per kWh."""

    StartTime: str
    ElecPrice: Decimal
    SevicePrice: Decimal


class PolicyAnswer(msgspec.Struct):
    """query_equip_business_policy, answered. FailReason: 1 no policy for this pile."""

    EquipBizSeq: str
    ConnectorID: str
    SuccStat: int
    FailReason: int = 0
    SumPeriod: int = 0
    PolicyInfos: list[PolicyInfo] = []


class StartAsk(msgspec.Struct):
    """query_start_charge, asked; QRCode is what follows the slash in the pile's code."""

    StartChargeSeq: str
    ConnectorID: str
    QRCode: str


class StartAnswer(msgspec.Struct):
    """query_start_charge, answered: accepted, not yet charging.

    FailReason: 1 no such device, 2 offline, 3-99 the operator's own.
    """

    StartChargeSeq: str
    StartChargeSeqStat: int
    ConnectorID: str
    SuccStat: int
    FailReason: int = 0
    FailReasonMsg: Maybe = msgspec.UNSET


class ChargeStatusAsk(msgspec.Struct):
    """query_equip_charge_status, asked."""

    StartChargeSeq: str


class ChargeDetail(msgspec.Struct):
    """One price period of a bill."""

    DetailStartTime: str
    DetailEndTime: str
    DetailPower: Decimal
    ElecPrice: Decimal | None = None
    SevicePrice: Decimal | None = None
    DetailElecMoney: Decimal | None = None
    DetailSeviceMoney: Decimal | None = None


class ChargeStatus(msgspec.Struct, omit_defaults=True):
    """query_equip_charge_status answered, and pushed; EndTime is the time of this sample.

    Phase A carries what a DC pile gives out. One operator sends ChargeDetails as text.
    """

    StartChargeSeq: str
    StartChargeSeqStat: int
    ConnectorID: str
    ConnectorStatus: int
    CurrentA: float
    VoltageA: float
    Soc: float
    StartTime: str
    EndTime: str
    TotalPower: Decimal
    CurrentB: float | None = None
    CurrentC: float | None = None
    VoltageB: float | None = None
    VoltageC: float | None = None
    ElecMoney: Decimal | None = None
    SeviceMoney: Decimal | None = None
    TotalMoney: Decimal | None = None
    SumPeriod: int | None = None
    ChargeDetails: list[ChargeDetail] | str | None = None


class StopAsk(msgspec.Struct):
    """query_stop_charge, asked."""

    StartChargeSeq: str
    ConnectorID: str


class StopAnswer(msgspec.Struct):
    """query_stop_charge, answered. FailReason: 1 no device, 2 offline, 3 already stopped."""

    StartChargeSeq: str
    StartChargeSeqStat: int
    SuccStat: int
    FailReason: int = 0


class StartResult(msgspec.Struct):
    """notification_start_charge_result; IdentCode is what the driver types at the pile to stop."""

    StartChargeSeq: str
    StartChargeSeqStat: int
    ConnectorID: str
    StartTime: str
    IdentCode: Maybe = msgspec.UNSET


class StopResult(msgspec.Struct):
    """notification_stop_charge_result."""

    StartChargeSeq: str
    StartChargeSeqStat: int
    ConnectorID: str
    SuccStat: int
    FailReason: int = 0


class OrderInfo(msgspec.Struct, omit_defaults=True):
    """notification_charge_order_info, the bill.

    StopReason: 0 by hand, 1 by the platform, 2 by the BMS, 3 charger fault, 4 unplugged. One
    operator sends ChargeDetails as text that holds the list.
    """

    StartChargeSeq: str
    ConnectorID: str
    StartTime: str
    EndTime: str
    TotalPower: Decimal
    TotalElecMoney: Decimal
    TotalSeviceMoney: Decimal
    TotalMoney: Decimal
    StopReason: int
    SumPeriod: int = 0
    ChargeDetails: list[ChargeDetail] | str | None = None
    Vin: str | None = None


class OrderAck(msgspec.Struct):
    """The bill, received. ConfirmResult: 1 disputed."""

    StartChargeSeq: str
    ConnectorID: str
    ConfirmResult: int


class Ack(msgspec.Struct):
    """A push, received."""

    StartChargeSeq: str
    SuccStat: int
    FailReason: int = 0


class ReportAck(msgspec.Struct):
    """notification_equip_charge_status, received."""

    StartChargeSeq: str
    SuccStat: int


class VinPlugged(msgspec.Struct):
    """x_notification_vin_plugged: a bound car was plugged in and may start or not."""

    StationID: str
    ConnectorID: str
    Vin: str
    PlugTime: str
    PlugSeq: str


class VinDecision(msgspec.Struct):
    """x_notification_vin_plugged, answered. Decision: 0 start, 1 refuse."""

    PlugSeq: str
    Decision: int
    StartChargeSeq: str = ""


class BindingAsk(msgspec.Struct):
    """x_query_vin_binding, asked. Action: bind, unbind or query."""

    Vin: str
    Action: str


class BindingAnswer(msgspec.Struct):
    """x_query_vin_binding, answered. BindStat: 1 bound."""

    Vin: str
    SuccStat: int
    BindStat: int


class ChargeOrder(msgspec.Struct):
    """One charge of a reconciliation."""

    StartChargeSeq: str
    TotalPower: Decimal
    TotalMoney: Decimal


class CheckOrders(msgspec.Struct):
    """check_charge_orders, asked: what one side has billed between two times."""

    CheckOrderSeq: str
    StartTime: str
    EndTime: str
    OrderCount: int
    TotalOrderPower: Decimal
    TotalOrderMoney: Decimal
    ChargeOrders: list[ChargeOrder]


class DisputeOrder(msgspec.Struct):
    """One charge that the other side sees differently: 1 not there, 2 the money, 3 the energy."""

    StartChargeSeq: str
    TotalPower: Decimal
    TotalMoney: Decimal
    DisputeReason: int


class CheckAnswer(msgspec.Struct):
    """check_charge_orders, answered."""

    CheckOrderSeq: str
    StartTime: str
    EndTime: str
    TotalDisputeOrder: int
    TotalDisputePower: Decimal
    TotalDisputeMoney: Decimal
    DisputeOrders: list[DisputeOrder]
