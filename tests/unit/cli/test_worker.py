"""The command line of `frontwire worker`."""

from click.testing import CliRunner

from pipeline.cli import cli


def test_an_unknown_stage_is_wrong_usage_that_names_the_known() -> None:
    """Before any broker is asked."""
    result = CliRunner().invoke(cli, ["worker", "extrakt"])
    assert result.exit_code == 2
    assert all(stage in result.output for stage in ("dedupe", "extract", "link"))
