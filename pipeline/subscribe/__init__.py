"""Following a topic: where to begin, what to keep, until when.

where     the little language of `--where`
begin     `--from`: the beginning, now, or a time
follow    records of a topic as they come, committed ones only
"""
