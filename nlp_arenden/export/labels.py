"""The Swedish word for every id that a card can hold."""

from typing import Final

ART: Final = {
    "forslag": "Förslag",
    "beslut": "Beslut",
    "yrkande": "Yrkande",
    "reservation": "Reservation",
}
ART_RUBRIK: Final = {
    "forslag": "Förslag till beslut",
    "beslut": "Beslut som redan är fattade",
    "yrkande": "Yrkanden",
    "reservation": "Reservationer",
}
AKT: Final = {
    "godkanna": "godkänna",
    "anta_faststalla": "anta eller fastställa",
    "bifalla": "bifalla",
    "avsla": "avslå",
    "avvisa": "avvisa",
    "besvara": "förklara besvarad",
    "avge_yttrande": "avge yttrande",
    "ge_uppdrag": "ge i uppdrag",
    "uppmana": "uppmana",
    "bevilja_medel": "bevilja medel",
    "medge_bemyndiga": "medge eller bemyndiga",
    "delegera": "delegera",
    "utse_entlediga": "utse eller entlediga",
    "upphava": "upphäva",
    "notera": "notera",
    "lagga_till_handlingarna": "lägga till handlingarna",
    "overlamna": "överlämna",
    "aterremittera": "återremittera",
    "bordlagga": "bordlägga",
    "teckna_avtal": "teckna avtal",
    "omedelbar_justering": "justera omedelbart",
    "annat": "annan åtgärd",
}
KOSTNADSKLASS: Final = {
    "kostnad_med_belopp": "Kostnad med belopp",
    "kostnad_utan_belopp": "Kostnad utan belopp",
    "ingen_kostnad": "Ingen kostnad",
    "inget_kostnadsatagande": "Inget åtagande om kostnader",
    "inom_ram": "Ryms inom budgetramen",
    "ofinansierad": "Saknar finansiering",
    "extern_finansiering": "Extern finansiering",
    "okand": "Kostnaden är okänd",
    "besparing": "Besparing",
    "intakt": "Intäkt",
    "avgift": "Avgift",
    "borgen": "Borgen",
    "investering": "Investering",
}
MODALITET: Final = {
    "faktisk": "faktisk",
    "beraknad": "beräknad",
    "villkorad": "villkorad",
    "foreslagen": "föreslagen",
    "tidigare_beslutad": "tidigare beslutad",
    "utfall": "utfall",
}
PERIOD: Final = {"per_ar": "per år", "per_manad": "per månad", "engang": "en gång"}
MOMS: Final = {"exkl": "exklusive moms", "inkl": "inklusive moms"}
FINANSIERING: Final = {
    "inom_ram": "ryms inom budgetramen",
    "ofinansierad": "saknar finansiering",
    "extern_finansiering": "finansieras externt",
}
ROLL: Final = {
    "berett": "har berett",
    "remissinstans": "remissinstans",
    "samrad": "samråd",
    "samverkan": "samverkan",
    "radsorgan": "rådsorgan",
}
HALLNING: Final = {
    "tillstyrker": "tillstyrker",
    "tillstyrker_med_synpunkter": "tillstyrker med synpunkter",
    "ingen_erinran": "ingen erinran",
    "avstyrker": "avstyrker",
    "avstyrker_delvis": "avstyrker delvis",
    "neutral": "neutral",
    "avstar": "avstår från att yttra sig",
    "svar_uteblivet": "svar har uteblivit",
    "ej_redovisad": "ej redovisad",
}
SLAG: Final = {
    "svarstid": "Svarstid",
    "overklagande": "Överklagande",
    "ikrafttradande": "Ikraftträdande",
    "aterrapportering": "Återrapportering",
    "avtalstid": "Avtalstid",
    "genomforande": "Genomförande",
    "annat": "Annan frist",
}
INSTANSTYP: Final = {
    "kommunalt_bolag": "kommunalt bolag",
    "forvaltning": "förvaltning",
    "namnd": "nämnd",
    "stadsdelsnamnd": "stadsdelsnämnd",
    "styrelse": "styrelse",
    "kommunalforbund": "kommunalförbund",
    "region": "region",
    "kommun": "kommun",
    "lansstyrelse": "länsstyrelse",
    "myndighet": "myndighet",
    "departement": "departement",
    "domstol": "domstol",
    "forening": "förening",
    "rad": "råd",
    "facklig": "facklig organisation",
    "universitet": "universitet eller högskola",
    "foretag": "företag",
    "internationell": "internationell organisation",
    "kollektiv": "samlat begrepp",
    "okand": "okänd typ",
}
DOKUMENTTYP: Final = {
    "pm_stockholm": "Promemoria (Stockholm)",
    "utlatande_stockholm": "Utlåtande (Stockholm)",
    "tjansteutlatande": "Tjänsteutlåtande",
    "tjansteskrivelse": "Tjänsteskrivelse",
    "protokoll": "Protokoll",
    "protokollsutdrag": "Protokollsutdrag",
    "kallelse": "Kallelse",
    "motion": "Motion",
    "motionssvar": "Svar på motion",
    "medborgarforslag": "Medborgarförslag",
    "medborgarforslag_svar": "Svar på medborgarförslag",
    "interpellation": "Interpellation",
    "interpellationssvar": "Svar på interpellation",
    "fraga": "Fråga",
    "enkel_fraga": "Enkel fråga",
    "remiss": "Remiss",
    "remissvar": "Remissvar",
    "delegationsbeslut": "Delegationsbeslut",
    "skrivelse": "Skrivelse",
    "ordforandeforslag": "Ordförandeförslag",
    "yrkande": "Yrkande",
    "reservation": "Reservation",
    "sarskilt_uttalande": "Särskilt uttalande",
    "avtal": "Avtal",
    "bilaga": "Bilaga",
    "budget": "Budget",
    "arsredovisning": "Årsredovisning",
    "delarsrapport": "Delårsrapport",
    "manadsrapport": "Månadsrapport",
    "tertialrapport": "Tertialrapport",
    "verksamhetsplan": "Verksamhetsplan",
    "styrdokument": "Styrdokument",
    "ovrig": "Övrig handling",
}


def dokumenttyp_etikett(id: str) -> str:
    """The Swedish name of a document type; an id that a newer model brings is shown as it is, with blanks."""
    return DOKUMENTTYP.get(id) or id.replace("_", " ").capitalize()
