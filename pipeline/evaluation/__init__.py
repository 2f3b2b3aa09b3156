"""How well the extractor does on labelled data: labels and extractions in, figures with intervals out.

    gold          labels as typed values, out of the files of `evaluation/`
    seeds         the same out of `seeds/expected`, whose articles stand in feeds
    dataset       which of the two forms a path is
    names         whether two phrases name one actor, one place
    match         which predicted event is which labelled one
    judge         a labelled article and its extraction ▸ verdicts, field by field
    calibration   how far `confidence` keeps its word
    intervals     Wilson's and the bootstrap's
    report        verdicts ▸ figures, tables, the commonest errors
    show, markdown   the report for a person, for docs/accuracy.md

Pure but for `dataset` and `seeds`, which read files. What each figure counts is told in docs/accuracy.md.
"""
