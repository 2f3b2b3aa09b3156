"""Frontwire: conflict events out of the world's news. The packages stand in the order of an article's way."""
