import pytest
from build_documents import eml, pdf

from nlp_arenden.errors import NotFound, ReadingError, TooLarge
from nlp_arenden.reading import Limits, find_arenden, read_arende, read_file


@pytest.fixture
def folder(tmp_path):
    for name in ["inkommet/a.txt", "inkommet/2024-17/bilaga 10.txt", "inkommet/2024-17/bilaga 2.txt"]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Handling {path.stem}", "utf-8")
    inner = tmp_path / "inkommet/2024-17/djup"
    inner.mkdir()
    (inner / "c.txt").write_text("Handling c", "utf-8")
    for name in [".dold", "~$a.docx", "Thumbs.db", "desktop.ini"]:
        (tmp_path / "inkommet" / name).write_text("x", "utf-8")
    (tmp_path / "inkommet/tom").mkdir()
    return tmp_path / "inkommet"


def test_a_folder_read_as_one_arende_gives_all_its_files_in_reading_order(folder):
    arende = read_arende([folder], "inkommet")
    assert arende.namn == "inkommet"
    assert [(h.id, h.filnamn) for h in arende.handlingar] == [
        ("h1", "bilaga 2.txt"),
        ("h2", "bilaga 10.txt"),
        ("h3", "c.txt"),
        ("h4", "a.txt"),
    ]
    assert arende.unread == ()


def test_ids_run_on_over_the_attachments_of_an_email(tmp_path):
    message = eml("Se bilaga.")
    message.add_attachment("Text", filename="b.txt")
    (tmp_path / "a.eml").write_bytes(bytes(message))
    (tmp_path / "z.pdf").write_bytes(pdf(["Sist"]))
    arende = read_arende([tmp_path], "x")
    assert [(h.id, h.filnamn) for h in arende.handlingar] == [
        ("h1", "a.eml"),
        ("h2", "b.txt"),
        ("h3", "z.pdf"),
    ]


def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_read(folder):
    (folder / "a.txt").write_bytes(b"%PDF-1.4 skrap")
    arende = read_arende([folder], "x")
    assert len(arende.handlingar) == 3
    (unread,) = arende.unread
    assert (unread.filnamn, unread.kod) == ("a.txt", "skadad_fil")
    assert unread.text.startswith("a.txt: PDF-filen är trasig")


def test_each_file_and_each_direct_subfolder_of_a_folder_is_an_arende(folder):
    found = find_arenden([folder])
    assert [(namn, [file.name for file in files]) for namn, files in found] == [
        (str(folder / "2024-17"), ["bilaga 2.txt", "bilaga 10.txt", "c.txt"]),
        (str(folder / "a.txt"), ["a.txt"]),
    ]


def test_files_and_patterns_are_an_arende_for_each_file_and_none_twice(folder):
    inner = folder / "2024-17"
    found = find_arenden([inner / "bilaga 10.txt", inner / "*.txt"])
    assert [files[0].name for _, files in found] == ["bilaga 10.txt", "bilaga 2.txt"]
    assert all(len(files) == 1 for _, files in found)


def test_what_does_not_exist_is_not_found(folder):
    for ask in (
        lambda: find_arenden([folder / "saknas"]),
        lambda: find_arenden([folder / "*.pdf"]),
        lambda: find_arenden([folder / "tom"]),
        lambda: read_arende([folder / "saknas"], "x"),
        lambda: read_arende([folder / "tom"], "x"),
        lambda: read_file(folder / "saknas.txt"),
    ):
        with pytest.raises(NotFound, match=r"finns inte|inga filer|Inga filer"):
            ask()


def test_a_folder_is_not_a_file(folder):
    with pytest.raises(ReadingError, match="mapp"):
        read_file(folder)


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path):
    big = tmp_path / "stor.txt"
    with big.open("wb") as file:
        file.truncate(214_000_000)
    with pytest.raises(TooLarge, match=r"stor\.txt: filen är 214 MB, gränsen är 50 MB"):
        read_file(big)


def test_the_limit_can_be_lowered(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"x" * 500_001)
    with pytest.raises(TooLarge, match=r"0,5 MB, gränsen är 0,5 MB"):
        read_file(tmp_path / "a.txt", Limits(max_bytes=500_000))
