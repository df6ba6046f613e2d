from nlp_arenden.export.markdown import markdown_card


def test_the_card_has_a_title_headings_and_numbered_proposals(card, arende):
    text = markdown_card(card, arende)
    assert text.startswith("# Ny cykelbana längs Ängsvägen\n")
    assert "## Förslag till beslut\n\n1. Tekniska nämnden föreslår" in text
    assert "| Trafikrådet | remissinstans | avstyrker |" in text


def test_what_looks_like_markup_in_a_document_is_text(card, arende):
    body = card.remissinstanser[0].model_copy(update={"namn": "A | *B*", "skrivet": "A | *B*"})
    proposals = (card.forslag[0].model_copy(update={"text": "1. Bygg <b>nu</b> &amp; [här](x)"}),)
    text = markdown_card(card.model_copy(update={"remissinstanser": (body,), "forslag": proposals}), arende)
    assert r"| A \| \*B\* | remissinstans |" in text
    assert r"1. 1\. Bygg \<b\>nu\</b\> \&amp; \[här\](x)" in text


def test_a_date_keeps_its_hyphens(card, arende):
    assert "- **2031-06-01** · svarstid" in markdown_card(card, arende)


def test_all_costs_are_there_whatever_their_number(card, arende):
    costs = tuple(card.kostnader[0].model_copy(update={"text": f"Del {n} kostar."}) for n in range(30))
    text = markdown_card(card.model_copy(update={"kostnader": costs}), arende)
    assert all(f"Del {n} kostar." in text for n in range(30))


def test_two_readings_of_the_same_words_are_one_entry(card, arende):
    saving = card.kostnader[0].model_copy(update={"klass": "besparing"})
    text = markdown_card(card.model_copy(update={"kostnader": (card.kostnader[0], saving)}), arende)
    assert text.count(card.kostnader[0].text) == 1
    assert "**Kostnad cirka" in text
    assert "**Besparing cirka" in text
