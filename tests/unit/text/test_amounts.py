from decimal import Decimal
from time import process_time

import pytest

from nlp_arenden.text.amounts import Amount, caption_multiplier, find_amounts, format_sek


def only(text: str, default_multiplier: int | None = None) -> Amount:
    found = find_amounts(text, default_multiplier)
    assert len(found) == 1, [amount.span.of(text) for amount in found]
    return found[0]


def lows(text: str) -> list[int]:
    return [int(amount.low) for amount in find_amounts(text)]


@pytest.mark.parametrize(
    ("text", "sek"),
    [
        ("Bidraget är 1 200 kr.", "1200"),
        ("Bidraget är 126\u00a0211\u00a0500 kr.", "126211500"),
        ("Bidraget är 126\u202f211\u202f500 kr.", "126211500"),
        ("Bidraget är 126\u2009211\u2009500 kr.", "126211500"),
        ("Bidraget är 126.211.500 kr.", "126211500"),
        ("Bidraget är 126211500 kr.", "126211500"),
        ("Bidraget är 1  200  kr.", "1200"),
        ("Bidraget är 300 000,50 kr.", "300000.50"),
        ("Bidraget är 45 tkr.", "45000"),
        ("Bidraget är 1250tkr.", "1250000"),
        ("Bidraget är 45 tsek.", "45000"),
        ("Bidraget är 45 kkr.", "45000"),
        ("Bidraget är 45 tusen kronor.", "45000"),
        ("Bidraget är 3,9 mnkr.", "3900000"),
        ("Bidraget är 3,4 mkr.", "3400000"),
        ("Bidraget är 811.9 mkr.", "811900000"),
        ("Bidraget är 85 MSEK.", "85000000"),
        ("Bidraget är 12 mn kr.", "12000000"),
        ("Bidraget är 12 mn.", "12000000"),
        ("Bidraget är 12 milj. kr.", "12000000"),
        ("Bidraget är 1057,8 miljoner kronor.", "1057800000"),
        ("Bidraget är 2 miljoner kr.", "2000000"),
        ("Bidraget är 1,4 mdkr.", "1400000000"),
        ("Bidraget är 1,4 mdr kr.", "1400000000"),
        ("Bidraget är 1,2 miljarder kronor.", "1200000000"),
        ("Bidraget är 500 SEK.", "500"),
        ("Bidraget är SEK 1.400.000.", "1400000"),
        ("Bidraget är 0:-.", "0"),
        ("Bidraget är 500:-.", "500"),
        ("Bidraget är 500,-.", "500"),
        ("Bidraget är ½ miljon kronor.", "500000"),
        ("Bidraget är 1 ½ miljon.", "1500000"),
        ("Bidraget är 1/2 miljon kronor.", "500000"),
        ("Bidraget är en halv miljon.", "500000"),
        ("Bidraget är två och en halv miljoner kronor.", "2500000"),
        ("Bidraget är tolv miljoner kronor.", "12000000"),
        ("Bidraget är tjugofem tusen kronor.", "25000"),
        ("Bidraget är fem hundra tusen kronor.", "500000"),
        ("Bidraget är trehundratusen kronor.", "300000"),
        ("Bidraget är fyra (4) miljoner kronor.", "4000000"),
        ("Bidraget är fyrahundratusen (400 000) kronor.", "400000"),
        ("Bidraget är noll kronor.", "0"),
    ],
)
def test_a_sum_is_read_in_every_written_form(text: str, sek: str) -> None:
    amount = only(text)
    assert amount.low == Decimal(sek)
    assert amount.currency == "SEK"
    assert amount.high is None


def test_the_value_prints_without_idle_decimals() -> None:
    assert str(only("Det kostar 2,5 mnkr.").low) == "2500000"


