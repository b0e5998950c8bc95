"""What a made-up station says of itself can be read again, and follows from its name."""

from network.catalogue_rows import decode_details, encode_details
from network.hours import ALWAYS
from network.sandbox.nation_details import DetailWriter
from network.sandbox.tariffs import timeline_of
from network.stations import Facility, Site


def test_a_service_area_is_at_a_motorway_and_never_closes() -> None:
    data = DetailWriter().write("通州服务区（北京方向）", "110112", 0, is_service_area=True)
    details = decode_details(data)
    assert (details.direction, details.area_code) == ("北京", "110112")
    assert details.hours == ALWAYS
    assert (details.parking.site, details.parking.is_free) == (Site.MOTORWAY, True)
    assert Facility.FOOD in Facility(details.facilities)
    assert details.printed is None


def test_a_name_tells_the_place_and_what_else_is_there() -> None:
    data = DetailWriter().write("西湖购物中心地下快充站", "330106", 0, is_service_area=False)
    details = decode_details(data)
    assert details.parking.site is Site.UNDERGROUND
    assert Facility(details.facilities) == Facility.SHOP | Facility.FOOD
    assert details.hours is not None
    assert details.hours.week == (((420, 1380),),) * 7  # 7:00 to 23:00


def test_a_place_tells_the_way_in_its_floor_its_fee_and_a_picture() -> None:
    data = DetailWriter().write("人民广场地下充电站", "310101", 0, is_service_area=False)
    details = decode_details(data)
    assert details.remark == "南门入库右转80米"
    assert details.parking.info == "B1层C区"
    assert (details.parking.is_free, details.parking.fee) == (None, "充电2小时内免费，之后5元/小时")
    assert details.photos == ("sandbox:/photos/underground.png",)
    assert details.hours is None


def test_prices_are_those_of_the_operator_marked_as_printed() -> None:
    writer = DetailWriter()
    first = writer.number("tenghe", "3301060001")
    assert (first, writer.number("tenghe", "3301060006")) == (1, 1)
    assert writer.number("yunling", "3301060001") == 2
    details = decode_details(writer.write("A", "330106", first, is_service_area=False))
    assert details.printed is not None
    timeline = details.printed.timeline()
    assert timeline.is_printed
    assert timeline.periods == timeline_of("tenghe", "3301060001").periods


def test_it_is_written_as_the_catalogue_writes_it() -> None:
    writer = DetailWriter()
    tariff = writer.number("tenghe", "3301060001")
    for name, is_area in (("通州服务区（北京方向）", True), ("人民公园充电站", False)):
        data = writer.write(name, "330106", tariff, is_service_area=is_area)
        assert encode_details(decode_details(data)) == data
