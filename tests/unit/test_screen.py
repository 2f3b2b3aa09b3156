"""What is shown of the services, and what cannot be done through it."""

import io
import subprocess
import sys

from rich.console import Console

from pipeline.screen import Screen


def shown(*, bare: bool = False) -> tuple[Screen, io.StringIO]:
    """Give a screen that is no terminal, and what it shows."""
    out = io.StringIO()
    return Screen(Console(file=out, width=80), bare=bare), out


def test_a_line_stands_under_its_services_name() -> None:
    """Lines of several services are told apart, and none is wrapped."""
    screen, out = shown()
    screen.line("extract", "x" * 200)
    assert out.getvalue() == f"extract │ {'x' * 200}\n"


def test_control_characters_do_not_act_on_the_terminal() -> None:
    """Words of an article in a log line cannot move the cursor or take on colours."""
    screen, out = shown()
    screen.line("extract", "a \x1b[31mred\x1b[0m [bold]line[/bold]")
    assert (
        out.getvalue() == "extract │ a \N{REPLACEMENT CHARACTER}[31mred\N{REPLACEMENT CHARACTER}[0m [bold]line[/bold]\n"
    )


def test_bare_shows_the_lines_as_they_are_and_nothing_else() -> None:
    """JSON lines stay JSON lines."""
    screen, out = shown(bare=True)
    screen.write("a header")
    screen.status("3 articles")
    screen.line("extract", '{"level":"info"}')
    assert out.getvalue() == '{"level":"info"}\n'


def test_off_a_terminal_a_status_is_a_line_when_it_has_changed() -> None:
    """A log file is not filled with the same line."""
    screen, out = shown()
    with screen.staying():
        for status in ("1 article", "1 article", "2 articles"):
            screen.status(status)
    assert out.getvalue() == "1 article\n2 articles\n"


def test_a_terminal_that_is_gone_is_no_error() -> None:
    """The services are still stopped in order when nobody looks any more."""

    class Gone(io.StringIO):
        def write(self, _: str) -> int:
            """Fail as a terminal does whose window was closed."""
            raise OSError(5, "Input/output error")

    screen = Screen(Console(file=Gone()))
    screen.line("extract", "a line")
    screen.line("extract", "another")


def test_a_closed_pipe_stops_the_process_as_sigterm_does() -> None:
    """`frontwire up | head` ends, and its services are stopped in order."""
    program = (
        "import signal, sys\n"
        "from rich.console import Console\n"
        "from pipeline.screen import Screen\n"
        "signal.signal(signal.SIGTERM, lambda *_: sys.exit(7))\n"
        "screen = Screen(Console())\n"
        "while True: screen.line('extract', 'a line')\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"extract \xe2\x94\x82 a line\n"
        process.stdout.close()
        assert process.wait() == 7
        assert process.stderr is not None
        assert process.stderr.read() == b""
