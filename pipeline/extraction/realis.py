"""Whether a mention happened: negated, hypothetical, planned, threatened, background, attempted or actual.

The first that holds, in this order, is coded (docs/coding.md, "Realis"). Each test reads the clause of the deciding
trigger; "background" also reads its own time.
"""

import re
from datetime import date, timedelta
from typing import Final

from pipeline.contract.vocabulary import Newsness, Realis
from pipeline.extraction.arguments import SPEECH
from pipeline.extraction.mentions import HARM_ACTS, Mention
from pipeline.extraction.tables import words
from pipeline.text.dates import TimeExpression

HAPPENED: Final = frozenset({"actual", "attempted"})
"""What there was, if only as an attempt."""
_RECENT: Final = timedelta(days=7)
"""What lies farther back than this before publication is background."""
_LONGEST_SUM: Final = timedelta(days=45)
"""What is summed over a longer time than a month or so is no news."""
_POINTING: Final = words("pointing determiner")
_TOLD_AGAIN: Final = words("told again")
_MEANS: Final = words("means of what follows")
_OLDER: Final = words("older event")
_BEFORE_OLDER: Final = words("before an older event")


def realis(mention: Mention, own: TimeExpression | None, told: TimeExpression | None, anchor: date | None) -> Realis:
    """Decide how real a mention is; `own` is the time that its own clause states, `told` when somebody said so."""
    if _negated(mention):
        return "negated"
    if _hypothetical(mention):
        return "hypothetical"
    if _planned(mention, own, anchor):
        return "planned"
    if _threatened(mention):
        return "threatened"
    if _background(mention, own or told, anchor):
        return "background"
    return "attempted" if _attempted(mention) else "actual"


def newsness(real: Realis, mention: Mention) -> Newsness:
    """Tell new events from those that are told again."""
    if real == "background":
        return "background"
    return "follow_up" if mention.clause.has("oppose") and not mention.clause.has("say") else "new"


def _negated(m: Mention) -> bool:
    denied = any(cue == "deny" and node.lower not in _CALLING for cue, node in m.clause.governors)
    return m.clause.negated or denied or m.clause.has("cancel")


def _hypothetical(m: Mention) -> bool:
    c = m.clause
    if (
        (c.would and not _reported_plan(m))
        or c.determiner == "any"
        or c.has("fear", "demand", "hypothetical")
        or _conditional(m)
    ):
        return True
    if c.to_be_done and not c.has("attempt", "foil", "plan", "threaten", "oppose"):
        return True
    threat = c.node("threaten")
    return (c.purpose and not _by_means(m)) or (threat is not None and not threat.verb)


def _reported_plan(m: Mention) -> bool:
    """Recognise a future that was announced in the past: "said that soldiers would be sent"."""
    c = m.clause
    return c.reported_future and c.has("say") and not _conditional(m)


def _conditional(m: Mention) -> bool:
    return bool(set(m.clause.marks) & {"if", "unless", "whether"})


def _by_means(m: Mention) -> bool:
    """Recognise a purpose that was done by the verb above it: "used tear gas to disperse them"."""
    if m.acts & {"protest", "disperse"}:
        return True
    return any(a.verb and a.lower in _MEANS for a in list(m.main.head.ancestors())[:1])


def _planned(m: Mention, own: TimeExpression | None, anchor: date | None) -> bool:
    if (
        m.clause.will
        or _reported_plan(m)
        or (m.clause.has("plan") and m.result != "Agreement")
        or _called(m)
        or _awaited(m)
    ):
        return True
    return bool(own and anchor and own.first and own.first > anchor)


def _awaited(m: Mention) -> bool:
    """Recognise what a clause of the present waits for: "before an agreement is signed"."""
    verb = m.clause.verb
    if verb is None or not set(m.clause.marks) & {"before", "until"}:
        return False
    return next((c.tag for c in verb.children if c.dep in ("aux", "auxpass")), verb.tag) in ("VBZ", "VBP")


