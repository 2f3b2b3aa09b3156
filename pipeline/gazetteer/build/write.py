"""Writing a draft as a compiled file, at once or not at all."""

import json
import os
import tempfile
from array import array
from pathlib import Path

import marisa_trie

from pipeline.gazetteer.build.draft import Draft, DraftRecord
from pipeline.gazetteer.layout import DEGREE, HEAD, MAGIC, RECORD, SENSE_SHIFT
from pipeline.gazetteer.place import KINDS

_READABLE = 0o644
_HEADER_ROOM = 65_536
"""Bytes for the header: the sections' offsets stand in it, so its size is settled before they are known."""


def write(draft: Draft, states: dict[str, int], path: Path) -> None:
    """Write the compiled file, then put it in place: no reader sees a part of it, the last of two writers wins."""
    countries = sorted({record.country for record in draft.records})
    feature_codes = sorted({record.feature_code for record in draft.records})
    records, names = _records(draft.records, countries, feature_codes)
    trie, starts, senses = _senses(draft)
    sections = {"trie": trie, "starts": starts, "senses": senses, "records": records, "names": names}
    lists: dict[str, object] = {"countries": countries, "feature_codes": feature_codes, "states": states}
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as file:
        file.write(_file(sections, lists))
        file.flush()
        os.fsync(file.fileno())
    whole = Path(file.name)
    whole.chmod(_READABLE)  # a temporary file is its maker's alone
    whole.replace(path)


def _records(drafts: list[DraftRecord], countries: list[str], feature_codes: list[str]) -> tuple[bytes, bytes]:
    country_number = {code: number for number, code in enumerate(countries)}
    feature_number = {code: number for number, code in enumerate(feature_codes)}
    packed, names = bytearray(), bytearray()
    for one in drafts:
        name = one.name.encode()[:255]
        packed += RECORD.pack(
            round(one.lat * DEGREE),
            round(one.lon * DEGREE),
            one.admin1,
            one.admin2,
            one.population,
            one.geonameid,
            len(names),
            len(name),
            one.radius_km,
            country_number[one.country],
            feature_number[one.feature_code],
            KINDS.index(one.kind),
            one.capital,
        )
        names += name
    return bytes(packed), bytes(names)


def _senses(draft: Draft) -> tuple[bytes, bytes, bytes]:
    trie = marisa_trie.Trie([f"{key} " for key in draft.names])
    keys = [""] * len(trie)
    for key, number in trie.iteritems():
        keys[number] = key[:-1]
    starts, senses = array("I", [0]), array("I")
    for key in keys:
        packed = draft.names[key]
        if len(packed) > 1:
            packed = [record | how << SENSE_SHIFT for record, how in sorted(draft.senses(key).items())]
        senses.extend(packed)
        starts.append(len(senses))
    return trie.tobytes(), starts.tobytes(), senses.tobytes()


def _file(sections: dict[str, bytes], lists: dict[str, object]) -> bytes:
    body, places = bytearray(), {}
    for name, content in sections.items():
        places[name] = [_HEADER_ROOM + len(body), len(content)]
        body += content + b"\0" * (-len(content) % 8)
    header = json.dumps({"sections": places, **lists}).encode()
    start = HEAD.pack(MAGIC, len(header)) + header
    return start + b"\0" * (_HEADER_ROOM - len(start)) + bytes(body)
