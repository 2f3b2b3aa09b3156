"""A report for a person, as rich's tables."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.evaluation.figures import Figure
from pipeline.evaluation.linking import LinkingReport
from pipeline.evaluation.report import Report
from pipeline.evaluation.verdict import Verdict
from pipeline.render.plain import printable, shortened

_LONGEST = 160


def show(report: Report) -> RenderableType:
    """Give the figures, the tables and the commonest errors."""
    head = Text(f"{report.dataset}: {report.articles} articles, {report.labelled} actual events labelled")
    head.append(f"; {report.extractor}", style="dim")
    return Group(head, *(_table(title, columns, rows) for title, columns, rows in tables(report)))


Rows = list[tuple[str, ...]]


def tables(report: Report) -> Iterator[tuple[str, tuple[str, ...], Rows]]:
    """Give each table of a report that has rows: its title, its columns and its rows, all as text."""
    every = (
        ("Figures", ("figure", "value", "95 %", "n", "aim", ""), _figures(report)),
        ("Kinds of article", ("kind", "articles", "precision", "recall"), _kinds(report)),
        ("Sub-types", ("sub-type", "labelled", "found", "as it", "predicted", "rightly"), _types(report)),
        ("Realis: labelled, and as what it came out", ("realis", "labelled", "came out as"), _realis(report)),
        ("Reliability of confidence", ("confidence", "events", "mean", "right"), _reliability(report)),
        ("The commonest errors", ("field", "labelled ▸ found", "times"), _commonest(report)),
    )
    return ((title, columns, rows) for title, columns, rows in every if rows)


def _figures(report: Report) -> Rows:
    return _rows(report.figures)


def _rows(figures: Iterable[Figure]) -> Rows:
    return [
        (f.label, percent(f.value), interval(f), str(f.n), _aim(f), {True: "met", False: "missed", None: ""}[f.met])
        for f in figures
    ]


def _kinds(report: Report) -> Rows:
    return [(k.kind, str(k.articles), _with_interval(k.precision), _with_interval(k.recall)) for k in report.kinds]


def _types(report: Report) -> Rows:
    return [(t.sub_type, *map(str, (t.labelled, t.found, t.typed, t.predicted, t.right))) for t in report.types]


def _realis(report: Report) -> Rows:
    return [
        (r.realis, str(r.labelled), ", ".join(f"{name} {n}" for name, n in sorted(r.found.items(), key=_most)))
        for r in report.realis
    ]


def _most(entry: tuple[str, int]) -> tuple[int, str]:
    return -entry[1], entry[0]


def _reliability(report: Report) -> Rows:
    return [
        (f"{b.low:.1f} to {b.high:.1f}", str(b.n), percent(b.confidence), percent(b.right)) for b in report.reliability
    ]


def _commonest(report: Report) -> Rows:
    return [(e.field, e.kind, str(e.n)) for e in report.commonest]


def show_linking(report: LinkingReport) -> RenderableType:
    """Give the figures of linking."""
    return Group(
        Text(linking_head(report)), *(_table(title, columns, rows) for title, columns, rows in linking_tables(report))
    )


def linking_errors(report: LinkingReport, most: int) -> Iterator[str]:
    """Give what is wrong in each way of linking, at most so many of a kind: ids, no words of the articles."""
    for linked in report.linked:
        yield f"{linked.name}:"
        for _, lines in groupby(linked.errors, key=lambda line: line.split(":")[0]):
            yield from (f"  {line}" for line in list(lines)[:most])


def linking_head(report: LinkingReport) -> str:
    """Say in a line what the set is."""
    return f"{report.dataset}: {report.articles} articles tell of {report.incidents} incidents; {report.extractor}"


def linking_tables(report: LinkingReport) -> Iterator[tuple[str, tuple[str, ...], Rows]]:
    """Give a table for each way of linking the set."""
    columns = ("figure", "value", "95 %", "n", "aim", "")
    return ((linked.name, columns, _rows(linked.figures)) for linked in report.linked)


def percent(value: float | None) -> str:
    """Give a share with one decimal."""
    return "" if value is None else f"{100 * value:.1f}"


def interval(figure: Figure) -> str:
    """Give a figure's interval."""
    return f"{percent(figure.low)} to {percent(figure.high)}"


def _with_interval(figure: Figure) -> str:
    return f"{percent(figure.value)} ({interval(figure)}), n {figure.n}" if figure.n else ""


def _aim(figure: Figure) -> str:
    if figure.aim is None:
        return ""
    return f"{'≤' if figure.at_most else '≥'} {100 * figure.aim:g}"


def _table(title: str, columns: Iterable[str], rows: Rows) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    for number, column in enumerate(columns):
        table.add_column(column, justify="left" if number == 0 or "▸" in column or "as" in column else "right")
    for row in rows:
        table.add_row(*row)
    return table


def errors(report: Report, most: int) -> Iterator[str]:
    """Give the worst disagreements of each field, at most so many, with the words of the articles."""
    for field, verdicts in groupby(report.errors, key=lambda verdict: verdict.field):
        yield f"{field}:"
        yield from (_error(verdict) for verdict in list(verdicts)[:most])


def _error(verdict: Verdict) -> str:
    sure = "" if verdict.confidence is None else f" ({verdict.confidence:.2f})"
    what = f"{printable(verdict.expected)} ▸ {printable(verdict.found)}"
    return f"  {verdict.item}: {what}{sure}: {shortened(verdict.words, _LONGEST)}"
