"""Error frames as Linux writes them (uapi/linux/can/error.h), and what python-can 4.6.1 raises."""

import errno

import can
import pytest

from vehicle.bus_state import BusState, of_error_frame, of_failure


@pytest.mark.parametrize(
    ("identifier", "data", "state"),
    [
        (0x00000040, "0000000000000000", BusState.BUS_OFF),  # CAN_ERR_BUSOFF
        (0x00000100, "0000000000000000", BusState.ACTIVE),  # CAN_ERR_RESTARTED
        (0x00000020, "0000000000000000", BusState.NO_ACKNOWLEDGE),  # CAN_ERR_ACK
        (0x00000001, "0000000000000000", BusState.NO_ACKNOWLEDGE),  # CAN_ERR_TX_TIMEOUT
        (0x00000004, "0010000000000000", BusState.PASSIVE),  # CAN_ERR_CRTL_RX_PASSIVE
        (0x00000204, "0020000000008800", BusState.PASSIVE),  # CAN_ERR_CRTL_TX_PASSIVE, counters
        (0x00000004, "0040000000000000", BusState.ACTIVE),  # CAN_ERR_CRTL_ACTIVE
        (0x000000C8, "0000800000000000", BusState.BUS_OFF),  # bus off with what led to it
    ],
)
def test_an_error_frame_tells_the_state(identifier: int, data: str, state: BusState) -> None:
    assert of_error_frame(identifier, bytes.fromhex(data), BusState.UNARMED) is state


@pytest.mark.parametrize(
    ("identifier", "data"),
    [
        (0x00000002, "05"),  # arbitration lost: what a bus is for
        (0x00000004, "0008000000000000"),  # a warning level
        (0x00000004, ""),
        (0x00000088, "0000000000000000"),  # one bus error
    ],
)
def test_what_is_no_change_leaves_the_state_as_it_was(identifier: int, data: str) -> None:
    before = BusState.PASSIVE
    assert of_error_frame(identifier, bytes.fromhex(data), before) is before


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (can.CanOperationError("Error receiving: Network is down", errno.ENETDOWN), BusState.GONE),
        (can.CanOperationError("Failed to transmit: No such device", errno.ENODEV), BusState.GONE),
        (OSError(errno.ENXIO, "No such device or address"), BusState.GONE),
        (can.CanOperationError("Transmit buffer full"), BusState.NO_ACKNOWLEDGE),
        (OSError(errno.ENOBUFS, "No buffer space available"), BusState.NO_ACKNOWLEDGE),
        (can.CanOperationError("bad datagram"), None),
    ],
)
def test_a_failed_read_or_send_tells_the_state(error: Exception, state: BusState | None) -> None:
    assert of_failure(error) is state
