"""Ask for changes to the emulated world, wherever it runs: the client of sandbox/bench_app.py."""

import msgspec

from network.errors import OperatorError
from network.wire import Wire

_PEER = "world"


class BenchError(Exception):
    """The world would not do it. `key` is for a sentence, `detail` for an engineer."""

    def __init__(self, key: str, detail: str = "") -> None:
        super().__init__(f"{key}: {detail}" if detail else key)
        self.key = key
        self.detail = detail


class Drive(msgspec.Struct):
    """Where to send the car, WGS-84."""

    lat: float
    lon: float


class Plug(msgspec.Struct):
    """Which connector's cable to put in."""

    operator_id: str
    connector_id: str


class SetSoc(msgspec.Struct):
    """The state of charge to set."""

    soc_pct: float


class Fault(msgspec.Struct):
    """What to break at car, cable or pile, or to mend; the names are theirs."""

    name: str
    is_on: bool


class ChooseModel(msgspec.Struct):
    """What kind of pile stands where the cable is put in next; empty for what stands there."""

    name: str


class Attach(msgspec.Struct):
    """Where operators shall push to."""

    inbox_url: str


class AsOf(msgspec.Struct):
    """Which day the operators' network is to have, as 2025-07-09; empty for all of it."""

    day: str


class Misbehave(msgspec.Struct):
    """Which vice an operator is to take up, or to give up: one of sandbox/behaviour.Vice."""

    operator_id: str
    vice: str
    is_on: bool = True


class Done(msgspec.Struct):
    """What came of a wish; `error` is empty where it was done."""

    error: str = ""
    detail: str = ""


class World(msgspec.Struct):
    """How the world stands. `operator_id` and `connector_id` are empty while unplugged.

    `pile_model` names what stands at the connector; empty for a pile without particulars.
    `pile_trouble` is its own reason not to charge, in capitals; empty while it has none. `day` is
    as in AsOf.
    """

    lat: float
    lon: float
    soc_pct: float
    is_moving: bool
    operator_id: str = ""
    connector_id: str = ""
    phase: str = ""
    power_kw: float = 0.0
    energy_kwh: float = 0.0
    pile_model: str = ""
    pile_trouble: str = ""
    day: str = ""


class BenchClient:
    """The world at `origin`, as http://host:port. Every method may raise BenchError."""

    def __init__(self, wire: Wire, origin: str) -> None:
        self._wire = wire
        self._origin = origin

    async def state(self) -> World:
        """Ask how the world stands."""
        try:
            received = await self._wire.get_json(f"{self._origin}/bench/state", _PEER)
            return msgspec.json.decode(received, type=World)
        except OperatorError as error:
            raise BenchError("unreachable", error.reason) from error
        except msgspec.DecodeError as error:
            raise BenchError("garbled", str(error)) from error

    async def drive(self, lat: float, lon: float) -> None:
        """Send the car to a place, WGS-84."""
        await self._wish("drive", Drive(lat, lon))

    async def plug(self, operator_id: str, connector_id: str) -> None:
        """Put the cable of a connector into the car."""
        await self._wish("plug", Plug(operator_id, connector_id))

    async def unplug(self) -> None:
        """Pull the cable."""
        await self._wish("unplug", None)

    async def set_soc(self, soc_pct: float) -> None:
        """Set the state of charge."""
        await self._wish("soc", SetSoc(soc_pct))

    async def set_fault(self, name: str, *, is_on: bool) -> None:
        """Break something at car or cable, or mend it."""
        await self._wish("fault", Fault(name, is_on))

    async def choose_model(self, name: str) -> None:
        """Let the next cable be that of a certain model; empty for what stands there."""
        await self._wish("model", ChooseModel(name))

    async def attach(self, inbox_url: str) -> None:
        """Let the operators of that world push to our inbox."""
        await self._wish("attach", Attach(inbox_url))

    async def as_of(self, day: str) -> None:
        """Let it be another day for the operators of that world; empty for the whole network."""
        await self._wish("as-of", AsOf(day))

    async def misbehave(self, operator_id: str, vice: str, *, is_on: bool = True) -> None:
        """Let an operator of that world take up a vice, or give it up."""
        await self._wish("misbehave", Misbehave(operator_id, vice, is_on))

    async def _wish(self, verb: str, wish: msgspec.Struct | None) -> None:
        body = msgspec.json.encode(wish) if wish is not None else b"{}"
        try:
            received = await self._wire.post_json(f"{self._origin}/bench/{verb}", body, {}, _PEER)
            done = msgspec.json.decode(received, type=Done)
        except OperatorError as error:
            raise BenchError("unreachable", error.reason) from error
        except msgspec.DecodeError as error:
            raise BenchError("garbled", str(error)) from error
        if done.error:
            raise BenchError(done.error, done.detail)
