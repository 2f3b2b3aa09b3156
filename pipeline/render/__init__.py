"""How messages look: for a person (`pretty`), a map (`geojson`), a spreadsheet (`table`), a program (`jsonl`).

plain      text of articles that cannot act on a terminal
pretty     events and incidents, in some lines each
lines      the messages of the other topics, in one line each
geojson    events and incidents as GeoJSON features
table      events and incidents as rows of CSV
"""
