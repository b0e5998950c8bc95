"""An interface of python-can that nobody may take for a virtual one, though it is one.

It can be taken down, as `ip link set can0 down` does, and brought up again.
"""

import errno
from typing import ClassVar

import can
from can.interfaces import BACKENDS
from can.interfaces.virtual import VirtualBus
from typing_extensions import override

NAME = "desk_adapter"


class Adapter(VirtualBus):
    """What python-can opens under `NAME`; `down` holds the channels that are taken down."""

    down: ClassVar[set[str]] = set()

    @override
    def send(self, msg: can.Message, timeout: float | None = None) -> None:
        self._refuse_when_down()
        super().send(msg, timeout)

    @override
    def _recv_internal(self, timeout: float | None) -> tuple[can.Message | None, bool]:
        self._refuse_when_down()
        return super()._recv_internal(timeout)

    def _refuse_when_down(self) -> None:
        if self.channel_id in self.down:
            raise can.CanOperationError("Network is down", errno.ENETDOWN)


BACKENDS[NAME] = (__name__, "Adapter")
