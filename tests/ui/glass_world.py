"""A glass with simple stand-ins behind it: a car, a purchase, a few stations."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np

from network.cluster_tree import arrange
from network.clusters import ClusterIndex
from network.columns import STATUS_CODE, Draft
from network.errors import Unreachable
from network.favourites import Favourite
from network.geo import mercator
from network.journal import JournalError, Receipt, Sample
from network.operators.directory import Ability, OperatorProfile, Protocol
from network.order import Bill, BillLine, Order, Phase, Way
from network.runtime import CHINA_TIME
from network.session import SessionState
from network.stations import Access, Connector, Network, Station, Status, single_piles
from network.tariff import Period, PriceTimeline
from tests.ui.fake_bench import FakeBench
from tests.ui.search_world import SearchedStations, search_parts
from tests.ui.small_survey import MEASURED, count
from tests.ui.station_world import StationStandIns
from ui.arm_controller import ArmController
from ui.bench_controller import BenchController
from ui.car_controller import CarController
from ui.car_wording import CHARGING_BUS, VEHICLE_BUS
from ui.charge_controller import ChargeController
from ui.coverage_controller import CoverageController
from ui.filter_controller import FilterController
from ui.filter_counter import Counted
from ui.glass import Controllers, Glass
from ui.map_controller import MapController
from ui.map_marks import Badge
from ui.map_source import StationSource
from ui.online_map import OnlineMap
from ui.receipts_controller import ReceiptsController
from ui.search_controller import SearchController
from ui.service_controller import CarFiles, ServiceController
from ui.settings_controller import SettingsController
from ui.speech import Speech
from ui.station_controller import StationController
from ui.surroundings import Surroundings
from ui.sync_controller import SyncController
from vehicle import signals
from vehicle.arming import Arming
from vehicle.bus_state import BusState
from vehicle.can_bus import BusSpec
from vehicle.estimate import CarEstimate
from vehicle.signals import Value
from vehicle.trim import VEHICLES, Trim

NOW = datetime(2026, 3, 4, 14, 43, tzinfo=CHINA_TIME)
HERE = (31.18, 121.30)
ESTIMATE = CarEstimate(Trim.load(VEHICLES / "su7_max.toml"))
BOTH_WAYS = Access.PLUG_AND_CHARGE | Access.REMOTE
PROFILE = OperatorProfile(
    id="cloud",
    code="SIM100001",
    names={"zh": "云启充电", "en": "Cloud Charge", "fr": "Cloud Recharge"},
    mark="云",
    colour="#2B4A6F",
    network=Network.THIRD_PARTY,
    protocol=Protocol.TCEC102,
    endpoint="sandbox:",
    keys="sandbox:cloud",
    abilities=Ability.STATIONS,
    weight=1,
    payment={"zh": "", "en": "", "fr": ""},
    poll_s=30.0,
)


def connector(name: str, power_kw: float, status: Status, access: Access = BOTH_WAYS) -> Connector:
    at = NOW.timestamp() - 60
    return Connector(name, name, True, power_kw, 200, 1000, 600, access, status, at)


STATION = Station(
    "cloud",
    "s1",
    "虹桥天地超充站",
    "",
    31.19,
    121.31,
    Network.THIRD_PARTY,
    False,
    single_piles((
        connector("A01", 480, Status.AVAILABLE),
        connector("B01", 250, Status.CHARGING),
        connector("B02", 250, Status.FAULT),
        connector("C01", 120, Status.AVAILABLE, Access.REMOTE),
        connector("C02", 120, Status.AVAILABLE, Access.SCAN),
        replace(connector("D01", 60, Status.AVAILABLE), status_at=NOW.timestamp() - 3600),
        replace(
            connector("E01", 7, Status.AVAILABLE, Access.REMOTE),
            is_dc=False,
            min_v=0,
            max_v=220,
            max_a=32,
        ),
    )),
)  # fmt: skip
# From midnight 0.95, from 14:00 1.32, all in: energy + service.
TIMELINE = PriceTimeline(
    (
        Period(0, Decimal("0.35"), Decimal("0.60")),
        Period(14 * 3600, Decimal("0.72"), Decimal("0.60")),
    )
)


class FakeCar:
    """What the vehicle bus would say, and what was asked of the car."""

    def __init__(self) -> None:
        self.values: dict[str, float | str] = {
            signals.SOC: 46.0,
            signals.RANGE_M: 368_000,
            signals.PACK_W: 0.0,
            signals.PACK_V: 731.0,
            signals.PACK_A: 0.0,
            signals.PACK_TEMPERATURE: 24.0,
            signals.AIR_TEMPERATURE: -3.0,
            signals.CHARGE_LIMIT: 80,
            signals.TIME_TO_COMPLETE: 0,
            signals.IS_CHARGING: False,
            signals.IS_CONNECTED: False,
            signals.IS_FLAP_OPEN: False,
            signals.LATITUDE: HERE[0],
            signals.LONGITUDE: HERE[1],
            signals.GBT_PHASE: "ASLEEP",
        }
        self.commands: list[tuple[str, Value]] = []
        self.silent_s: float | None = None

    def read(self, path: str) -> float | str | None:
        return self.values.get(path) if self.silent_s is None else None

    def last(self, path: str) -> float | str | None:
        return self.values.get(path)

    def age_s(self, path: str) -> float | None:
        return (self.silent_s or 0.0) if path in self.values else None

    def command(self, path: str, value: Value) -> None:
        self.commands.append((path, value))


@dataclass
class FakeSession:
    state: SessionState = field(default_factory=SessionState)
    started: list[str] = field(default_factory=list)
    stops: int = 0

    async def start(self, _station: Station, connector: Connector) -> None:
        self.started.append(connector.id)

    async def stop(self) -> None:
        self.stops += 1


def find(_operator_id: str, connector_id: str) -> tuple[Station, Connector] | None:
    """Look a connector of the one station up."""
    return next(((STATION, one) for one in STATION.connectors if one.id == connector_id), None)


class FakeSeller:
    def __init__(self, timeline: PriceTimeline | None = TIMELINE) -> None:
        self.timeline = timeline

    async def prices(self, _connector_id: str) -> PriceTimeline:
        if self.timeline is None:
            raise Unreachable("Cloud Charge", "timed out")
        return self.timeline


class FakeStations(SearchedStations):
    def __init__(self) -> None:
        super().__init__(source().index.columns, STATION)


def source() -> StationSource:
    """Make an index of one station with three connectors: two free, one fast, one PnC."""
    x, y = mercator(STATION.lat, STATION.lon)
    draft = Draft(
        operators=("cloud",),
        networks=(Network.THIRD_PARTY,),
        x=np.array([x]),
        y=np.array([y]),
        operator=np.zeros(1, np.uint8),
        is_service_area=np.zeros(1, np.bool_),
        size=np.array([3]),
        power_kw=np.array([480.0, 120.0, 120.0]),
        access=np.array([Access.PLUG_AND_CHARGE.value, Access.REMOTE.value, 0], np.uint8),
        is_dc=np.ones(3, np.bool_),
        standard=np.zeros(3, np.uint8),
        area=np.zeros(1, np.uint32),
    )
    _, columns = arrange(draft)
    free = np.full(2, STATUS_CODE[Status.AVAILABLE], np.uint8)
    columns.set_status(np.array([0, 1], np.int32), free, NOW.timestamp())
    return StationSource(ClusterIndex(columns), {"cloud": Badge("云", "#2B4A6F")})


class FakeJournal:
    def __init__(self) -> None:
        self.settings: dict[str, str] = {}
        self.kept: tuple[Receipt, ...] = ()
        self.is_disk_full = False

    def setting(self, key: str) -> str | None:
        return self.settings.get(key)

    def put_setting(self, key: str, value: str) -> None:
        if self.is_disk_full:
            raise JournalError("database or disk is full")
        self.settings[key] = value

    def receipts(self) -> tuple[Receipt, ...]:
        return self.kept

    def samples(self, _seq: str) -> tuple[Sample, ...]:
        return (Sample(0, 10, 150.0), Sample(60, 40, 250.0), Sample(120, 52, 196.0))


@dataclass
class FakeBus:
    spec: BusSpec
    state: BusState = BusState.ACTIVE


def run_at_once(coroutine: Coroutine[None, None, None]) -> None:
    """Run a coroutine that waits for nothing."""
    try:
        coroutine.send(None)
    except StopIteration:
        return
    raise AssertionError("the coroutine waits for something")


async def count_at_once(count: Callable[[], Counted]) -> Counted:
    """Count where there is no loop to wait on."""
    return count()


NOWHERE = Path("/nonexistent")
"""A data folder in which no service PIN was ever set."""


class GlassWorld:
    """Every stand-in and every controller."""

    def __init__(self, seller: FakeSeller | None = None, folder: Path = NOWHERE) -> None:
        self._folder = folder
        self.car = FakeCar()
        self.session = FakeSession()
        self.source = source()
        self.journal = FakeJournal()
        self.bench = FakeBench()
        self.speech = Speech()
        self.arming = Arming(is_armed=True)
        self.buses = {
            VEHICLE_BUS: FakeBus(BusSpec("socketcan", "can0", 500_000)),
            CHARGING_BUS: FakeBus(BusSpec("virtual", "charging")),
        }
        self.around = Surroundings(self.speech, lambda: NOW, run_at_once, {"cloud": PROFILE})
        car = CarController(self.car, self.speech)
        self.favourites: list[Favourite] = []
        self.stand_ins = StationStandIns(self.journal, [STATION], lambda: NOW)
        station = StationController(
            self.session,
            {"cloud": seller or FakeSeller()},
            car,
            ESTIMATE,
            self.around,
            self.stand_ins.services,
        )
        stations = SearchedStations(self.source.index.columns, STATION)
        filters = FilterController(self.source, self.journal, self.around, count_at_once)
        self.stations = stations
        map_ = MapController(stations, self.source, station, filters)
        search = search_parts(stations, self.journal, self.favourites, self.around)
        self.controllers = Controllers(
            map_,
            filters,
            station,
            car,
            ChargeController(self.session, car, find, self.around),
            ReceiptsController(self.journal, self.around),
            BenchController(self.bench, station, self.around),
            SettingsController(self.journal, self.speech),
            self._service(),
            CoverageController(count, lambda: MEASURED, self.around),
            SearchController(search, map_, car, ESTIMATE, self.around),
            SyncController(self.around),
            OnlineMap(self.speech),
        )
        self.glass = Glass(self.controllers, self.around)
        self.refresh()

    def _service(self) -> ServiceController:
        # A PIN is looked at in a thread, for which there is no loop here.
        around = replace(self.around, spawn=lambda work: work.close())
        self.arm = ArmController(self.arming, self._folder, lambda: 0.0, around)
        files = CarFiles(Path("su7_max.toml"), Path("su7.dbc"))
        return ServiceController(files, self.buses, self.arm, self.speech)

    def refresh(self) -> None:
        self.glass.refresh()
        self.glass.session_changed()

    def charge(self, **changes: object) -> None:
        """Let energy flow as in the reference picture of the charge page."""
        self.car.values |= {
            signals.SOC: 52.0,
            signals.RANGE_M: 416_000,
            signals.PACK_W: 196_000.0,
            signals.PACK_A: 268.0,
            signals.TIME_TO_COMPLETE: 540,
            signals.IS_CHARGING: True,
            signals.IS_CONNECTED: True,
            signals.GBT_PHASE: "CHARGING",
        }
        state = SessionState(
            phase=Phase.CHARGING,
            seq="SEQ1",
            operator_id="cloud",
            station_name="虹桥天地超充站",
            connector_id="A01",
            connector_name="A01",
            way=Way.PLUG_AND_CHARGE,
            energy_kwh=Decimal("43.6"),
            cost_cny=Decimal("74.99"),
            can_start=False,
            can_stop=True,
            samples=self.journal.samples("SEQ1"),
        )
        self.session.state = replace(state, **changes)  # type: ignore[arg-type]
        self.refresh()

    def charge_ac(self) -> None:
        """Let a home's 7 kW flow for hours: 32 A of one phase, duty 53 %."""
        self.charge()
        self.car.values |= {
            signals.PACK_W: 6_600.0,
            signals.PACK_A: 9.0,
            signals.TIME_TO_COMPLETE: 12_000,
            signals.GBT_PHASE: "ASLEEP",
            signals.INLET: "AC",
            signals.LIMITED_BY: "ONBOARD_CHARGER",
            signals.CP_V: 6.0,
            signals.CP_DUTY: 53.3,
            signals.MAX_A_PHASE1: 32.0,
            signals.CHARGE_A_PHASE1: 31.8,
            signals.CHARGE_A_PHASE2: 0.0,
            signals.CHARGE_A_PHASE3: 0.0,
            signals.IS_LOCKED: True,
            signals.LOCK_FEEDBACK: True,
            signals.CONNECTOR_C: 41.0,
        }
        self.refresh()


def receipt(seq: str = "SEQ1", *, is_disputed: bool = False) -> Receipt:
    """A bill over two price periods: 30.6 kWh at 1.32 and 13 kWh at 1.40."""
    start = NOW - timedelta(minutes=30)
    turn, end = start + timedelta(minutes=17), start + timedelta(minutes=24)
    order = Order(
        seq, "cloud", "s1", "虹桥天地超充站", "A01", "A01", Way.REMOTE, Phase.SETTLED, start
    )
    price = (Decimal("0.72"), Decimal("0.60")), (Decimal("0.80"), Decimal("0.60"))
    lines = (
        BillLine(start, turn, Decimal("30.6"), *price[0], Decimal("22.03"), Decimal("18.36")),
        BillLine(turn, end, Decimal(13), *price[1], Decimal("10.40"), Decimal("7.80")),
    )
    money = (Decimal("32.43"), Decimal("26.16"), Decimal("58.59"))
    return Receipt(
        order, Bill(seq, "A01", start, end, Decimal("43.6"), *money, 1, lines), is_disputed
    )
