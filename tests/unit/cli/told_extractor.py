"""An extractor that does what a title tells it; child processes import it by name."""

import os
import signal
import time
from datetime import datetime
from typing import Any

from pipeline.contract import Article, Extraction
from pipeline.extraction.protocol import Scope


class Told:
    """Finds nothing, hangs, dies or fails."""

    name = "fake/1"

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def extract(self, article: Article, *, now: datetime) -> Extraction:  # noqa: ARG002 - the protocol's
        """Give no event; the language says the scope."""
        if article.title == "hang":
            time.sleep(3600)
        if article.title == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if article.title == "fail":
            raise IndexError("of a rule")
        if article.title == "slow":
            time.sleep(0.2)
        return Extraction(article_id=article.article_id, language=self._scope)


def factory(scope: Scope) -> Any:
    """Make it."""
    return Told(scope)
