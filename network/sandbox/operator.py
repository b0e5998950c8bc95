"""One simulated operator: what it answers the platform, and what its piles tell it."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Protocol

import msgspec

from network.operators.directory import Ability, OperatorProfile
from network.operators.tcec102_build import build_state, build_time
from network.operators.tcec102_check import build_check
from network.operators.tcec102_desk import Call, Handler
from network.operators.tcec102_fields import (
    Ack,
    BindingAnswer,
    BindingAsk,
    ChargeStatus,
    ChargeStatusAsk,
    CheckAnswer,
    OrderAck,
    ReportAck,
    StartAnswer,
    StartAsk,
    StopAnswer,
    StopAsk,
    VinDecision,
    VinPlugged,
)
from network.operators.tcec102_info import StatusAck, StatusPush
from network.order import Bill
from network.runtime import Runtime
from network.sandbox.behaviour import Behaviour, Vice
from network.sandbox.charge import (
    CHARGING,
    ENDED,
    STARTING,
    STOPPING,
    UNKNOWN,
    Meter,
    SandboxCharge,
)
from network.sandbox.outbox import RESEND_S, Outbox
from network.sandbox.public_desk import Inventory, Listing, PublicDesk
from network.sandbox.site_desk import SiteDesk
from network.sandbox.tariffs import timeline_of
from network.stations import Access, Connector, GroundLock, State, Station, Status

PUSH_S = 5.0  # chosen; pushes of a running charge
_ASK_AGAIN_S, _ASK_TIMES = 10.0, 3  # as 云快充's plug-in notice: after 10 s, three times
CHECK_S = 3600.0
"""How long after its bill a charge is reconciled (chosen)."""
STOPPED_BY_PLATFORM = 1
STOPPED_UNPLUGGED = 4
# FailReason 1 and 2 are the standard's, 10 and up are ours.
NO_SUCH_DEVICE, DEVICE_OFFLINE, ALREADY_STOPPED, NOT_PLUGGED, IN_USE = 1, 2, 3, 10, 11


class Outlet(Protocol):
    """The pile behind one connector."""

    def start(self) -> None:
        """Begin a charge."""

    def stop(self) -> None:
        """End it."""


class Verdict(Enum):
    """Whether a plugged car may charge."""

    WAIT = "wait"
    ACCEPT = "accept"
    REFUSE = "refuse"


@dataclass(slots=True)
class _Socket:
    """A connector with a car in it."""

    outlet: Outlet
    plug_seq: str
    charge: SandboxCharge | None = None
    verdict: Verdict | None = None
    pushed_s: float = float("-inf")


class SimulatedOperator:
    """The platform's side in `handlers`, the piles' side in the other methods."""

    def __init__(
        self,
        profile: OperatorProfile,
        inventory: Inventory,
        listing: Listing | None,
        outbox: Outbox,
        runtime: Runtime,
        behaviour: Behaviour,
    ) -> None:
        self.profile = profile
        self.inventory = inventory
        self._listing = listing
        self._outbox = outbox
        self.runtime = runtime
        self.behaviour = behaviour
        self._charges: dict[str, SandboxCharge] = {}
        self._sockets: dict[str, _Socket] = {}
        self._bound: set[str] = set()
        # How often the status of a connector was told anew.
        self._told: dict[str, int] = {}
        self._plugs = 0
        self._checks = 0
        self.handlers: dict[str, Handler] = {
            **PublicDesk(profile, inventory, listing, self).handlers,
            "query_start_charge": self._start,
            "query_equip_charge_status": self._charge_status,
            "query_stop_charge": self._stop,
            "x_query_vin_binding": self._binding,
        }
        self.site = SiteDesk(self)
        self.handlers |= self.site.handlers(profile.abilities)

    def plug_in(self, connector_id: str, outlet: Outlet) -> None:
        """Take note that a car was plugged in."""
        self._plugs += 1
        stamp = self.runtime.wall().strftime("%Y%m%d%H%M%S")
        seq = f"{self.profile.code}{stamp}{self._plugs % 10_000:04d}"
        self._sockets[connector_id] = _Socket(outlet, seq)
        self.tell_status(connector_id)

    def plug_out(self, connector_id: str) -> None:
        """Take note that the car was unplugged; what still charges has ended."""
        socket = self._sockets.get(connector_id)
        if socket is not None and socket.charge is not None and socket.charge.is_live:
            self._end(socket.charge, None, STOPPED_UNPLUGGED)
        if self._sockets.pop(connector_id, None) is not None:
            self.tell_status(connector_id)

    def authorise(self, connector_id: str, vin: str) -> Verdict:
        """Answer whether the plugged car may charge; asked again while it is WAIT."""
        socket = self._sockets.get(connector_id)
        if socket is None:
            return Verdict.REFUSE
        if socket.charge is not None:
            # A charge that has ended is not begun again by a car that only stayed plugged in.
            return Verdict.ACCEPT if socket.charge.is_live else Verdict.REFUSE
        if socket.verdict is None:
            found = self.inventory.connector(self.profile.id, connector_id)
            if (
                found is None
                or not found[1].access & Access.PLUG_AND_CHARGE
                or not self.profile.abilities & Ability.PLUG_AND_CHARGE
                or vin not in self._bound
            ):
                return Verdict.REFUSE
            socket.verdict = Verdict.WAIT
            self.runtime.spawn(self._ask_platform(*found, socket, vin))
        return socket.verdict

    def meter(self, connector_id: str, meter: Meter) -> None:
        """Take a reading of a running charge."""
        socket = self._sockets.get(connector_id)
        if socket is None or socket.charge is None or not socket.charge.is_live:
            return
        charge = socket.charge
        if charge.read(self.runtime.wall(), meter):
            self._tell("notification_start_charge_result", charge.start_result)
        if charge.stat in (CHARGING, STOPPING) and (self.runtime.now() - socket.pushed_s >= PUSH_S):
            socket.pushed_s = self.runtime.now()
            self.runtime.spawn(self._push_status(charge))

    def ended(self, connector_id: str, meter: Meter, stop_reason: int) -> None:
        """Take note that a charge has ended at the pile; `stop_reason` as in the bill."""
        socket = self._sockets.get(connector_id)
        if socket is not None and socket.charge is not None and socket.charge.is_live:
            self._end(socket.charge, meter, stop_reason)

    async def _start(self, call: Call) -> msgspec.Struct:
        question = call.read(StartAsk)
        seq, connector_id = question.StartChargeSeq, question.ConnectorID
        known = self._charges.get(seq)
        if known is not None:
            return StartAnswer(seq, known.stat, connector_id, 0)
        found = self.inventory.connector(self.profile.id, connector_id)
        socket = self._sockets.get(connector_id)
        if found is None:
            return StartAnswer(seq, ENDED, connector_id, 1, NO_SUCH_DEVICE, "没有这个终端")
        if found[1].status in (Status.OFFLINE, Status.FAULT):
            return StartAnswer(seq, ENDED, connector_id, 1, DEVICE_OFFLINE, "终端离线")
        if socket is None:
            return StartAnswer(seq, ENDED, connector_id, 1, NOT_PLUGGED, "充电枪未插入车辆")
        if socket.charge is not None and socket.charge.is_live:
            return StartAnswer(seq, ENDED, connector_id, 1, IN_USE, "终端正在使用")
        charge = self._accept(seq, found[0], connector_id, socket)
        socket.outlet.start()
        return StartAnswer(seq, charge.stat, connector_id, 0)

    async def _charge_status(self, call: Call) -> msgspec.Struct:
        seq = call.read(ChargeStatusAsk).StartChargeSeq
        charge = self._charges.get(seq)
        if charge is None:
            return ChargeStatus(seq, UNKNOWN, "", 0, 0.0, 0.0, 0.0, "", "", Decimal(0))
        return charge.status()

    async def _stop(self, call: Call) -> msgspec.Struct:
        question = call.read(StopAsk)
        seq = question.StartChargeSeq
        charge = self._charges.get(seq)
        if charge is None:
            return StopAnswer(seq, UNKNOWN, 1, NO_SUCH_DEVICE)
        if not charge.is_live:
            return StopAnswer(seq, ENDED, 1, ALREADY_STOPPED)
        charge.stat = STOPPING
        charge.is_stop_asked = True
        self._sockets[charge.connector_id].outlet.stop()
        return StopAnswer(seq, charge.stat, 0)

    async def _binding(self, call: Call) -> msgspec.Struct:
        question = call.read(BindingAsk)
        if question.Action == "bind":
            self._bound.add(question.Vin)
        elif question.Action == "unbind":
            self._bound.discard(question.Vin)
        return BindingAnswer(question.Vin, 0, 1 if question.Vin in self._bound else 0)

    async def _ask_platform(
        self, station: Station, connector: Connector, socket: _Socket, vin: str
    ) -> None:
        push = VinPlugged(
            station.id, connector.id, vin, build_time(self.runtime.wall()), socket.plug_seq
        )
        answer = None
        for tried in range(_ASK_TIMES):
            if tried:
                await self.runtime.sleep(_ASK_AGAIN_S)
            answer = await self._outbox.ask(
                self.profile, "x_notification_vin_plugged", push, VinDecision
            )
            if answer is not None:
                break
        if answer is None or answer.Decision != 0 or not answer.StartChargeSeq:
            socket.verdict = Verdict.REFUSE
            return
        charge = self._accept(answer.StartChargeSeq, station, connector.id, socket)
        socket.verdict = Verdict.ACCEPT
        if self._sockets.get(connector.id) is not socket:
            self._end(charge, None, STOPPED_UNPLUGGED)

    def _accept(
        self, seq: str, station: Station, connector_id: str, socket: _Socket
    ) -> SandboxCharge:
        timeline = timeline_of(self.profile.id, station.id)
        charge = SandboxCharge(seq, connector_id, timeline, self.runtime.wall())
        self._charges[seq] = charge
        socket.charge = charge
        self.tell_status(connector_id)
        return charge

    def _end(self, charge: SandboxCharge, meter: Meter | None, stop_reason: int) -> None:
        was_starting = charge.stat == STARTING
        # The pile cannot tell who asked its operator for the stop; the operator can.
        reason = STOPPED_BY_PLATFORM if charge.is_stop_asked else stop_reason
        charge.end(self.runtime.wall(), meter, reason)
        if was_starting:
            self._tell("notification_start_charge_result", charge.start_result)
        if charge.is_stop_asked:
            self._tell("notification_stop_charge_result", charge.stop_result)
        self.tell_status(charge.connector_id)
        self.runtime.spawn(self._bill(charge))

    def status_of(self, connector: Connector) -> Status:
        """Say what a connector does now."""
        socket = self._sockets.get(connector.id)
        if socket is None:
            return self.behaviour.told(connector.status)
        is_live = socket.charge is not None and socket.charge.is_live
        return self.behaviour.told(Status.CHARGING if is_live else Status.OCCUPIED)

    def lock_of(self, connector: Connector) -> GroundLock:
        """Say how the lock of its bay stands."""
        return self.site.lock_of(connector)

    def is_plugged(self, connector_id: str) -> bool:
        """Tell whether a car is plugged in."""
        return connector_id in self._sockets

    def accounts(self) -> list[Bill]:
        """List what every charge has taken so far, oldest first."""
        return [charge.account() for charge in self._charges.values()]

    def _tell(self, interface: str, result: Callable[[], msgspec.Struct]) -> None:
        self.runtime.spawn(self._insist(interface, result()))

    async def _insist(self, interface: str, push: msgspec.Struct) -> None:
        await self._outbox.insist(
            self.profile, interface, lambda: push, lambda ack: ack.SuccStat == 0, Ack
        )

    async def _push_status(self, charge: SandboxCharge) -> None:
        await self._outbox.ask(
            self.profile, "notification_equip_charge_status", charge.status(), ReportAck
        )

    def tell_status(self, connector_id: str) -> None:
        """Push what a connector does now, until the platform has taken or ignored it."""
        if self.inventory.connector(self.profile.id, connector_id) is not None:
            count = self._told[connector_id] = self._told.get(connector_id, 0) + 1
            self.runtime.spawn(self._insist_on_status(connector_id, count))

    async def _insist_on_status(self, connector_id: str, count: int) -> None:
        """Tell how a connector stands at the moment of each try, until a newer word takes over."""

        def build() -> StatusPush | None:
            found = self.inventory.connector(self.profile.id, connector_id)
            if found is None or self._told[connector_id] != count:
                return None
            state = State(self.status_of(found[1]), lock=self.lock_of(found[1]))
            return StatusPush(build_state(connector_id, state))

        interface = "notification_stationStatus"
        await self._outbox.insist(self.profile, interface, build, lambda _: True, StatusAck)

    async def _bill(self, charge: SandboxCharge) -> None:
        """Send the bill about every minute until the platform has confirmed it, then check it."""
        is_again = False
        while True:
            answer = await self._outbox.ask(
                self.profile, "notification_charge_order_info", charge.bill(), OrderAck
            )
            if answer is not None and answer.ConfirmResult == 0:
                if is_again or Vice.DOUBLE_BILL not in self.behaviour.vices:
                    break
                is_again = True
            await self.runtime.sleep(RESEND_S)
        await self.runtime.sleep(CHECK_S)
        await self._check(charge.account())

    async def _check(self, bill: Bill) -> None:
        """Ask the platform whether it sees a charge as we do; what it disputes it shows itself."""
        wall = self.runtime.wall()
        self._checks += 1
        seq = f"{self.profile.code}{wall:%Y%m%d%H%M%S}{self._checks % 10_000:04d}"
        check = build_check(seq, bill.started_at, wall, [bill])
        await self._outbox.ask(self.profile, "check_charge_orders", check, CheckAnswer)
