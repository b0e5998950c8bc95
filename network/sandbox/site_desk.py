"""What a simulated operator does on the spot: lowers ground locks, takes reports of faults."""

from typing import Final, Protocol
from zlib import crc32

import msgspec

from network.operators.directory import Ability, OperatorProfile
from network.operators.tcec102_build import build_lock
from network.operators.tcec102_desk import Call, Handler
from network.operators.tcec102_info import DropLockAnswer, DropLockAsk, FaultAnswer, FaultAsk
from network.runtime import Runtime
from network.sandbox.behaviour import Behaviour, Vice
from network.sandbox.public_desk import Inventory
from network.stations import Connector, GroundLock, Status

LOWERING_S: Final = 4.0
"""How long a lock takes to go down (chosen)."""
RISES_S: Final = 180.0
"""A lock under which nobody plugs in comes up again after this time (chosen)."""
AGAIN_S: Final = 600.0
"""Another report about the same connector within this time is not taken (chosen)."""
# A third of the bays has a lock: assumed, no share is published.
_EVERY: Final = 3
# FailReason 1 and 2 are the standard's for a start, 20 and up are ours.
NO_SUCH_DEVICE, DEVICE_OFFLINE, NO_LOCK, BAY_TAKEN, TOLD_ALREADY = 1, 2, 20, 21, 22


class Piles(Protocol):
    """What happens at the connectors of the operator; operator.SimulatedOperator is one."""

    profile: OperatorProfile
    inventory: Inventory
    runtime: Runtime
    behaviour: Behaviour

    def is_plugged(self, connector_id: str) -> bool:
        """Tell whether a car is plugged in."""

    def tell_status(self, connector_id: str) -> None:
        """Push what a connector does now, and how its lock stands."""


def has_lock(connector_id: str) -> bool:
    """Tell whether a bay of a simulated operator that has locks has one."""
    return crc32(connector_id.encode()) % _EVERY == 0


class SiteDesk:
    """The bays of one operator; `reports` are the faults that were taken, oldest first."""

    def __init__(self, piles: Piles) -> None:
        self._piles = piles
        # From when until when a lock was lowered on request, by connector.
        self._lowered: dict[str, tuple[float, float]] = {}
        self._told_at: dict[str, float] = {}
        self.reports: list[FaultAsk] = []

    def handlers(self, abilities: Ability) -> dict[str, Handler]:
        """Answer what there is to ask of an operator with these abilities."""
        theirs: dict[Ability, tuple[str, Handler]] = {
            Ability.GROUND_LOCK: ("query_drop_lock", self._drop),
            Ability.FAULT_REPORT: ("x_report_fault", self._report),
        }
        return dict(entry for ability, entry in theirs.items() if ability in abilities)

    def lock_of(self, connector: Connector) -> GroundLock:
        """Say how the lock of a bay stands: a car stands on one that is down."""
        if Ability.GROUND_LOCK not in self._piles.profile.abilities:
            return connector.lock
        if not has_lock(connector.id):
            return GroundLock.UNKNOWN
        if self._is_taken(connector):
            return GroundLock.DOWN
        begin_s, end_s = self._lowered.get(connector.id, (0.0, 0.0))
        is_down = begin_s <= self._piles.runtime.now() < end_s
        return GroundLock.DOWN if is_down else GroundLock.UP

    def _is_taken(self, connector: Connector) -> bool:
        is_ours = self._piles.is_plugged(connector.id)
        return is_ours or connector.status in (Status.OCCUPIED, Status.CHARGING)

    async def _drop(self, call: Call) -> msgspec.Struct:
        question = call.read(DropLockAsk)
        seq, name = question.DropLockSeq, question.ConnectorID

        def refuse(reason: int, message: str) -> msgspec.Struct:
            return DropLockAnswer(seq, name, 1, reason, message)

        found = self._piles.inventory.connector(self._piles.profile.id, name)
        if found is None:
            return refuse(NO_SUCH_DEVICE, "没有这个终端")
        gun = found[1]
        if not has_lock(name):
            return refuse(NO_LOCK, "该车位没有地锁")
        if gun.status in (Status.OFFLINE, Status.FAULT):
            return refuse(DEVICE_OFFLINE, "终端离线")
        if self._is_taken(gun) and not self._piles.is_plugged(name):
            return refuse(BAY_TAKEN, "车位已被占用")
        if Vice.LOCKS_STICK not in self._piles.behaviour.vices:
            self._lower(name)
        return DropLockAnswer(seq, name, 0, LockStatus=build_lock(self.lock_of(gun)))

    def _lower(self, name: str) -> None:
        now_s = self._piles.runtime.now()
        begin_s, end_s = self._lowered.get(name, (0.0, 0.0))
        if not begin_s <= now_s < end_s:  # one that is down already only stays down longer
            begin_s = now_s + LOWERING_S
        self._lowered[name] = (begin_s, now_s + LOWERING_S + RISES_S)
        self._piles.runtime.spawn(self._tell_later(name))

    async def _tell_later(self, name: str) -> None:
        await self._piles.runtime.sleep(LOWERING_S)
        self._piles.tell_status(name)
        await self._piles.runtime.sleep(RISES_S)
        self._piles.tell_status(name)

    async def _report(self, call: Call) -> msgspec.Struct:
        report = call.read(FaultAsk)
        found = self._piles.inventory.connector(self._piles.profile.id, report.ConnectorID)
        if found is None:
            return FaultAnswer(report.ReportSeq, 1, NO_SUCH_DEVICE, "没有这个终端")
        now_s = self._piles.runtime.now()
        if now_s - self._told_at.get(report.ConnectorID, float("-inf")) < AGAIN_S:
            return FaultAnswer(report.ReportSeq, 1, TOLD_ALREADY, "已收到同一终端的报修")
        self._told_at[report.ConnectorID] = now_s
        self.reports.append(report)
        return FaultAnswer(report.ReportSeq, 0)
