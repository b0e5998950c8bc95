import pytest

from vehicle.bus_spec import BusSpec


@pytest.mark.parametrize(
    ("spec", "options"),
    [
        (
            BusSpec("socketcan", "can0", 250_000),
            {"interface": "socketcan", "channel": "can0", "bitrate": 250_000},
        ),
        (BusSpec(), {"interface": "virtual", "channel": "vehicle"}),
        (
            BusSpec("udp_multicast", "239.1.2.3", port=43200),
            {"interface": "udp_multicast", "channel": "239.1.2.3", "port": 43200}
            | {"fd": False, "hop_limit": 0},
        ),
    ],
)
def test_the_interface_is_always_named_and_no_file_of_the_user_is_read(
    spec: BusSpec, options: dict[str, object]
) -> None:
    assert spec.options() == options | {"ignore_config": True}


@pytest.mark.parametrize(
    ("spec", "is_soft"),
    [
        (BusSpec(), True),
        (BusSpec("udp_multicast", "239.1.2.3", port=43200), True),
        (BusSpec("udp_multicast", "239.1.2.3", port=43200, hop_limit=1), False),
        (BusSpec("socketcan", "vcan0"), False),
        (BusSpec("nonsense", "x"), False),
    ],
)
def test_only_what_cannot_leave_this_machine_is_soft(spec: BusSpec, *, is_soft: bool) -> None:
    assert spec.is_soft is is_soft


def test_a_bus_names_itself_as_python_can_was_told() -> None:
    assert str(BusSpec("pcan", "PCAN_USBBUS1")) == "CAN interface 'pcan', channel 'PCAN_USBBUS1'"
