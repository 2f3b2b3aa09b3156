"""What a benchmark gives: one line of the table."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Row:
    """A figure of ours beside the same of a peer; `peer` is None where nobody does the same."""

    what: str
    unit: str
    ours: float
    peer_name: str = ""
    peer: float | None = None

    @property
    def ratio(self) -> float | None:
        """Ours over the peer's: machines differ, ratios less so."""
        return self.ours / self.peer if self.peer else None


def rate(work: Callable[[], int], *, rounds: int = 3) -> float:
    """Give the best of some rounds: how many things a second, where `work` does some and gives their number."""
    return max(_once(work) for _ in range(rounds))


def _once(work: Callable[[], int]) -> float:
    gc.collect()
    begun = perf_counter()
    done = work()
    return done / (perf_counter() - begun)