def _called(m: Mention) -> bool:
    """Recognise a demonstration that is only called: "announced a protest for Saturday"."""
    head = m.main.head
    return head.dep == "dobj" and bool(m.acts & _CALLED) and head.head.lower in _CALLING


_CALLED: Final = frozenset({"protest", "rally", "gather", "walkout"})
_CALLING: Final = words("calling a demonstration")


def _threatened(m: Mention) -> bool:
    return m.clause.has("threaten")


def _attempted(m: Mention) -> bool:
    return m.clause.has("attempt", "foil") and m.result != "Disrupted weapons use"


def _background(m: Mention, own: TimeExpression | None, anchor: date | None) -> bool:
    own = None if _compared(m, own) else own
    return (
        m.rule.background
        or _old(own, anchor)
        or (own is None and _old(_time_above(m), anchor))
        or _known_truce(m)
        or _pluperfect_aside(m, own)
        or _told_again(m)
        or _counted_apart(m)
        or _explains(m, own)
        or (own is None and (_old(_time_in_front(m), anchor) or _given_up(m) or m.clause.has("court")))
        or _guilty_of(m)
        or _total(m, own)
        or (own is None and _goes_on_and_off(m))
    )


def _compared(m: Mention, own: TimeExpression | None) -> bool:
    """Say whether a time only tells since when there was no such event: "the first since 2014"."""
    text = m.reading.sentence.text.lower()
    since = text.rfind("since", 0, own.end) if own is not None else -1
    before = text[max(0, since - _WORDS_BEFORE) : max(0, since)].split()
    return any(word in _RANKED or word.endswith("iest") for word in before)


_WORDS_BEFORE: Final = 60
"""Characters."""
_RANKED: Final = words("rank among events")


def _old(own: TimeExpression | None, anchor: date | None) -> bool:
    if own is None:
        return False
    if own.precision == "year" or (own.precision == "quarter" and anchor is None):
        return True
    if own.kind == "period" and own.first and own.last and own.last - own.first > _LONGEST_SUM:
        return True
    last = own.last or own.first
    return bool(anchor and last and anchor - last > _RECENT)


def _time_above(m: Mention) -> TimeExpression | None:
    """Give the time of the clause that a side clause hangs on: "in 1993, after a shell killed her driver"."""
    below = m.main.clause.verb or m.main.head
    above = {a.i for a in below.ancestors()} if below.dep in _SIDE or m.clause.relative else set()
    return next((t for t in m.reading.times if t.kind != "clock" and above & _governing(m, t)), None)


_SIDE: Final = frozenset({"advcl", "relcl", "acl"})


def _governing(m: Mention, time: TimeExpression) -> set[int]:
    """Give the words of a time and the verb that it hangs on, unless that is a verb of speech."""
    inside = m.reading.tree.covering(time.start, time.end)
    head = m.reading.tree.head_of(time.start, time.end)
    verb = head.verb_above() if head is not None else None
    return {n.i for n in inside} | ({verb.i} if verb is not None and verb.lower not in SPEECH else set())


def _total(m: Mention, own: TimeExpression | None) -> bool:
    """Recognise the dead of more than a month, or of all a war: "2,900 killed in half a year"."""
    if not m.acts <= HARM_ACTS | {"explode"}:
        return False
    if _LONG.search(m.reading.sentence.text) is not None:
        return True
    perfect = any(c.dep == "aux" and c.lower == "have" for c in m.main.head.children)
    many = any(p.quantity and (p.quantity.best or 0) >= _MANY for p in m.main.patients)
    return perfect and many and own is None and m.index > _LEAD and len(m.frames) == 1


_LONG: Final = re.compile(
    r"\b(?:in|over|within|during) (?:the (?:past|last) )?(?:half a|a|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|twelve|\d+) (?:months|years?|decades?)\b(?! ago)"
)
_MANY: Final = 50
"""People: so many dead at the end of a text are those of a war."""


