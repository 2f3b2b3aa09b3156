"""HTML fragments to plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.feeds.markup import is_markup, tidy, to_line, to_text


def test_blocks_are_paragraphs_and_breaks_are_lines() -> None:
    """A block ends a paragraph, `<br>` a line, two of them a paragraph."""
    assert to_text("<p>One <b>two</b></p><div>Three<br>four<br/><br>five</div>") == "One two\n\nThree\nfour\n\nfive"


def test_what_is_no_sentence_of_the_article_is_left_out() -> None:
    """Scripts, styles, captions and comments are dropped, the text that follows them is kept."""
    html = "<p>A<script>x()</script>b</p><figure><img><figcaption>Photo: N. N.</figcaption></figure><!-- c -->end"
    assert to_text(html) == "Ab\n\nend"


def test_list_items_and_cells_do_not_run_together() -> None:
    """Items are paragraphs, cells are parted by a space."""
    assert to_text("<ul><li>a<li>b</ul><table><tr><td>1</td><td>2</td></tr></table>") == "a\n\nb\n\n1 2"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("AT&amp;T &#8217;&#x2019; caf&eacute;", "AT&T ’’ café"),
        ("3 < 4 and 5 > 4", "3 < 4 and 5 > 4"),
        ("no&nbsp;break, so\u00adft, zero\u200bwidth, nul\x00", "no break, soft, zerowidth, nul"),
        ("", ""),
        ("<!-- -->", ""),
    ],
)
def test_references_and_signs(html: str, text: str) -> None:
    """Character references become characters; what only looks like a tag stays."""
    assert to_text(html) == text


def test_a_title_is_one_line() -> None:
    """Tags and line breaks of a title are gone."""
    assert to_line(" Two\n dead <i>in</i><br>Goma ") == "Two dead in Goma"


def test_text_before_absurd_nesting_is_kept() -> None:
    """A million nested tags cost neither the stack nor what stands before them."""
    assert to_text("<p>before</p>" + "<div>" * 100_000 + "x").startswith("before")


def test_tidy_parts_paragraphs_by_one_blank_line() -> None:
    """Many blank lines are one, spaces are folded, line ends of all systems are read."""
    assert tidy("a  b\r\n\r\n\r\n \t\nc\rd") == "a b\n\nc\nd"


@given(st.text())
def test_tidy_is_idempotent(text: str) -> None:
    """Tidying what is tidy changes nothing."""
    assert tidy(tidy(text)) == tidy(text)


@given(st.text(alphabet=st.sampled_from("<>&;/ab#p1\"' \n=-!")))
def test_any_text_becomes_encodable_text_without_tags(text: str) -> None:
    """Whatever comes, text comes out; once text is no markup, it is left alone."""
    out = to_text(text)
    out.encode()
    if not is_markup(out):
        assert to_text(out) == out
