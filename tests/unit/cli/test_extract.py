"""`frontwire extract`, with an extractor that does what it is told."""

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from click.testing import CliRunner, Result

from pipeline.batch import run as batch
from pipeline.batch.extractor import Row
from pipeline.batch.lines import Line
from pipeline.cli import cli
from pipeline.errors import WrongUsage

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a function that runs the command on some standard input."""
    monkeypatch.syspath_prepend(Path(__file__).parent)
    monkeypatch.setenv("FRONTWIRE_EXTRACTOR", "told_extractor:factory")
    return lambda *arguments, stdin=b"": CliRunner().invoke(cli, ["extract", *map(str, arguments)], input=stdin)


def line(**row: Any) -> bytes:
    """Give a row as a line."""
    return orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)


def rows(done: Result) -> list[Any]:
    """Give what was written."""
    return [orjson.loads(text) for text in done.stdout_bytes.splitlines()]


def test_one_object_an_article_in_the_contracts_form(run: Run) -> None:
    """The fields, the scope as asked for, an id that was computed; status 0."""
    done = run("--scope", "all", "--jobs", 1, stdin=line(article_id="a", title="T") + line(title="T", text="x"))
    first, second = rows(done)
    assert first == {"article_id": "a", "language": "all", "events": [], "places": []}
    assert len(second["article_id"]) == 64
    assert (done.exit_code, done.stderr) == (0, "")


def test_bad_lines_become_errors_and_the_rest_is_done(run: Run) -> None:
    """Each has its id where one can be read, is named on stderr, and the status is 1 at the end."""
    done = run(stdin=b"{\n" + line(article_id="b", title=5) + b"\n[]\n" + line(article_id="c", title="T"))
    assert [row["article_id"] for row in rows(done)] == [None, "b", None, "c"]
    assert ["error" in row for row in rows(done)] == [True, True, True, False]
    assert [text.split(":")[0] for text in done.stderr.splitlines()] == [
        "standard input, line 1", "standard input, line 2", "standard input, line 4",
    ]  # fmt: skip
    assert done.exit_code == 1


@pytest.mark.parametrize("stdin", [b"", b"\n \n"])
def test_empty_input_is_no_fault(run: Run, stdin: bytes) -> None:
    """Nothing in, nothing out, and no extractor is loaded for it."""
    done = run(stdin=stdin)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")


def test_files_are_read_in_order_zipped_or_not(run: Run, tmp_path: Path) -> None:
    """`-` is standard input among them; a file that is not there is named, and has no row."""
    (tmp_path / "a.jsonl").write_bytes(line(article_id="a", title="T"))
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(line(article_id="b", title="T")))
    stdin = line(article_id="c", title="T")
    done = run(tmp_path / "a.jsonl", tmp_path / "none", "-", tmp_path / "b.jsonl.gz", stdin=stdin)
    assert [row["article_id"] for row in rows(done)] == ["a", "c", "b"]
    assert "none: it cannot be read: No such file or directory" in done.stderr
    assert done.exit_code == 1


def test_order_is_kept_over_processes(run: Run) -> None:
    """However long each takes."""
    titles = ["slow", "T", "T", "slow", "T", "T", "T", "slow", "T"]
    done = run("--jobs", 3, stdin=b"".join(line(article_id=str(n), title=title) for n, title in enumerate(titles)))
    assert [row["article_id"] for row in rows(done)] == [str(n) for n in range(len(titles))]


def test_an_article_that_hangs_kills_or_breaks_the_extractor_is_an_error(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It costs its own row only."""
    monkeypatch.setattr(batch, "deadline", lambda _line: 0.5)
    stdin = b"".join(line(article_id=title, title=title) for title in ("hang", "die", "fail", "good"))
    done = run("--jobs", 1, stdin=stdin)
    hang, die, fail, good = rows(done)
    assert "no answer within" in hang["error"]
    assert "killed by SIGKILL" in die["error"]
    assert fail == {"article_id": "fail", "error": "the extractor failed: IndexError: of a rule"}
    assert good["events"] == []
    assert done.exit_code == 1


def test_an_extractor_that_cannot_explain_says_so(run: Run) -> None:
    """It is wrong usage, before any article."""
    done = run("--explain", stdin=line(title="T"))
    assert isinstance(done.exception, WrongUsage)
    assert "cannot explain itself" in str(done.exception)


def test_no_more_lines_are_read_than_can_be_worked_on() -> None:
    """A file of any length is streamed: reading waits for the rows to be taken."""

    class Answering:
        def ask(self, question: bytes, seconds: float) -> Row:  # noqa: ARG002 - as Children
            return Row(question)

        def close(self) -> None:
            """Pass over."""

    read = 0

    def endless() -> Iterator[Line]:
        nonlocal read
        while True:
            read += 1
            yield Line("x", b"%d" % read)

    results = batch.run(endless(), Answering(), 2)  # type: ignore[arg-type]
    assert [next(results)[1].text for _ in range(100)] == [b"%d" % number for number in range(1, 101)]
    assert read < 120
    results.close()  # type: ignore[attr-defined]


def test_the_rules_explain_themselves() -> None:
    """The one test with the real extractor here: sentence, trigger, rule, and the event that came of it."""
    article = line(title="Blast in Goma", text="A bomb killed two soldiers in Goma on Monday.", published="2023-09-19")
    done = CliRunner().invoke(cli, ["extract", "--jobs", "1", "--explain"], input=article)
    assert "A bomb killed two soldiers in Goma on Monday." in done.stdout
    assert "“killed”" in done.stdout
    assert "▸" in done.stdout
    assert "● Explosions/Remote violence" in done.stdout
    assert done.exit_code == 0
