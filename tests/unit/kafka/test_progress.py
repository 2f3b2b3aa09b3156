from pipeline.kafka.progress import shown_progress


def test_off_a_terminal_a_long_task_is_a_few_plain_lines(capsys):
    """A log file gets the beginning, each quarter and the end, on stderr."""
    with shown_progress() as progress:
        for done in range(47):
            progress("Downloading", done, 46)
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        "Downloading ...",
        "Downloading: 11 of 46",
        "Downloading: 22 of 46",
        "Downloading: 33 of 46",
        "Downloading: 44 of 46",
        "Downloading: done",
    ]


def test_nothing_is_shown_for_nothing(capsys):
    """A warm start says nothing."""
    with shown_progress():
        pass
    assert capsys.readouterr() == ("", "")
