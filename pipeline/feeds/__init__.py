"""How articles come in: from feeds of every format, from pages and from files.

bytes ─detect▸ format ─syndication | jsonfeed | sitemap | page | plain | rows▸ Draft ─draft▸ Article
summary ─robots▸ allowed ─hosts▸ in turn ─fetch▸ bytes ─page, walls▸ Draft ─fulltext▸ Article

detect        which format bytes are in, by content first, then by name
syndication   RSS, RDF and Atom, by feedparser
jsonfeed      JSON Feed 1.x
sitemap       news sitemaps, and the indexes that list them
page          HTML pages, by trafilatura
plain         plain text
rows          JSON and JSONL whose rows have an Article's fields
encoding      bytes to text, whatever is said of their encoding
markup, dates HTML to plain text; times of every kind to UTC
draft         a draft becomes an Article with its id
parse         all of the above, pure: bytes in, articles and faults out
worker        the same in processes that can be killed, for bytes that nobody vouches for
gzipped       files that may be compressed
opml          feed lists of other readers
starter       a first feed list to begin with; tables, the data files that this and `walls` read
identity      what a feed is known by
catalogue     the feed list on the topic `feeds`, and what pollers know on `feeds.state`
asks          when a feed's document asks to be read; freshness, what HTTP's headers ask
schedule      when a feed is due again
connect       sockets to public addresses only
fetch         one polite conditional GET; failure says in one line why it gave nothing
source        the same, where an index of sitemaps stands for its newest ones
hosts         turns at hosts, and silence where one asks for it; clock, the time that pollers know
robots        robots.txt: whether a page may be fetched
walls         paywalls, questions for consent, tests for robots before an article
fulltext      which articles are summaries, and what their page makes of them
pages         the pages of a feed's new articles, fetched and read
known         which articles of a feed were sent already
memory        what a poller knows of a feed after each poll
publish       articles onto the topic `articles`
poller        fetch ▸ parse ▸ articles ▸ state, for every feed that is its own
share         which feeds are a poller's own, by consumer group; service is the process around it
standing      how each feed stands, for a person and for Prometheus
check         one fetch and one parse, nothing kept
discovery     the feeds of a site; links, those that its page names

Only `fetch` touches the network, and `source`, `robots`, `pages`, `check` and `discovery` by it; only `catalogue`,
`publish`, `share` and `service` touch Kafka.
"""
