"""Cards against gold: what counts as found, and how sure a figure is."""

import json
import lzma

import pytest

from nlp_arenden.errors import CorpusError, NotFound
from nlp_arenden.training.evaluation.facts import covered
from nlp_arenden.training.evaluation.gold import read_gold
from nlp_arenden.training.evaluation.pairs import KINDS, Pair, pairs
from nlp_arenden.training.evaluation.report import evaluate
from nlp_arenden.training.evaluation.tally import Tally, joined

BY_NAME = {kind.name: kind for kind in KINDS}
ANTA = {"text": "att anta planen,", "art": "forslag", "akt": "anta_faststalla", "fran": [], "beslutsorgan": None,
        "villkorad": False}  # fmt: skip
KOST = {"text": "Planen kostar 3 mnkr och 1 mnkr per år.", "klass": "kostnad_med_belopp", "belopp_sek": "3000000",
        "belopp_max_sek": None, "period": None, "finansiering": None, "negerad": False, "modalitet": "faktisk",
        "talare": None}  # fmt: skip
GOLD = {"dokumenttyp": "tjansteskrivelse", "datum": "2020-01-02", "organ": None, "titel": "Plan", "diarienummer": [],
        "forslag": [ANTA], "kostnader": [], "remissinstanser": [], "frister": [], "bilagor": [],
        "fakta": [{"text": "Planen antas", "nycklar": [["anta", "antas"], ["planen"]]}], "delar": [],
        "inte_forslag": [], "inte_kostnader": []}  # fmt: skip


def card(**changed):
    handling = {"dokumenttyp": "tjansteskrivelse", "datum": "2020-01-02", "titel": "Plan"}
    arende = {"diarienummer": [], "organ": None, "titel": "Plan", "kommun": None}
    empty = {"forslag": [], "kostnader": [], "remissinstanser": [], "frister": [], "bilagor": [], "sammanfattning": []}
    return {"handlingar": [handling], "arende": arende, **empty, **changed}


def test_a_proposal_is_verbatim_without_its_number_att_and_full_stop():
    found = {**ANTA, "text": "Anta planen."}
    assert list(pairs(BY_NAME["förslag, ordagrant"], GOLD, card(forslag=[found]))) == [Pair(ANTA, found)]


def test_a_proposal_that_lacks_a_word_overlaps_but_is_not_verbatim():
    wanted = {**ANTA, "text": "anta planen för åren 2020 till 2030"}
    found = {**ANTA, "text": "anta planen för åren 2020 till"}
    gold, got = {**GOLD, "forslag": [wanted]}, card(forslag=[found])
    assert list(pairs(BY_NAME["förslag"], gold, got)) == [Pair(wanted, found)]
    assert list(pairs(BY_NAME["förslag, ordagrant"], gold, got)) == [Pair(wanted, None), Pair(None, found)]


def test_a_yrkande_is_no_proposal():
    moved = {**ANTA, "art": "yrkande"}
    assert list(pairs(BY_NAME["förslag"], GOLD, card(forslag=[moved]))) == [Pair(ANTA, None)]
    assert list(pairs(BY_NAME["yrkanden och reservationer"], GOLD, card(forslag=[moved]))) == [Pair(None, moved)]


def test_two_sums_of_one_sentence_are_two_statements():
    yearly = {**KOST, "belopp_sek": "1000000", "period": "per_ar"}
    gold = {**GOLD, "kostnader": [KOST, yearly]}
    found = list(pairs(BY_NAME["kostnader"], gold, card(kostnader=[yearly, KOST])))
    assert found == [Pair(KOST, KOST), Pair(yearly, yearly)]


def test_what_may_be_left_out_is_neither_missed_nor_false():
    gold = {**GOLD, "forslag": [{**ANTA, "godtagen": True}]}
    assert list(pairs(BY_NAME["förslag"], gold, card())) == []
    assert list(pairs(BY_NAME["förslag"], gold, card(forslag=[ANTA]))) == []


@pytest.mark.parametrize(
    ("summary", "yes"),
    [
        ("Nämnden antar planen.", False),
        ("Planen antas till 2030.", True),
        ("Planen antas till hösten.", False),
        ("Planeringen antas klar 2030.", False),
    ],
)
def test_a_fact_is_covered_when_each_group_of_keys_is(summary, yes):
    assert covered({"nycklar": [["antas"], ["planen"], ["2030"]]}, summary) is yes