@pytest.mark.parametrize(
    ("text", "currency", "low"),
    [
        ("Stödet är 300 000 euro.", "EUR", 300_000),
        ("Stödet är 50 mEUR.", "EUR", 50_000_000),
        ("Stödet är 1,5 M€.", "EUR", 1_500_000),
        ("Stödet är 40 k€.", "EUR", 40_000),
        ("Stödet är € 2,5 miljoner.", "EUR", 2_500_000),
        ("Stödet är EUR 500 000.", "EUR", 500_000),
        ("Stödet är 20 USD.", "USD", 20),
        ("Stödet är 3 miljoner dollar.", "USD", 3_000_000),
    ],
)
def test_other_currencies_are_kept_apart(text: str, currency: str, low: int) -> None:
    amount = only(text)
    assert (amount.currency, amount.low) == (currency, low)


def test_danish_crowns_are_not_taken_for_swedish() -> None:
    assert find_amounts("Bron kostade 5 miljoner danska kronor.") == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Det blir mellan 27 och 39 miljoner kronor.", 27_000_000, 39_000_000),
        ("Det blir 27–39 mnkr.", 27_000_000, 39_000_000),
        ("Det blir 27 - 39 mnkr.", 27_000_000, 39_000_000),
        ("Det blir 100 000–150 000 kronor.", 100_000, 150_000),
        ("Det blir 100–150 000 kronor.", 100_000, 150_000),
        ("Det blir från 2 till 3 mnkr.", 2_000_000, 3_000_000),
        ("Det blir en till två miljoner kronor.", 1_000_000, 2_000_000),
        ("Det blir 3 à 4 mnkr.", 3_000_000, 4_000_000),
        ("Det blir 5-10 kr.", 5, 10),
        ("Det blir 500 000 – 1 miljon kronor.", 500_000, 1_000_000),
        ("Det blir mellan 6 000 kronor och 42 000 kronor.", 6_000, 42_000),
        ("Det blir 100 tkr–150 tkr.", 100_000, 150_000),
    ],
)
def test_an_interval_is_one_sum(text: str, low: int, high: int) -> None:
    amount = only(text)
    assert (amount.low, amount.high) == (low, high)
    assert amount.span.of(text)[0] not in " mf"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hyran höjs från 2 till 3 mnkr.", [2_000_000, 3_000_000]),
        ("Hyran höjs från 2 mnkr till 3 mnkr.", [2_000_000, 3_000_000]),
        ("Hyrorna är 1,5 respektive 1,75 mdkr.", [1_500_000_000, 1_750_000_000]),
        ("Inköp av 10 à 500 kr.", [500]),
        ("Punkt 2 - 500 000 kr.", [500_000]),
        ("Köp 3 x 2 mnkr.", [2_000_000]),
        ("Från 2019 - 27 mnkr.", [27_000_000]),
    ],
)
def test_what_only_looks_like_an_interval_stays_apart(text: str, expected: list[int]) -> None:
    found = find_amounts(text)
    assert [amount.low for amount in found] == expected
    assert all(amount.high is None for amount in found)


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("Kostar1,2 mnkr.", 1_200_000),
        ("För år 2026 300 000 kronor.", 300_000),
        ("För 2026 2 500 000 kr.", 2_500_000),
        ("Under 2025 12 mnkr.", 12_000_000),
        ("Enligt 2010-01-15 300 kr.", 300),
        ("Enligt dnr 1143/22 500 kr.", 500),
        ("Se avsnitt 1.2 300 000 kr.", 300_000),
        ("Betalt 12/5 300 kr.", 300),
    ],
)
def test_a_number_in_front_does_not_flow_into_the_sum(text: str, low: int) -> None:
    assert only(text).low == low


