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
gzipped       files that may be compressed
opml          feed lists of other readers
starter       a first feed list to begin with
identity      what a feed is known by
catalogue     the feed list on the topic `feeds`, and what pollers know on `feeds.state`
asks          when a feed's document asks to be read; freshness, what HTTP's headers ask
schedule      when a feed is due again
connect       sockets to public addresses only
fetch         one polite conditional GET; failure says in one line why it gave nothing
hosts         turns at hosts, and silence where one asks for it; clock, the time that pollers know
known         which articles of a feed were sent already
memory        what a poller knows of a feed after each poll
publish       articles onto the topic `articles`
poller        fetch ▸ parse ▸ articles ▸ state, for every feed that is its own
share         which feeds are a poller's own, by consumer group; service is the process around it
standing      how each feed stands, for a person and for Prometheus
check         one fetch and one parse, nothing kept

Only `fetch`, `check`, `catalogue`, `publish`, `share` and `service` touch the network or Kafka.
"""
