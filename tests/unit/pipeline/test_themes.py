import tomllib
from collections import Counter
from pathlib import Path

import pytest

from nlp_arenden.errors import ModelError
from nlp_arenden.modelpack import ModelPack, open_pack
from nlp_arenden.pipeline.arrays import open_arrays
from nlp_arenden.pipeline.teman.taxonomy import IndicatorMatcher, Taxonomy, Theme
from nlp_arenden.pipeline.teman.themes import ThemeModel
from nlp_arenden.pipeline.teman.vocabulary import Vocabulary, sequences_of, words_of
from nlp_arenden.text.cleaning import clean
from nlp_arenden.text.sentences import find_sentences
from nlp_arenden.text.spans import TextSpan

SEED = Path(__file__).resolve().parents[4] / "shared" / "seed" / "pm-2009-165.txt"
TAXONOMY = Taxonomy.from_toml(open_pack("snabb").toml("taxonomy.toml"))
EXAMPLES = [(theme, sentence) for theme in TAXONOMY.classes for sentence in theme.match]
COUNTEREXAMPLES = [(theme, sentence) for theme in TAXONOMY.classes for sentence in theme.not_]


@pytest.fixture(scope="module")
def model():
    return ThemeModel.load(open_pack("snabb"))


def document(title, text):
    return clean(f"{title}\n\n{text}").text


def themes_of(model, title, text=""):
    whole = document(title, text)
    return model.predict(title, whole, [(span, span.of(whole)) for span in find_sentences(whole)])


def ids(found):
    return [score.id for score in found]


def strength(theme, sentence):
    hits, _ = IndicatorMatcher([theme]).hits(sentence)
    return sum(hit.weight for hit in hits)


@pytest.mark.parametrize(("theme", "sentence"), EXAMPLES, ids=lambda value: getattr(value, "id", ""))
def test_every_example_sentence_speaks_for_its_theme(theme, sentence):
    assert strength(theme, sentence) >= 2


@pytest.mark.parametrize(("theme", "sentence"), COUNTEREXAMPLES, ids=lambda value: getattr(value, "id", ""))
def test_no_counterexample_is_enough_for_the_theme(theme, sentence):
    assert strength(theme, sentence) < 2


def test_every_theme_has_examples_counterexamples_and_codes():
    for theme in TAXONOMY.classes:
        assert theme.match and theme.not_ and theme.klassa and theme.cofog and theme.eurovoc, theme.id
        assert theme.label and theme.definition.endswith("."), theme.id


def test_no_term_stands_twice_in_a_theme():
    for theme in TAXONOMY.classes:
        assert [term for term, n in Counter(theme.strong + theme.weak).items() if n > 1] == []


def test_an_abbreviation_must_stand_in_capitals():
    theme = Theme("it", "IT", "", strong=("IT", "IT-*"))
    assert strength(theme, "Vi behöver IT.") == 2
    assert strength(theme, "Ny IT-strategi.") == 2
    assert strength(theme, "As for it, it is late.") == 0


def test_a_phrase_matches_across_a_line_end_and_an_ending():
    theme = Theme("t", "T", "", strong=("nätverk av städer", "klimatmål*"))
    assert strength(theme, "ett nätverk\nav städer") == 2
    assert strength(theme, "klimatmålens uppfyllelse") == 2


def test_a_term_inside_a_negative_context_does_not_count_but_counts_beside_it():
    theme = Theme("m", "M", "", strong=("klimat",), negative_contexts=("klimat för *",))
    hits, _ = IndicatorMatcher([theme]).hits("Ett klimat för idéer och ett klimat som värms upp.")
    assert [hit.span for hit in hits] == [TextSpan(29, 35)]


def test_hits_tell_their_place():
    text = "Staden bygger ut bredband."
    hits, words = IndicatorMatcher(TAXONOMY.classes).hits(text)
    assert words == 4
    assert "bredband" in {hit.span.of(text) for hit in hits}


def test_words_and_their_sequences():
    assert words_of("Ny plan, 2024 i Åsele–Šiauliai") == ["ny", "plan", "åsele", "šiauliai"]
    assert sequences_of("plan")[:3] == [" pl", "pla", "lan"]
    assert sequences_of("ny") == []


