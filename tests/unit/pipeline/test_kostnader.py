"""Statements about money: what the rules of the shipped model read, and what its judge leaves of the known cases."""

import numpy as np
import pytest

from nlp_arenden.errors import ModelError
from nlp_arenden.modelpack import open_pack
from nlp_arenden.pipeline.annotations import KOSTNADER, KostnadMark
from nlp_arenden.pipeline.kostnader.component import candidates, make_kostnader
from nlp_arenden.pipeline.kostnader.judge import SIZE, Judge
from nlp_arenden.pipeline.kostnader.statements import CostReader
from nlp_arenden.pipeline.language import build_pipeline
from nlp_arenden.pipeline.rules import load_rules
from nlp_arenden.text.cleaning import clean

NLP = build_pipeline(open_pack())
RULES_ALONE = make_kostnader(load_rules(open_pack(), "kostnader"))


def read(body: str, heading: str = "Ekonomiska konsekvenser") -> list[KostnadMark]:
    """The statements of a short tjänsteskrivelse whose section under ``heading`` is ``body``."""
    return [mark for _, mark in KOSTNADER.read(RULES_ALONE(NLP(_letter(body, heading))))]


def _letter(body: str, heading: str) -> str:
    return clean(f"Tjänsteskrivelse\n\nÄrendet\n\nNämnden har fått frågan.\n\n{heading}\n\n{body}\n").text


def one(body: str, heading: str = "Ekonomiska konsekvenser") -> KostnadMark:
    marks = read(body, heading)
    assert len(marks) == 1, marks
    return marks[0]


def test_c1_no_economic_consequences():
    mark = one("Förslaget medför inga ekonomiska konsekvenser.")
    assert (mark.klass, mark.negerad) == ("ingen_kostnad", True)


def test_c2_an_estimated_yearly_cost_within_the_frame():
    mark = one("Kostnaden beräknas till 2,5 mnkr per år från 2026 och ryms inom nämndens ram.")
    assert (mark.belopp_sek, mark.period, mark.modalitet, mark.finansiering) == (
        "2500000",
        "per_ar",
        "beraknad",
        "inom_ram",
    )


def test_c3_an_interval_without_tax():
    mark = one("Priset ligger mellan 27 och 39 miljoner kronor, exklusive moms.")
    assert (mark.belopp_sek, mark.belopp_max_sek, mark.moms) == ("27000000", "39000000", "exkl")


def test_c4_a_guarantee_is_no_running_cost():
    mark = one("Föreningen får högst fyra miljoner kronor i kommunal borgen.")
    assert (mark.klass, mark.belopp_sek) == ("borgen", "4000000")


def test_c5_a_fee_is_what_others_pay():
    mark = one("Avgiften höjs till 1 200 kronor per fordon och år.")
    assert (mark.klass, mark.belopp_sek, mark.per_enhet, mark.period) == (
        "avgift",
        "1200",
        "fordon",
        "per_ar",
    )


def test_c6_a_cost_that_cannot_be_told_is_unknown_and_not_estimated():
    mark = one("Det går inte att i dagsläget bedöma kostnaden.")
    assert (mark.klass, mark.modalitet) == ("okand", "faktisk")


def test_c7_costs_if_the_motion_is_carried():
    mark = one("Om motionen bifalls kan det komma att medföra ökade kostnader.")
    assert (mark.klass, mark.modalitet) == ("kostnad_utan_belopp", "villkorad")


def test_c8_not_only_lower_costs_is_a_saving():
    mark = one("Förslaget innebär inte bara lägre kostnader utan även bättre service.")
    assert (mark.klass, mark.negerad) == ("besparing", False)


def test_c9_a_result_is_no_cost_of_the_proposal():
    assert read("Nämnden visar ett underskott om 3,5 miljoner kronor.") == []


def test_c10_no_commitment_but_a_fee_to_pay():
    first, second = read(
        "Kommunen förbinder sig inte att bära framtida driftkostnader, men deltagaravgiften är 45 tkr."
    )
    assert (first.klass, first.negerad) == ("inget_kostnadsatagande", True)
    assert (second.klass, second.belopp_sek) == ("kostnad_med_belopp", "45000")


def test_c11_a_cell_takes_the_unit_of_the_caption():
    mark = one("Belopp i tkr\n\nInventarier                    1 250")
    assert (mark.belopp_sek, mark.modalitet) == ("1250000", "beraknad")


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_c12_hard_spaces_part_thousands(space):
    assert one(f"Kostnaden är 126{space}211{space}500 kr.").belopp_sek == "126211500"


@pytest.mark.parametrize("text", ["I nätverket finns drygt 400 städer.", "Planen rymmer 480 bostäder."])
def test_c13_counted_things_are_no_sums(text):
    assert read(text) == []


