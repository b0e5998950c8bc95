"""Turn messages into frames as one particular device sends them: edition, fill and padding."""

from dataclasses import dataclass

from vehicle.frame import Frame
from vehicle.gbt27930.fields import MESSAGES
from vehicle.gbt27930.manner import Edition, Fill
from vehicle.gbt27930.messages import Ccs, Message, encode_as

_CAN_IDS = {name: spec.can_id for name, spec in MESSAGES.items()}


@dataclass(frozen=True, slots=True)
class Wording:
    """How a device forms its frames; `ccs_bytes` cuts or fills up CCS alone."""

    edition: Edition = Edition.V2015
    fill: Fill = Fill.ONES
    pads: bool = False
    ccs_bytes: int = 7

    def data_of(self, message: Message) -> bytes:
        """Give the bytes of a message, as they go into one frame or into a transfer."""
        return encode_as(message, self.edition, self.fill)

    def frame_of(self, message: Message) -> Frame:
        """Make the single frame of a message of at most 8 bytes."""
        data = self.data_of(message)
        if isinstance(message, Ccs) and self.edition is Edition.V2015:
            # Capture tyu05: the eighth byte is FF.
            data = data[: self.ccs_bytes].ljust(self.ccs_bytes, b"\xff")
        if self.pads:
            data = data.ljust(8, b"\xff")
        return Frame(_CAN_IDS[type(message).__name__.upper()], data)
