"""One simulated operator that speaks OCPI: what it answers, and what its piles tell it."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

import msgspec

from network.operators.directory import OperatorProfile
from network.operators.ocpi_envelope import build_time, parse_time
from network.operators.ocpi_fields import DisplayText, Location, Price, Tariff
from network.operators.ocpi_location import connector_id, split_connector_id
from network.operators.ocpi_place_build import Party, build_location, build_tariff
from network.operators.ocpi_sale_fields import (
    CancelReservation,
    Cdr,
    CdrDimension,
    CdrLocation,
    CdrToken,
    ChargingPeriod,
    CommandResponse,
    ReserveNow,
    Session,
    StartSession,
    StopSession,
    Token,
)
from network.runtime import Runtime
from network.sandbox.behaviour import Behaviour, Vice
from network.sandbox.charge import CHARGING, ENDED, STARTING, STOPPING, Meter, SandboxCharge
from network.sandbox.ocpi_outbox import RESEND_S, OcpiOutbox
from network.sandbox.operator import PUSH_S, STOPPED_BY_PLATFORM, STOPPED_UNPLUGGED, Outlet, Verdict
from network.sandbox.public_desk import ALWAYS, Inventory, Listing, Span
from network.sandbox.tariffs import timeline_of
from network.stations import Station, Status, single_piles

COMMAND_S = 30
"""How long a command's result may take, as told to who commands (chosen)."""
_STATUSES = {STARTING: "PENDING", CHARGING: "ACTIVE", STOPPING: "ACTIVE", ENDED: "COMPLETED"}


@dataclass(slots=True)
class _Purchase:
    """A charge with what OCPI says of it; `changed_at` is when that last changed."""

    id: str
    token: Token
    reference: str | None
    station: Station
    charge: SandboxCharge
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class _Reservation:
    """A connector that is kept for one token."""

    name: str
    token_uid: str
    until: datetime


@dataclass(slots=True)
class _Socket:
    """A connector with a car in it."""

    outlet: Outlet
    purchase: _Purchase | None = None
    pushed_s: float = float("-inf")


