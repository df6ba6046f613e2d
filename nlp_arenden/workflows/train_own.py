"""From examples of a municipality's own themes to a model package that gives them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from nlp_arenden.domain.handling import Unread
from nlp_arenden.errors import UsageError
from nlp_arenden.modelpack import ModelPack, open_encoder
from nlp_arenden.reading import Limits

_POOR = 0.2  # F1 below which a theme is of no use
OnStep = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Taught:
    """A theme that was learnt: how many examples it had, and how it did on those it had not seen (0-1)."""

    label: str
    examples: int
    counter_examples: int
    average_precision: float
    average_precision_95: tuple[float, float]
    f1: float


@dataclass(frozen=True, slots=True)
class Trained:
    """The package that was made, its themes, what to be wary of (Swedish), and what could not be read."""

    path: Path
    themes: tuple[Taught, ...]
    warnings: tuple[str, ...]
    unread: tuple[Unread, ...]


def train_own(
    source: Path,
    target: Path,
    pack: ModelPack,
    encoder: str | None = None,
    *,
    limits: Limits,
    ocr: bool = True,
    again: bool = False,
    on_step: OnStep = lambda step: None,
) -> Trained:
    """Learns the themes in ``source`` and writes a package that stands on ``pack``.

    Args:
        source: a folder with a subfolder for each theme, or a file of JSON lines.
        target: the package's folder; without a version on its name it gets 1.0.0.
        pack: the model whose cards will have the themes.
        encoder: name or folder of an encoder to use instead of the model's own.
        limits: what reading one file may cost.
        ocr: whether pictures of text are read.
        again: replace a package that an earlier run made.
        on_step: called with a Swedish line before each step.

    Raises:
        NotFound: the source or the encoder does not exist.
        CorpusError: there are too few examples.
        ModelError: the model or the encoder cannot be used.
        UsageError: the target holds something else, or the model is itself one of own themes.
        StoreError: the target cannot be written.
    """
    from nlp_arenden.analysis.analyzer import title_and_text
    from nlp_arenden.pipeline.encoder import Encoder
    from nlp_arenden.pipeline.language import build_pipeline
    from nlp_arenden.pipeline.teman.linear import load_linear
    from nlp_arenden.pipeline.teman.own import OWN
    from nlp_arenden.pipeline.teman.taxonomy import Taxonomy
    from nlp_arenden.pipeline.teman.themes import LINEAR
    from nlp_arenden.training.background import BACKGROUND, read_background
    from nlp_arenden.training.own.examples import read_examples
    from nlp_arenden.training.own.pack import check_target, package_path, write_own
    from nlp_arenden.training.own.themes import learn_own

    path = package_path(target)
    check_target(path, again)
    pack.check_makes_cards()
    if pack.base is not None and (pack.path / OWN).exists():
        raise UsageError(
            f"{pack.path.name} är själv egna teman. Ange modellen som den står på: --modell {pack.base.path.name}."
        )
    other = _other_encoder(pack, encoder)
    reader = other or pack.part("encoder")
    linear, loaded = load_linear(pack.file(LINEAR)), Encoder.load(reader.path) if reader else None
    on_step(f"Läser exemplen i {source} …")
    nlp = build_pipeline(pack)
    found = read_examples(
        source, Taxonomy.from_toml(pack.toml("taxonomy.toml")), lambda arende: title_and_text(nlp, arende), limits, ocr
    )
    background_file = pack.file(BACKGROUND)
    background = read_background(background_file) if background_file.exists() else None
    if background is not None and other is not None:
        background = background.without_vectors()
    on_step(f"Lär in {len(found.labels)} teman av {len(found.examples)} handlingar …")
    own, figures = learn_own(
        found.examples,
        found.labels,
        linear,
        background,
        loaded,
    )
    on_step(f"Skriver {path} …")
    write_own(path, own, figures, pack, other)
    themes = tuple(
        Taught(
            label=label,
            examples=figures[theme]["examples"],
            counter_examples=figures[theme]["counter_examples"],
            average_precision=figures[theme]["average_precision"],
            average_precision_95=tuple(figures[theme]["average_precision_95"]),
            f1=figures[theme]["f1"],
        )
        for theme, label in found.labels.items()
    )
    return Trained(path, themes, tuple(warnings_of(themes, found.known, found.copies)), found.unread)


def _other_encoder(pack: ModelPack, wanted: str | None) -> ModelPack | None:
    """The encoder that was asked for, unless the model uses it anyway."""
    if wanted is None:
        return None
    found, usual = open_encoder(wanted), pack.part("encoder")
    return None if usual is not None and usual.digest == found.digest else found


def warnings_of(themes: tuple[Taught, ...], known: tuple[str, ...], copies: int) -> list[str]:
    """Swedish lines on what to be wary of: of the themes, of labels known before, of documents left out as copies."""
    from nlp_arenden.training.own.plan import FEW, LEAST_OTHERS

    lines = [f"Temat {label} finns redan i modellen; dess handlingar används bara som motexempel." for label in known]
    if copies:
        lines.append(f"{copies} handlingar har samma text som en annan och räknas en gång.")
    lines += [
        f"Temat {theme.label} har bara {theme.examples} exempel: räkna med många fel. 16 eller fler är bättre."
        for theme in themes
        if theme.examples < FEW
    ]
    lines += [
        f"Temat {theme.label} går knappt att känna igen (F1 {f'{theme.f1:.2f}'.replace('.', ',')}): kontrollera att "
        "exemplen handlar om samma sak, och lägg till fler."
        for theme in themes
        if theme.f1 < _POOR
    ]
    lines += [
        f"Temat {theme.label} har {theme.counter_examples} egna motexempel: det kan ges till alldeles för många "
        "ärenden, och måtten är för goda. Lägg 20–50 vanliga handlingar om annat från kommunen i undermappen övrigt."
        for theme in themes
        if theme.counter_examples < LEAST_OTHERS
    ]
    return lines
