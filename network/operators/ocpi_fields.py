"""What OCPI 2.2.1 says of places and prices, named as on the wire.

Operators break the standard routinely (operators.md 3.5), so that almost nothing is required here;
what must be there is judged where it is used. Words of fixed lists are plain text: lists grow.
"""

from decimal import Decimal

import msgspec

Number = int | float | str
"""A number that some operators write as text."""


class Part(msgspec.Struct, omit_defaults=True):
    """An object of OCPI; what is None is not written."""


class DisplayText(Part):
    """A text in one language."""

    language: str
    text: str


class Coordinates(Part):
    """WGS-84, as text of at most 10 and 11 characters by the standard."""

    latitude: Number | None = None
    longitude: Number | None = None


class RelatedLocation(Part):
    """Another point that matters, such as the gate."""

    latitude: Number | None = None
    longitude: Number | None = None
    name: DisplayText | None = None


class Image(Part):
    """A picture by its address."""

    url: str
    category: str | None = None
    type: str | None = None
    thumbnail: str | None = None
    width: int | None = None
    height: int | None = None


class BusinessDetails(Part):
    """A company."""

    name: str | None = None
    website: str | None = None
    logo: Image | None = None


class PublishToken(Part):
    """Who may see an unpublished location."""

    uid: str | None = None
    type: str | None = None
    visual_number: str | None = None
    issuer: str | None = None
    group_id: str | None = None


class RegularHours(Part):
    """Opening on one weekday, 1 is Monday; HH:MM in the location's zone."""

    weekday: int
    period_begin: str
    period_end: str


class ExceptionalPeriod(Part):
    """An opening or closing, as moments in UTC."""

    period_begin: str
    period_end: str


class Hours(Part):
    """When a location is open."""

    twentyfourseven: bool | None = None
    regular_hours: list[RegularHours] | None = None
    exceptional_openings: list[ExceptionalPeriod] | None = None
    exceptional_closings: list[ExceptionalPeriod] | None = None


class EnergySource(Part):
    """A share of an energy mix, in per cent."""

    source: str
    percentage: Decimal


class EnvironmentalImpact(Part):
    """Waste or emissions, g per kWh."""

    category: str
    amount: Decimal


class EnergyMix(Part):
    """Where the energy comes from."""

    is_green_energy: bool | None = None
    energy_sources: list[EnergySource] | None = None
    environ_impact: list[EnvironmentalImpact] | None = None
    supplier_name: str | None = None
    energy_product_name: str | None = None


class StatusSchedule(Part):
    """A status planned for later."""

    period_begin: str
    status: str
    period_end: str | None = None


class Connector(Part):
    """One end of a cable, or a socket. Voltage is line to neutral where there are three phases."""

    id: str | None = None
    standard: str | None = None
    format: str | None = None
    power_type: str | None = None
    max_voltage: Number | None = None
    max_amperage: Number | None = None
    max_electric_power: Number | None = None
    tariff_ids: list[str] | None = None
    terms_and_conditions: str | None = None
    last_updated: str | None = None


class Evse(Part):
    """What one car is charged by at a time, with one or more connectors."""

    uid: str | None = None
    evse_id: str | None = None
    status: str | None = None
    status_schedule: list[StatusSchedule] | None = None
    capabilities: list[str] | None = None
    connectors: list[Connector] | None = None
    floor_level: Number | None = None
    coordinates: Coordinates | None = None
    physical_reference: Number | None = None
    directions: list[DisplayText] | None = None
    parking_restrictions: list[str] | None = None
    images: list[Image] | None = None
    last_updated: str | None = None


class Location(Part):
    """A place to charge at."""

    id: str | None = None
    country_code: str | None = None
    party_id: str | None = None
    publish: bool | None = None
    publish_allowed_to: list[PublishToken] | None = None
    name: str | None = None
    address: str | None = None
    city: str | None = None
    postal_code: str | None = None
    state: str | None = None
    country: str | None = None
    coordinates: Coordinates | None = None
    related_locations: list[RelatedLocation] | None = None
    parking_type: str | None = None
    evses: list[Evse] | None = None
    directions: list[DisplayText] | None = None
    operator: BusinessDetails | None = None
    suboperator: BusinessDetails | None = None
    owner: BusinessDetails | None = None
    facilities: list[str] | None = None
    time_zone: str | None = None
    opening_times: Hours | None = None
    charging_when_closed: bool | None = None
    images: list[Image] | None = None
    energy_mix: EnergyMix | None = None
    last_updated: str | None = None


class Price(Part):
    """Money without and with VAT, in the currency of what it belongs to."""

    excl_vat: Decimal
    incl_vat: Decimal | None = None


class PriceComponent(Part):
    """ENERGY by the kWh, FLAT, PARKING_TIME and TIME by the hour; `price` is without VAT.

    `step_size` is in Wh or seconds.
    """

    type: str
    price: Decimal
    step_size: int | None = None
    vat: Decimal | None = None


class Restrictions(Part):
    """When an element holds; times are HH:MM in the location's zone, days are words."""

    start_time: str | None = None
    end_time: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    min_kwh: Decimal | None = None
    max_kwh: Decimal | None = None
    min_current: Decimal | None = None
    max_current: Decimal | None = None
    min_power: Decimal | None = None
    max_power: Decimal | None = None
    min_duration: int | None = None
    max_duration: int | None = None
    day_of_week: list[str] | None = None
    reservation: str | None = None


class TariffElement(Part):
    """Prices under the same restrictions; the first that fits wins, for each type by itself."""

    price_components: list[PriceComponent]
    restrictions: Restrictions | None = None


class Tariff(Part):
    """What a session costs."""

    id: str
    currency: str
    elements: list[TariffElement]
    country_code: str | None = None
    party_id: str | None = None
    type: str | None = None
    tariff_alt_text: list[DisplayText] | None = None
    tariff_alt_url: str | None = None
    min_price: Price | None = None
    max_price: Price | None = None
    start_date_time: str | None = None
    end_date_time: str | None = None
    energy_mix: EnergyMix | None = None
    last_updated: str | None = None
