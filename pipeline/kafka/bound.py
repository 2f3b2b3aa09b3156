"""Become a command that stops with the process that started it: `python -I -S bound.py PARENT COMMAND …`.

The command gets SIGTERM when its parent has died, in whatever way, so that Kafka still closes its files.

A program of its own and not `preexec_fn`: between fork and exec of a threaded process nothing of Python is safe to
run. It costs 20 ms and no process, since exec keeps the pid. The kernel sends the signal when the starting *thread*
ends, so start from the main thread. Linux alone can do this; elsewhere the pid file finds the orphan at the next start.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1  # <linux/prctl.h>


def main(parent: int, command: list[str]) -> None:
    """Tie this process to its parent and become the command."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, ctypes.c_ulong(signal.SIGTERM))
        if os.getppid() != parent:
            sys.exit("the parent died first")
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    os.execv(command[0], command)  # noqa: S606 - no shell is wanted


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
