"""Acts that PLOVER alone records: who does them, and to whom."""

from datetime import UTC, datetime

import pytest

from pipeline.contract import Article
from pipeline.extraction import RuleExtractor


@pytest.fixture(scope="module")
def reader() -> RuleExtractor:
    """Give the extractor in scope `all`."""
    return RuleExtractor("all")


@pytest.mark.parametrize(
    ("text", "event", "doers", "others"),
    [
        (
            "Norway condemned the Belarusian government's raids on newsrooms.",
            "ACCUSE",
            {"Norway"},
            {"Belarusian government"},
        ),
        ("Chile demanded the withdrawal of Bolivian troops.", "REQUEST", {"Chile"}, {"Bolivian troops"}),
        ("The senate opened an investigation into the army's spending.", "ACCUSE", {"senate"}, {"army"}),
        ("Peru and Ecuador's foreign ministers met on Monday.", "CONSULT", {"Peru"}, {"Ecuador's foreign ministers"}),
        ("Ghana agreed to allow the access of Togolese traders.", "AGREE", {"Ghana"}, {"Togolese traders"}),
        ("The prime minister called the Danish king to apologize.", "SUPPORT", {"prime minister"}, {"Danish king"}),
        ("Denmark announced a suspension of aid to Benin.", "SANCTION", {"Denmark"}, {"Benin"}),
        (
            "Amnesty International issued a report accusing the Togolese army.",
            "ACCUSE",
            {"Amnesty International"},
            {"Togolese army"},
        ),
        ("Chad established diplomatic ties with Fiji.", "SUPPORT", {"Chad"}, {"Fiji"}),
        ("Kenya rejected a request from the Ugandan president.", "REJECT", {"Kenya"}, {"Ugandan president"}),
    ],
)
def test_who_acts_and_towards_whom(
    reader: RuleExtractor, text: str, event: str, doers: set[str], others: set[str]
) -> None:
    """The other is the object, whose object it is, whom its content names, or whom the verb above hits."""
    now = datetime(2024, 1, 1, tzinfo=UTC)
    found = reader.extract(Article(article_id="a", title="", text=text, published=now), now=now)
    act = next(e for e in found.events if e.plover.event == event)
    assert {a.name for a in act.actors if a.role == "actor"} == doers
    assert {a.name for a in act.actors if a.role == "recipient"} == others
