"""Extraction without a broker: JSON lines in, one row an article out, in the order in which they came.

lines      the lines of files and of standard input
extractor  a line to its row, in a child process
run        many lines at once, in bounded memory, each within a deadline
"""
