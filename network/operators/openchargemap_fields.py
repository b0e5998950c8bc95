"""What Open Charge Map v3 says of places, named as on the wire.

Volunteers and imports fill it in, so that nothing is required here. A compact answer has only the
numbers of what a verbose one spells out.
"""

import msgspec


class Provider(msgspec.Struct):
    """Who collected a record, and what may be done with it."""

    ID: int | None = None
    Title: str | None = None
    License: str | None = None


class Company(msgspec.Struct):
    """Whose pile it is."""

    ID: int | None = None
    Title: str | None = None
    PhonePrimaryContact: str | None = None


class Numbered(msgspec.Struct):
    """An entry of one of the fixed lists."""

    ID: int | None = None


class Connection(msgspec.Struct):
    """Some connectors of one kind. A three-phase voltage is between two lines, or to neutral."""

    ID: int | None = None
    ConnectionTypeID: int | None = None
    ConnectionType: Numbered | None = None
    StatusTypeID: int | None = None
    StatusType: Numbered | None = None
    CurrentTypeID: int | None = None
    CurrentType: Numbered | None = None
    Amps: float | None = None
    Voltage: float | None = None
    PowerKW: float | None = None
    Quantity: int | None = None


class Address(msgspec.Struct):
    """Where it is, WGS-84."""

    Title: str | None = None
    AddressLine1: str | None = None
    AddressLine2: str | None = None
    Town: str | None = None
    Latitude: float | None = None
    Longitude: float | None = None
    ContactTelephone1: str | None = None
    AccessComments: str | None = None


class Poi(msgspec.Struct):
    """A place to charge at."""

    ID: int | None = None
    DataProviderID: int | None = None
    DataProvider: Provider | None = None
    OperatorID: int | None = None
    OperatorInfo: Company | None = None
    UsageTypeID: int | None = None
    UsageType: Numbered | None = None
    UsageCost: str | None = None
    AddressInfo: Address | None = None
    Connections: list[Connection] | None = None
    StatusTypeID: int | None = None
    StatusType: Numbered | None = None
    SubmissionStatusTypeID: int | None = None
    SubmissionStatus: Numbered | None = None
    DateLastStatusUpdate: str | None = None


class ReferenceData(msgspec.Struct):
    """The lists that compact answers number; those that are needed here."""

    DataProviders: list[Provider] | None = None
    Operators: list[Company] | None = None
