"""Say which CAN bus to open, and whether it may be a real one."""

from dataclasses import dataclass
from typing import Any

from typing_extensions import override

VIRTUAL, MULTICAST = "virtual", "udp_multicast"


@dataclass(frozen=True, slots=True)
class BusSpec:
    """Which bus to open.

    `polled` (virtual only) reads without a thread: what one bus sends, its peers in this process
    receive when the callback that sends is done, or at the loop's next pass. `port` and `hop_limit`
    are for `udp_multicast`, where two buses need two ports: on one port they hear each other. Hop
    limit 0 keeps the frames on this machine.
    """

    interface: str = VIRTUAL
    channel: str = "vehicle"
    bitrate: int | None = None
    polled: bool = False
    port: int | None = None
    hop_limit: int = 0

    @override
    def __str__(self) -> str:
        return f"CAN interface {self.interface!r}, channel {self.channel!r}"

    @property
    def is_soft(self) -> bool:
        """Whether its frames cannot leave this machine; any other bus is sent on only armed."""
        return self.interface == VIRTUAL or (self.interface == MULTICAST and self.hop_limit == 0)

    def options(self) -> dict[str, Any]:
        """Give python-can's arguments; a user's configuration file must not add to them."""
        options: dict[str, Any] = {
            "interface": self.interface, "channel": self.channel, "ignore_config": True
        }  # fmt: skip
        if self.bitrate is not None:
            options["bitrate"] = self.bitrate
        if self.interface == MULTICAST:
            options |= {"fd": False, "hop_limit": self.hop_limit}
            options |= {} if self.port is None else {"port": self.port}
        return options
