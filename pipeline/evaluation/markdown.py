"""A report as the generated part of a Markdown page, which people write around."""

from pathlib import Path

from pipeline.errors import WrongUsage
from pipeline.evaluation.linking import LinkingReport
from pipeline.evaluation.report import Report
from pipeline.evaluation.show import linking_head, linking_tables, tables


def markdown(report: Report) -> str:
    """Give the tables of a report in Markdown, without words of the articles."""
    head = f"{report.articles} articles, {report.labelled} actual events labelled; {report.extractor}.\n"
    return "\n".join([head, *(_table(*table) for table in tables(report))])


def _table(title: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [columns, tuple("---" for _ in columns), *rows]
    return f"**{title}**\n\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)


def linking_markdown(report: LinkingReport) -> str:
    """Give the figures of linking in Markdown."""
    return "\n".join([f"{linking_head(report)}.\n", *(_table(*table) for table in linking_tables(report))])


def replaced(page: str, dataset: str, text: str, path: Path) -> str:
    """Give a page with the part between the dataset's marks written anew; WrongUsage where it has no such marks."""
    begin, end = f"<!-- begin {dataset} -->\n", f"<!-- end {dataset} -->"
    before, found, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise WrongUsage(f"{path}: it has no lines {begin.strip()} and {end} between which the figures could stand")
    return f"{before}{begin}\n{text}\n{end}{after}"
