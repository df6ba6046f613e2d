"""Makes the card of an ärende with one model package."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from spacy.language import Language
from spacy.tokens import Doc

from nlp_arenden.analysis.bilagor import found_again
from nlp_arenden.analysis.kostnadsbild import kostnadsbild
from nlp_arenden.analysis.ledger import make_ledger
from nlp_arenden.analysis.resolve import (
    join_bilagor,
    join_forslag,
    join_frister,
    join_kostnader,
    join_personer,
    rank,
)
from nlp_arenden.analysis.summary.compose import summarize
from nlp_arenden.analysis.summary.teller import TELLER, Teller
from nlp_arenden.analysis.summary.telling import Read
from nlp_arenden.domain.card import (
    ArendeInfo,
    CaseAnalysis,
    Evidence,
    Forslag,
    HandlingInfo,
    Kommun,
    Tema,
    Varning,
)
from nlp_arenden.domain.handling import Arende, Handling
from nlp_arenden.modelpack import ModelPack
from nlp_arenden.pipeline import bridge
from nlp_arenden.pipeline.annotations import FORSLAG, MENINGAR, METADATA, SECTIONS
from nlp_arenden.pipeline.forslag.component import PARAGRAPH
from nlp_arenden.pipeline.language import build_pipeline
from nlp_arenden.pipeline.teman.themes import ThemeModel
from nlp_arenden.text.cleaning import BLOCK_END
from nlp_arenden.text.languages import language_of
from nlp_arenden.text.spans import TextSpan

T = TypeVar("T")

_LANGUAGES = {"en": "engelska", "no": "norska eller danska", "de": "tyska", "fi": "finska", "okant": "ett okänt språk"}
# Of several handlingar the first of these types names the ärende.
_LEADING = (
    "utlatande_stockholm", "pm_stockholm", "protokollsutdrag", "tjansteutlatande", "tjansteskrivelse",
    "motionssvar", "medborgarforslag_svar", "remissvar", "protokoll",
)  # fmt: skip
_TO_FULLMAKTIGE = frozenset(
    {"motion", "interpellation", "interpellationssvar", "enkel_fraga", "fraga", "medborgarforslag"}
)
_SPEAKER = "föredragande borgarråd"


@dataclass(frozen=True)
class Analyzer:
    """A loaded model: pipeline, theme model and tables. Make it once and use it for many ärenden."""

    pack: ModelPack
    nlp: Language
    themes: ThemeModel
    aliases: Sequence[dict[str, str]]
    teller: Teller

    @classmethod
    def load(cls, pack: ModelPack) -> "Analyzer":
        """The analyzer of a model package.

        Raises:
            ModelError: a file of the package is missing or cannot be used, or it is no model for cards.
        """
        pack.check_makes_cards()
        teller = Teller.load(pack.file(TELLER))
        return cls(pack, build_pipeline(pack), ThemeModel.load(pack), pack.table("alias"), teller)

    def analyse(self, arende: Arende, meningar: int = 4) -> CaseAnalysis:
        """The card of an ärende. The same source texts and the same model give the same card.

        Args:
            arende: its handlingar; files that could not be read become warnings.
            meningar: the most sentences of the summary.
        """
        read = [(handling, self.nlp(handling.clean.text)) for handling in arende.handlingar]
        leading = leading_first(read)
        personer = join_personer(_all(read, bridge.personer))
        speaker = next((person.namn for person in personer if _SPEAKER in person.roller), None)
        forslag = tuple(_with_speaker(f, speaker) for f in join_forslag(_all(read, bridge.forslag)))
        kostnader = join_kostnader(_all(read, bridge.kostnader))
        title = title_of(leading)
        organ = _minuted(leading) or _deciding(forslag)
        organ = organ or next((v for _, doc in leading if (v := bridge.fact(doc, "organ"))), None) or _asked(leading)
        deciding = frozenset(f.beslutsorgan.lower() for f in forslag if f.beslutsorgan)
        return CaseAnalysis(
            handlingar=tuple(_info(handling, doc) for handling, doc in read),
            modell=self.pack.stamp,
            arende=ArendeInfo(
                diarienummer=tuple(dict.fromkeys(_values(leading, "diarienummer"))),
                titel=title,
                organ=organ,
                kommun=_municipality(leading),
            ),
            teman=self._themes(leading, title),
            forslag=forslag,
            kostnader=kostnader,
            kostnadsbild=kostnadsbild(kostnader),
            remissinstanser=make_ledger(_all(read, bridge.mentions), self.aliases, deciding),
            frister=join_frister(_all(read, bridge.frister)),
            bilagor=found_again(join_bilagor(_all(read, bridge.bilagor)), read),
            personer=personer,
            varningar=tuple(_warnings(arende, read)),
            sammanfattning=summarize(leading, title, meningar, self.teller),
        )

    def _themes(self, read: Sequence[Read], title: str | None) -> tuple[Tema, ...]:
        """Themes of the texts taken together, with evidence in the handling where each sentence stands."""
        text = _text(read)
        sentences: list[tuple[TextSpan, str]] = []
        homes: list[tuple[int, Handling]] = []
        offset = 0
        proposals: list[str] = []
        for handling, doc in read:
            homes.append((offset, handling))
            sentences += ((span.shifted(offset), span.of(handling.clean.text)) for span, _ in MENINGAR.read(doc))
            proposals += (
                span.of(handling.clean.text) for span, mark in FORSLAG.read(doc) if mark.art in ("forslag", "beslut")
            )
            offset += len(handling.clean.text) + len(BLOCK_END)

        def place(span: TextSpan) -> Evidence:
            start, handling = next((s, h) for s, h in reversed(homes) if s <= span.start)
            return bridge.evidence(handling, span.shifted(-start))

        return tuple(
            Tema(
                id=score.id,
                etikett=score.label,
                sannolikhet=round(score.probability, 4),
                primart=score.primary,
                osaker=score.unsure,
                belagg=tuple(place(span) for span in score.evidence),
            )
            for score in self.themes.predict(title or "", text, sentences, proposals)
        )


def title_and_text(nlp: Language, arende: Arende) -> tuple[str, str]:
    """What the themes of an ärende are told from: its title, "" when unknown, and its clean text."""
    leading = leading_first([(handling, nlp(handling.clean.text)) for handling in arende.handlingar])
    return title_of(leading) or "", _text(leading)


def leading_first(read: Iterable[Read]) -> list[Read]:
    """The handlingar with the one that leads the ärende first: by type, then as they came."""
    return sorted(read, key=_leads)


def title_of(leading: Sequence[Read]) -> str | None:
    """The title of an ärende: that of the first handling that has one."""
    return next((value for _, doc in leading if (value := bridge.fact(doc, "titel"))), None)


def _text(leading: Sequence[Read]) -> str:
    return BLOCK_END.join(handling.clean.text for handling, _ in leading)


def _all(read: Sequence[Read], extract: Callable[[Doc, Handling], Iterable[T]]) -> Iterator[T]:
    for handling, doc in read:
        yield from extract(doc, handling)


def _leads(one: Read) -> tuple[int, int]:
    handling, doc = one
    typ = bridge.fact(doc, "dokumenttyp") or ""
    order = int(handling.id.removeprefix("h")) if handling.id.removeprefix("h").isdigit() else 0
    return (_LEADING.index(typ) if typ in _LEADING else len(_LEADING), order)


def _values(read: Sequence[Read], kind: str) -> Iterator[str]:
    for _, doc in read:
        yield from (mark.value for _, mark in METADATA.read(doc) if mark.kind == kind)


def _info(handling: Handling, doc: Doc) -> HandlingInfo:
    return HandlingInfo(
        id=handling.id,
        filnamn=handling.filnamn,
        sha256=handling.sha256,
        mediatyp=handling.mediatyp,
        sidor=len(handling.pages) or None,
        tecken=len(handling.source),
        sprak=language_of(handling.clean.text),
        ocr=handling.ocr,
        dokumenttyp=bridge.fact(doc, "dokumenttyp") or "ovrig",
        titel=bridge.fact(doc, "titel"),
        datum=bridge.fact(doc, "datum"),
    )


def _minuted(read: Sequence[Read]) -> str | None:
    """The body whose minutes these are, when they hold several ärenden."""
    for _, doc in read[:1]:
        paragraphs = sum(PARAGRAPH.match(section.heading) is not None for _, section in SECTIONS.read(doc))
        if bridge.fact(doc, "dokumenttyp") == "protokoll" and paragraphs > 1:
            return bridge.fact(doc, "organ")
    return None


def _deciding(forslag: Sequence[Forslag]) -> str | None:
    """The body that decides last."""
    organs = [f.beslutsorgan for f in forslag if f.beslutsorgan and f.art in ("forslag", "beslut")]
    return max(organs, key=rank) if organs else None


def _asked(read: Sequence[Read]) -> str | None:
    """Fullmäktige, whose members and inhabitants ask it by these types of paper (kommunallagen 5 and 8 kap.)."""
    for _, doc in read[:1]:
        if bridge.fact(doc, "dokumenttyp") in _TO_FULLMAKTIGE:
            marks = METADATA.read(doc)
            region = any(mark.kind == "kommun" and mark.value.lower().startswith("region") for _, mark in marks)
            return "regionfullmäktige" if region else "kommunfullmäktige"
    return None


def _municipality(read: Sequence[Read]) -> Kommun | None:
    marks = [mark for _, doc in read for _, mark in METADATA.read(doc) if mark.kind == "kommun"]
    if not marks:
        return None
    stated = next((mark for mark in marks if not mark.extra[1]), marks[0])
    return Kommun(kod=stated.extra[0] or None, namn=stated.value, harledd=bool(stated.extra[1]))


def _with_speaker(forslag: Forslag, speaker: str | None) -> Forslag:
    """The chain with the name of the borgarråd who speaks as "jag" in the text."""
    title = "föredragande borgarrådet"
    if speaker is None or title not in forslag.fran:
        return forslag
    named = tuple(f"{title} {speaker}" if name == title else name for name in forslag.fran)
    return forslag.model_copy(update={"fran": named})


def _warnings(arende: Arende, read: Sequence[Read]) -> Iterator[Varning]:
    """What was not read comes first: it must never look like "nothing found"."""
    for unread in arende.unread:
        yield Varning(kod=unread.kod, text=f"{unread.filnamn} kunde inte läsas: {unread.text}")
    for handling, doc in read:
        for notice in handling.notices:
            yield Varning(kod=notice.kod, text=f"{handling.filnamn}: {notice.text}")
        language = language_of(handling.clean.text)
        if language != "sv":
            yield Varning(
                kod="ej_svenska",
                text=f"{handling.filnamn} tycks vara på {_LANGUAGES[language]}. "
                "Kortet kan sakna uppgifter: verktyget läser svenska.",
            )
        if any(mark.kind == "diarienummer_skadat" for _, mark in METADATA.read(doc)):
            yield Varning(
                kod="skadat_diarienummer", text=f"{handling.filnamn}: diarienumret är ofullständigt i texten."
            )
        yield from bridge.varningar(doc, handling)
