"""What the surroundings of a candidate say for or against its being a place.

signs of the name itself ▸ signs behind it ▸ signs before it: three files, one object
"""

from pipeline.gazetteer.signs_behind import SignsBehind

_SHORT, _SHORTEST = 5, 3
"""Letters up to which a lone word in capitals is an abbreviation, and up to which it is one even among capitals."""

_PARTIES = frozenset(["D", "R", "I", "DFL", "L", "GOP", "Lab", "Con"])
_SHORT_UPPER = frozenset(
    ["US", "UK", "USA", "UAE", "EU", "U.S.", "U.K.", "U.N.", "NYC", "D.C.", "DC", "DRC", "CAR", "DMZ", "FATA", "KPK"]
)
"""Abbreviations that are places; other short words in capitals are not ("ALA", "SWAT")."""


class Signs(SignsBehind):
    """All signs around one candidate, each worked out when it is first asked for."""

    def _before_in(self, name: str) -> bool:
        return self.key_before in self._words.of(name)

    @property
    def after_preposition(self) -> bool:
        """Whether a preposition or a verb of motion stands before it ("in", "reached"; not "spoke to")."""
        said_to = self.key_before == "to" and self.key_before_that in self._words.of("speaking")
        return self._before_in("preposition") and self.gap_before == " " and not said_to

    @property
    def after_of(self) -> bool:
        """Whether "of" stands before it and no organisation before that ("the streets of", not "University of")."""
        return self.key_before == "of" and self.people > 0 and not self.capital_after and not self.of_organisation

    @property
    def after_type(self) -> bool:
        """Whether a word for a kind of place leads to it ("the town of", "village")."""
        types = self._words.of("type_of")
        if self.key_before == "of":
            return self.key_before_that in types
        return (
            self.key_before in types and self.gap_before == " " and self.before is not None and not self.before.capital
        )

    @property
    def after_direction(self) -> bool:
        """Whether a direction or "downtown" and the like stands before it."""
        return self._close_before and self._before_in("direction")

    @property
    def after_party(self) -> bool:
        """Whether a party's letter is tied to it ("D-Albany")."""
        return self.gap_before == "-" and self.before is not None and self.before.text in _PARTIES

    @property
    def of_organisation(self) -> bool:
        """Whether it belongs to an organisation or a title before it ("Bank of", "Duke of")."""
        if self.key_before not in ("of", "for") or self.document.gap_after(self.candidate.first - 2) != " ":
            return False
        return self.key_before_that in self._words.of("organisation") | self._words.of("office_of")

    @property
    def after_prefix(self) -> bool:
        """Whether a capitalised word before makes another name of it ("Lake", "Hotel")."""
        capital = self._close_before and self.before is not None and self.before.capital
        return capital and any(self._before_in(name) for name in ("prefix", "organisation", "nature"))

    @property
    def after_capital(self) -> bool:
        """Whether another capitalised word stands right before it, inside a sentence."""
        before, first = self.before, self.candidate.first
        if before is None or not self._close_before or not before.capital or self.after_party or self.in_headline:
            return False
        if self.begins_sentence or self.document.starts[first - 1] or self.gap_before == ". ":
            return False
        if (self.gap_before == "-" and self._preceded) or self._before_in("weekday"):
            return False
        return not self._before_in("direction") and self.key_before not in ("in", "the", "at")

    @property
    def after_unknown_capital(self) -> bool:
        """Whether a capitalised word that is no place's stands right before it ("Ain Dara", "Team Qatar")."""
        ordinary = any(
            self._before_in(name)
            for name in ("title", "government", "type_of", "people", "unit", "organisation", "determiner")
        )
        return self.after_capital and not self._preceded and not ordinary and not self.within_named

    @property
    def after_title(self) -> bool:
        """Whether a person's title stands right before it."""
        return self._close_before and self.before is not None and self.before.capital and self._before_in("title")

    @property
    def after_first_name(self) -> bool:
        """Whether a given name stands right before it."""
        before = self.before
        if before is None or not self._close_before or not before.capital or self.begins_sentence:
            return False
        return self.key_before in self._words.first_names

    @property
    def after_initial(self) -> bool:
        """Whether a person's initial stands right before it ("J. Paris")."""
        before = self.before
        initial = before is not None and len(before.text) == 1 and before.capital and self.key_before not in ("i", "a")
        return initial and self.gap_before in (". ", " ")

    @property
    def follows_place_and_comma(self) -> bool:
        """Whether another candidate and a comma stand right before it."""
        return self._preceded and self.gap_before.startswith(", ")

    @property
    def short_upper(self) -> bool:
        """Whether it is a short word in capitals that is no known abbreviation of a place ("SWAT")."""
        text, few = self.candidate.text, len(self.candidate.key) <= _SHORT and self.candidate.single and self.upper
        return few and text not in _SHORT_UPPER and "." not in text and not (self.dateline or self._beside_capitals)

    @property
    def _beside_capitals(self) -> bool:
        longest = len(self.candidate.key) > _SHORTEST
        return longest and any(token is not None and token.upper for token in (self.before, self.after))
