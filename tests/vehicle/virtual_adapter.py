"""An interface of python-can that nobody may take for a virtual one, though it is one."""

from can.interfaces import BACKENDS
from can.interfaces.virtual import VirtualBus

NAME = "desk_adapter"


class Adapter(VirtualBus):
    """What python-can opens under `NAME`."""


BACKENDS[NAME] = (__name__, "Adapter")
