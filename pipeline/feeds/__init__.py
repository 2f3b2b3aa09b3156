"""How articles come in: from feeds of every format, from pages and from files.

bytes ─detect▸ format ─syndication | jsonfeed | page | plain | rows▸ Draft ─draft▸ Article

detect        which format bytes are in, by content first, then by name
syndication   RSS, RDF and Atom, by feedparser
jsonfeed      JSON Feed 1.x
page          HTML pages, by trafilatura
plain         plain text
rows          JSON and JSONL whose rows have an Article's fields
markup, dates HTML to plain text; times of every kind to UTC
draft         a draft becomes an Article with its id
parse         all of the above, pure: bytes in, articles and faults out
worker        the same in processes that can be killed, for bytes that nobody vouches for
opml          feed lists of other readers
catalogue     the feed list on the topic `feeds`, and what pollers know on `feeds.state`
schedule      when a feed is due again
connect       sockets to public addresses only
fetch         one polite conditional GET
poller        fetch ▸ parse ▸ articles ▸ state, for every feed of the list

Only `connect`, `fetch`, `catalogue`, `publish` and `poller` touch the network or Kafka.
"""