@pytest.mark.parametrize(
    "text",
    [
        "Drygt 400 städer är med.",
        "Här byggs 480 bostäder.",
        "Enligt § 272 gäller detta.",
        "En yta om 2 500 kvm.",
        "Ring 508 08 015 eller 08-508 29 000.",
        "Mötet börjar kl 19.00 och slutar 21.00.",
        "Avgiften motsvarar 0,5 procent av bidraget och 2 % av resten.",
        "Höjs med 12 - 13 procent.",
        "Grupper om 100-150 elever.",
        "Parken har trädkronor och två kronprinsar.",
        "Till staden kom 2,5 miljoner resenärer.",
        "Där bor 2,5 miljoner invånare.",
        "Utsläppen är 0,6 miljarder ton.",
        "Det var 2,5 miljoner år sedan.",
        "Befolkningen växer till 2,5 miljoner till 2030.",
        "Ledamoten (M) och nämnden MN 12.",
        "Ett halvt basbelopp, 2 pbb.",
        "Flera hundra tusen kronor och några miljoner kronor.",
        "Årets pris delades ut, 2009 och 2010.",
        "Sida 3 (41).",
        "Budget 2024 tkr och utfall 2023 mnkr.",
        "Enligt SFS 2017:725 kr.",
        "Se 4 EUR-Lex om detta.",
        "Det är 1000 f.Kr.",
        "En 500-kronorssedel.",
        "Beloppet 300 00 kr är trasigt: 000 kr.",
    ],
)
def test_other_numbers_are_no_sums(text: str) -> None:
    assert find_amounts(text) == []


def test_nothing_is_read_across_a_block_border() -> None:
    assert find_amounts("Kolumn 5\u2029kr 7\n300\u2029000 000\u2029tkr") == []


def test_far_apart_table_columns_are_not_joined() -> None:
    assert find_amounts("2 100               mnkr") == []
    assert lows("2 100               −435 mnkr") == [435_000_000]


def test_bare_millions_count_when_a_small_word_or_a_stop_follows() -> None:
    assert lows("Det kostar 2,5 miljoner. Sedan 3 miljoner per år, och 1 miljard för resten.") == [
        2_500_000,
        3_000_000,
        1_000_000_000,
    ]


@pytest.mark.parametrize(
    "cue",
    [
        "ca",
        "ca.",
        "cirka",
        "c:a",
        "omkring",
        "ungefär",
        "drygt",
        "knappt",
        "närmare",
        "uppskattningsvis",
        "runt",
    ],
)
def test_a_loose_sum_is_marked(cue: str) -> None:
    assert only(f"Kostnaden blir {cue} 3,9 mnkr.").approx
    assert only(f"Kostnaden blir {cue} 3–4 mnkr.").approx


def test_a_pair_a_score_and_a_tolerance_are_loose() -> None:
    pair = only("Det rör sig om ett par hundratusen kronor.")
    assert (pair.low, pair.approx) == (200_000, True)
    assert only("Det rör sig om ett 20-tal miljoner kronor.").approx
    tolerance = only("Det rör sig om 530 (+/- 100) mnkr.")
    assert (tolerance.low, tolerance.approx) == (530_000_000, True)
    assert lows("Det rör sig om 530 mnkr (+/- 100 mnkr).") == [530_000_000]


