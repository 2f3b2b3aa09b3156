"""Everything that speaks to Apache Kafka, and the Apache Kafka that runs on one machine.

jars ▸ java ▸ aot ▸ installation    what is needed to run it, downloaded once and checked
node ▸ embedded                     the child processes
endpoint                            the address that a running one leaves for its clients
clients                             settings ▸ client arguments, a broker that answers or one clear error
topics ▸ lag                        the contract's topics, how far the stages are behind
dead_letters                        what could not be processed
"""
