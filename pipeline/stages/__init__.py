"""What each stage does with one message, as functions without Kafka; `agents` gives each its topic.

message   what a stage is given and the verdict that it answers
dedupe    an article ▸ an article to extract, or a report of a copy
extract   an article ▸ its events and a receipt
parsers   extractors in processes of their own that can be killed one at a time
link      an event ▸ the incident that it belongs to
"""
