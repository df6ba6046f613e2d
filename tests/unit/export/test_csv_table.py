import csv
import io

import pytest

from nlp_arenden.export.tables import BOM, COLUMNS, csv_table, safe_cell


def read(lines):
    return list(csv.DictReader(io.StringIO("".join(lines).removeprefix(BOM)), delimiter=";"))


def test_there_is_one_row_for_each_arende_with_every_column(card):
    rows = read(csv_table([("a", card), ("b", card)]))
    assert [row["namn"] for row in rows] == ["a", "b"]
    assert all(tuple(row) == COLUMNS for row in rows)


def test_lists_can_be_read_and_filtered(card):
    (row,) = read(csv_table([("a", card)]))
    assert row["remissinstanser"] == "Trafikrådet (avstyrker) | Vägbyggarna AB (ingen erinran)"
    assert row["avstyrker"] == "Trafikrådet"
    assert (row["ofinansierad"], row["kostnad_utan_belopp"]) == ("ja", "nej")
    assert row["storsta_belopp_sek"] == "2500000"


def test_sums_have_a_decimal_comma_unless_asked_otherwise(card):
    cost = card.kostnader[0].model_copy(update={"belopp_sek": "12.50"})
    changed = card.model_copy(update={"kostnader": (cost,)})
    assert read(csv_table([("a", changed)]))[0]["storsta_belopp_sek"] == "12,50"
    assert read(csv_table([("a", changed)], decimal_comma=False))[0]["storsta_belopp_sek"] == "12.50"


def test_a_denied_sum_or_a_saving_is_no_cost(card):
    denied = card.kostnader[0].model_copy(update={"negerad": True})
    saving = card.kostnader[0].model_copy(update={"klass": "besparing"})
    row = read(csv_table([("a", card.model_copy(update={"kostnader": (denied, saving)}))]))[0]
    assert row["storsta_belopp_sek"] == ""


def test_the_byte_order_mark_can_be_left_out(card):
    assert next(csv_table([("a", card)])).startswith(BOM)
    assert not next(csv_table([("a", card)], bom=False)).startswith(BOM)


@pytest.mark.parametrize("text", ["=1+1", "+46 8", "-x", "@SUM(A1)", "\tx"])
def test_no_cell_starts_a_formula(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-12", "-12,50", "2500000", "vanlig text", ""])
def test_numbers_and_words_are_left_alone(text):
    assert safe_cell(text) == text


def test_a_document_cannot_put_a_formula_or_a_line_break_in_the_table(card):
    changed = card.model_copy(update={"kostnadsbild": "=cmd|x\nrad två; tre"})
    rows = read(csv_table([("a", changed)]))
    assert rows[0]["kostnadsbild"] == "'=cmd|x rad två; tre"
