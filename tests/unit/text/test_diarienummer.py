from time import process_time

import pytest

from nlp_arenden.text.diarienummer import Diarienummer, find_diarienummer


def only(text: str) -> Diarienummer:
    found = find_diarienummer(text)
    assert len(found) == 1, [number.raw for number in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "normal", "year", "code"),
    [
        ("PM 2009:165 RI (Dnr 006-1688/2009)", "006-1688/2009", 2009, "006"),
        ("Dnr 102-274-04", "102-274-04", 2004, "102"),
        ("Dnr 103-209/04", "103-209/04", 2004, "103"),
        ("(Dnr 002 – 443 / 05)", "002-443/05", 2005, "002"),
        ("(D nr 013 – 430 / 05)", "013-430/05", 2005, "013"),
        ("dnr 2006-152-307.", "2006-152-307", 2006, "307"),
        ("Dnr: 1.2.4-182-2013", "1.2.4-182-2013", 2013, "1.2.4"),
        ("Dnr 2012-125-1.2.4.", "2012-125-1.2.4", 2012, "1.2.4"),
        ("Dnr 5.2-2002-0152", "5.2-2002-0152", 2002, "5.2"),
        ("Dnr T 2010-313-01743", "T 2010-313-01743", 2010, None),
        ("Dnr S-Dp 2002-11922-54", "S-Dp 2002-11922-54", 2002, None),
        ("Dnr 7-742-2011", "7-742-2011", 2011, None),
        ("Diarienummer 0263/19", "0263/19", 2019, None),
        ("Diarienummer SBK: 0714/13", "0714/13", 2013, None),
        ("Ärendenummer SLK-2023-01047", "SLK-2023-01047", 2023, None),
        ("Diarienummer N164-1143/22", "N164-1143/22", 2022, None),
        ("Diarienummer SBF 2023–00383", "SBF 2023-00383", 2023, None),
        ("Dnr KSN 2015-1831", "KSN 2015-1831", 2015, None),
        ("Dnr KS 2012/172 51", "KS 2012/172", 2012, "51"),
        ("Dnr KS/2018:4", "KS/2018:4", 2018, None),
        ("Dnr KS/2014/0073", "KS/2014/0073", 2014, None),
        ("Dnr KS-2015/112", "KS-2015/112", 2015, None),
        ("Dnr 2018/KS 0041 001", "2018/KS 0041 001", 2018, "001"),
        ("Dnr 2016KSM1221.042", "2016KSM1221.042", 2016, "042"),
        ("Dnr 2013-KS0548/003", "2013-KS0548/003", 2013, "003"),
        ("Dnr 2017/1135", "2017/1135", 2017, None),
        ("Dnr 12/2019", "12/2019", 2019, None),
        ("Dnr KK13/346", "KK13/346", 2013, None),
        ("Dnr 2014/22-5", "2014/22-5", 2014, None),
        ("Dnr 2020/024007-8", "2020/024007-8", 2020, None),
        ("Dnr KS 2016/155/1", "KS 2016/155/1", 2016, None),
        ("Dnr Fi2016/02568/K", "Fi2016/02568/K", 2016, None),
        ("Dnr 2018:285", "2018:285", 2018, None),
        ("Dnr NV-01234-19", "NV-01234-19", 2019, None),
        ("Dnr 402-7610-2020", "402-7610-2020", 2020, None),
        ("Dnr 48990-2022", "48990-2022", 2022, None),
        ("Dnr 24-0309", "24-0309", 2024, None),
        ("Dnr 99/ST1234", "99/ST1234", 1999, None),
        ("Dnr 2009001234", "2009001234", 2009, None),
        ("Dnr 97/143 - 045", "97/143-045", 1997, "045"),
        ("Dnr 2003/198 - 101", "2003/198-101", 2003, "101"),
        ("Dnr 57/93-806", "57/93-806", 1993, "806"),
        ("Diarienr 98.0447-805", "98.0447-805", 1998, "805"),
        ("Diarienummer SDE-0288/12", "SDE-0288/12", 2012, None),
        ("Dnr Ks 2001.152", "Ks 2001.152", 2001, None),
        ("Ärende-ID: SGP-2022-000001", "SGP-2022-000001", 2022, None),
        ("Ärende nr 2023-2281-1337", "2023-2281-1337", 2023, None),
    ],
)
def test_every_form_is_found_after_a_label(text: str, normal: str, year: int, code: str | None) -> None:
    number = only(text)
    assert (number.normal, number.year, number.class_code) == (normal, year, code)
    assert number.labelled
    assert not number.damaged
    assert number.raw == number.span.of(text)


@pytest.mark.parametrize(
    "label",
    [
        *("Dnr", "Dnr:", "dnr.", "D nr", "D.nr", "KS dnr", "Ert dnr"),
        *("Diarienr", "Diarienr:", "Diarienummer", "Diarienummer:", "Diarie nr", "Vårt diarienummer"),
        *("Ärendenummer", "Ärende nr", "Ärende-ID"),
        *("Beteckning", "Vår beteckning", "Er beteckning", "Vår referens"),
    ],
)
def test_every_label_is_known(label: str) -> None:
    assert only(f"Handläggare A A {label} KS 2018/14").labelled


@pytest.mark.parametrize(
    "label", ["Ert dnr", "Er beteckning", "Er referens", "Ert diarienummer", "Motpartens ärendenummer"]
)
def test_the_addressees_number_is_told(label: str) -> None:
    assert only(f"{label}: 0714/13").foreign


def test_our_own_number_is_not_foreign() -> None:
    own, foreign = find_diarienummer("Vårt dnr 12/19 Ert dnr 13/19")
    assert (own.foreign, foreign.foreign) == (False, True)


