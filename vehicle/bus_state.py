"""Tell how a CAN bus is from what its interface says: error frames, refusals, its own state."""

import errno
from enum import Enum

OFF, RESTARTED = 0x40, 0x100
NO_ACK, TX_TIMEOUT, CONTROLLER = 0x20, 0x01, 0x04
"""Error classes in the identifier of an error frame (Linux, uapi/linux/can/error.h)."""
PASSIVE_RX, PASSIVE_TX, ACTIVE_AGAIN = 0x10, 0x20, 0x40
"""Status bits in data[1] of a controller's error frame (same file)."""
_ERROR_CLASSES = 0x1FFFFFFF
_GONE = {errno.ENETDOWN, errno.ENODEV, errno.ENXIO, errno.EBADF, errno.ENOTCONN}
_FULL = {errno.ENOBUFS, errno.EAGAIN}
# python-can 4.6.1 has no code for this one: SocketcanBus._send.
_FULL_TEXT = "Transmit buffer full"


class BusState(Enum):
    """How a bus is, as far as the interface tells; the value says it to the person at the desk."""

    ACTIVE = "works"
    PASSIVE = "has many errors: the controller only listens and sends with care (error passive)"
    BUS_OFF = "is off: the controller has left it after too many errors"
    NO_ACKNOWLEDGE = "nobody acknowledges: no other node is there, or the cable is out"
    GONE = "is gone: the interface has vanished or was taken down"
    UNARMED = "is listened to only: sending was not allowed (--arm, or the service PIN)"


class BusError(Exception):
    """A CAN interface cannot be opened or used; the text is one line for the person at the desk."""


def of_error_frame(identifier: int, data: bytes, before: BusState) -> BusState:
    """Tell the state after an error frame of socketcan."""
    classes = identifier & _ERROR_CLASSES
    if classes & OFF:
        return BusState.BUS_OFF
    if classes & RESTARTED:
        return BusState.ACTIVE
    if classes & NO_ACK or classes & TX_TIMEOUT:
        return BusState.NO_ACKNOWLEDGE
    if classes & CONTROLLER and len(data) > 1:
        if data[1] & (PASSIVE_RX | PASSIVE_TX):
            return BusState.PASSIVE
        if data[1] & ACTIVE_AGAIN:
            return BusState.ACTIVE
    return before


def of_failure(error: Exception) -> BusState | None:
    """Tell the state from a failed read or send; None where the failure says nothing."""
    code = getattr(error, "error_code", None)
    if code is None:
        code = getattr(error, "errno", None)
    if code in _GONE:
        return BusState.GONE
    if code in _FULL or _FULL_TEXT in str(error):
        # The frames stay in the controller: nobody takes them off the wire.
        return BusState.NO_ACKNOWLEDGE
    return None
