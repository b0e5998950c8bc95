"""A bench that only notes what it was asked for."""

from network.bench import World


class FakeBench:
    """Notes wishes in `done`."""

    def __init__(self) -> None:
        self.done: list[tuple[object, ...]] = []
        self.pile_model = ""
        self.day = ""
        self.at = (31.18, 121.30)

    async def drive(self, lat: float, lon: float) -> None:
        self.done.append(("drive", lat, lon))
        self.at = (lat, lon)

    async def plug(self, operator_id: str, connector_id: str) -> None:
        self.done.append(("plug", operator_id, connector_id))

    async def unplug(self) -> None:
        self.done.append(("unplug",))

    async def set_soc(self, soc_pct: float) -> None:
        self.done.append(("soc", soc_pct))

    async def set_fault(self, name: str, *, is_on: bool) -> None:
        self.done.append(("fault", name, is_on))

    async def as_of(self, day: str) -> None:
        self.done.append(("as-of", day))
        self.day = day

    async def state(self) -> World:
        return World(*self.at, 46.0, is_moving=False, pile_model=self.pile_model, day=self.day)
