"""The Faust agents: one file a stage, each an adapter that gives a pure stage of `pipeline` its topic."""
