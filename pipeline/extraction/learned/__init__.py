"""The small learned part beside the rules: a gate before the parser, a vote on the type, points and confidence."""

from pipeline.extraction.learned.model import NONE, Voter, voter

__all__ = ["NONE", "Voter", "voter"]