def test_c14_a_prize_is_no_cost():
    assert read("Varje höst delas pris för årets kommun ut.") == []
    assert read("Kommunen tilldelades ett pris om 500 000 kronor.") == []


def test_c15_a_share_is_no_sum_of_kronor():
    assert all(mark.belopp_sek is None for mark in read("Det motsvarar 0,5 procent av kommunbidraget."))


@pytest.mark.parametrize(
    ("text", "klass"),
    [
        ("Kostnaden för larmet bärs av hyresvärden.", "extern_finansiering"),
        ("Exploatören Lingonbyggarna AB bekostar planen.", "extern_finansiering"),
        ("Gatan byggs om med statlig medfinansiering.", "extern_finansiering"),
        ("Förslaget är otillräckligt finansierat.", "ofinansierad"),
        ("Staten bör ta det fulla ansvaret för kostnaden.", "ofinansierad"),
        ("Kostnaden kan inte bäras inom nämndens budget.", "ofinansierad"),
        ("Det finns behov av utökad budgetram.", "ofinansierad"),
        ("Finansieringen får prövas i budgetarbetet.", "okand"),
        ("Vad lagningen kommer att kosta är inte utrett.", "okand"),
        ("Bolagens kostnader för arkivet bedöms bli begränsade.", "kostnad_utan_belopp"),
        ("Förslaget påverkar inte nämndernas ersättningar.", "ingen_kostnad"),
        ("Föreningen sköter ytan utan kostnad för kommunen.", "ingen_kostnad"),
        ("Utredningen kommer inte att medföra några kostnader.", "ingen_kostnad"),
        ("Kommunen åtar sig inga kostnader efter projekttiden.", "inget_kostnadsatagande"),
        ("Bolaget lånar till bygget mot kommunal borgen.", "borgen"),
        ("Borgensavgiften fastställs till 0,4 procent.", "avgift"),
    ],
)
def test_a_clause_without_a_sum_says_what_it_says(text, klass):
    assert one(text).klass == klass


@pytest.mark.parametrize(
    "text",
    [
        "Under 2006 kostade sändningarna 640 000 kronor.",
        "Skötseln kostar i dag 2 mnkr per år.",
        "Som jämförelse har en grannkommun lagt 35 mnkr på sitt nät.",
        "Nämnden godkände 2021 en hyra om 4 mnkr.",
        "En upphandling skulle kosta 6 mnkr och har inte bedömts vara motiverad.",
        "Bolagets skulder uppgår till 94 mnkr.",
        "Taxan innebär att avgifterna inte täcker årets kostnader.",
        "Förslaget ger ingen besparing.",
        "Förvaltningen redovisar vad de ökade kostnaderna består av.",
    ],
)
def test_what_is_no_cost_of_the_arende_is_left_out(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "klass"),
    [
        ("Höjningen av avgiften beräknas ge ökade intäkter om 450 000 kronor.", "intakt"),
        ("Lägre kostnader för inköpt el ger en besparing om 4 mnkr.", "besparing"),
        ("Kommunens kostnader för vikarier minskar med 3 miljoner kronor.", "besparing"),
        ("Nämnden vill köpa fastigheten för en köpeskilling av 41 mnkr.", "kostnad_med_belopp"),
        ("Resterande 1,3 mnkr ryms inom ramen för nämndens budget.", "inom_ram"),
        ("För åren därefter saknas finansiering för cirka 0,7 mnkr per år.", "ofinansierad"),
        ("Åtgärderna kostar 9 mnkr och finansieras inom nämndens investeringsram.", "investering"),
        ("För en villaägare innebär förslaget en ökning med 259 kronor per år.", "avgift"),
    ],
)
def test_a_sum_is_what_the_words_around_it_make_it(text, klass):
    assert one(text).klass == klass


def test_each_sum_of_a_sentence_has_its_own_class():
    first, second = read("Driften ökar med en kostnad om 1,6 mnkr per år, medan dagens hyra om 3,4 mnkr per år upphör.")
    assert (first.klass, second.klass) == ("kostnad_med_belopp", "besparing")


def test_a_part_that_somebody_else_pays_is_told_apart():
    first, second = read("Införandet medför en engångskostnad om 2,2 mkr, varav Vinnova finansierar 1,4 mkr.")
    assert (first.klass, first.period, first.finansiering) == ("kostnad_med_belopp", "engang", None)
    assert (second.klass, second.belopp_sek, second.period) == ("extern_finansiering", "1400000", None)


def test_sums_in_a_row_share_class_and_period():
    marks = read("Den årliga kostnaden beräknas till 18 mnkr 2022, 26 mnkr 2023 och 27 mnkr 2024.")
    assert [(m.belopp_sek, m.period, m.modalitet) for m in marks] == [
        (sek, "per_ar", "beraknad") for sek in ("18000000", "26000000", "27000000")
    ]


