"""What OCPI 2.2.1 says of buying, named as on the wire: tokens, sessions, CDRs and commands."""

from decimal import Decimal

from typing_extensions import override

from network.operators.ocpi_fields import (
    BusinessDetails,
    Coordinates,
    DisplayText,
    Part,
    Price,
    Tariff,
)


class VersionInfo(Part):
    """One version that a party speaks."""

    version: str
    url: str


class Endpoint(Part):
    """Where one module of one role is found; `role` is SENDER or RECEIVER."""

    identifier: str
    url: str
    role: str | None = None


class VersionDetails(Part):
    """All modules of one version."""

    version: str
    endpoints: list[Endpoint]


class CredentialsRole(Part):
    """One role of a party: CPO, EMSP, HUB, NAP, NSP, SCSP or OTHER."""

    role: str
    party_id: str
    country_code: str
    business_details: BusinessDetails | None = None


class Credentials(Part):
    """The token with which its sender wants to be called, and where its versions are."""

    token: str
    url: str
    roles: list[CredentialsRole]

    @override
    def __repr__(self) -> str:
        """Show nothing: it carries a secret."""
        return f"{type(self).__name__}(...)"


class EnergyContract(Part):
    """A driver's own contract."""

    supplier_name: str
    contract_id: str | None = None


class Token(Part):
    """What a driver buys with."""

    country_code: str
    party_id: str
    uid: str
    type: str
    contract_id: str
    issuer: str
    valid: bool
    whitelist: str
    last_updated: str
    visual_number: str | None = None
    group_id: str | None = None
    language: str | None = None
    default_profile_type: str | None = None
    energy_contract: EnergyContract | None = None


class CdrToken(Part):
    """The token as a session or a bill names it."""

    uid: str
    type: str | None = None
    contract_id: str | None = None
    country_code: str | None = None
    party_id: str | None = None


class AuthorizationInfo(Part):
    """Whether a token may charge: ALLOWED, BLOCKED, EXPIRED, NO_CREDIT or NOT_ALLOWED."""

    allowed: str
    token: Token | None = None
    authorization_reference: str | None = None
    info: DisplayText | None = None


class CdrDimension(Part):
    """One measure of a period: ENERGY in kWh, POWER in kW, STATE_OF_CHARGE in per cent, …."""

    type: str
    volume: Decimal


class ChargingPeriod(Part):
    """What was measured from a moment until the next period."""

    start_date_time: str
    dimensions: list[CdrDimension] | None = None
    tariff_id: str | None = None


class Session(Part):
    """A charge under way or ended, not the bill. Status: ACTIVE, COMPLETED, INVALID, PENDING."""

    id: str
    start_date_time: str
    kwh: Decimal
    cdr_token: CdrToken
    status: str
    country_code: str | None = None
    party_id: str | None = None
    auth_method: str | None = None
    location_id: str | None = None
    evse_uid: str | None = None
    connector_id: str | None = None
    currency: str | None = None
    end_date_time: str | None = None
    authorization_reference: str | None = None
    meter_id: str | None = None
    charging_periods: list[ChargingPeriod] | None = None
    total_cost: Price | None = None
    last_updated: str | None = None


class CdrLocation(Part):
    """Where the billed charge was."""

    id: str
    evse_uid: str
    connector_id: str
    name: str | None = None
    address: str | None = None
    city: str | None = None
    postal_code: str | None = None
    country: str | None = None
    coordinates: Coordinates | None = None
    evse_id: str | None = None
    connector_standard: str | None = None
    connector_format: str | None = None
    connector_power_type: str | None = None


class SignedValue(Part):
    """One signed reading of a meter."""

    nature: str
    plain_data: str
    signed_data: str


class SignedData(Part):
    """Signed readings, for who checks calibration law."""

    encoding_method: str
    signed_values: list[SignedValue]
    public_key: str | None = None
    url: str | None = None


class Cdr(Part):
    """The bill. `total_time` is in hours."""

    id: str
    start_date_time: str
    end_date_time: str
    cdr_token: CdrToken
    cdr_location: CdrLocation
    currency: str
    total_cost: Price
    total_energy: Decimal
    country_code: str | None = None
    party_id: str | None = None
    session_id: str | None = None
    auth_method: str | None = None
    authorization_reference: str | None = None
    meter_id: str | None = None
    tariffs: list[Tariff] | None = None
    charging_periods: list[ChargingPeriod] | None = None
    signed_data: SignedData | None = None
    total_fixed_cost: Price | None = None
    total_energy_cost: Price | None = None
    total_time: Decimal | None = None
    total_time_cost: Price | None = None
    total_parking_time: Decimal | None = None
    total_parking_cost: Price | None = None
    total_reservation_cost: Price | None = None
    remark: str | None = None
    credit: bool | None = None
    credit_reference_id: str | None = None
    last_updated: str | None = None


class StartSession(Part):
    """commands/START_SESSION, asked."""

    response_url: str
    token: Token
    location_id: str
    evse_uid: str | None = None
    connector_id: str | None = None
    authorization_reference: str | None = None


class StopSession(Part):
    """commands/STOP_SESSION, asked."""

    response_url: str
    session_id: str


class ReserveNow(Part):
    """commands/RESERVE_NOW, asked."""

    response_url: str
    token: Token
    expiry_date: str
    reservation_id: str
    location_id: str
    evse_uid: str | None = None
    authorization_reference: str | None = None


class CancelReservation(Part):
    """commands/CANCEL_RESERVATION, asked."""

    response_url: str
    reservation_id: str


class UnlockConnector(Part):
    """commands/UNLOCK_CONNECTOR, asked."""

    response_url: str
    location_id: str
    evse_uid: str
    connector_id: str


class CommandResponse(Part):
    """A command, answered at once: NOT_SUPPORTED, REJECTED, ACCEPTED or UNKNOWN_SESSION.

    `timeout` is how many seconds the result may take.
    """

    result: str
    timeout: int = 30
    message: list[DisplayText] | None = None


class CommandResult(Part):
    """A command's result, sent to its response_url; success is ACCEPTED."""

    result: str
    message: list[DisplayText] | None = None
