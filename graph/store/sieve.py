"""A sieve (布隆过滤器): keys that were taken in, and seldom others, in a fixed space."""

__all__ = ["Sieve"]


class Sieve:
    """Tells which keys cannot have been taken in (布隆过滤器).

    Args:
        bits: How many places there are, as a power of two: 26, which is 8 MB, tell three million
            keys apart, one in a hundred wrongly.
    """

    def __init__(self, bits: int) -> None:
        self._last = (1 << bits) - 1
        self._bits = bytearray((1 << bits) // 8)

    def add(self, key: str | bytes) -> None:
        """Take a key in."""
        digest = hash(key)
        one, other = digest & self._last, digest >> 32 & self._last
        self._bits[one >> 3] |= 1 << (one & 7)
        self._bits[other >> 3] |= 1 << (other & 7)

    def __contains__(self, key: str | bytes) -> bool:
        """Tell whether a key may have been taken in; False is certain."""
        digest = hash(key)
        one, other = digest & self._last, digest >> 32 & self._last
        bits = self._bits
        return bool(bits[one >> 3] >> (one & 7) & bits[other >> 3] >> (other & 7) & 1)
