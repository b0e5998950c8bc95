"""Say of each made-up station what place it is, when it is open and what it prints as its prices.

All of it is assumed, from the station's name and its operator.
"""

from dataclasses import replace
from typing import Final

from network.catalogue_rows import Details, Printed, encode_details
from network.hours import ALWAYS, OpeningHours
from network.operators.tcec102_text import parse_direction
from network.sandbox.tariffs import tariff_place, timeline_of
from network.stations import SANDBOX_PHOTOS, Facility, Parking, Site
from network.tariff import PriceTimeline

_FREE: Final = "免费"
_SERVICE_AREA: Final = Details(
    facilities=(Facility.FOOD | Facility.SHOP | Facility.FUEL | Facility.PARKING).value,
    hours=ALWAYS,
    parking=Parking(Site.MOTORWAY, is_free=True),
)
# What a name says of the place, the first that fits.
_SITES: Final = (("地下", Site.UNDERGROUND), ("B1", Site.UNDERGROUND), ("停车楼", Site.GARAGE))
# What a simulated operator writes of the way in, of the floor and of the fee, by the sort of place;
# a picture of each sort is drawn by photo_desk.
_WRITTEN: Final = {
    Site.UNDERGROUND: ("南门入库右转80米", "B1层C区", "充电2小时内免费，之后5元/小时"),
    Site.GARAGE: ("沿坡道上行，坡道出口旁", "3层", "充电3小时内免费"),
    Site.CAR_PARK: ("主路北侧入口，停车场最里面", "", _FREE),
    Site.MOTORWAY: ("加油站后方，沿小车停车位直行", "", _FREE),
}
# A shopping centre's car park closes at night.
_MALL_HOURS: Final = OpeningHours((((7 * 60, 23 * 60),),) * 7)
_FACILITIES: Final = (
    ("购物中心", Facility.SHOP | Facility.FOOD),
    ("商业中心", Facility.SHOP | Facility.FOOD),
    ("酒店", Facility.REST),
    ("公园", Facility.REST),
    ("体育", Facility.LEISURE),
    ("火车站", Facility.TRANSPORT),
    ("高铁站", Facility.TRANSPORT),
    ("客运站", Facility.TRANSPORT),
    ("加油站", Facility.FUEL),
)


class DetailWriter:
    """Writes details, the same once. `timelines` are the different prices, in order of number."""

    def __init__(self) -> None:
        self.timelines: list[PriceTimeline] = []
        self._numbers: dict[tuple[str, str], int] = {}
        self._tails: dict[tuple[int, Site, Facility, bool], bytes] = {}

    def number(self, operator_id: str, station_id: str) -> int:
        """Answer the number of the prices that a station prints; the first is 1."""
        key = (operator_id, tariff_place(station_id))
        if key not in self._numbers:
            self.timelines.append(replace(timeline_of(*key), is_printed=True))
            self._numbers[key] = len(self.timelines)
        return self._numbers[key]

    def write(self, name: str, area_code: str, tariff: int, *, is_service_area: bool) -> bytes:
        """Encode what there is to say; `tariff` 0 prints nothing."""
        head = encode_details(Details(direction=parse_direction(name), area_code=area_code))
        site = next((site for word, site in _SITES if word in name), Site.CAR_PARK)
        facilities = next((it for word, it in _FACILITIES if word in name), Facility.NONE)
        key = (tariff, site, facilities, is_service_area)
        if key not in self._tails:
            self._tails[key] = self._tail(*key)
        # Both are objects without a field in common, written in the order of Details.
        return head[:-1] + b"," + self._tails[key]

    def _tail(
        self,
        tariff: int,
        site: Site,
        facilities: Facility,
        is_service_area: bool,  # noqa: FBT001 - part of a cache's key
    ) -> bytes:
        place = Details(
            facilities=facilities.value,
            hours=_MALL_HOURS if Facility.SHOP in facilities else None,
            parking=Parking(site),
        )
        details = _SERVICE_AREA if is_service_area else place
        guide, floor, fee = _WRITTEN[details.parking.site]
        printed = self.timelines[tariff - 1] if tariff else None
        return encode_details(
            Details(
                remark=guide,
                facilities=details.facilities,
                hours=details.hours,
                parking=replace(
                    details.parking, is_free=True if fee == _FREE else None, fee=fee, info=floor
                ),
                printed=Printed.of(printed) if printed else None,
                photos=(f"{SANDBOX_PHOTOS}{details.parking.site.value}.png",),
            )
        )[1:]