def test_what_a_sum_is_measured_against_is_left_out():
    assert one("Det kräver extra finansiering om 25 mnkr utöver bolagets budget om 10 mnkr.").belopp_sek == "25000000"
    assert one("Avgiften höjs från 2,75 kr per kilo till 3,15 kr per kilo.").belopp_sek == "3.15"
    more = one("Utöver investeringen tillkommer cirka 20 mnkr i driftkostnader.")
    assert (more.belopp_sek, more.klass) == ("20000000", "kostnad_med_belopp")


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Kontoret beräknar att försöket skulle kosta 3 mnkr.", "beraknad"),
        ("Om försöket genomförs uppskattas kostnaden till 3 mnkr.", "villkorad"),
        ("Försöket skulle kosta 3 mnkr.", "villkorad"),
        ("Kostnaderna föreslås täckas av schablonersättningen.", "foreslagen"),
        ("Försöket kostar 3 mnkr.", "faktisk"),
    ],
)
def test_how_sure_a_cost_is(text, mode):
    assert one(text).modalitet == mode


def test_a_row_takes_its_period_from_its_own_words_or_the_caption():
    rent, once = read(
        "Belopp i tkr\n\nHyra, helår                    1 800\n\nStolar, engångsbelopp                    575"
    )
    assert (rent.period, once.period) == ("per_ar", "engang")


def test_a_row_with_many_columns_is_left_out():
    assert read("Belopp i tkr\n\nDrift\t1 250\t1 300\t1 350") == []


def test_no_special_aspects_are_no_costs_only_under_a_heading_about_economy():
    text = "Kontoret har inte funnit några särskilda aspekter utifrån denna dimension."
    assert one(text, "Bedömning ur ekonomisk dimension").klass == "ingen_kostnad"
    assert read(text, "Bedömning ur social dimension") == []


def test_a_heading_about_another_dimension_ends_the_section_about_economy():
    marks = read(
        "Kostnaden är 2 mnkr.\n\nBedömning ur ekologisk och social dimension\n\n"
        "Kontoret har inte funnit några särskilda aspekter utifrån dessa dimensioner.",
        "Bedömning ur ekonomisk dimension",
    )
    assert [mark.klass for mark in marks] == ["kostnad_med_belopp"]


def test_no_consequences_for_the_environment_are_no_economic_ones():
    assert read("Beslutet har inga konsekvenser för miljön.", "Bakgrund") == []


@pytest.mark.parametrize(
    "text",
    [
        "Flytten bedöms inte medföra några negativa ekonomiska konsekvenser för nämndens övriga enheter.",
        "Ändringen bör för närvarande inte få någon väsentlig ekonomisk påverkan på nämndens budget.",
    ],
)
def test_consequences_that_are_denied_with_an_adjective_between_are_no_costs(text):
    mark = one(text, "Ekonomiska konsekvenser")
    assert (mark.klass, mark.negerad) == ("ingen_kostnad", True)


def test_the_subject_of_the_sentence_speaks_for_its_paragraph():
    first, second = read(
        "Ekonomienheten bedömer att borgen medför inga kostnader för kommunen. "
        "Avgiften ger en intäkt om 720 000 kronor."
    )
    assert (first.talare, second.talare) == ("ekonomienheten", "ekonomienheten")


def test_departementet_is_the_one_that_was_named():
    marks = read(
        "Kulturdepartementet har remitterat en promemoria. Departementet bedömer att kostnaderna ökar med 12 mnkr.",
        "Bakgrund",
    )
    assert [mark.talare for mark in marks] == ["Kulturdepartementet"]


def test_a_hyphenated_name_is_written_as_in_running_text():
    mark = one("Hälso- och sjukvårdsförvaltningen bedömer att kostnaden blir 2 mnkr.")
    assert mark.talare == "hälso- och sjukvårdsförvaltningen"


def test_income_is_not_a_cost():
    assert one("Nämnden får inkomster om cirka 8 mnkr.").klass == "intakt"


def test_income_that_fails_to_come_is_no_income_and_a_capital_contribution_is_a_cost():
    assert read("Beloppet bygger på uteblivna hyresintäkter om cirka 40 mnkr.") == []
    assert one("Ett kapitaltillskott om maximalt 100 mnkr lämnas till bolaget.").belopp_sek == "100000000"


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Förslaget medför inga ekonomiska konsekvenser.", True),
        ("Kostnaden beräknas till 2,5 mnkr per år från 2026 och ryms inom nämndens ram.", True),
        ("Priset ligger mellan 27 och 39 miljoner kronor, exklusive moms.", True),
        ("Avgiften höjs till 1 200 kronor per fordon och år.", True),
        ("Det går inte att i dagsläget bedöma kostnaden.", True),
        ("Om motionen bifalls kan det komma att medföra ökade kostnader.", True),
        ("Nämnden visar ett underskott om 3,5 miljoner kronor.", False),
        ("Planen omfattar 480 bostäder.", False),
        ("Priset för årets kommun delas ut i maj.", False),
    ],
)
def test_the_judge_agrees_on_the_known_cases(sentence, told):
    assert bool(KOSTNADER.read(NLP(_letter(sentence, "Ekonomiska konsekvenser")))) is told


