import subprocess
import sys

import psutil
import pytest

from pipeline.kafka.process import BOUND

PARENT = """
import os, subprocess, sys
child = subprocess.Popen([sys.executable, "-I", "-S", sys.argv[1], str(os.getpid()), "/bin/sleep", "60"],
                         start_new_session=True, stdout=subprocess.DEVNULL)
print(child.pid, flush=True)
child.wait()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent has died")
def test_the_command_stops_when_its_parent_is_killed():
    """A kill -9 of the parent, which can clean up nothing, leaves no child behind."""
    with subprocess.Popen([sys.executable, "-c", PARENT, str(BOUND)], stdout=subprocess.PIPE, text=True) as parent:
        child = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
    try:
        gone, _ = psutil.wait_procs([child], timeout=5)
        assert gone or child.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        pass


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent has died")
def test_a_parent_that_is_already_dead_starts_nothing():
    """Between the start and the request to be told, the parent may have died."""
    command = [sys.executable, "-I", "-S", str(BOUND), "1999999999", "/bin/echo", "started"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")


def test_the_command_replaces_the_process():
    """The pid that was started is the command's, and its exit status comes through."""
    code = "import os, sys; sys.exit(os.getpid() % 200)"
    command = [sys.executable, "-I", "-S", str(BOUND), str(psutil.Process().pid), sys.executable, "-c", code]
    with subprocess.Popen(command) as child:
        assert child.wait() == child.pid % 200