def test_an_exact_sum_is_not_loose_because_of_another_number() -> None:
    assert not only("Omkring 40 personer får 500 kr.").approx
    assert not only("Närmare bestämt 500 kr.").approx


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("högst fyra miljoner kronor i kommunal borgen", "max"),
        ("upp till ett belopp om maximalt fyra miljoner kronor jämte ränta", "max"),
        ("max 15 mnkr", "max"),
        ("som mest 1 500 mnkr", "max"),
        ("får inte överstiga 3 mnkr", "max"),
        ("500 kr som mest", "max"),
        ("minst 4 mnkr", "min"),
        ("lägst 25 000 kronor", "min"),
        ("kostar från 100 tkr", "min"),
        ("inte minst 4 mnkr", None),
        ("den högst prioriterade insatsen kostar 5 mnkr", None),
        ("räknades därför upp till 628 mnkr", None),
        ("ökade från 0,6 mdkr", None),
    ],
)
def test_a_limit_is_told(text: str, bound: str | None) -> None:
    assert only(text).bound == bound


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2,5 mnkr per år från 2026", "per_ar"),
        ("2,5 mnkr årligen", "per_ar"),
        ("2,5 mnkr/år", "per_ar"),
        ("2,5 mnkr p.a.", "per_ar"),
        ("2,5 mnkr om året", "per_ar"),
        ("en årlig kostnad om 2,5 mnkr", "per_ar"),
        ("Årskostnaden beräknas till 2,5 mnkr", "per_ar"),
        ("5 tkr per månad", "per_manad"),
        ("5 tkr i månaden", "per_manad"),
        ("månadshyran är 5 tkr", "per_manad"),
        ("en engångskostnad om 2 mnkr", "engang"),
        ("2 mnkr i engångsbelopp", "engang"),
        ("engångsartiklar för 2 mnkr", None),
        ("2 mnkr", None),
        ("2 mnkr per den 31 december", None),
    ],
)
def test_a_period_is_told(text: str, period: str | None) -> None:
    assert only(text).period == period


@pytest.mark.parametrize(
    ("text", "per_unit", "period"),
    [
        ("1 200 kronor per elsparkcykel och år", "elsparkcykel", "per_ar"),
        ("300 kronor per flytt", "flytt", None),
        ("45 kr/kvm", "kvm", None),
        ("45 kr/m2 och år", "kvm", "per_ar"),
        ("45 kr per kvadratmeter", "kvm", None),
        ("67 kr/stånd/månad", "stånd", "per_manad"),
        ("689 kronor per år och hushåll.", "hushåll", "per_ar"),
        ("95 kr/inv", "invånare", None),
        ("45 000 kronor per plats", "plats", None),
        ("705 kr per påbörjat dygn", "dygn", None),
        ("Kostnaden per elev uppgår till 500 kr", "elev", None),
        ("500 kr per år och betalas ut", None, "per_ar"),
        ("500 kr per den 1 maj", None, None),
        ("500 kr utan moms per behållare", "behållare", None),
    ],
)
def test_what_the_sum_is_paid_for_is_told(text: str, per_unit: str | None, period: str | None) -> None:
    amount = only(text)
    assert (amount.per_unit, amount.period) == (per_unit, period)


@pytest.mark.parametrize(
    ("text", "moms"),
    [
        ("mellan 27 och 39 miljoner kronor, exklusive moms", "exkl"),
        ("2 mnkr exkl. moms", "exkl"),
        ("2 mnkr exklusive mervärdesskatt", "exkl"),
        ("2 mnkr (inkl. moms)", "inkl"),
        ("Kostnaden inklusive moms är 2 mnkr", "inkl"),
        ("2 mnkr inklusive momskompensation", None),
    ],
)
def test_the_tax_is_told(text: str, moms: str | None) -> None:
    assert only(text).moms == moms


def test_words_belong_to_the_nearest_sum() -> None:
    once, yearly = find_amounts("en engångskostnad om 2 mnkr och en årlig kostnad om 3 mnkr")
    assert (once.period, yearly.period) == ("engang", "per_ar")
    without, with_tax = find_amounts("2 mnkr exkl. moms (2,5 mnkr inkl. moms)")
    assert (without.moms, with_tax.moms) == ("exkl", "inkl")
    first, second = find_amounts("950 kr/kvm och år i norr till över 1 400 kr/kvm")
    assert (first.period, second.period) == ("per_ar", None)


def test_words_in_another_sentence_do_not_count() -> None:
    amount = only("Nämnden möts årligen. Bidraget är 5 mnkr. Priset per år höjs inte.")
    assert (amount.period, amount.per_unit) == (None, None)


