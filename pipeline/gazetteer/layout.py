"""The compiled gazetteer's file format, shared by the writer and the reader.

    magic ▸ length of the header ▸ header (JSON) ▸ sections, each at a multiple of 8 bytes

The header names, for each section, its offset and length, and holds the lists that records point into. Sections:

- `trie`      marisa-trie of name keys, each ended by a space, so that a prefix of words is a prefix of the trie
- `starts`    uint32 for each key id and one more: where its senses begin in `senses`
- `senses`    uint32: a record's number, with how the name means it in the two highest bits
- `records`   RECORD, one a place
- `names`     UTF-8 of the places' own names, one after the other
"""

import struct

MAGIC = b"FWGAZ002"
FORMAT = 2

HEAD = struct.Struct("<8sI")
"""Magic and the header's length in bytes."""

RECORD = struct.Struct("<iiiiIIIHHHBBB")
"""lat, lon (1/100,000 degree), admin1, admin2 (record numbers or -1), population, geonameid, start of the name, its
length in bytes, radius in km, country, feature code (numbers in the header's lists), kind, and 1 for a capital."""

DEGREE = 100_000

ALTERNATE, OWN, WITH_UNIT, PREFERRED = range(4)
"""How a name means a place: as one of its other names; as its own name; only where a word for its kind of unit stands
beside it ("Orange" for Orange County); as what news means by it, if it says no more ("Birmingham" in England)."""

SENSE_SHIFT = 30
RECORD_MASK = (1 << SENSE_SHIFT) - 1
