"""Files as a test feed: paths ▸ sources ▸ articles and faults ▸ pace ▸ the topic `articles`.

sources    which files there are, what each holds
manifest   what a folder's manifest.toml says of files that cannot say it themselves
pace       when each article is due, by the times of publication
play       all of it, one file after the other or at a pace
interrupt  Ctrl-C and SIGTERM, obeyed between two articles
display    how it looks
"""
