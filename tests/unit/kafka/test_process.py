import psutil

from pipeline.kafka.process import stop_orphans


def test_a_pid_that_is_now_another_process_is_left_alone(tmp_path):
    """Only a process with our configuration on its command line is taken for an orphan."""
    (tmp_path / "node-1").mkdir()
    (tmp_path / "node-1" / "kafka.pid").write_text(str(psutil.Process().pid))
    stop_orphans(tmp_path)
    assert psutil.Process().is_running()
    assert not (tmp_path / "node-1" / "kafka.pid").exists()