@pytest.mark.parametrize(
    ("text", "negative"),
    [
        ("ett resultat på -60,3 mkr", True),
        ("ett resultat på –60,3 mkr", True),
        ("ett resultat på −60,3 mkr", True),
        ("ett resultat på − 60,3 mkr", True),
        ("ett resultat på minus 60,3 mkr", True),
        ("ett resultat på ./. 60,3 mkr", True),
        ("ett resultat på + 17 mnkr", False),
        ("förra året (143 mkr)", False),
        ("en kostnad – 60 mnkr – som ryms", False),
    ],
)
def test_the_sign_is_told_and_the_value_is_a_magnitude(text: str, negative: bool) -> None:
    amount = only(text)
    assert amount.negative is negative
    assert amount.low > 0


def test_the_span_leaves_out_the_words_around_the_sum() -> None:
    text = "mellan cirka 27 och 39 miljoner kronor per år"
    assert only(text).span.of(text) == "27 och 39 miljoner kronor"
    text = "endast −5 mnkr"
    assert only(text).span.of(text) == "5 mnkr"


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("1 250", [1_250_000]),
        ("1250", [1_250_000]),
        ("0,5", [500]),
        ("Personal 1 250", [1_250_000]),
        ("12 %", []),
        ("Utfall 2024", []),
        ("2024-03-15", []),
        ("2 st", []),
        ("§ 5", []),
        ("3 mnkr", [3_000_000]),
        ("508-12", []),
    ],
)
def test_a_table_cell_takes_the_unit_of_the_caption(cell: str, values: list[int]) -> None:
    assert [amount.low for amount in find_amounts(cell, 1000)] == values


def test_a_minus_in_a_table_cell_is_told() -> None:
    assert only("-1 250", 1000).negative
    assert only("– 1 250", 1000).negative


def test_bare_numbers_are_no_sums_without_a_caption() -> None:
    assert find_amounts("1 250") == []


@pytest.mark.parametrize(
    ("caption", "multiplier"),
    [
        ("(belopp i tkr)", 1_000),
        ("Belopp i tusen kronor", 1_000),
        ("Tabell 3. Driftbudget, mnkr", 1_000_000),
        ("tkr", 1_000),
        ("Utfall 2023 (mnkr)", 1_000_000),
        ("Budget 2024 tkr", 1_000),
        ("Belopp i miljoner kronor", 1_000_000),
        ("Alla belopp i kronor", 1),
        ("Kronor till skolan", None),
        ("Projektet kostar 12 mnkr", None),
        ("Antal elever", None),
    ],
)
def test_a_caption_gives_the_multiplier(caption: str, multiplier: int | None) -> None:
    assert caption_multiplier(caption) == multiplier


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        ("2500000", "2,5 mnkr"),
        ("45000", "45 000 kr"),
        ("1200000000", "1,2 mdkr"),
        ("126211500", "126 211 500 kr"),
        ("1057800000", "1 057,8 mnkr"),
        ("0", "0 kr"),
        ("12.5", "12,50 kr"),
        ("-5000000", "−5 mnkr"),
        ("1000000", "1 mnkr"),
    ],
)
def test_a_sum_is_written_short_but_never_rounded(amount: str, written: str) -> None:
    assert format_sek(Decimal(amount)) == written


@pytest.mark.parametrize(
    "noise", ["1" * 1_000_000, "123 " * 250_000, "1," * 500_000, "fem " * 250_000, "1 till " * 140_000]
)
def test_much_noise_is_read_in_good_time(noise: str) -> None:
    started = process_time()
    assert find_amounts(noise + " kvm") == []
    assert process_time() - started < 5


def test_a_megabyte_of_ordinary_prose_takes_less_than_a_second_and_a_half() -> None:
    page = "Skolan byggs ut i två etapper och nämnden återkommer med en plan för lokalerna. " * 12
    text = (page + "Det kostar cirka 2,5 mnkr per år.\u2029") * 1_000
    started = process_time()
    assert len(find_amounts(text)) == 1_000
    assert process_time() - started < 1.5