class OcpiSimulatedOperator:
    """The eMSP's side in the methods that answer objects, the piles' side in the others."""

    def __init__(
        self,
        profile: OperatorProfile,
        inventory: Inventory,
        listing: Listing | None,
        outbox: OcpiOutbox,
        runtime: Runtime,
        behaviour: Behaviour,
    ) -> None:
        self.profile = profile
        self.party = Party("CN", profile.code[-3:], profile.name("zh"))
        self._inventory = inventory
        self._listing = listing
        self._outbox = outbox
        self._runtime = runtime
        self._behaviour = behaviour
        self._sockets: dict[str, _Socket] = {}
        self._purchases: list[_Purchase] = []
        self._reserved: dict[str, _Reservation] = {}

    def locations(self, first: int, count: int, span: Span = ALWAYS) -> list[Location]:
        """List some of its locations that last changed then, in a fixed order."""
        if self._listing is None:
            return []
        stations = self._listing.stations_of(self.profile.id, first, count, span)
        return [self._location(station) for station in stations]

    def location_count(self, span: Span = ALWAYS) -> int:
        """Count its locations that last changed then."""
        return self._listing.count_of(self.profile.id, span) if self._listing is not None else 0

    def location(self, location_id: str) -> Location | None:
        """Find a location, with what its connectors do now."""
        station = self._inventory.station_by_id(self.profile.id, location_id)
        return None if station is None else self._location(station)

    def tariffs(self, first: int, count: int) -> list[Tariff]:
        """List some of its tariffs: one a location."""
        if self._listing is None:
            return []
        stations = self._listing.stations_of(self.profile.id, first, count)
        return [self._tariff(station) for station in stations]

    def sessions(self) -> list[tuple[datetime, Session]]:
        """List the sessions, oldest first, with when each last changed."""
        return [(one.changed_at, self._session(one)) for one in self._purchases]

    def cdrs(self) -> list[tuple[datetime, Cdr]]:
        """List the bills of charges that have ended, oldest first."""
        return [
            (one.changed_at, self._cdr(one)) for one in self._purchases if not one.charge.is_live
        ]

    def start_session(self, wish: StartSession) -> CommandResponse:
        """Take a wish to start; the result follows."""
        if wish.evse_uid is None or wish.connector_id is None:
            return _rejected("evse_uid and connector_id are needed")
        name = connector_id(wish.location_id, wish.evse_uid, wish.connector_id)
        found = self._inventory.connector(self.profile.id, name)
        if found is None:
            return _rejected("没有这个终端")
        known = [one for one in self._purchases if one.token.uid == wish.token.uid]
        result = "ACCEPTED" if known else self._begin(wish, name, found[0], found[1].status)
        self._runtime.spawn(self._outbox.result(self.profile.id, wish.response_url, result))
        return CommandResponse("ACCEPTED", COMMAND_S)

    def stop_session(self, wish: StopSession) -> CommandResponse:
        """Take a wish to stop; the result follows."""
        found = [one for one in self._purchases if one.id == wish.session_id]
        if not found or not found[0].charge.is_live:
            return CommandResponse("UNKNOWN_SESSION", COMMAND_S)
        charge = found[0].charge
        charge.stat = STOPPING
        charge.is_stop_asked = True
        self._sockets[charge.connector_id].outlet.stop()
        self._runtime.spawn(self._outbox.result(self.profile.id, wish.response_url, "ACCEPTED"))
        return CommandResponse("ACCEPTED", COMMAND_S)

    def reserve_now(self, wish: ReserveNow) -> CommandResponse:
        """Take a wish to reserve an EVSE; the result follows."""
        location = self._inventory.station_by_id(self.profile.id, wish.location_id)
        names = [gun.id for gun in location.connectors] if location else []
        stem = connector_id(wish.location_id, wish.evse_uid or "", "")
        wanted = [name for name in names if wish.evse_uid is None or name.startswith(stem)]
        if not wanted:
            return _rejected("没有这个终端")
        free = [name for name in wanted if name not in self._sockets and not self._holder(name)]
        if free:
            until = parse_time(wish.expiry_date)
            self._reserved[wish.reservation_id] = _Reservation(free[0], wish.token.uid, until)
        result = "ACCEPTED" if free else "EVSE_OCCUPIED"
        self._runtime.spawn(self._outbox.result(self.profile.id, wish.response_url, result))
        return CommandResponse("ACCEPTED", COMMAND_S)

    def cancel_reservation(self, wish: CancelReservation) -> CommandResponse:
        """Take a wish to give a reservation up; the result follows."""
        known = self._reserved.pop(wish.reservation_id, None)
        result = "ACCEPTED" if known else "UNKNOWN_RESERVATION"
        self._runtime.spawn(self._outbox.result(self.profile.id, wish.response_url, result))
        return CommandResponse("ACCEPTED", COMMAND_S)

    def plug_in(self, name: str, outlet: Outlet) -> None:
        """Take note that a car was plugged in."""
        self._sockets[name] = _Socket(outlet)

    def plug_out(self, name: str) -> None:
        """Take note that the car was unplugged; what still charges has ended."""
        socket = self._sockets.get(name)
        if socket is not None and socket.purchase and socket.purchase.charge.is_live:
            self._end(socket.purchase, None, STOPPED_UNPLUGGED)
        self._sockets.pop(name, None)

    def authorise(self, name: str, vin: str) -> Verdict:  # noqa: ARG002 - OCPI 2.2.1 knows no VIN
        """Answer whether the plugged car may charge: only where it was bought."""
        socket = self._sockets.get(name)
        is_bought = socket is not None and socket.purchase and socket.purchase.charge.is_live
        return Verdict.ACCEPT if is_bought else Verdict.REFUSE

    def meter(self, name: str, meter: Meter) -> None:
        """Take a reading of a running charge."""
        socket = self._sockets.get(name)
        if socket is None or socket.purchase is None or not socket.purchase.charge.is_live:
            return
        purchase = socket.purchase
        is_first = purchase.charge.read(self._runtime.wall(), meter)
        if is_first or self._runtime.now() - socket.pushed_s >= PUSH_S:
            socket.pushed_s = self._runtime.now()
            self._push(purchase, is_change=is_first)

    def ended(self, name: str, meter: Meter, stop_reason: int) -> None:
        """Take note that a charge has ended at the pile; `stop_reason` as in T/CEC's bill."""
        socket = self._sockets.get(name)
        if socket is not None and socket.purchase and socket.purchase.charge.is_live:
            self._end(socket.purchase, meter, stop_reason)

    def _begin(self, wish: StartSession, name: str, station: Station, status: Status) -> str:
        """Begin a charge where that is possible; answers the command's result."""
        socket = self._sockets.get(name)
        if status in (Status.OFFLINE, Status.FAULT):
            return "EVSE_INOPERATIVE"
        if socket is None:
            return "FAILED"
        if socket.purchase is not None and socket.purchase.charge.is_live:
            return "EVSE_OCCUPIED"
        if self._holder(name) not in (None, wish.token.uid):
            return "EVSE_OCCUPIED"
        timeline = timeline_of(self.profile.id, station.id)
        wall = self._runtime.wall()
        charge = SandboxCharge(wish.token.uid, name, timeline, wall)
        number = f"{self.party.party_id}{len(self._purchases) + 1:08d}"
        reference = wish.authorization_reference
        purchase = _Purchase(number, wish.token, reference, station, charge, wall)
        self._purchases.append(purchase)
        socket.purchase = purchase
        self._push(purchase, is_change=True)
        socket.outlet.start()
        return "ACCEPTED"

    def _end(self, purchase: _Purchase, meter: Meter | None, stop_reason: int) -> None:
        charge = purchase.charge
        reason = STOPPED_BY_PLATFORM if charge.is_stop_asked else stop_reason
        charge.end(self._runtime.wall(), meter, reason)
        self._push(purchase, is_change=True)
        self._runtime.spawn(self._bill(purchase))

    def _push(self, purchase: _Purchase, *, is_change: bool) -> None:
        """Tell how a session stands; a change is told until it is taken, a reading once."""
        purchase.changed_at = self._runtime.wall()
        session = self._session(purchase)
        self._runtime.spawn(self._outbox.session(self.profile.id, session, is_change=is_change))

    async def _bill(self, purchase: _Purchase) -> None:
        cdr = self._cdr(purchase)
        await self._outbox.cdr(self.profile.id, cdr)
        if Vice.DOUBLE_BILL in self._behaviour.vices:
            await self._runtime.sleep(RESEND_S)
            await self._outbox.cdr(self.profile.id, msgspec.structs.replace(cdr, id=f"{cdr.id}-2"))

    def _location(self, station: Station) -> Location:
        guns = (replace(gun, status=self._status(gun.id, gun.status)) for gun in station.connectors)
        live = replace(station, equipment=single_piles(guns))
        location = build_location(live, self.party, station.id, self._changed_at(station))
        for evse in location.evses or ():
            evse.last_updated = build_time(self._runtime.wall())
        return location

    def _changed_at(self, station: Station) -> datetime:
        if self._listing is None:
            return self._runtime.wall()
        return self._listing.changed_at(station.connectors)

    def _holder(self, name: str) -> str | None:
        """Tell for which token a connector is reserved now."""
        wall = self._runtime.wall()
        held = (one for one in self._reserved.values() if one.name == name and wall < one.until)
        return next((one.token_uid for one in held), None)

    def _status(self, name: str, status: Status) -> Status:
        socket = self._sockets.get(name)
        if socket is None:
            return self._behaviour.told(Status.RESERVED if self._holder(name) else status)
        is_live = socket.purchase is not None and socket.purchase.charge.is_live
        return self._behaviour.told(Status.CHARGING if is_live else Status.OCCUPIED)

    def _tariff(self, station: Station) -> Tariff:
        timeline = timeline_of(self.profile.id, station.id)
        return build_tariff(timeline, self.party, station.id, self._changed_at(station))

    def _session(self, purchase: _Purchase) -> Session:
        account = purchase.charge.account()
        location, evse, connector = split_connector_id(purchase.charge.connector_id)
        is_over = not purchase.charge.is_live
        begun = build_time(account.started_at)
        soc = CdrDimension("STATE_OF_CHARGE", _hundredths(purchase.charge.soc_pct))
        return Session(
            id=purchase.id,
            start_date_time=begun,
            end_date_time=build_time(account.ended_at) if is_over else None,
            kwh=account.energy_kwh,
            cdr_token=_cdr_token(purchase.token),
            status=_STATUSES[purchase.charge.stat],
            country_code=self.party.country_code,
            party_id=self.party.party_id,
            auth_method="COMMAND",
            authorization_reference=purchase.reference,
            location_id=location,
            evse_uid=evse,
            connector_id=connector,
            currency="CNY",
            charging_periods=[
                ChargingPeriod(begun, [CdrDimension("ENERGY", account.energy_kwh), soc], location)
            ],
            total_cost=Price(account.total_cny),
            last_updated=build_time(purchase.changed_at),
        )

    def _cdr(self, purchase: _Purchase) -> Cdr:
        account = purchase.charge.account()
        location, evse, connector = split_connector_id(purchase.charge.connector_id)
        station = purchase.station
        hours = (account.ended_at - account.started_at).total_seconds() / 3600
        return Cdr(
            id=f"B{purchase.id}",
            session_id=purchase.id,
            start_date_time=build_time(account.started_at),
            end_date_time=build_time(account.ended_at),
            cdr_token=_cdr_token(purchase.token),
            cdr_location=CdrLocation(
                location, evse, connector, name=station.name, address=station.address
            ),
            currency="CNY",
            total_cost=Price(account.total_cny),
            total_energy=account.energy_kwh,
            total_energy_cost=Price(account.total_cny),
            total_time=_hundredths(hours),
            country_code=self.party.country_code,
            party_id=self.party.party_id,
            auth_method="COMMAND",
            authorization_reference=purchase.reference,
            tariffs=[self._tariff(station)],
            charging_periods=[
                ChargingPeriod(
                    build_time(line.start), [CdrDimension("ENERGY", line.energy_kwh)], location
                )
                for line in account.lines
            ],
            last_updated=build_time(purchase.changed_at),
        )


def _cdr_token(token: Token) -> CdrToken:
    return CdrToken(token.uid, token.type, token.contract_id, token.country_code, token.party_id)


def _hundredths(value: float) -> Decimal:
    return Decimal(f"{value:.2f}")


def _rejected(why: str) -> CommandResponse:
    return CommandResponse("REJECTED", COMMAND_S, [DisplayText("zh", why)])
