"""The moment of a command: its time and its chance, handed in from outside so that the domain stays a function."""

import hashlib
import hmac
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

if TYPE_CHECKING:
    from workshops.state import Workshop

T = TypeVar("T")


class Moment(Struct, frozen=True):
    """`now` in milliseconds UTC; `entropy`, 32 bytes that nobody outside can guess; `write`, the writer that freezes a plan."""

    now: int
    entropy: bytes
    write: "Callable[[Workshop], bytes] | None" = None

    def token(self, purpose: str, size: int = 16) -> str:
        """A key that nobody can guess, in hexadecimal (2 characters per byte), the same for the same moment and purpose."""
        return self._digest("token:" + purpose)[:size].hex()

    def salt(self, purpose: str) -> bytes:
        """32 bytes for a commitment."""
        return self._digest("salt:" + purpose)

    def shuffled(self, things: Iterable[T], spelled: Callable[[T], str]) -> list[T]:
        """`things` in an order that tells nothing of who came first: by a keyed digest of what they say."""
        # Equal spellings are told apart by their count only, so the order they came in does not matter either.
        return sorted(sorted(things, key=spelled), key=lambda thing: self._digest("order:" + spelled(thing)))

    def _digest(self, text: str) -> bytes:
        return hmac.new(self.entropy, text.encode(), hashlib.sha256).digest()


def entropy_for(seed: bytes, *names: Any) -> bytes:
    """The 32 bytes for one command out of a seed: what a command draws does not depend on what others drew before it."""
    return hmac.new(seed, "\x00".join(map(str, names)).encode(), hashlib.sha256).digest()
