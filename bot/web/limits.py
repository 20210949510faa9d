"""How much one client may ask."""

import time
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

_NETWORK_BITS = 64  # of an IPv6 address: what a household or a host is given


@dataclass(frozen=True, slots=True)
class TooMuch:
    """A refusal, and how long it holds."""

    allowed: int
    seconds: int


class ClientLimits:
    """So many requests a minute for each client, in a moving window. Nothing outlives the process."""

    def __init__(self, per_minute: int) -> None:
        self.per_minute = per_minute
        self._item = RateLimitItemPerMinute(per_minute)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def refused(self, client: str) -> TooMuch | None:
        """Count a request of a client; a refusal if it is one too many."""
        name = _network(client)
        if self._limiter.hit(self._item, name):
            return None
        freed_at = self._limiter.get_window_stats(self._item, name).reset_time
        return TooMuch(self.per_minute, max(1, round(freed_at - time.time())))


def _network(client: str) -> str:
    """The client's address, or of IPv6 its network, within which addresses change at will."""
    try:
        address = ip_address(client)
    except ValueError:
        return client
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(int(address) >> _NETWORK_BITS)
    return str(address)
