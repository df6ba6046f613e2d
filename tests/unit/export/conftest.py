"""A made-up ärende of two handlingar, and its card, for the tests of the views."""

import pytest

from nlp_arenden.domain.card import (
    ArendeInfo,
    Bilaga,
    CaseAnalysis,
    Evidence,
    Forslag,
    Frist,
    HandlingInfo,
    Kommun,
    Kostnad,
    Mening,
    ModelStamp,
    Remissinstans,
    Tema,
    Varning,
)
from nlp_arenden.domain.handling import Arende, Handling, Page

FIRST = """TJÄNSTESKRIVELSE
Ny cykelbana längs Ängsvägen

Tekniska nämnden föreslår att kommunstyrelsen beslutar att
bygga cykelbanan enligt bilaga 1.

Cykelbanan gör det säkrare att ta sig till skolan & idrotts-
platsen.
\fKostnaden beräknas till 2,5 miljoner kronor exklusive moms.
Finansiering saknas i budgeten.
Trafikrådet avstyrker förslaget. Svar ska lämnas senast den 1 juni 2031.
"""
SECOND = "Yttrande\n\nBolaget Vägbyggarna AB har <inget> att erinra mot cykelbanan.\n"


@pytest.fixture
def arende() -> Arende:
    page_end = FIRST.index("\f") + 1
    pages = (Page(1, 0, page_end), Page(2, page_end, len(FIRST)))
    return Arende(
        "cykelbanan",
        (
            Handling("h1", "skrivelse.pdf", "a" * 64, "application/pdf", FIRST, pages),
            Handling("h2", "yttrande.txt", "b" * 64, "text/plain", SECOND),
        ),
    )


@pytest.fixture
def card(arende: Arende) -> CaseAnalysis:
    def at(words: str, handling: int = 0) -> Evidence:
        one = arende.handlingar[handling]
        start = one.source.index(words)
        return Evidence(handling=one.id, start=start, slut=start + len(words), sida=one.page_of(start), citat=words)

    proposal = "Tekniska nämnden föreslår att kommunstyrelsen beslutar att\nbygga cykelbanan enligt bilaga 1."
    safer = "Cykelbanan gör det säkrare att ta sig till skolan & idrotts-\nplatsen."
    price = "Kostnaden beräknas till 2,5 miljoner kronor exklusive moms."
    return CaseAnalysis(
        handlingar=(
            HandlingInfo(
                id="h1",
                filnamn="skrivelse.pdf",
                sha256="a" * 64,
                mediatyp="application/pdf",
                sidor=2,
                tecken=len(FIRST),
                sprak="sv",
                ocr=False,
                dokumenttyp="tjansteskrivelse",
                datum="2031-03-02",
            ),
            HandlingInfo(
                id="h2",
                filnamn="yttrande.txt",
                sha256="b" * 64,
                mediatyp="text/plain",
                tecken=len(SECOND),
                sprak="sv",
                ocr=False,
                dokumenttyp="remissvar",
            ),
        ),
        modell=ModelStamp(namn="snabb", version="1.0.0", sha256="c" * 64, regler_sha256="d" * 64),
        arende=ArendeInfo(
            diarienummer=("TN 2031/17",),
            titel="Ny cykelbana längs Ängsvägen",
            organ="tekniska nämnden",
            kommun=Kommun(kod=None, namn="Ängby kommun", harledd=True),
        ),
        teman=(
            Tema(
                id="trafik_gator",
                etikett="Trafik, gator och kollektivtrafik",
                sannolikhet=0.934,
                primart=True,
                belagg=(at(safer),),
            ),
        ),
        forslag=(
            Forslag(
                text=proposal.replace("\n", " "),
                akt="godkanna",
                art="forslag",
                fran=("tekniska nämnden",),
                beslutsorgan="kommunstyrelsen",
                villkorad=True,
                belagg=(at(proposal),),
            ),
            Forslag(
                text="Avslå förslaget.",
                akt="avsla",
                art="yrkande",
                fran=("Trafikrådet",),
                belagg=(at("avstyrker förslaget"),),
            ),
        ),
        kostnader=(
            Kostnad(
                text=price,
                klass="kostnad_med_belopp",
                belopp_sek="2500000",
                moms="exkl",
                modalitet="beraknad",
                ungefarlig=True,
                period="per_ar",
                talare="tekniska nämnden",
                belagg=(at(price),),
            ),
            Kostnad(
                text="Finansiering saknas i budgeten.",
                klass="ofinansierad",
                finansiering="ofinansierad",
                negerad=True,
                belagg=(at("Finansiering saknas i budgeten."),),
            ),
        ),
        kostnadsbild="Kostnaden beräknas till 2 500 000 kronor; finansiering saknas.",
        remissinstanser=(
            Remissinstans(
                namn="Trafikrådet",
                skrivet="Trafikrådet",
                typ="rad",
                roll="remissinstans",
                hallning="avstyrker",
                belagg=(at("Trafikrådet avstyrker förslaget."),),
            ),
            Remissinstans(
                namn="Vägbyggarna AB",
                skrivet="Bolaget Vägbyggarna AB",
                typ="foretag",
                roll="samrad",
                hallning="ingen_erinran",
                belagg=(at("Vägbyggarna AB har <inget> att erinra", 1),),
            ),
        ),
        frister=(Frist(datum="2031-06-01", slag="svarstid", belagg=(at("senast den 1 juni 2031"),)),),
        bilagor=(Bilaga(beteckning="Bilaga 1", belagg=(at("bilaga 1"),)),),
        varningar=(Varning(kod="olasbar", text="En fil kunde inte läsas."),),
        sammanfattning=(
            Mening(text=proposal.replace("\n", " "), belagg=(at(proposal),)),
            Mening(text="Finansiering saknas i budgeten.", belagg=(at("Finansiering saknas i budgeten."),)),
        ),
    )