def test_rows_of_the_terms_that_a_text_has():
    known = Vocabulary(["plan", "ny plan", "skola"], ["pla", "lan"])
    words, characters = known.rows("Plan, plan: en ny plan och ny skola")
    assert sorted(words.tolist()) == [0, 0, 0, 1, 2]
    assert characters.tolist() == [3, 4]
    assert known.word_rows("ny").tolist() == known.word_rows("").tolist() == []


def test_a_work_environment_policy_is_about_staff_and_not_the_environment(model):
    found = ids(
        themes_of(
            model,
            "Arbetsmiljöpolicy för kommunens förvaltningar",
            "Förslaget till arbetsmiljöpolicy anger hur chefer och skyddsombud ska samarbeta. "
            "Sjukfrånvaron bland medarbetarna ska minska och arbetsmiljön följas upp varje år.",
        )
    )
    assert found[0] == "personal_arbetsgivare"
    assert "miljo_klimat" not in found


def test_a_business_climate_is_about_business(model):
    found = ids(
        themes_of(
            model,
            "Åtgärder för ett bättre företagsklimat",
            "Kommunen har tappat i rankningen av företagsklimat. Företagarna vill ha kortare handläggning. "
            "Näringslivskontoret föreslår en lots för nya företag.",
        )
    )
    assert found[0] == "naringsliv_turism"
    assert "miljo_klimat" not in found


def test_a_green_it_strategy_is_about_both(model):
    found = ids(
        themes_of(
            model,
            "Grön IT-strategi",
            "Strategin ska minska klimatpåverkan från stadens IT-drift. Elen ska vara fossilfri. "
            "IT ska också användas för att minska utsläpp från resor.",
        )
    )
    assert set(found) >= {"it_digitalisering", "miljo_klimat"}


def test_climate_adapted_travel_with_it_meetings_is_first_of_all_climate(model):
    found = themes_of(
        model,
        "Klimatanpassning av resor och möten med hjälp av IT",
        "Resor i tjänsten orsakar stora utsläpp av koldioxid. Policyn ska minska klimatpåverkan. "
        "Möten kan hållas på distans. Miljömålen följs upp varje år.",
    )
    assert found[0].id == "miljo_klimat"
    assert found[0].primary


def test_aid_to_gaza_is_international(model):
    found = ids(
        themes_of(
            model,
            "Stöd till invånarna i Gaza",
            "I en skrivelse föreslås att kommunen lämnar katastrofbistånd i form av utrustning. "
            "En internationell hjälporganisation skulle förmedla stödet.",
        )
    )
    assert found[0] == "internationellt"


def test_a_climate_for_innovation_is_no_evidence_of_environment(model):
    text = (
        "Kommunens miljöprogram revideras och klimatmålen skärps.\n"
        "Staden har ett bra klimat för innovationer.\n"
        "Utsläppen av växthusgaser ska halveras."
    )
    for score in themes_of(model, "Miljöprogram", text):
        if score.id == "miljo_klimat":
            assert score.evidence
            assert all("innovationer" not in span.of(f"Miljöprogram\n{text}") for span in score.evidence)
            break
    else:
        pytest.fail("miljo_klimat saknas")


def test_a_text_about_nothing_in_particular_has_no_theme(model):
    assert themes_of(model, "Tack", "Hej och tack för senast. Vi ses igen.") == []
    assert model.predict("", "", []) == []


def test_at_most_four_themes_one_primary_and_evidence_for_each(model):
    text = " ".join(theme.match[0] for theme in TAXONOMY.classes)
    found = themes_of(model, "Skola, klimat, trafik, bibliotek, äldreomsorg och IT", text)
    assert 1 <= len(found) <= 4
    assert [score.primary for score in found] == [True] + [False] * (len(found) - 1)
    assert [s.probability for s in found] == sorted((s.probability for s in found), reverse=True)
    for score in found:
        assert 1 <= len(score.evidence) <= 4
        assert list(score.evidence) == sorted(score.evidence)


def test_a_repeated_sentence_is_given_as_evidence_once(model):
    text = "Bredband byggs ut i hela kommunen. " * 3
    for score in themes_of(model, "Utbyggnad av bredband", text):
        assert len(score.evidence) == len({span.of(f"Utbyggnad av bredband\n{text}") for span in score.evidence})


