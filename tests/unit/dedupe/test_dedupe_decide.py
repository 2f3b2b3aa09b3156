"""The contract's table of what dedupe decides, row by row."""

from datetime import UTC, datetime, timedelta

from pipeline.contract import Article
from pipeline.contract.ids import content_hash
from pipeline.dedupe import Decision, Memory, decide

PUBLISHED = datetime(2024, 3, 5, 12, tzinfo=UTC)


def article(article_id: str, words: str = "Shells fell on the town.", **fields: object) -> Article:
    """Give an article that was replayed, so that `published` is its time."""
    return Article(article_id=article_id, title="News", text=words, **{"published": PUBLISHED, **fields})


class Intake:
    """The log of articles: each is decided at the next offset and remembered."""

    def __init__(self) -> None:
        self.memory = Memory()
        self.log: list[Article] = []

    def comes(self, one: Article) -> Decision:
        """Put an article on the log."""
        self.log.append(one)
        return self.delivered(len(self.log) - 1)

    def delivered(self, offset: int) -> Decision:
        """Deliver the article of an offset, for the first time or again."""
        decision = decide(self.memory, self.log[offset], offset)
        if decision.state:
            self.memory.remember(decision.state)
        return decision


def outcome(decision: Decision) -> tuple[int | None, str | None, str | None]:
    """Give what a reader sees of a decision."""
    version = decision.version
    return version.revision, version.reason, version.original_id


def test_a_new_article_is_forwarded_as_its_first_revision() -> None:
    """What was never seen goes on with revision 1 and its content's hash."""
    decision = Intake().comes(article("a"))
    assert outcome(decision) == (1, None, None)
    assert decision.article.content_hash == content_hash("News", "Shells fell on the town.")


def test_a_redelivery_is_the_same_again() -> None:
    """The same id, content and offset give the same article, and nothing new is remembered."""
    intake = Intake()
    first = intake.comes(article("a"))
    again = intake.delivered(0)
    assert (again.article, again.version, again.state) == (first.article, first.version, None)


def test_a_redelivery_of_an_older_version_invents_no_revision() -> None:
    """Both versions of an article may be delivered again after a crash, and are what they were."""
    intake = Intake()
    before = [intake.comes(article("a", words)) for words in ("One dead.", "Two dead.")]
    after = [intake.delivered(offset) for offset in (0, 1)]
    assert [decision.article for decision in after] == [decision.article for decision in before]


def test_the_same_content_at_another_offset_is_a_repeat() -> None:
    """A repeat is reported against the article itself, however often it comes."""
    intake = Intake()
    intake.comes(article("a"))
    repeats = [outcome(intake.comes(article("a"))) for _ in range(2)]
    assert repeats == [(None, "repeat", "a")] * 2
    assert outcome(intake.delivered(1)) == (None, "repeat", "a")


def test_new_content_under_the_same_id_is_the_next_revision() -> None:
    """Each change counts one further."""
    intake = Intake()
    changes = [intake.comes(article("a", words)).version.revision for words in ("1 dead.", "2 dead.", "3 dead.")]
    assert changes == [1, 2, 3]


def test_an_earlier_content_that_comes_back_is_a_repeat() -> None:
    """Content that the article had before is not new."""
    intake = Intake()
    for words in ("One dead.", "Two dead."):
        intake.comes(article("a", words))
    assert outcome(intake.comes(article("a", "One dead."))) == (None, "repeat", "a")


def test_an_offset_with_other_content_is_no_redelivery() -> None:
    """A topic that was made anew counts from zero again, and loses nothing."""
    intake = Intake()
    intake.comes(article("a", "One dead."))
    assert decide(intake.memory, article("a", "Two dead."), 0).version.revision == 2


def test_the_same_url_under_another_id_is_a_copy() -> None:
    """The URL is compared in its canonical form."""
    intake = Intake()
    intake.comes(article("a", "One dead.", url="https://news.example/1"))
    copy = intake.comes(article("b", "Two dead.", url="http://news.example/1/?utm_source=mail"))
    assert outcome(copy) == (None, "url", "a")


def test_the_same_content_under_another_id_is_a_copy() -> None:
    """White space is no content."""
    intake = Intake()
    intake.comes(article("a", "Shells fell."))
    assert outcome(intake.comes(article("b", "Shells  fell.\n"))) == (None, "content", "a")


def test_a_copy_of_a_copy_points_to_the_article_with_the_events() -> None:
    """A copy is nobody's original, and its repeats point to its original."""
    intake = Intake()
    for name in ("a", "b"):
        intake.comes(article(name))
    assert outcome(intake.comes(article("c"))) == (None, "content", "a")
    assert outcome(intake.comes(article("b"))) == (None, "repeat", "a")


