"""The fields of arendekort/1 that other systems rely on, in order: joined by others maybe, never renamed."""

import json

import pytest

from nlp_arenden.domain import card

PROMISED = {
    card.CaseAnalysis: ["schema", "handlingar", "modell", "arende", "teman", "forslag", "kostnader",
                        "kostnadsbild", "remissinstanser", "frister", "bilagor", "personer", "varningar",
                        "sammanfattning"],
    card.HandlingInfo: ["id", "filnamn", "sha256", "mediatyp", "sidor", "tecken", "sprak", "ocr",
                        "dokumenttyp", "titel", "datum"],
    card.ModelStamp: ["namn", "version", "sha256", "regler_sha256"],
    card.ArendeInfo: ["diarienummer", "titel", "organ", "kommun"],
    card.Kommun: ["kod", "namn", "harledd"],
    card.Tema: ["id", "etikett", "sannolikhet", "primart", "belagg"],
    card.Forslag: ["text", "akt", "art", "fran", "beslutsorgan", "villkorad", "belagg"],
    card.Kostnad: ["text", "klass", "belopp_sek", "belopp_max_sek", "period", "finansiering", "negerad",
                   "modalitet", "talare", "belagg"],
    card.Remissinstans: ["namn", "skrivet", "typ", "roll", "hallning", "belagg"],
    card.Frist: ["datum", "slag", "beraknad", "belagg"],
    card.Varning: ["kod", "antal", "text", "belagg"],
    card.Mening: ["text", "belagg"],
    card.Evidence: ["handling", "start", "slut", "sida", "citat"],
}  # fmt: skip


@pytest.mark.parametrize("model", PROMISED, ids=lambda model: model.__name__)
def test_every_promised_field_is_there_in_the_promised_order(model):
    names = [field.alias or name for name, field in model.model_fields.items()]
    assert [name for name in names if name in PROMISED[model]] == PROMISED[model]


def test_the_json_of_a_card_has_the_promised_names_and_says_its_schema():
    stamp = card.ModelStamp(namn="n", version="1", sha256="a", regler_sha256="b")
    bare = card.CaseAnalysis(handlingar=(), modell=stamp, arende=card.ArendeInfo(), kostnadsbild="Inga.")
    data = json.loads(bare.to_json())
    assert list(data) == PROMISED[card.CaseAnalysis]
    assert data["schema"] == "arendekort/1"
    assert data["teman"] == data["personer"] == []
    assert data["arende"] == {"diarienummer": [], "titel": None, "organ": None, "kommun": None}
