"""Place names recognised in text and resolved to coordinates.

    title, text ▸ recognise ▸ mentions ▸ resolve ▸ places

The gazetteer is compiled once into a file (`compiled_file`) and read in place from then on. Of an article it knows
nothing but words: which event happened where is the extraction's to say.
"""

from pipeline.gazetteer.cache import compiled_file
from pipeline.gazetteer.gazetteer import Gazetteer
from pipeline.gazetteer.place import Field, Kind, Place

__all__ = ["Field", "Gazetteer", "Kind", "Place", "compiled_file"]