def _guilty_of(m: Mention) -> bool:
    """Recognise what judges found somebody guilty of; the day is that of the judgement."""
    court = m.clause.node("court")
    return court is not None and court.lower == "guilty"


def _time_in_front(m: Mention) -> TimeExpression | None:
    """Give the time with which the sentence begins and which frames all of it: "In 1907 …", "1944 - …"."""
    first = next((t for t in m.reading.times if t.kind != "clock"), None)
    before = m.reading.sentence.text[: first.start] if first is not None else ""
    return first if not before.strip() or "_".join(before.lower().split()) in _OPENING else None


_OPENING: Final = words("before a time that frames a sentence")


def _given_up(m: Mention) -> bool:
    """Recognise what those who did it have stopped: "gave up kidnapping", "suspended its operations"."""
    quit_ = m.clause.node("quit")
    doing = m.main.head.tag == "VBG" or "operation" in m.acts
    return doing and quit_ is not None and quit_.lower not in _ENDED and m.result != "Agreement"


_ENDED: Final = words("ended, and not given up")


def _goes_on_and_off(m: Mention) -> bool:
    """Recognise what somebody does time and again: "has beheaded captives in the past", "have carried out attacks"."""
    verb = m.clause.verb
    perfect = verb is not None and any(c.dep == "aux" and c.lower in ("have", "has") for c in verb.children)
    if m.index <= _LEAD or not (perfect or m.main.head.tag == "VBP"):
        return False
    done = m.main.head.dep == "dobj" and m.main.head.tag == "NNS" and m.clause.verb is m.main.head.head
    bare = done and not any(c.dep in ("det", "poss", "nummod") for c in m.main.head.children)
    return (perfect and bare) or _AGAIN.search(m.reading.sentence.text) is not None


_LEAD: Final = 2
"""Sentences at the beginning, which tell the news: "protesters have staged rallies"."""
_AGAIN: Final = re.compile(
    r"\b(?:in the past|over the years|in recent years|time and again|often|frequently|regularly|routinely)\b"
)


def _known_truce(m: Mention) -> bool:
    """Recognise an agreement that a side clause only points at: "the mission that watches the truce"."""
    head = m.main.head
    pointed = any(c.dep == "det" and c.lower in _POINTING for c in head.children)
    return m.result == "Agreement" and not head.verb and pointed and m.clause.relative


def _explains(m: Mention, own: TimeExpression | None) -> bool:
    """Recognise an event that is only named to explain another act: "sanctions over the attack"."""
    head = m.main.head
    if head.verb or own is not None or head.dep != "pobj":
        return False
    above = head.head.head
    return above.lower in _OLDER or (head.head.lower in _BEFORE_OLDER and above.i not in m.heads)


def _pluperfect_aside(m: Mention, own: TimeExpression | None) -> bool:
    """Recognise a past before the past in a side clause without a time of its own: "territory that they had seized"."""
    head = m.main.head
    had = any(c.dep == "aux" and c.lower == "had" for c in head.children)
    return (
        had
        and head.dep in ("relcl", "advcl")
        and own is None
        and bool(set(m.clause.marks) & {"since", "that"} or m.clause.relative)
    )


def _told_again(m: Mention) -> bool:
    node = m.clause.node("oppose")
    return node is not None and node.lower in _TOLD_AGAIN


def _counted_apart(m: Mention) -> bool:
    """Recognise a clause that lies a counted time before the one it hangs on: "three years after it went to war"."""
    node = m.main.clause.verb
    while node is not None and not node.root:
        marks = {c.lower for c in node.children if c.dep in ("mark", "advmod", "prep")}
        counted = [n for n in node.kids("npadvmod") if n.lower in ("years", "year", "months", "decades", "weeks")]
        if node.dep in ("advcl", "prep") and counted and marks & {"after", "since", "before"}:
            return True
        node = node.head
    return False
