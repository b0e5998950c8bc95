"""Turn messages into frames as one particular device sends them: edition, fill and padding."""

from vehicle.frame import Frame
from vehicle.gbt27930.manner import Edition, Fill
from vehicle.gbt27930.messages import CODECS, Ccs, Message


class Wording:
    """How a device forms its frames; `ccs_bytes` cuts or fills up CCS alone."""

    def __init__(
        self,
        edition: Edition = Edition.V2015,
        fill: Fill = Fill.ONES,
        *,
        pads: bool = False,
        ccs_bytes: int = 7,
    ) -> None:
        self._pads = pads
        # Id, encoder, and the lengths to which each message is cut and filled up.
        self._forms = {
            kind: (
                codec.spec.can_id,
                codec.encode if fill is Fill.ONES else codec.encode_zeros,
                codec.spec.least if edition is Edition.V2011 else codec.spec.length,
            )
            for kind, codec in CODECS.items()
        }
        if edition is Edition.V2015:
            can_id, encode, _ = self._forms[Ccs]
            self._forms[Ccs] = can_id, encode, ccs_bytes

    def data_of(self, message: Message) -> bytes:
        """Give the bytes of a message, as they go into one frame or into a transfer."""
        _, encode, length = self._forms[type(message)]
        data: bytes = encode(message)
        return data[:length] if length else data

    def frame_of(self, message: Message) -> Frame:
        """Make the single frame of a message of at most 8 bytes."""
        can_id, encode, length = self._forms[type(message)]
        data: bytes = encode(message)
        if len(data) != length:
            # Capture tyu05: the eighth byte of CCS is FF.
            data = data[:length].ljust(length, b"\xff")
        return Frame(can_id, data.ljust(8, b"\xff") if self._pads else data)
