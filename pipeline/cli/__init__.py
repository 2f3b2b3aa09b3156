"""The command `frontwire`: one command a file, loaded only when it is called.

Errors are one clear line with the remedy; tracebacks only under `--debug`. Exit statuses are the contract's.
"""

import importlib
import os
import sys
from pathlib import Path
from typing import Any

import click

from pipeline.errors import FrontwireError
from pipeline.settings import Settings, load

COMMANDS = {
    "up": "the whole pipeline on one machine, with an Apache Kafka of its own",
    "demo": "the seed article on its way through the pipeline, then stop",
    "replay": "replay files or folders as a test feed",
    "subscribe": "follow the events topic",
    "extract": "batch: JSONL articles in, JSONL events out, no broker",
    "evaluate": "score the extractor on labelled data",
    "topics": "create and describe topics, show lag",
    "dead-letters": "list, show and redrive what could not be processed",
    "kafka": "the embedded Apache Kafka alone, in the foreground",
    "poll": "follow the listed feeds",
    "feeds": "the feed list",
    "worker": "run stages: dedupe, extract, link",
    "status": "what runs, lag, rates, dead letters",
}


class _Commands(click.Group):
    """Imports a command's module when it is called, so that `--help` needs no spaCy and no Kafka."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"pipeline.cli.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="frontwire", prog_name="frontwire")
@click.option("--config", type=click.Path(path_type=Path), help="A TOML file of settings.")
@click.option("--debug", is_flag=True, help="Show tracebacks.")
@click.pass_context
def cli(ctx: click.Context, config: Path | None, debug: bool) -> None:
    """Live conflict events out of the world's news."""
    ctx.obj = {"config": config, "debug": debug}


def main(args: list[str] | None = None) -> None:
    """Run the command line; every deliberate error ends as one line on stderr and its exit status."""
    arguments = sys.argv[1:] if args is None else args
    try:
        # Not `cli.main`, which ends a command whose pipe was closed with status 1.
        with cli.make_context("frontwire", list(arguments)) as ctx:
            sys.exit(cli.invoke(ctx) or 0)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:  # noqa: BLE001 - the edge: one line for a person, not a traceback
        _report(error, debug="--debug" in arguments)


def _report(error: Exception, *, debug: bool) -> None:
    if debug:
        raise error
    while isinstance(error, ExceptionGroup):
        error = error.exceptions[0]
    if isinstance(error, FrontwireError):
        click.echo(f"frontwire: {error}", err=True)
        sys.exit(error.exit_status)
    click.echo(f"frontwire: unexpected {type(error).__name__}: {error} (--debug shows where)", err=True)
    sys.exit(1)


def settings(ctx: click.Context, **overrides: Any) -> Settings:
    """Give the settings of this call; a command's options win over environment and file."""
    return load(config=(ctx.find_root().obj or {}).get("config"), **overrides)
