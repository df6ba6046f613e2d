"""Examples of own themes, from a folder of folders or from JSON lines."""

import json

import pytest

from nlp_arenden.errors import CorpusError, NotFound
from nlp_arenden.pipeline.teman.taxonomy import Taxonomy, Theme
from nlp_arenden.reading import Limits
from nlp_arenden.training.own.examples import read_examples, slug

TAXONOMY = Taxonomy("1", "ovrigt", (Theme("trafik_gator", "Trafik, gator och torg", ""), Theme("ovrigt", "Övrigt", "")))


def read(source):
    def title_and_text(arende):
        text = "\n".join(handling.clean.text for handling in arende.handlingar)
        return text.partition("\u2029")[0], text

    return read_examples(source, TAXONOMY, title_and_text, Limits(), ocr=False)


def fill(folder, **themes):
    for name, texts in themes.items():
        (folder / name).mkdir(parents=True)
        for k, text in enumerate(texts):
            (folder / name / f"{k}.txt").write_text(text, "utf8")
    return folder


def lines(path, *rows):
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows) + "\n", "utf8")
    return path


@pytest.mark.parametrize(
    ("name", "id"),
    [("Kameraövervakning", "kameraovervakning"), ("Ån & sjön", "an_sjon"), ("  Nya  bron ", "nya_bron"), ("茶", "")],
)
def test_an_id_is_ascii(name, id):
    assert slug(name) == id


def test_each_subfolder_is_a_theme_and_ovrigt_holds_counterexamples(tmp_path):
    fill(tmp_path, Kameraövervakning=["Kameror i parken\n\nDe sätts upp."], övrigt=["Taxa\n\nDen höjs."])
    found = read(tmp_path)
    assert found.labels == {"kameraovervakning": "Kameraövervakning"}
    assert {e.title: e.themes for e in found.examples} == {
        "Kameror i parken": ("kameraovervakning",),
        "Taxa": (),
    }
    assert (found.unread, found.known, found.copies) == ((), (), 0)


def test_a_folder_in_a_theme_is_one_example_of_all_its_files(tmp_path):
    fill(tmp_path / "Bron", arende=["Ny bro\n\nDen byggs.", "Bilaga\n\nRitning."])
    assert len(read(tmp_path).examples) == 1


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_used(tmp_path):
    fill(tmp_path, Bron=["Ny bro\n\nDen byggs.", ""])
    (tmp_path / "läs mig.txt").write_text("x")
    (tmp_path / ".dold").write_text("x")
    found = read(tmp_path)
    assert len(found.examples) == 1
    assert [one.filnamn for one in found.unread] == ["1.txt", "läs mig.txt"]


def test_the_same_text_counts_once_with_the_themes_of_both(tmp_path):
    fill(tmp_path, Bron=["Ny bro\n\nDen byggs."], Vatten=["Ny bro\n\nDen  byggs."])
    found = read(tmp_path)
    assert [e.themes for e in found.examples] == [("bron", "vatten")]
    assert found.copies == 1


def test_a_theme_that_the_model_has_gives_counterexamples(tmp_path):
    fill(tmp_path, trafik_gator=["Gatan\n\nDen lagas."], Bron=["Ny bro\n\nDen byggs."])
    found = read(tmp_path)
    assert found.labels == {"bron": "Bron"}
    assert found.known == ("Trafik, gator och torg",)
    assert {e.title: e.themes for e in found.examples} == {"Gatan": (), "Ny bro": ("bron",)}


def test_rows_of_json_have_text_and_themes(tmp_path):
    source = lines(
        tmp_path / "exempel.jsonl",
        {"text": "Ny bro\n\nDen byggs.", "teman": ["Bron", "trafik_gator"]},
        {"text": "Taxa\n\nDen höjs.", "teman": []},
    )
    found = read(source)
    assert [(e.title, e.themes) for e in found.examples] == [("Ny bro", ("bron",)), ("Taxa", ())]


def test_rows_of_another_form_are_told_by_their_number(tmp_path):
    source = lines(
        tmp_path / "exempel.jsonl",
        {"text": "Ny bro", "teman": ["Bron"]},
        "{trasig",
        {"text": "", "teman": []},
        {"text": "x", "teman": "Bron"},
        {"text": "x", "teman": [1]},
    )
    found = read(source)
    assert len(found.examples) == 1
    assert [one.text.partition(":")[0].rpartition(" ")[2] for one in found.unread] == ["2", "3", "4", "5"]


def test_what_cannot_be_a_source_is_refused(tmp_path):
    with pytest.raises(NotFound, match="finns inte"):
        read(tmp_path / "borta")
    (tmp_path / "bild.jsonl").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(CorpusError, match="JSON-rader"):
        read(tmp_path / "bild.jsonl")
    (tmp_path / "mapp" / "Tom").mkdir(parents=True)
    with pytest.raises(NotFound, match="Tom"):
        read(tmp_path / "mapp")


def test_names_that_give_one_id_or_none_are_refused(tmp_path):
    with pytest.raises(CorpusError, match="samma id"):
        read(fill(tmp_path / "a", **{"Ny bro": ["Ett"], "ny-bro": ["Två"]}))
    with pytest.raises(CorpusError, match="kan inte få ett id"):
        read(fill(tmp_path / "b", **{"茶": ["Ett"]}))
