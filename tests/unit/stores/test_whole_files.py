import os
import stat

import pytest

from nlp_arenden.errors import StoreError
from nlp_arenden.stores.files import check_writable, write_whole


def test_the_file_holds_the_chunks_and_nothing_is_left_beside_it(tmp_path):
    write_whole(tmp_path / "kort.json", [b"a", b"b"])
    assert (tmp_path / "kort.json").read_bytes() == b"ab"
    assert [path.name for path in tmp_path.iterdir()] == ["kort.json"]


def test_when_writing_fails_the_old_file_is_untouched(tmp_path):
    target = tmp_path / "kort.json"
    target.write_bytes(b"old")

    def chunks():
        yield b"new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_whole(target, chunks())
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["kort.json"]


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
def test_the_file_is_as_readable_as_any_other_new_file(tmp_path):
    (tmp_path / "plain").write_bytes(b"")
    write_whole(tmp_path / "kort.json", [b"a"])
    modes = {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("plain", "kort.json")}
    assert len(modes) == 1


def test_a_missing_folder_is_told_in_swedish(tmp_path):
    with pytest.raises(StoreError, match="finns inte"):
        write_whole(tmp_path / "borta" / "kort.json", [b"a"])
    with pytest.raises(StoreError, match="finns inte"):
        check_writable(tmp_path / "borta" / "kort.json")


def test_a_folder_is_no_target(tmp_path):
    for refused in (lambda: write_whole(tmp_path, [b"a"]), lambda: check_writable(tmp_path)):
        with pytest.raises(StoreError, match="är en mapp"):
            refused()
