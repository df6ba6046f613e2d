"""The recipe on made-up documents: small enough to train in a second."""

import json
import lzma
import shutil
from itertools import pairwise

import numpy as np
import pytest
from scipy.sparse import hstack
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

from nlp_arenden.errors import CorpusError, ModelError
from nlp_arenden.modelpack import open_pack
from nlp_arenden.pipeline.teman.linear import LinearThemes, linear_text, load_linear
from nlp_arenden.pipeline.teman.taxonomy import Taxonomy
from nlp_arenden.pipeline.teman.themes import ThemeModel
from nlp_arenden.pipeline.teman.vocabulary import Vocabulary, sequences_of, words_of
from nlp_arenden.training.pack import write_manifest
from nlp_arenden.training.themes import figures
from nlp_arenden.training.themes.linear import count_terms
from nlp_arenden.training.themes.recipe import train_themes
from nlp_arenden.training.themes.report import TOGETHER
from nlp_arenden.training.themes.sources import Example, near_duplicates, newest_as_test, read_source
from tests.tiny_encoder import write_encoder

SUBJECTS = {
    "forskola_skola": "Elever i grundskolan får nya läromedel. Rektor ansvarar för undervisningen.",
    "trafik_gator": "Parkering och cykelväg byggs om. Hållplatsen flyttas och trafiken leds om.",
    "kultur_fritid": "Biblioteket och simhallen öppnar. Idrott och teater får bidrag.",
}
RECIPE = """
seed = 1
trained = "2026-01-01"
[linear]
words = 500
characters = 500
min_documents = 1
C = 0.5
[weighing]
C = 0.1
folds = 3
shrinkage = 2.0
error_rate = 0.05
plain_terms = 5
plain_density = 0.45
[[source]]
name = "staten"
kind = "categories"
stage = "state"
data = "sidor.jsonl.xz"
map = "karta.tsv"
newest_as_test = 0.2
[[source]]
name = "egna"
kind = "documents"
stage = "municipal"
labels = "dokument.jsonl"
"""


