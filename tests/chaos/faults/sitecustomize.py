"""Faults inside a batch: imported by every Python whose PYTHONPATH has this folder, and idle in all but the stages.

A file `STAGE.raise` or `STAGE.pause` in the folder CHAOS_FAULTS is one fault: the stage's next message meets it, and
the file is gone. Nothing of this is in the product.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any


def trip(folder: Path, stage: str) -> None:
    """Meet the fault that lies there, if one does."""
    for kind in ("raise", "pause"):
        try:
            (folder / f"{stage}.{kind}").unlink()
        except FileNotFoundError:
            continue
        if kind == "raise":
            raise RuntimeError("a fault of the test")
        os.kill(os.getpid(), signal.SIGSTOP)


def tripping(folder: Path, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a function that meets faults before it does its work."""

    def faulty(*args: Any, **options: Any) -> Any:
        trip(folder, stage)
        return function(*args, **options)

    return faulty


def install(folder: Path, stage: str) -> None:
    """Let a stage meet faults in the middle of its batches."""
    from pipeline.stages.dedupe import Dedupe
    from pipeline.stages.link import Link
    from pipeline.stages.parsers import Parsers

    owner, name = {"dedupe": (Dedupe, "__call__"), "extract": (Parsers, "extract"), "link": (Link, "__call__")}[stage]
    setattr(owner, name, tripping(folder, stage, getattr(owner, name)))


if "CHAOS_FAULTS" in os.environ and sys.orig_argv[-2:-1] == ["worker"]:
    install(Path(os.environ["CHAOS_FAULTS"]), sys.orig_argv[-1])
