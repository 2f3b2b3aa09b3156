"""Which articles are near-copies of each other, and which only look like it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.contract import Article
from pipeline.dedupe.likeness import is_copy, similarity
from pipeline.dedupe.told import Told
from pipeline.dedupe.wording import taken_apart, wording, words_of

DAY = datetime(2024, 3, 5, 12, tzinfo=UTC)  # a Tuesday
HEADLINE = "Twelve killed in attack on market"
SUMMARY = (
    "Gunmen on motorcycles attacked the weekly market of Dourbe on Sunday and killed 12 people, the mayor said. "
    "Several shops were burned and the wounded were taken to the hospital of the provincial capital."
)
ARTICLE = SUMMARY + (
    "\n\nThe attackers came from the direction of the forest at about 4 p.m. and opened fire on traders and "
    "customers, a witness said. They stayed for an hour and drove away cattle. Soldiers arrived when it was over. "
    "General Issa Maro, who commands the region, promised that those responsible would be found. "
    "The district has seen many such raids since the army left its post at Tessala in the autumn. "
    "Farmers there no longer go to their fields, and aid groups have stopped their work for want of safe roads. "
    "The government has sent reinforcements to the area and asked people to report strangers to the authorities."
)


def told(text: str, title: str = HEADLINE, time: datetime = DAY) -> Told:
    """Give an article as it is compared."""
    return Told(wording(Article(article_id="a", title=title, text=text)), time)


COPIES = {
    "words for others of the same sense": ARTICLE.replace("taken to", "brought to").replace("promised", "vowed"),
    "numbers in words": ARTICLE.replace("killed 12 people", "killed twelve people"),
    "an end that is cut": ARTICLE[: int(0.7 * len(ARTICLE))],
    "a beginning that is cut": ARTICLE[ARTICLE.index("The attackers") :],
    "an agency's name": f"DOURBE, March 3 (Reuters) - {ARTICLE}\n\n(Reporting by Ann Oll; editing by Tom Vane)",
    "a dateline and an agency's name": f"DOURBE, March 3 (AP) — {ARTICLE}\n\n© Associated Press",
    "a byline": f"By Ann Dupree\n{ARTICLE}",
    "a first name": ARTICLE.replace("General Issa Maro", "General Hamid Issa Maro"),
    "a name without a title": ARTICLE.replace("General Issa Maro", "Issa Maro"),
    "a day by its name": ARTICLE.replace("opened fire", "opened fire again"),
    "background at the end": ARTICLE + "\n\nThe province is home to 400,000 people, most of whom live off farming.",
    "a remark at the end": ARTICLE + "\n\nThe authorities did not answer calls for comment late in the evening.",
}
OTHERS = {
    "a number": ARTICLE.replace("killed 12 people", "killed 15 people"),
    "a number where there was none": ARTICLE.replace("Several shops", "Nine shops"),
    "a day": ARTICLE.replace("Sunday", "Monday"),
    "an hour": ARTICLE.replace("4 p.m.", "6 p.m."),
    "a place": ARTICLE.replace("Dourbe", "Kossa"),
    "another place in its dateline": f"KOSSA, March 3 (Reuters) - {ARTICLE}",
    "a place more": ARTICLE.replace("Dourbe", "Dourbe and nearby Kossa"),
    "a person": ARTICLE.replace("Issa Maro", "Ali Tahar"),
    "harm of another kind": SUMMARY.replace("killed 12 people", "wounded 12 people"),
    "another weapon": ARTICLE.replace("Several shops were burned", "Several shops were bombed"),
    "the opposite": ARTICLE.replace("Farmers there no longer go", "Farmers there go"),
    "a date in figures": ARTICLE.replace("at about 4 p.m.", "on 3.3.2024"),
    "an update": ARTICLE + "\n\nAnother 7 people died of their wounds overnight, which brings the toll to 19.",
    "numbers exchanged for each other": ARTICLE.replace("12 people", "4 people").replace("4 p.m.", "12 p.m."),
}


@pytest.mark.parametrize("what", COPIES)
def test_a_copy_differs_in(what: str) -> None:
    """What tells nothing else."""
    assert is_copy(told(ARTICLE), told(COPIES[what]))


@pytest.mark.parametrize("what", OTHERS)
def test_an_article_is_no_copy_for(what: str) -> None:
    """What may be an incident of its own, or its new state."""
    original = SUMMARY if len(OTHERS[what].split()) < 40 else ARTICLE
    assert not is_copy(told(original), told(OTHERS[what]))


def test_a_day_is_the_same_by_its_name_and_as_today() -> None:
    """It is reckoned from the article's own day; a day later today is another."""
    named, today = told(ARTICLE.replace("Sunday", "Tuesday")), ARTICLE.replace("on Sunday", "today")
    assert is_copy(named, told(today))
    assert not is_copy(named, told(today, time=DAY + timedelta(days=1)))


