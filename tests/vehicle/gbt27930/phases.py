"""Bring either end of a conversation into any of its phases."""

import copy
from dataclasses import replace
from functools import cache

from tests.vehicle.gbt27930.rig import Cable, dropping
from vehicle.gbt27930.charger import Authorisation
from vehicle.gbt27930.manner import ChargerManner
from vehicle.gbt27930.messages import Bem, Cem, StopCause, frame_of


@cache
def _reached(end: str, phase: str) -> Cable:
    """Bring one end to a phase in which it rests until it is told something."""
    manner = ChargerManner(negotiates_s=1.0) if phase == "NEGOTIATING" else None
    operator = Authorisation.WAIT if phase == "PREPARING" else Authorisation.ACCEPT
    cable = Cable(operator, charger=manner)
    wire = dropping({"STOPPING": "CST", "END": "CSD"}.get(phase, "") if end == "bms" else "")
    if phase in {"IDLE", "ASLEEP"}:
        cable.charger.unplug(0.0)
        cable.bms.unplug(0.0)
        return cable
    if phase in {"STOPPING", "END", "OFF"}:
        cable.run(10.0)
        (cable.bms if end == "bms" else cable.charger).stop(StopCause.USER, 10.0)
    elif phase == "ERROR":
        cable.run(10.0)
        cable.charger.receive(frame_of(Bem(ccs=1)), 10.0)
        cable.bms.receive(frame_of(Cem(bcl=1)), 10.0)
    elif phase == "PAUSED":
        cable.run(10.0)
        cable.bms.pack = replace(cable.bms.pack, permit=False)
    elif phase == "HANDSHAKE":
        cable.run(0.5)
    machine = cable.charger if end == "charger" else cable.bms
    while machine.phase.name != phase:
        cable.run(cable.now + 0.01, wire=wire)
        assert cable.now < 20.0, phase
    return cable


def at_phase(end: str, phase: str) -> Cable:
    """Give a cable of one's own, one end of which ("bms", "charger") rests in a phase."""
    return copy.deepcopy(_reached(end, phase))
