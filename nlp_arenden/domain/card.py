"""The ärendekort: what `arenden sammanfatta --format json` prints, field for field.

Field names are the contract's (Swedish, ASCII); one definition serves store, JSON and every view.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Art = Literal["forslag", "beslut", "yrkande", "reservation"]
Akt = Literal[
    "godkanna", "anta_faststalla", "bifalla", "avsla", "avvisa", "besvara", "avge_yttrande", "ge_uppdrag",
    "uppmana", "bevilja_medel", "medge_bemyndiga", "delegera", "utse_entlediga", "upphava", "notera",
    "lagga_till_handlingarna", "overlamna", "aterremittera", "bordlagga", "teckna_avtal",
    "omedelbar_justering", "annat",
]  # fmt: skip
Kostnadsklass = Literal[
    "kostnad_med_belopp", "kostnad_utan_belopp", "ingen_kostnad", "inget_kostnadsatagande", "inom_ram",
    "ofinansierad", "extern_finansiering", "okand", "besparing", "intakt", "avgift", "borgen", "investering",
]  # fmt: skip
Modalitet = Literal["faktisk", "beraknad", "villkorad", "foreslagen", "tidigare_beslutad", "utfall"]
Period = Literal["per_ar", "per_manad", "engang"]
Roll = Literal["berett", "remissinstans", "samrad", "samverkan", "radsorgan"]
Hallning = Literal[
    "tillstyrker", "tillstyrker_med_synpunkter", "ingen_erinran", "avstyrker", "avstyrker_delvis", "neutral",
    "avstar", "svar_uteblivet", "ej_redovisad",
]  # fmt: skip
Slag = Literal["svarstid", "overklagande", "ikrafttradande", "aterrapportering", "avtalstid", "genomforande", "annat"]
Instanstyp = Literal[
    "kommunalt_bolag", "forvaltning", "namnd", "stadsdelsnamnd", "styrelse", "kommunalforbund", "region",
    "kommun", "lansstyrelse", "myndighet", "departement", "domstol", "forening", "rad", "facklig",
    "universitet", "foretag", "internationell", "kollektiv", "okand",
]  # fmt: skip


class Frozen(BaseModel):
    """A value: frozen, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(Frozen):
    """A belägg: half-open code points in the source text of one handling, and the text that stands there."""

    handling: str
    start: int
    slut: int
    sida: int | None = None
    citat: str


class Tema(Frozen):
    """A theme of the ärende, with the sentences that speak for it.

    ``osaker``: themes with so low a probability are wrong more often than the model's error rate allows.
    """

    id: str
    etikett: str
    sannolikhet: float
    primart: bool
    osaker: bool = False
    belagg: tuple[Evidence, ...] = ()


class Forslag(Frozen):
    """One point that somebody proposes, decides or moves; ``fran`` is the chain of proposers in order."""

    text: str
    akt: Akt
    art: Art
    fran: tuple[str, ...] = ()
    beslutsorgan: str | None = None
    villkorad: bool = False
    regel: str | None = None
    belagg: tuple[Evidence, ...] = ()


class Kostnad(Frozen):
    """One statement about money. Sums are decimal strings in SEK."""

    text: str
    klass: Kostnadsklass
    belopp_sek: str | None = None
    belopp_max_sek: str | None = None
    ungefarlig: bool = False
    period: Period | None = None
    per_enhet: str | None = None
    moms: Literal["exkl", "inkl"] | None = None
    finansiering: Literal["inom_ram", "ofinansierad", "extern_finansiering"] | None = None
    negerad: bool = False
    modalitet: Modalitet = "faktisk"
    talare: str | None = None
    regel: str | None = None
    belagg: tuple[Evidence, ...] = ()


class Remissinstans(Frozen):
    """A body that was consulted: ``namn`` is the canonical name, ``skrivet`` as printed."""

    namn: str
    skrivet: str
    typ: Instanstyp
    roll: Roll
    hallning: Hallning
    regel: str | None = None
    belagg: tuple[Evidence, ...] = ()


class Frist(Frozen):
    """A date by which something must happen (ISO date); ``beraknad`` when we computed it."""

    datum: str
    slag: Slag
    beraknad: bool = False
    regel: str | None = None
    belagg: tuple[Evidence, ...] = ()


class Bilaga(Frozen):
    """An attachment named in the text; ``medfoljer`` when it was among the files read, or enclosed in one."""

    beteckning: str
    titel: str | None = None
    medfoljer: bool = False
    belagg: tuple[Evidence, ...] = ()


class Person(Frozen):
    """A person in an official role, as printed."""

    namn: str
    roller: tuple[str, ...] = ()
    parti: str | None = None
    belagg: tuple[Evidence, ...] = ()


class Varning(Frozen):
    """Something a person should look at. ``kod`` is stable; ``handling`` is None for a file never read."""

    kod: str
    antal: int = 1
    text: str
    belagg: tuple[Evidence, ...] = ()


class Mening(Frozen):
    """One sentence of the summary, with the place it was read from."""

    text: str
    belagg: tuple[Evidence, ...] = ()


class HandlingInfo(Frozen):
    """What the card says of each document that was read."""

    id: str
    filnamn: str
    sha256: str
    mediatyp: str
    sidor: int | None = None
    tecken: int
    sprak: str
    ocr: bool
    dokumenttyp: str
    titel: str | None = None
    datum: str | None = None


class Kommun(Frozen):
    """The municipality or region; ``harledd`` when inferred and not printed as sender."""

    kod: str | None
    namn: str
    harledd: bool


class ArendeInfo(Frozen):
    """The case itself."""

    diarienummer: tuple[str, ...] = ()
    titel: str | None = None
    organ: str | None = None
    kommun: Kommun | None = None


class ModelStamp(Frozen):
    """Which model and rules gave the answer."""

    namn: str
    version: str
    sha256: str
    regler_sha256: str


class CaseAnalysis(Frozen):
    """The whole card of one ärende. Same source text and same model give the same bytes."""

    schema_: Literal["arendekort/1"] = Field(default="arendekort/1", alias="schema")
    handlingar: tuple[HandlingInfo, ...]
    modell: ModelStamp
    arende: ArendeInfo
    teman: tuple[Tema, ...] = ()
    forslag: tuple[Forslag, ...] = ()
    kostnader: tuple[Kostnad, ...] = ()
    kostnadsbild: str
    remissinstanser: tuple[Remissinstans, ...] = ()
    frister: tuple[Frist, ...] = ()
    bilagor: tuple[Bilaga, ...] = ()
    personer: tuple[Person, ...] = ()
    varningar: tuple[Varning, ...] = ()
    sammanfattning: tuple[Mening, ...] = ()

    def to_json(self, indent: int | None = None) -> str:
        """The card as one JSON document, fields in the contract's order."""
        return self.model_dump_json(by_alias=True, indent=indent)