@pytest.mark.parametrize(
    ("text", "normals"),
    [
        ("Dnr 7-742-2011 och 5-744-2011", ["7-742-2011", "5-744-2011"]),
        ("Dnr 0714/13, 0715/13 samt 0716/13", ["0714/13", "0715/13", "0716/13"]),
        ("Diarienummer FN500-0628/05, BN1048/04. Nästa mening", ["FN500-0628/05", "BN1048/04"]),
        ("Dnr 0714/13 och 15 bilagor", ["0714/13"]),
        ("Dnr 0714/13, 2013-05-06", ["0714/13"]),
    ],
)
def test_several_numbers_may_follow_one_label(text: str, normals: list[str]) -> None:
    assert [number.normal for number in find_diarienummer(text)] == normals


@pytest.mark.parametrize(
    ("text", "raw", "year"),
    [
        ("Dnr /2016", "/2016", 2016),
        ("(Dnr …/2006)", "…/2006", 2006),
        ("Dnr 305-/2009", "305-/2009", 2009),
        ("Dnr 006-1688/", "006-1688/", None),
    ],
)
def test_a_damaged_number_is_kept_as_it_stands(text: str, raw: str, year: int | None) -> None:
    number = only(text)
    assert (number.raw, number.damaged, number.year) == (raw, True, year)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("§ 12 N164-1143/22 Svar på remiss", "N164-1143/22"),
        ("motionen, SLK-2021-00077", "SLK-2021-00077"),
        ("motionen (STK-2017-663)", "STK-2017-663"),
        ("se KSN-2013-0674 om detta", "KSN-2013-0674"),
        ("se KSN 2015-1831 om detta", "KSN 2015-1831"),
        ("§ 83 KS/2018:4", "KS/2018:4"),
        ("§ 83 KS 2018/14", "KS 2018/14"),
        ("§ 83 SHS2018-0002", "SHS2018-0002"),
        ("§ 83 HSN 2019-0123", "HSN 2019-0123"),
        ("enligt TRV 2019/12345", "TRV 2019/12345"),
        ("enligt Ju2018/01234", "Ju2018/01234"),
        ("enligt 2016KSM1221.042", "2016KSM1221.042"),
        ("motionen, SLK 0381/22.", "SLK 0381/22"),
        ("kansliet KS 05/233 – 009", "KS 05/233-009"),
        ("kontoret TN 2031.0188-312", "TN 2031.0188-312"),
    ],
)
def test_strong_forms_need_no_label(text: str, normal: str) -> None:
    number = only(text)
    assert (number.normal, number.labelled) == (normal, False)


def test_the_code_of_the_diarieplan_may_follow_the_number() -> None:
    number = only("28 KS 2012/172 51 Remissvar om leden")
    assert (number.normal, number.class_code) == ("KS 2012/172", "51")
    assert only("KS 2012/172 51 personer deltog").class_code is None


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("Diarienummer                 0263/19", "0263/19"),
        ("Diarienummer Handläggare 0263/19", "0263/19"),
        ("Yttrande   Diarienummer     Sida 2020-04-09     402-7610-2020   8(12)", "402-7610-2020"),
        ("Diarienummer Sida Västra Götaland 2021-05-05 402-13386-2021 1(5)", "402-13386-2021"),
        ("Datum Diarie nr 2020-03-19 5.2-2002-0152", "5.2-2002-0152"),
    ],
)
def test_a_letterhead_may_part_label_and_value(text: str, normal: str) -> None:
    assert only(text).normal == normal


@pytest.mark.parametrize(
    "text",
    [
        "Fastigheten Sicklaön 40:12",
        "Beteckning Sicklaön 40:12",
        "SFS 2017:725 och 2010:900",
        "Beteckning SFS 2017:725",
        "SOU 2016:5, Ds 2025:7",
        "prop. 2004/05:8 och 2004/05:KU7",
        "motion (2016:5) och H 7/15",
        "PM 2009:165 RI och Utl. 2010:45 RI",
        "Handling 2015 nr 124",
        "telefon 508 08 015 eller 08-508 29 000",
        "Vår referens 08-508 29 000",
        "bankgiro 123-4567",
        "organisationsnummer 556012-5790",
        "personnummer 19900101-0017",
        "105 35 Stockholm",
        "detaljplan dp 0001 och 2002-11922-54",
        "sida 1(6) och 3 (41)",
        "§ 12 och §§ 15-17",
        "kl 09.00-11.00",
        "den 2009-05-26",
        "Dnr 2009-05-26",
        "(KF 2010-04-15 § 61)",
        "KS 2009-05-26, § 104",
        "HT 2007 och LÅ 2019/20",
        "förordning EU 2024/1689",
        "budget KS 2020-2023",
        "MSBFS 2009:7 och PBL 2010:900",
        "Ärende nr 2.1.19",
        "Diarienummer: det nummer som gäller",
        "Vår referens/Our reference Emma E",
        "Aktbeteckning: 2-5614",
        "Dnr\u20290263/19",
        "Dnr\n0263/19",
    ],
)
def test_look_alikes_are_left(text: str) -> None:
    assert find_diarienummer(text) == []


@pytest.mark.parametrize(
    "noise", ["Dnr " * 250_000, "12-" * 300_000, "KS 2019" * 140_000, "Diarienummer  Sida " * 50_000]
)
def test_the_time_for_noise_grows_with_its_length(noise: str) -> None:
    def seconds(text: str) -> float:
        started = process_time()
        find_diarienummer(text)
        return process_time() - started

    assert seconds(noise) < 12 * seconds(noise[: len(noise) // 4]) + 0.1  # 4 if in proportion, 16 if by the square
