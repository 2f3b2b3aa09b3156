"""What can be read off plain text without knowing what it is about.

    sentences   where sentences begin and end
    furniture   the parts of a page's text that are no part of the article
    truecase    upper-case wires in ordinary case
    language    which language a text is in
    numbers     "at least 12", "dozens", "between 10 and 15"
    dates       "early Monday", "a day after", "in the 1990s"

Pure functions over str. Every span is in Unicode code points into the string that was passed in, and its
`text` is the slice. Rules of wording are English; offsets hold in any script.
"""
