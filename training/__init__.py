"""The learned part's training: text of our own writing, its seeded expansion, and the fit."""
