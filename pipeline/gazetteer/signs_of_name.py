"""What a candidate's own words say for or against its being a place, and the words right beside it."""

from pipeline.gazetteer.candidates import Candidate
from pipeline.gazetteer.compiled import Compiled
from pipeline.gazetteer.layout import WITH_UNIT
from pipeline.gazetteer.lazy import lazy
from pipeline.gazetteer.tokens import Token

_LEAST = {"city": 500}
"""Inhabitants of a place that the sources list without their number: they list none below."""

_COUNTY_WORDS = frozenset(("county", "parish", "township", "borough"))


class SignsOfName:
    """The signs in one candidate's own words, each worked out when it is first asked for."""

    def __init__(self, candidate: Candidate, follower: Candidate | None, preceded: bool, compiled: Compiled) -> None:
        """Take the candidate with the one that follows it directly, and whether one precedes it directly."""
        self.candidate = candidate
        self.document = candidate.document
        self._words = candidate.document.words
        self.follower = follower
        self._preceded = preceded
        self._compiled = compiled

    @lazy
    def _own_records(self) -> list[tuple[str, str, int]]:
        records = [sense.record for sense in self.candidate.senses if sense.own]
        return [(one.kind, one.feature_code, max(one.population, _LEAST.get(one.kind, 0))) for one in records]

    @lazy
    def people(self) -> int:
        """Inhabitants of the largest place whose own name it is; 0 where it is only an alternate name."""
        return max((people for _kind, _code, people in self._own_records), default=0)

    @lazy
    def people_of_any(self) -> int:
        """Inhabitants of the largest place that it may mean, by an alternate name or its own."""
        senses = self.candidate.senses
        return max((sense.record.population for sense in senses if sense.how != WITH_UNIT), default=0)

    @lazy
    def country(self) -> bool:
        """Whether it is a country's or a continent's name."""
        return any(kind == "country" or code == "CONT" for kind, code, _people in self._own_records)

    @lazy
    def demonym(self) -> bool:
        """Whether it is a word for a people."""
        return any(kind == "demonym" for kind, _code, _people in self._own_records)

    @lazy
    def area(self) -> bool:
        """Whether it is the own name of a unit of level 1, a region, a water, a mountain or a quarter."""
        return any(
            kind in ("admin1", "region", "feature") or code == "PPLX" for kind, code, _people in self._own_records
        )

    @lazy
    def strong(self) -> bool:
        """Whether the name alone is nearly sure to be a place's."""
        return self.country or self.area or self.demonym

    @lazy
    def upper(self) -> bool:
        """Whether it is written in capitals throughout."""
        return all(token.upper for token in self.document.tokens[self.candidate.first : self.candidate.last])

    @property
    def stop_word(self) -> bool:
        """Whether it is an ordinary English word too."""
        people = self.candidate.key in self._words.of("people") and not self.demonym
        return people or self.candidate.key in self._words.stop

    @property
    def short_form(self) -> bool:
        """Whether it is a state's short form as printed ("Ala.")."""
        return self.candidate.text in self._words.state_of_short_form

    @property
    def short_form_without_stop(self) -> bool:
        """Whether it would be a state's short form if a stop followed ("Miss", "Wash")."""
        text = self.candidate.text
        bare = self.candidate.single and self.candidate.key in self._words.dotted_short_forms
        return bare and not text.endswith(".") and text not in self._words.state_of_short_form

    @property
    def county(self) -> bool:
        """Whether the name holds its own word for a unit ("Rapides Parish")."""
        return any(word in _COUNTY_WORDS for word in self.candidate.key.split(" ")[1:])

    @property
    def in_lower_case_too(self) -> bool:
        """Whether the document has the same word in lower case."""
        token = self.document.tokens[self.candidate.first]
        return self.candidate.single and token.text.lower() in self.document.lower_words

    @property
    def begins_sentence(self) -> bool:
        """Whether a sentence begins with it, so that its capital tells nothing."""
        return self.document.starts[self.candidate.first]

    @lazy
    def before(self) -> Token | None:
        """Return the token before."""
        return self.document.token(self.candidate.first - 1)

    @lazy
    def key_before(self) -> str:
        """Return the folded word before, empty at the beginning."""
        return self.before.key if self.before else ""

    @lazy
    def key_before_that(self) -> str:
        """Return the folded word two before, empty at the beginning."""
        token = self.document.token(self.candidate.first - 2)
        return token.key if token else ""

    @lazy
    def gap_before(self) -> str:
        """Return what stands between the token before and the name."""
        return self.document.gap_after(self.candidate.first - 1)

    @property
    def _close_before(self) -> bool:
        return self.before is not None and self.gap_before in (" ", "-", ". ", "\u00a0")

    @lazy
    def after(self) -> Token | None:
        """Return the token after."""
        return self.document.token(self.candidate.last)

    @lazy
    def key_after(self) -> str:
        """Return the folded word after, empty at the end."""
        return self.after.key if self.after else ""

    @lazy
    def gap_after(self) -> str:
        """Return what stands between the name and the token after."""
        return self.document.gap_after(self.candidate.last - 1)

    @lazy
    def in_headline(self) -> bool:
        """Whether capitals tell nothing, because its line has them on nearly every word."""
        return self.document.in_headline[self.candidate.first]

    @property
    def in_phrase(self) -> bool:
        """Whether it belongs to a longer name that is no place's ("Boko Haram", "Washington Post")."""
        return not self.document.in_phrases.isdisjoint(range(self.candidate.first, self.candidate.last))

    @lazy
    def in_person(self) -> bool:
        """Whether one of its words belongs to a person's full name."""
        numbers = range(self.candidate.first, self.candidate.last)
        return not self.document.persons.isdisjoint(numbers)

    @property
    def surname_here(self) -> bool:
        """Whether the document names a person with that surname in full."""
        return self.candidate.single and self.candidate.key in self.document.surnames

    @property
    def first_name(self) -> bool:
        """Whether its first word is a given name."""
        return self.document.tokens[self.candidate.first].key in self._words.first_names

    @property
    def common_first_name(self) -> bool:
        """Whether its first word is a common given name."""
        return self.document.tokens[self.candidate.first].key in self._words.common_first_names

    @property
    def surname(self) -> bool:
        """Whether it is a surname too."""
        return self.candidate.single and self.candidate.key in self._words.surnames
