"""Read and write the messages of a DBC: cantools with the types that the car needs."""

from collections.abc import Mapping

from cantools.database.can import Message
from cantools.database.errors import DecodeError, EncodeError

from vehicle.frame import Frame


class BadVehicleFrame(Exception):
    """A message of the vehicle bus cannot be read or written; one line."""


def decode(message: Message, data: bytes) -> dict[str, float]:
    """Give the physical values of a message's signals, value tables aside.

    Raises: BadVehicleFrame, for example for a frame that is too short.
    """
    try:
        fields = message.decode(data, decode_choices=False)
    except DecodeError as error:
        raise BadVehicleFrame(f"{message.name}: {error}") from error
    assert isinstance(fields, dict)
    return {name: value for name, value in fields.items() if isinstance(value, int | float)}


def encode(message: Message, fields: Mapping[str, float | str]) -> list[Frame]:
    """Build a message's frame, or one frame for each page of a multiplexed message.

    Raises: BadVehicleFrame for values outside the DBC's limits.
    """
    selector = next((signal for signal in message.signals if signal.is_multiplexer), None)
    if selector is None:
        return [_frame(message, fields)]
    pages = sorted({page for signal in message.signals for page in signal.multiplexer_ids or ()})
    return [
        _frame(message, {selector.name: page} | _of_page(message, page, fields)) for page in pages
    ]


def labels(message: Message, signal: str) -> dict[int, str]:
    """Give a signal's value table; empty if it has none."""
    choices = message.get_signal_by_name(signal).choices
    return {int(number): str(label) for number, label in (choices or {}).items()}


def _of_page(
    message: Message, page: int, fields: Mapping[str, float | str]
) -> dict[str, float | str]:
    return {
        name: value
        for name, value in fields.items()
        if page in (message.get_signal_by_name(name).multiplexer_ids or (page,))
    }


def _frame(message: Message, fields: Mapping[str, float | str]) -> Frame:
    try:
        data = message.encode(dict(fields))
    except EncodeError as error:
        raise BadVehicleFrame(f"{message.name}: {error}") from error
    return Frame(message.frame_id, data, extended=message.is_extended_frame)