def test_a_headline_made_of_the_text_is_no_difference() -> None:
    """What it tells stands in the text; what does not is news."""
    assert is_copy(told(SUMMARY), told(SUMMARY, "Shops burned in Dourbe"))
    assert not is_copy(told(SUMMARY), told(SUMMARY, "Shops burned in Kossa"))


def test_a_headline_alone_must_be_the_same() -> None:
    """Of so few words each tells."""
    one = told("", "How to buy a house: your guide, step by step")
    assert is_copy(one, told("", "How to Buy a House: your guide step-by-step"))
    assert not is_copy(one, told("", "How to sell a house: your guide, step by step"))


def test_a_word_before_the_headline_makes_it_another_piece() -> None:
    """As letters to the editor repeat what they answer."""
    assert not is_copy(told(SUMMARY), told(SUMMARY, f"Readers reply: {HEADLINE}"))


def test_a_summary_without_a_name_in_the_middle_is_another() -> None:
    """A round-up's template has other names in that place every day; cut at its end it is a copy."""
    roundup = (
        "Alvo Pharma, Meridian Care and more in the latest notes on companies of the health sector and their shares."
    )
    assert not is_copy(
        told(roundup, "In brief"),
        told(roundup.replace("Alvo Pharma, Meridian Care and more in the", "The"), "In brief"),
    )
    assert is_copy(told(SUMMARY), told(SUMMARY[: SUMMARY.index(" Several")]))


def test_another_report_on_the_same_is_no_copy() -> None:
    """Its own words are a source of their own."""
    other = "The mayor of Dourbe spoke of 12 dead after men with rifles shot at the crowd of the Sunday market."
    assert not is_copy(told(SUMMARY), told(other))


def test_similarity_is_the_share_of_shingles() -> None:
    """Equal texts have all of them in common, of two that have none it is 0."""
    one = Told("\nfive words stand in it", None)
    assert similarity(one, one) == 1.0
    assert similarity(one, Told("\nfive words stand in there", None)) == 0.5
    assert similarity(one, Told("\nnone at all", None)) == 0.0


MORE = st.text(max_size=12) | st.sampled_from(
    ["a dozen", "1.2.3", "٣", "½", "12/3", "no", "Kossa", "U.S.", "x" * 400, "don't"]
)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), MORE), max_size=6))
def test_any_two_texts_are_judged(put_in: list[tuple[int, str]]) -> None:
    """Whatever stands in them; and an article is a copy of itself."""
    parts = SUMMARY.split()
    for place, more in put_in:
        parts.insert(place, more)
    one, other = told(SUMMARY), told(" ".join(parts))
    assert isinstance(is_copy(one, other), bool)
    assert isinstance(is_copy(other, one), bool)
    assert is_copy(other, other)


@settings(deadline=None)
@given(st.text() | st.sampled_from([ARTICLE, *COPIES.values()]))
def test_words_are_the_same_however_they_are_taken(text: str) -> None:
    """With the signs between them, and without; one flag more says that a sentence opens behind the last."""
    taken = taken_apart(text)
    assert taken.folded == words_of(text)
    assert len(taken.opening) == len(taken.joined) == len(taken.words) + 1


def test_an_article_without_words_is_no_copy() -> None:
    """Nothing is like nothing."""
    assert not is_copy(told("", ""), told("", ""))
