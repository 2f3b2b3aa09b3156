"""The small learned part beside the rules: a vote between their candidates, and a gate before the parser."""

from pipeline.extraction.learned.model import NONE, Voter, voter

__all__ = ["NONE", "Voter", "voter"]