@pytest.fixture
def place(tmp_path):
    rows = []
    for n in range(36):
        theme = list(SUBJECTS)[n % 3]
        split = ("train", "train", "train", "train", "dev", "test")[n // 3 % 6]
        text = f"Ärende {'abcdefghijkl'[n // 3]} om saken\n\n{SUBJECTS[theme]}"
        rows.append({"id": f"e{n}", "text": text, "teman": [theme], "split": split})
    (tmp_path / "dokument.jsonl").write_text("\n".join(json.dumps(row) for row in rows), "utf8")
    names = {"forskola_skola": "Skola", "trafik_gator": "Trafik", "kultur_fritid": "Kultur"}
    with lzma.open(tmp_path / "sidor.jsonl.xz", "wt", encoding="utf8") as file:
        for n in range(30):
            theme = list(SUBJECTS)[n % 3]
            page = {
                "titel": f"Nyhet {'abcdefghij'[n // 3] * 12}",
                "text": f"{'bcdefghijk'[n // 3] * 20} {SUBJECTS[theme]}",
                "kategorier": [names[theme], "EU"] if n % 5 == 0 else [names[theme]],
                "url": f"u{n}",
                "datum": f"2024-01-{n + 1:02d}",
            }
            file.write(json.dumps(page) + "\n")
    (tmp_path / "karta.tsv").write_text(
        "label\tthemes\nSkola\tforskola_skola\nTrafik\ttrafik_gator\nKultur\tkultur_fritid\nEU\t-\n", "utf8"
    )
    (tmp_path / "recept.toml").write_text(RECIPE, "utf8")
    model = tmp_path / "prov-0.1.0"
    model.mkdir()
    shutil.copy(open_pack("snabb").path / "taxonomy.toml", model)
    return tmp_path


def test_a_recipe_gives_a_whole_model_that_knows_its_subjects_and_the_same_bytes_again(place):
    found = train_themes(place / "recept.toml", place, place / "prov-0.1.0")
    pack = open_pack(place / "prov-0.1.0")
    first = (pack.path / "themes.npz").read_bytes()
    assert pack.faults() == []
    assert pack.meta["figures"] == found
    assert found["teman"]["egna"]["micro_f1"] == 1.0
    themes = [theme.id for theme in ThemeModel.load(pack).taxonomy.classes]
    chances = ThemeModel.load(pack).probabilities("Ny cykelväg", "Parkering och cykelväg byggs om.")
    assert themes[int(np.argmax(chances))] == "trafik_gator"
    assert train_themes(place / "recept.toml", place, place / "prov-0.1.0") == found
    assert (pack.path / "themes.npz").read_bytes() == first


def test_test_parts_are_measured_one_by_one_and_together(place):
    rows = [json.loads(line) for line in (place / "dokument.jsonl").read_text("utf8").splitlines()]
    others = [{**row, "id": f"{row['id']}b", "text": row["text"].replace("Ärende", "Fråga")} for row in rows]
    (place / "andra.jsonl").write_text("\n".join(json.dumps(row) for row in others), "utf8")
    second = '[[source]]\nname = "andra"\nkind = "documents"\nstage = "municipal"\nlabels = "andra.jsonl"\n'
    (place / "recept.toml").write_text(RECIPE + second, "utf8")
    found = train_themes(place / "recept.toml", place, place / "prov-0.1.0")["teman"]
    assert found[TOGETHER]["documents"] == found["egna"]["documents"] + found["andra"]["documents"]
    assert set(found["egna"]) - set(found[TOGETHER]) == {"evidence"}


def test_documents_that_teach_words_only_change_the_first_stage_and_are_not_measured(place):
    train_themes(place / "recept.toml", place, place / "prov-0.1.0")
    before = load_linear(place / "prov-0.1.0" / "themes.npz").weights
    row = {
        "id": "p",
        "text": "Bibliotek\n\nBiblioteket och simhallen får mer.",
        "teman": ["kultur_fritid"],
        "split": "train",
    }
    (place / "ord.jsonl").write_text(json.dumps(row), "utf8")
    words = '[[source]]\nname = "ord"\nkind = "documents"\nstage = "words"\nlabels = "ord.jsonl"\n'
    (place / "recept.toml").write_text(RECIPE + words, "utf8")
    found = train_themes(place / "recept.toml", place, place / "prov-0.1.0")["teman"]
    after = load_linear(place / "prov-0.1.0" / "themes.npz").weights
    assert "ord" not in found
    assert before.shape != after.shape or (before != after).any()


def test_a_recipe_with_an_encoder_stands_on_the_linear_model_of_the_same_sources(place):
    train_themes(place / "recept.toml", place, place / "prov-0.1.0")
    (place / "fin.toml").write_text('extends = "recept.toml"\n[meaning]\nC = 1.0\n', "utf8")
    fine = place / "fin-0.1.0"
    fine.mkdir()
    write_manifest(fine, uses={"base": place / "prov-0.1.0"})
    with pytest.raises(ModelError, match="ingen textkodare"):
        train_themes(place / "fin.toml", place, fine)

    write_manifest(fine, uses={"encoder": write_encoder(place / "kodare")})
    found = train_themes(place / "fin.toml", place, fine)
    pack = open_pack(fine)
    assert pack.faults() == []
    assert pack.meta["figures"] == found
    assert not (fine / "themes.npz").exists()
    assert ThemeModel.load(pack).meaning is not None

    documents = (place / "dokument.jsonl").read_text("utf8")
    (place / "dokument.jsonl").write_text(documents.replace("Biblioteket", "Badhuset"), "utf8")
    with pytest.raises(ModelError, match="Träna om den modellen först"):
        train_themes(place / "fin.toml", place, fine)
    assert open_pack(fine).meta["figures"] == {"teman": {}}


def test_a_recipe_without_municipal_documents_is_refused(place):
    text = RECIPE.partition('[[source]]\nname = "egna"')[0]
    (place / "recept.toml").write_text(text, "utf8")
    with pytest.raises(CorpusError, match="kommunala"):
        train_themes(place / "recept.toml", place, place / "prov-0.1.0")


def test_a_recipe_says_what_it_lacks(place):
    (place / "recept.toml").write_text(RECIPE.replace("folds = 3\n", ""), "utf8")
    with pytest.raises(CorpusError, match=r"weighing\.folds"):
        train_themes(place / "recept.toml", place, place / "prov-0.1.0")


def test_a_missing_recipe_or_source_is_a_corpus_error(place):
    with pytest.raises(CorpusError, match="Receptet"):
        train_themes(place / "borta.toml", place, place / "prov-0.1.0")
    (place / "sidor.jsonl.xz").unlink()
    with pytest.raises(CorpusError, match="staten"):
        train_themes(place / "recept.toml", place, place / "prov-0.1.0")


def test_a_reference_to_another_case_is_refused(tmp_path):
    with lzma.open(tmp_path / "d.jsonl.xz", "wt", encoding="utf8") as file:
        file.write(json.dumps({"arende": "1/22", "rubrik": "R", "sektioner": {}}) + "\n")
    label = {"source": "d", "row": 0, "arende": "2/22", "teman": [], "split": "train"}
    (tmp_path / "labels.jsonl").write_text(json.dumps(label), "utf8")
    source = {"name": "x", "kind": "references", "data": "d.jsonl.xz", "labels": "labels.jsonl"}
    with pytest.raises(CorpusError, match="2/22"):
        read_source(source, tmp_path, tmp_path, 1)


def test_a_reference_to_a_row_without_sections_gives_its_text(tmp_path):
    with lzma.open(tmp_path / "d.jsonl.xz", "wt", encoding="utf8") as file:
        file.write(json.dumps({"arende": "1/22", "rubrik": "Bänkar", "text": "Bänkarna beviljas."}) + "\n")
    label = {"source": "d", "row": 0, "arende": "1/22", "teman": ["x"], "split": "train"}
    (tmp_path / "labels.jsonl").write_text(json.dumps(label), "utf8")
    source = {"name": "x", "kind": "references", "data": "d.jsonl.xz", "labels": "labels.jsonl"}
    (example,) = read_source(source, tmp_path, tmp_path, 1)
    assert example.title == "Bänkar"
    assert "Bänkarna beviljas." in example.text


def by_scikit_learn(texts, least=1, most=None):
    """TF-IDF values (documents x rows), idf and terms, words before characters."""

    def words_and_pairs(text):
        words = words_of(text)
        return words + [f"{a} {b}" for a, b in pairwise(words)]

    def sequences(text):
        return [s for word in dict.fromkeys(words_of(text)) for s in sequences_of(word)]

    blocks, idf, terms = [], [], []
    for analyzer in (words_and_pairs, sequences):
        counter = CountVectorizer(analyzer=analyzer, min_df=least, max_features=most)
        weigh = TfidfTransformer(sublinear_tf=True)
        blocks.append(weigh.fit_transform(counter.fit_transform(texts)))
        idf.append(weigh.idf_)
        terms.append(list(counter.get_feature_names_out()))
    return hstack(blocks).tocsr(), np.concatenate(idf), terms


def test_our_scores_are_scikit_learns():
    texts = [linear_text(theme, text) for theme, text in SUBJECTS.items()]
    matrix, idf, terms = by_scikit_learn(texts)
    weights = np.random.default_rng(0).normal(size=(matrix.shape[1], 2)).astype(np.float32)
    ours = LinearThemes(Vocabulary(*terms), idf.astype(np.float32), weights, np.array([0.5, -0.5]))
    expected = matrix @ weights + np.array([0.5, -0.5])
    np.testing.assert_allclose(np.stack([ours.scores(text) for text in texts]), expected, atol=1e-5)
    assert ours.scores("") == pytest.approx([0.5, -0.5])


@pytest.mark.parametrize("least", [1, 2])
def test_terms_are_counted_as_scikit_learn_counts_them(least):
    examples = [Example(theme, text, (), theme) for theme, text in SUBJECTS.items()]
    counted = count_terms(examples, {"words": 10_000, "characters": 10_000, "min_documents": least})
    matrix, idf, terms = by_scikit_learn([linear_text(e.title, e.text) for e in examples], least)
    names = [*counted.vocabulary.words, *counted.vocabulary.characters]
    order = [names.index(term) for term in terms[0]]
    order += [len(terms[0]) + counted.vocabulary.characters.index(term) for term in terms[1]]
    assert sorted(order) == list(range(len(names)))
    np.testing.assert_allclose(counted.matrix.toarray()[:, order], matrix.toarray(), atol=1e-6)
    np.testing.assert_allclose(counted.idf[order], idf, atol=1e-6)


def test_the_commonest_terms_are_kept():
    texts = ("skola skola skola vatten", "skola vatten gata", "gata")
    examples = [Example("", text, (), text) for text in texts]
    kept = count_terms(examples, {"words": 2, "characters": 3, "min_documents": 2}).vocabulary
    assert set(kept.words) == {"skola", "vatten"}
    assert len(kept.characters) == 3


def test_near_duplicates_share_a_group_and_a_part():
    old = Example("Rapport nummer 1 om skogen", "x" * 200, (), "a", date="2020-01-01")
    new = Example("Rapport nummer 2 om skogen", "y" * 200, (), "b", date="2024-01-01")
    other = [
        Example(f"Helt annan sak {c * 12}", f"{c * 160}", (), c, date=f"2022-01-{k + 1:02d}")
        for k, c in enumerate("cdefgh")
    ]
    groups = near_duplicates([old, new, *other])
    assert groups[0] == groups[1]
    assert len(set(groups)) == 7
    parts = newest_as_test([old, new, *other], 0.2)
    assert [e.split for e in parts] == ["test", "test"] + ["train"] * 6


def test_figures_of_a_perfect_and_an_empty_answer():
    truth = np.array([[True, False], [False, True]])
    assert figures.scores(truth, truth, truth.astype(float)) == {"micro_f1": 1.0, "macro_f1": 1.0, "map": 1.0}
    assert figures.micro_f1(truth, np.zeros_like(truth)) == 0.0
    assert figures.interval(truth, truth, seed=1) == (1.0, 1.0)
    assert figures.calibration_error(truth, truth.astype(float)) == 0.0
    assert figures.calibration_error(truth, np.full((2, 2), 0.9)) == pytest.approx(0.4)
    assert figures.per_theme(["a", "b"], truth, truth)["a"] == {
        "documents": 1, "precision": 1.0, "recall": 1.0, "f1": 1.0,
    }  # fmt: skip


def test_the_shipped_maps_name_only_themes_of_the_taxonomy():
    from nlp_arenden.training.themes import sources

    taxonomy = Taxonomy.from_toml(open_pack("snabb").toml("taxonomy.toml"))
    known = {theme.id for theme in taxonomy.classes}
    folder = open_pack("snabb").path.parents[1] / "nlp_arenden" / "training" / "configs"
    for name in ("g0vse-tema.tsv", "utskott-tema.tsv"):
        used = {theme for themes in sources._map(folder / name).values() for theme in themes}
        assert used <= known
        assert used
