"""`frontwire feeds`: the feed list."""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import get_args

import click
import orjson

from pipeline.cli import settings as settings_of
from pipeline.contract import FeedSpec
from pipeline.contract.feed import Pages
from pipeline.errors import BadInput, FrontwireError, WrongUsage
from pipeline.feeds import catalogue, opml
from pipeline.feeds import starter as first_list
from pipeline.feeds.catalogue import Catalogue, Writer, checked, opened, partition_of
from pipeline.feeds.check import Checked, check
from pipeline.feeds.discovery import Found, discover
from pipeline.feeds.fetch import without_credentials
from pipeline.feeds.identity import feed_id
from pipeline.feeds.standing import standing
from pipeline.kafka.clients import reach
from pipeline.kafka.progress import shown_progress
from pipeline.render.feeds import SHORT_ID, lines
from pipeline.render.plain import printable


@click.group()
def command() -> None:
    """Edit and show the feed list. Feeds are named by URL, by id, or by the beginning of an id."""


# ── changing the list ──


@command.command()
@click.argument("url")
@click.option("--title", help="A name for the list.")
@click.option(
    "--pages", type=click.Choice(get_args(Pages)), help="Read the articles' pages; auto: where it has summaries."
)
@click.option("--as-is", is_flag=True, help="List URL without looking at it.")
@click.pass_context
def add(ctx: click.Context, url: str, title: str | None, pages: Pages | None, as_is: bool) -> None:
    """List the feed at URL, or the one that a site's page at URL names; pollers fetch it within seconds.

    Of a feed that is listed, --title and --pages are changed.
    """
    url, settings = checked(url), settings_of(ctx)
    with opened(settings) as (found, writer):
        spec = FeedSpec(feed_id=feed_id(url), url=url)
        if spec.feed_id not in found.feeds and not as_is:
            spec = _found(url, asyncio.run(discover(settings, url)))
        known = found.feeds.get(spec.feed_id)
        wanted = _changed(known.spec if known else spec, title, pages)
        if known is None or wanted != known.spec:
            writer.put(wanted, known.partition if known else partition_of(wanted.url))
    done = "added" if known is None else "already listed" if wanted == known.spec else "changed"
    click.echo(f"{done} {without_credentials(wanted.url)} ({wanted.feed_id[:SHORT_ID]})")


def _found(url: str, found: Sequence[Found]) -> FeedSpec:
    """Give the only feed of a page, or show them all and raise FrontwireError."""
    if len(found) == 1:
        (one,) = found
        return FeedSpec(feed_id=feed_id(one.url), url=one.url, title=one.title)
    for one in found:
        click.echo(f"{printable(without_credentials(one.url))}  {printable(one.title or '')}")
    raise FrontwireError(f"{without_credentials(url)} names {len(found)} feeds, above: add those that you want")


def _changed(spec: FeedSpec, title: str | None, pages: Pages | None) -> FeedSpec:
    options = spec.options if pages is None else spec.options.model_copy(update={"pages": pages})
    return spec.model_copy(update={"title": title or spec.title, "options": options})


@command.command("import")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--starter", is_flag=True, help="The list that comes with Frontwire, instead of a file.")
@click.option("--region", help="Of the starter list: Africa, Europe, World, ...")
@click.option("--language", help="Of the starter list: en, fr, ...")
@click.pass_context
def import_(ctx: click.Context, file: Path | None, starter: bool, region: str | None, language: str | None) -> None:
    """List the feeds of FILE, an OPML list of another reader; those that are listed stay as they are."""
    if (file is None) != starter:
        raise WrongUsage("give the OPML file of another reader, or --starter for the list that comes with Frontwire")
    outlines = _outlines(file) if file else first_list.read(region or "", language or "")
    with opened(settings_of(ctx)) as (found, writer):
        added, known, bad = _import(outlines, found, writer)
    click.echo(f"{added} added, {known} already listed" + (f", {bad} bad, named above" if bad else ""))
    ctx.exit(1 if bad else 0)


def _outlines(file: Path) -> list[opml.Outline]:
    try:
        return opml.read(file.read_bytes())
    except OSError as error:
        raise BadInput(f"{file}: it cannot be read: {error.strerror}") from None
    except BadInput as error:
        raise BadInput(f"{file}: {error}") from None


def _import(outlines: Iterable[opml.Outline], found: Catalogue, writer: Writer) -> tuple[int, int, int]:
    counted = {"added": 0, "known": 0, "bad": 0}
    seen = set(found.feeds)
    for outline in outlines:
        try:
            url = checked(outline.url)
        except WrongUsage as error:
            click.echo(str(error), err=True)
            counted["bad"] += 1
            continue
        if feed_id(url) in seen:
            counted["known"] += 1
            continue
        seen.add(feed_id(url))
        writer.put(FeedSpec(feed_id=feed_id(url), url=url, title=outline.title), partition_of(url))
        counted["added"] += 1
    return counted["added"], counted["known"], counted["bad"]


