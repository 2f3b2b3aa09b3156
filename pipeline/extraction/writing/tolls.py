"""How many: the dead, the wounded, both not told apart, and people to whom something else was done."""

import re
from collections.abc import Sequence
from typing import Final

from pipeline.contract.event import Affected, Toll
from pipeline.extraction.affected import Group, What
from pipeline.extraction.casualties import Harm
from pipeline.extraction.drafts import Draft
from pipeline.extraction.toll import Told, settled, told, with_others
from pipeline.extraction.writing.notes import Notes

HARM: Final[tuple[tuple[str, Harm], ...]] = (("fatalities", "dead"), ("injuries", "injured"), ("casualties", "either"))


def toll_of(draft: Draft, name: str, harm: Harm, notes: Notes) -> Toll | None:
    """Give the toll of one harm, with the words on which it rests."""
    figures = [] if draft.sub_event in _BLOODLESS else told(draft.tellings, harm)
    if not figures or _only_above(figures, draft, harm):
        return _none(draft, name, harm, notes)
    toll = settled(figures)
    chosen = [f for f in figures if f.toll.best == toll.best] or figures
    for v in (v for f in chosen for v in f.victims):
        notes.words(f"/{name}/best", v.phrase.reading, min(v.start, v.phrase.start), max(v.end, v.phrase.end))
    return _with_bomber(draft, toll) if harm == "dead" else toll


_BLOODLESS: Final = frozenset(
    {"Peaceful protest", "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use",
     "Headquarters or base established", "Non-violent transfer of territory"}
)  # fmt: skip
"""Whose dead and wounded, where a text tells of any, are another event's: with them it were of another kind."""


def _only_above(figures: Sequence[Told], draft: Draft, harm: Harm) -> bool:
    """Say whether only the headline has figures, perhaps of another event, and the text says that nobody was hurt."""
    above = all(f.reading.sentence.headline for f in figures)
    return above and any(harm in u.harms and not u.sentence.headline for t in draft.tellings for u in t.unharmed)


def _none(draft: Draft, name: str, harm: Harm, notes: Notes) -> Toll | None:
    """Give 0 where words say that nobody was hurt."""
    words = next((u for t in draft.tellings for u in t.unharmed if harm in u.harms), None)
    if words is None:
        return None
    notes.words_in(f"/{name}/best", words.sentence, words.start, words.end)
    return words.toll()


def _with_bomber(draft: Draft, toll: Toll) -> Toll:
    """Add the bomber where words tell of his death apart from the number: "blew herself up, killing eight"."""
    if draft.sub_event != "Suicide bomb":
        return toll
    victims = [v.phrase for t in draft.tellings for v in t.victims if v.harm == "dead"]
    texts = " ".join(t.mention.reading.sentence.text for t in draft.tellings)
    counted = any(p.head.lower in _BOMBERS for p in victims) or _COUNTED_IN.search(texts)
    own = _OWN_DEATH.search(texts)
    return toll if counted or not own else with_others(toll, "armed_group", _bombers(draft, own[0]))


def _bombers(draft: Draft, words: str) -> int:
    """Give how many they were: "two women blew themselves up"."""
    agents = (p.quantity for t in draft.tellings for p in t.mention.agents if p.quantity is not None)
    return next((q.best for q in agents if q.best), 1) if "them" in words.lower() else 1


_BOMBERS: Final = frozenset({"himself", "herself", "themselves", "bomber", "bombers"})
_OWN_DEATH: Final = re.compile(
    r"\b(?:blew|blow|blown|blowing) (?:him|her|them)sel(?:f|ves) up|\b(?:blew|blow|blowing) up (?:him|her|them)sel"
    r"|\bdetonat\w+ (?:(?:his|her|their|an?|the) )?(?:\w+ )?(?:vests?|belts?|jackets?)"
    r"|\bblown up by (?:its|the) driver",
    re.IGNORECASE,
)
_COUNTED_IN: Final = re.compile(r"\b(?:including|among them) the (?:suicide )?(?:attacker|bomber)", re.IGNORECASE)


def affected(draft: Draft, notes: Notes) -> tuple[Affected, ...]:
    """Give how many were arrested, abducted, missing, driven out or released."""
    tellings = [t for t in draft.tellings if not t.mention.reading.sentence.headline] or draft.tellings
    found: dict[What, Group] = {}
    for group in (g for t in tellings for g in t.affected):
        known = found.get(group.what)
        if known is None or ((known.best or 0) <= 1 and (group.best or 0) > (known.best or 0)):
            found[group.what] = group
    return tuple(_affected(n, group, notes) for n, group in enumerate(found.values()))


def _affected(n: int, g: Group, notes: Notes) -> Affected:
    notes.words(f"/affected/{n}/best", g.reading, g.start, g.end)
    return Affected(what=g.what, low=g.low, best=g.best, high=g.high)
