"""The gazetteer as the rest of Frontwire uses it."""

from pathlib import Path
from typing import Self

from pipeline.gazetteer.compiled import Compiled, Record
from pipeline.gazetteer.mention import Mention
from pipeline.gazetteer.place import Place
from pipeline.gazetteer.recognise import recognise
from pipeline.gazetteer.resolve import Home, resolve
from pipeline.gazetteer.unknown import kind_of_unknown


class Gazetteer:
    """Place names recognised in text and resolved to coordinates.

    Holds nothing that changes: threads may share one, and so may processes forked after it was opened.
    """

    def __init__(self, compiled: Compiled) -> None:
        """Use a compiled gazetteer."""
        self._compiled = compiled

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a compiled file (see `compiled_file`); raise BadInput where it is none of this version."""
        return cls(Compiled(path))

    def places(self, title: str, text: str, home: str | None = None) -> list[Place]:
        """Return every mention of a place in an article, in the order of title and text.

        `home` is where the source mostly reports from: a country ("NGA") or a unit of level 1 in it ("NGA/Borno"). It
        settles names that many towns bear, and nothing else.
        """
        mentions = recognise(title, text, self._compiled)
        chosen = resolve(mentions, self._home(home) if home else None)
        return [self._place(mention, record) for mention, record in zip(mentions, chosen, strict=True)]

    def _home(self, home: str) -> Home:
        country, _slash, unit = home.partition("/")
        senses = self._compiled.senses(unit.lower()) if unit else ()
        fitting = (s.record.number for s in senses if s.record.kind == "admin1" and s.record.country == country)
        return Home(country, next(fitting, -1))

    def _place(self, mention: Mention, record: Record | None) -> Place:
        if record is None:
            kind = kind_of_unknown(mention.unit)
            return Place(mention.text, mention.field, mention.start, mention.end, mention.text, kind, mention.unit)
        return Place(
            text=mention.text,
            field=mention.field,
            start=mention.start,
            end=mention.end,
            name=record.name,
            kind=record.kind,
            unit=mention.unit,
            country=record.country or None,
            admin1=self._name(record.admin1),
            admin2=self._name(record.admin2),
            lat=record.lat,
            lon=record.lon,
            radius_km=record.radius_km,
            geonameid=record.geonameid or None,
            feature_code=record.feature_code,
        )

    def _name(self, number: int) -> str | None:
        return self._compiled.record(number).name if number >= 0 else None
