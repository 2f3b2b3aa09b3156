"""Everything that speaks to Apache Kafka, and the Apache Kafka that runs on one machine.

One machine's: jars ▸ java ▸ aot ▸ installation (what it runs on, downloaded once and checked), node ▸ process ▸
embedded (the child processes), data_folder, endpoint (the address that it leaves for its clients).

Any cluster: clients (settings ▸ client arguments, a broker that answers or one clear error), topics, lag, records,
dead_letters.

Nothing here knows what a message says.
"""