def test_a_copy_that_changes_is_forwarded() -> None:
    """A copy's new content was never extracted: it is the first revision of its own."""
    intake = Intake()
    for name in ("a", "b"):
        intake.comes(article(name))
    assert outcome(intake.comes(article("b", "Something else."))) == (1, None, None)


def test_articles_without_words_are_no_copies_of_each_other() -> None:
    """Nothing is not the same content as nothing."""
    intake = Intake()
    decisions = [intake.comes(Article(article_id=name)) for name in "ab"]
    assert [decision.version.revision for decision in decisions] == [1, 1]


def test_a_copy_outside_the_window_is_an_article() -> None:
    """The same words eight days later, by the articles' own time, are news again."""
    intake = Intake()
    intake.comes(article("a"))
    assert outcome(intake.comes(article("b", published=PUBLISHED + timedelta(days=8)))) == (1, None, None)


def test_a_given_content_hash_is_kept() -> None:
    """A poller that has hashed the content is believed."""
    assert Intake().comes(article("a", content_hash="abc")).article.content_hash == "abc"


def test_versions_are_bounded_and_revisions_go_on() -> None:
    """A page that changes at every visit keeps its newest versions, and its count."""
    intake = Intake()
    decisions = [intake.comes(article("a", f"{n} dead.")) for n in range(100)]
    state = intake.memory.get("a")
    assert state is not None
    assert len(state.versions) == 32
    assert decisions[-1].version.revision == 100
    assert outcome(intake.comes(article("b", "0 dead."))) == (1, None, None)


REPORT = (
    "Gunmen on motorcycles attacked the weekly market of Dourbe on Sunday and killed 12 people, the mayor said. "
    "Several shops were burned and the wounded were taken to the hospital of the provincial capital."
)


def test_a_near_copy_under_another_id_is_a_copy() -> None:
    """It is reported with what the two have in common, and copies of it are copies of the original."""
    intake = Intake()
    intake.comes(article("a", REPORT))
    copy = intake.comes(article("b", REPORT.replace("taken", "brought")))
    assert outcome(copy) == (None, "near", "a")
    assert 0.7 < copy.version.similarity < 1.0
    assert outcome(intake.comes(article("c", REPORT.replace("taken", "carried")))) == (None, "near", "a")


def test_a_near_copy_with_another_toll_is_an_article() -> None:
    """Under a new id as under the old one, an update is extracted."""
    intake = Intake()
    intake.comes(article("a", REPORT))
    assert outcome(intake.comes(article("b", REPORT.replace("12", "15")))) == (1, None, None)
    assert outcome(intake.comes(article("a", REPORT.replace("12", "14")))) == (2, None, None)


def test_a_near_copy_of_an_earlier_version_is_a_copy() -> None:
    """Papers print what an agency sent some hours ago."""
    intake = Intake()
    for toll in ("12", "15"):
        intake.comes(article("a", REPORT.replace("12", toll)))
    assert outcome(intake.comes(article("b", REPORT.replace("taken", "brought")))) == (None, "near", "a")


def test_of_two_originals_the_earlier_is_copied() -> None:
    """Also where the later one is the likelier."""
    intake = Intake()
    intake.comes(article("a", REPORT))
    intake.comes(article("b", "Something else."))
    intake.comes(article("b", REPORT.replace("taken", "brought")))
    copy = intake.comes(article("c", REPORT.replace("taken", "brought").replace("Several", "Some")))
    assert outcome(copy) == (None, "near", "a")


def test_a_summary_is_compared_where_there_is_no_text() -> None:
    """A feed's item may have a headline and a summary alone."""
    intake = Intake()
    intake.comes(article("a", "", summary=REPORT))
    assert outcome(intake.comes(article("b", REPORT.replace("taken", "brought")))) == (None, "near", "a")


def test_a_near_copy_outside_the_window_is_an_article() -> None:
    """Eight days later it is news again."""
    intake = Intake()
    intake.comes(article("a", REPORT))
    late = article("b", REPORT.replace("taken", "brought"), published=PUBLISHED + timedelta(days=8))
    assert outcome(intake.comes(late)) == (1, None, None)


def test_a_decision_holds_no_words() -> None:
    """They are in the state alone, of the newest versions that went on."""
    intake = Intake()
    decisions = [intake.comes(article("a", REPORT.replace("12", str(toll)))) for toll in range(20, 25)]
    assert all(decision.version.words is None for decision in decisions)
    state = intake.memory.get("a")
    assert state is not None
    assert [version.words is not None for version in state.versions] == [False, False, True, True, True]
