"""`frontwire poll`: follow the feeds of the list."""

import asyncio
import logging

import click

from pipeline import logs
from pipeline.cli import settings as settings_of
from pipeline.feeds import catalogue
from pipeline.feeds.service import serve
from pipeline.kafka.clients import reach

log = logging.getLogger(__name__)


@click.command()
@click.option("--no-create-topics", is_flag=True, help="Do not create the topics that are missing.")
@click.pass_context
def command(ctx: click.Context, no_create_topics: bool) -> None:
    """Follow the feeds of the list (`frontwire feeds`), until SIGTERM or Ctrl-C."""
    settings = reach(settings_of(ctx))
    logs.configure(settings.log_level, settings.log_format, "poller")
    if not no_create_topics:
        catalogue.create_topics(settings, "articles", catalogue.SPECS, catalogue.STATES)
    if not settings.fetch_contact:
        log.warning("publishers cannot reach you: name an address or page of yours in FRONTWIRE_FETCH_CONTACT")
    asyncio.run(serve(settings))
