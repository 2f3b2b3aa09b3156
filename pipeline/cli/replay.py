"""`frontwire replay`: files and folders as a test feed onto the topic `articles`."""

import time
from dataclasses import dataclass
from pathlib import Path

import click

from pipeline.cli import settings as settings_of
from pipeline.contract import Article
from pipeline.feeds.publish import Publisher, publisher
from pipeline.feeds.worker import Parsers
from pipeline.replay.display import ReplayDisplay
from pipeline.replay.interrupt import Interrupt
from pipeline.replay.pace import speed as speed_of
from pipeline.replay.play import play, play_paced
from pipeline.replay.sources import Parser
from pipeline.settings import Settings


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--speed", default="max", show_default=True, help="1x, 10x, any factor of the original pace, or max.")
@click.option("--loop", is_flag=True, help="Begin again at the end, until Ctrl-C.")
@click.option("--bootstrap-servers", help="The Kafka cluster, host:port,...")
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], speed: str, loop: bool, bootstrap_servers: str | None) -> None:
    """Replay files or folders as a test feed: RSS, Atom, RDF, JSON Feed, HTML, text, JSON, JSONL, also .gz.

    What is bad is named, the rest is done, and the exit status is 1.
    """
    factor = speed_of(speed)
    bad = _replay(paths, factor, settings_of(ctx, bootstrap_servers=bootstrap_servers), loop=loop)
    ctx.exit(1 if bad else 0)


def _replay(paths: tuple[Path, ...], factor: float | None, settings: Settings, *, loop: bool) -> int:
    """Do it, say what was done, and give how much was bad."""
    start = time.monotonic()
    with publisher(settings) as articles, Parsers() as parser, ReplayDisplay() as display, Interrupt() as interrupt:
        rounds = _Rounds(paths, factor, parser, articles, display, interrupt)
        try:
            rounds.play(loop=loop)
        except KeyboardInterrupt:
            if not loop:
                raise
        finally:
            articles.flush()
    seconds = time.monotonic() - start
    sent = f"{articles.acknowledged} {'article' if articles.acknowledged == 1 else 'articles'}"
    click.echo(f"{sent} onto {settings.topic('articles')} in {seconds:.1f} s{_bad(display)}")
    return display.bad


@dataclass(frozen=True, slots=True)
class _Rounds:
    """The paths, played once or for ever."""

    paths: tuple[Path, ...]
    factor: float | None
    parser: Parser
    articles: Publisher
    display: ReplayDisplay
    interrupt: Interrupt

    def play(self, *, loop: bool) -> None:
        more = True
        while more:
            before = self.display.articles
            self._once()
            more = loop and self.display.articles > before  # a round that gave nothing is the last

    def _once(self) -> None:
        if self.factor is None:
            play(self.paths, self.parser, self._send, self.display)
        else:
            play_paced(self.paths, self.parser, self._send, self.display, self.factor, self.interrupt.sleep)

    def _send(self, article: Article) -> None:
        self.interrupt.check()
        self.articles.send(article)


def _bad(display: ReplayDisplay) -> str:
    return f"; {display.bad} bad, named above" if display.bad else ""
