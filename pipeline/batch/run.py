"""Many lines at once, their rows in the order of the lines, in bounded memory."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final

from pipeline.batch.extractor import Row, failed
from pipeline.batch.lines import Line
from pipeline.child import Children, Lost

_AHEAD: Final = 4
"""Lines for each process that are read before the first of them is answered."""

Result = tuple[Line, Row]


def deadline(line: bytes) -> float:
    """Give the seconds that a line may take: many times what it should, since a person waits and not a broker."""
    return 60.0 + len(line) / 10_000


def run(found: Iterable[Line], children: Children[bytes, Row], jobs: int) -> Iterator[Result]:
    """Give each line and its row, in order, as soon as it and all before it are done."""
    with ThreadPoolExecutor(jobs) as threads:
        waiting: deque[tuple[Line, Future[Row]]] = deque()
        try:
            for line in found:
                waiting.append((line, threads.submit(_row, line, children)))
                if len(waiting) >= _AHEAD * jobs:
                    yield _result(waiting)
            while waiting:
                yield _result(waiting)
        finally:
            children.close()  # whoever stops early (Ctrl-C, a closed pipe) does not wait for what is under way
            threads.shutdown(wait=False, cancel_futures=True)


def _result(waiting: deque[tuple[Line, Future[Row]]]) -> Result:
    line, future = waiting.popleft()
    return line, future.result()


def _row(line: Line, children: Children[bytes, Row]) -> Row:
    if line.fault is not None:
        return Row(b"", line.fault) if line.of_file else failed(line.data, line.fault)
    try:
        return children.ask(line.data, deadline(line.data))
    except Lost as lost:
        return failed(line.data, f"the extractor was lost twice over it: {lost}")