@command.command()
@click.argument("feeds", nargs=-1, required=True)
@click.pass_context
def pause(ctx: click.Context, feeds: tuple[str, ...]) -> None:
    """Follow FEEDS no longer, and keep what is known of them."""
    _set_paused(ctx, feeds, paused=True)


@command.command()
@click.argument("feeds", nargs=-1, required=True)
@click.pass_context
def resume(ctx: click.Context, feeds: tuple[str, ...]) -> None:
    """Follow FEEDS again."""
    _set_paused(ctx, feeds, paused=False)


def _set_paused(ctx: click.Context, names: tuple[str, ...], *, paused: bool) -> None:
    with opened(settings_of(ctx)) as (found, writer):
        for listed in [found.find(name) for name in names]:
            writer.put(listed.spec.model_copy(update={"paused": paused}), listed.partition)
            click.echo(f"{'paused' if paused else 'resumed'} {without_credentials(listed.spec.url)}")


@command.command()
@click.argument("feeds", nargs=-1, required=True)
@click.pass_context
def remove(ctx: click.Context, feeds: tuple[str, ...]) -> None:
    """Take FEEDS off the list, and have pollers forget them."""
    with opened(settings_of(ctx)) as (found, writer):
        for listed in [found.find(name) for name in feeds]:
            writer.remove(listed)
            click.echo(f"removed {without_credentials(listed.spec.url)}")


# ── showing it ──


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON array.")
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> None:
    """Show how each feed stands: status, last success, next poll, interval, articles a day, 304s, bytes, error."""
    found = catalogue.read(reach(settings_of(ctx)))
    feeds = sorted(found.feeds.values(), key=lambda listed: listed.spec.url)
    rows = [standing(listed.spec, found.states.get(listed.spec.feed_id)) for listed in feeds]
    if as_json:
        click.echo(orjson.dumps(rows, option=orjson.OPT_INDENT_2 | orjson.OPT_UTC_Z))
    elif rows:
        click.echo("\n".join(lines(rows)))
    else:
        click.echo("no feed is listed: `frontwire feeds add URL` or `frontwire feeds import FILE`", err=True)


@command.command()
@click.pass_context
def export(ctx: click.Context) -> None:
    """Write the list to standard output, as OPML."""
    found = catalogue.read(reach(settings_of(ctx)))
    click.get_binary_stream("stdout").write(opml.write(listed.spec for listed in found.feeds.values()))


@command.command("check")
@click.argument("urls", nargs=-1, metavar="[URL...]")
@click.option("--all", "every", is_flag=True, help="Every feed of the list.")
@click.option("--json", "as_json", is_flag=True, help="One JSON array.")
@click.pass_context
def check_(ctx: click.Context, urls: tuple[str, ...], every: bool, as_json: bool) -> None:
    """Fetch and parse once what is at URL, or every feed of the list; nothing is kept. Status 1 if one is no feed."""
    if bool(urls) == every:
        raise WrongUsage("give the URL of a feed, or --all for every feed of the list")
    settings = settings_of(ctx)
    if urls:
        found = asyncio.run(check(settings, map(checked, urls)))
    else:
        listed = [one.spec.url for one in catalogue.read(reach(settings)).feeds.values()]
        with shown_progress() as show:
            found = asyncio.run(check(settings, listed, partial(show, "Checking feeds")))
    if as_json:
        click.echo(orjson.dumps([asdict(one) for one in found], option=orjson.OPT_INDENT_2 | orjson.OPT_UTC_Z))
    else:
        for one in found:
            click.echo("\n".join(_lines(one)))
        if every:
            click.echo(f"{sum(not one.error for one in found)} of {len(found)} give a feed")
    ctx.exit(1 if any(one.error for one in found) else 0)


def _lines(one: Checked) -> Iterator[str]:
    if one.error:
        yield f"bad  {printable(one.url)}: {printable(one.error)}"
        return
    yield f"good {printable(one.url)}: {one.kind}, {printable(one.title or 'without a title')}"
    newest = f", newest of {one.newest:%Y-%m-%d %H:%M} UTC" if one.newest else ""
    yield f"     {one.entries} entries, {one.dated} dated, {one.full_text} with more than a summary{newest}"
    if one.redirected_to:
        yield f"     it has moved to {printable(without_credentials(one.redirected_to))}"
    if not one.conditional:
        yield "     it has no ETag and no Last-Modified: it is read whole at each poll"
    yield from (f"     {printable(fault)}" for fault in one.faults)