def test_a_line_of_the_table_of_contents_is_no_evidence(model):
    text = "3 Bredband och fibernät ................. 7\n\nBredband byggs ut i hela kommunen och fibernätet når skolan."
    whole = document("Utbyggnad av bredband", text)
    found = themes_of(model, "Utbyggnad av bredband", text)
    assert found and not any("....." in span.of(whole) for score in found for span in score.evidence)


def test_the_title_of_who_signs_is_no_evidence(model):
    text = "Bredband byggs ut i hela kommunen och fibernätet når skolan.\n\nEva Ek, bredbandsstrateg\n\nPer Al\tit-chef"
    whole = document("Utbyggnad av bredband", text)
    found = themes_of(model, "Utbyggnad av bredband", text)
    assert found and not any("Ek" in span.of(whole) or "Al" in span.of(whole) for s in found for span in s.evidence)


def test_a_table_that_reads_as_one_sentence_is_no_evidence(model):
    table = "Bredband " + " ".join(f"Ek {k} Ja bredband fibernät" for k in range(60))
    text = f"{table}\n\nBredband byggs ut i hela kommunen och fibernätet når skolan."
    found = themes_of(model, "Utbyggnad av bredband", text)
    assert found and max(span.end - span.start for score in found for span in score.evidence) < 200


def test_the_same_document_gives_the_same_answer(model):
    args = ("Ny taxa för avfall", "Taxan för avfall höjs. Återvinningen ökar.")
    assert themes_of(model, *args) == themes_of(ThemeModel.load(open_pack("snabb")), *args)


@pytest.mark.shared
@pytest.mark.skipif(not SEED.exists(), reason="de delade texterna finns inte vid sidan av utcheckningen")
def test_the_agreement_with_a_city_network_is_international_it_and_environment(model):
    text = clean(SEED.read_text("utf8")).text
    title = "Överenskommelse med Alumni Association of Intelligent Communities"
    found = model.predict(title, text, [(span, span.of(text)) for span in find_sentences(text)])
    assert found[0].id == "internationellt"
    assert set(ids(found)) - {"naringsliv_turism"} == {"internationellt", "it_digitalisering", "miljo_klimat"}
    for score in found:
        if score.id == "miljo_klimat":
            assert not any("klimat för" in span.of(text) and "Green" not in span.of(text) for span in score.evidence)


def test_a_model_trained_for_other_themes_is_refused(tmp_path):
    pack = open_pack("snabb")
    for name in ("themes.npz", "weighing.npz"):
        (tmp_path / name).write_bytes((pack.path / name).read_bytes())
    text = pack.text("taxonomy.toml").replace('id = "trafik_gator"', 'id = "trafik"')
    (tmp_path / "taxonomy.toml").write_text(text, "utf8")
    with pytest.raises(ModelError, match="andra teman"):
        ThemeModel.load(ModelPack(tmp_path, {"files": {}}))


def test_a_damaged_model_is_refused(tmp_path):
    (tmp_path / "taxonomy.toml").write_text(open_pack("snabb").text("taxonomy.toml"), "utf8")
    (tmp_path / "themes.npz").write_bytes(b"PK\x03\x04 trasig")
    with pytest.raises(ModelError, match="skadad"):
        ThemeModel.load(ModelPack(tmp_path, {"files": {}}))


def test_a_taxonomy_with_an_unknown_key_or_a_doubled_id_is_refused():
    data = tomllib.loads(open_pack("snabb").text("taxonomy.toml"))
    with pytest.raises(ModelError):
        Taxonomy.from_toml(
            {**data, "theme": [*data["theme"], {"id": "x", "label": "X", "definition": "X.", "farg": 1}]}
        )
    with pytest.raises(ModelError, match="dubbla"):
        Taxonomy.from_toml({**data, "theme": [*data["theme"], data["theme"][0]]})


@pytest.mark.parametrize("name", ["themes.npz", "weighing.npz"])
def test_arrays_with_any_byte_changed_are_refused_or_read_but_never_break(tmp_path, name):
    """The case: a changed byte in the packed part gives zlib's own error, which is no OSError."""
    whole = (open_pack().path / name).read_bytes()
    for place in (40, len(whole) // 3, len(whole) // 2, len(whole) - 30):
        (tmp_path / name).write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        with pytest.raises(ModelError, match=f"{name} saknas eller är skadad"), open_arrays(tmp_path / name) as file:
            for array in file.values():
                assert array is not None
            raise ValueError("read, with other numbers")