def table(*lines, heading="Ekonomiska konsekvenser"):
    return [(m.belopp_sek, m.klass) for m in read("\n\n".join(lines), heading)]


def test_a_table_whose_columns_were_only_blanks():
    rows = table("Utgiften fördelar sig så här (belopp i tkr):", "Rivning och sanering 14 200", "Summa 14 200")
    assert rows == [("14200000", "kostnad_med_belopp")] * 2


def test_the_caption_says_what_all_rows_are():
    assert table("Investeringsutgift, mnkr", "Bassänger\t96,5") == [("96500000", "investering")]
    assert table("Avgifter per år, kronor", "Skylt\t4 960") == [("4960", "avgift")]


def test_two_columns_are_two_sums_and_three_are_years():
    assert len(table("Kostnad, tkr", "Larm\t190\t560")) == 2
    assert table("Kostnad, tkr", "Larm\t190\t560\t600") == []


def test_a_table_of_outcomes_and_text_after_a_table_are_no_costs():
    assert table("Budget och utfall, tkr", "Bibliotek\t8 950\t8 905") == []
    lines = ("Kostnad, tkr", "Larm\t190", "Planen ska gälla hela kommunen och bygga på det som redan finns.", "Byar 12")
    assert table(*lines) == [("190000", "kostnad_med_belopp")]


def test_the_day_that_names_a_paper_in_a_list_is_no_sum():
    assert table("Investeringar, kr", "10\tNämnden för Lillå 310521 - Information om bron") == []
    assert table("Investeringar, kr", "Bron\t310 521") == [("310521", "investering")]


def test_what_a_heard_body_decides_is_no_cost_of_the_arende():
    own = "Tjänsteskrivelse\n\nDatum 2031-05-02\n\nEkonomiska konsekvenser\n\nKostnaden är 3 mnkr.\n\nEva Ek\n\n"
    minutes = "Kulturnämnden\n\nUtdrag ur protokoll\n\nSammanträdesdatum: 2031-05-20\n\nBeslut\n\nHyran, 40 000 kr, betalas.\n"
    marks = KOSTNADER.read(RULES_ALONE(NLP(clean(own + minutes).text)))
    assert [mark.belopp_sek for _, mark in marks] == ["3000000"]


class TestTheJudge:
    def candidate(self, sentence):
        doc = NLP(_letter(sentence, "Ekonomiska konsekvenser"))
        rules = load_rules(open_pack(), "kostnader")
        return next(c for c in candidates(doc, rules, CostReader(rules)) if c.sentence == sentence)

    def judge(self, *, weight, kept=0.5, added=0.5, klass="kostnad_utan_belopp"):
        rows = np.zeros((1, SIZE), np.float32)
        return Judge(np.zeros(SIZE, np.float32), weight, kept, kept, added, (klass,), rows, np.zeros(1, np.float32))

    def told(self, sentence, **how):
        rules = load_rules(open_pack(), "kostnader")
        doc = make_kostnader(rules, self.judge(**how))(NLP(_letter(sentence, "Ekonomiska konsekvenser")))
        return [(mark.klass, mark.regel) for _, mark in KOSTNADER.read(doc)]

    def test_takes_away_what_it_is_sure_does_not_belong(self):
        assert self.told("Kostnaden är 3 mnkr.", weight=-9.0) == []

    def test_adds_what_no_rule_reads(self):
        sentence = "Arbetet tar resurser från andra utredningar."
        assert self.told(sentence, weight=9.0) == [("kostnad_utan_belopp", "lard")]
        assert self.told(sentence, weight=-9.0) == []

    def test_never_makes_a_cost_of_a_sentence_that_denies_one(self):
        sentence = "Utredningen tar inte resurser från annat arbete."
        assert self.told(sentence, weight=9.0) == []
        assert self.told(sentence, weight=9.0, klass="ingen_kostnad") == [("ingen_kostnad", "lard")]

    def test_sees_the_same_in_the_same_sentence(self):
        first, again = (self.candidate("Kostnaden är 3 mnkr.").features for _ in range(2))
        assert (first[0] == again[0]).all() and (first[1] == again[1]).all()

    def test_is_missing_or_damaged(self, tmp_path):
        assert Judge.load(tmp_path / "kostnader.npz") is None
        (tmp_path / "kostnader.npz").write_bytes(b"PK")
        with pytest.raises(ModelError, match="skadad"):
            Judge.load(tmp_path / "kostnader.npz")