def test_a_long_key_stands_for_the_words_it_begins_and_several_words_stand_as_written():
    assert covered({"nycklar": [["fastställ"], ["fem år"]]}, "Taxan fastställs för fem år.")
    assert not covered({"nycklar": [["fem år"]]}, "Fem tusen år.")


def test_figures_come_with_an_interval_over_documents():
    tally = Tally()
    for _ in range(10):
        tally.add("a", GOLD, card(forslag=[ANTA]))
        tally.add("b", GOLD, card())
    recall = tally.found("förslag")["täckning"]
    assert (recall.value, recall.of) == (0.5, 20)
    assert 0.2 < recall.low < 0.4 < 0.6 < recall.high < 0.8
    assert tally.found("förslag")["precision"].value == 1.0


def test_false_costs_are_counted_where_there_are_none():
    tally = Tally()
    tally.add("a", GOLD, card(kostnader=[KOST]))
    tally.add("b", GOLD, card())
    tally.add("c", {**GOLD, "kostnader": [KOST]}, card(kostnader=[KOST, {**KOST, "text": "Annat kostar."}]))
    assert (tally.share("falska kostnader").value, tally.share("falska kostnader").of) == (0.5, 2)


def test_faults_name_the_document():
    tally = joined([Tally()])
    tally.add("korpus/d1", GOLD, card())
    assert all(fault.startswith("korpus/d1: ") for fault in tally.faults)
    assert any("missat: förslag" in fault for fault in tally.faults)
    assert any("saknas i sammanfattningen" in fault for fault in tally.faults)


@pytest.fixture
def corpus(tmp_path):
    text = "Tjänsteskrivelse\n\nFörslag till beslut\nNämnden beslutar att anta planen, \u00e5r 2030."
    data = tmp_path / "data" / "stad"
    data.mkdir(parents=True)
    with lzma.open(data / "filer.jsonl.xz", "wt", encoding="utf8") as file:
        file.write(json.dumps({"text": "en annan"}) + "\n" + json.dumps({"text": text}) + "\n")
    start = text.index("anta")
    import hashlib

    source = {"fil": "stad/filer.jsonl.xz", "rad": 1, "sha256": hashlib.sha256(text.encode()).hexdigest()}
    row = {key: value for key, value in ANTA.items() if key != "text"} | {"plats": [[start, start + 11]]}
    folder = tmp_path / "korpus" / "gold"
    folder.mkdir(parents=True)
    gold = {**GOLD, "kalla": source, "forslag": [row], "del": "prov", "kommun": "Ekby"}
    (folder / "g1.json").write_text(json.dumps(gold), "utf8")
    return folder.parent


def test_gold_by_reference_gets_its_words_from_the_text(corpus, tmp_path):
    (example,) = read_gold(corpus, tmp_path / "data")
    assert example.gold["forslag"][0]["text"] == "anta planen"
    assert example.arende.handlingar[0].source.startswith("Tjänsteskrivelse")
    assert (example.kommun, example.noisy) == ("Ekby", False)


def test_only_the_wanted_part_is_read(corpus, tmp_path):
    assert read_gold(corpus, tmp_path / "data", "utveckling") == []


def test_a_text_that_has_changed_or_is_missing_is_told(corpus, tmp_path):
    with pytest.raises(CorpusError, match="--data"):
        read_gold(corpus)
    with pytest.raises(NotFound, match=r"filer\.jsonl\.xz finns inte"):
        read_gold(corpus, tmp_path / "annan")
    with lzma.open(tmp_path / "data" / "stad" / "filer.jsonl.xz", "wt", encoding="utf8") as file:
        file.write('{"text": "x"}\n{"text": "y"}\n')
    import nlp_arenden.training.evaluation.gold as module

    module._rows.cache_clear()
    with pytest.raises(CorpusError, match="annan text"):
        read_gold(corpus, tmp_path / "data")


def test_a_folder_without_gold_and_damaged_gold_are_told(tmp_path):
    with pytest.raises(NotFound, match="ingen korpus"):
        read_gold(tmp_path)
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "a.json").write_text("{", "utf8")
    with pytest.raises(CorpusError, match=r"a\.json"):
        read_gold(tmp_path)


def test_the_report_has_the_whole_first_and_then_its_groups(corpus, tmp_path):
    (example,) = read_gold(corpus, tmp_path / "data")
    report = evaluate([example], lambda _: card(forslag=[{**ANTA, "text": "anta planen"}]))
    assert list(report.groups) == ["alla"]
    assert json.loads(report.to_json())["alla"]["förslag, ordagrant: precision"]["varde"] == 1.0
    assert report.to_markdown().splitlines()[0] == "| | alla (1 handlingar) |"
