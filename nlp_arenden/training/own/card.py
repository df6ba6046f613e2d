"""The model card of a package of own themes, in Swedish."""

from collections.abc import Mapping
from typing import Any

from nlp_arenden.modelpack import ModelPack
from nlp_arenden.pipeline.teman.own import OwnThemes
from nlp_arenden.training.own.plan import LEAST_OTHERS, PLAN

_CARD = """# Modellkort: {name}

Egna teman, inlärda med `arenden trana` och lagda bredvid temana i `{base}`. Allt annat på ärendekortet kommer från
`{base}`.{encoder}

| tema | id | exempel | motexempel | medelprecision (95 %) | F1 (95 %) |
|---|---|---|---|---|---|
{rows}

Måtten är gjorda på exempel som vikterna inte hade sett (korsvalidering), som om {prior} av ärendena handlade om temat.
Motexempel är de egna; därtill kommer {background} handlingar i modellens bakgrund. De av dem som liknar temat räknas
som fel, fast några kan handla om det.

## Svagheter
- Få exempel: intervallen är breda, och tröskeln är vald på samma exempel som F1 är mätt på.
- Exemplens urval avgör: det som inte liknar dem hittas inte.{no_others}
- Under {sure} exempel kallas temat alltid osäkert på kortet.

## Användning
```
arenden sammanfatta HANDLING --modell {name}
```
Modellen innehåller vikter för ord och teckenföljder ur exemplen, inga texter; sällsynta ord i exemplen kan ändå gå att
utläsa. Dela inte modellen om exemplen är sekretessbelagda. Den är bunden till `{base}` i den lydelse som `meta.json`
anger: behåll exemplen och träna om när den byts.
"""
_NO_OTHERS = (
    f"\n- Något tema har färre än {LEAST_OTHERS} egna motexempel. Det är då inlärt som skillnaden mot andra kommuners\n"
    "  handlingar: måtten är för goda, och temat ges till alldeles för många ärenden. Träna om med motexempel."
)


def own_card(
    name: str,
    own: OwnThemes,
    figures: Mapping[str, Mapping[str, Any]],
    base: ModelPack,
    encoder: ModelPack | None,
) -> str:
    """The card as Markdown: counts, figures, weaknesses and how the package is used."""
    rows = [
        f"| {label} | `{theme}` | {one['examples']} | {one['counter_examples']} | "
        f"{_interval(one, 'average_precision')} | {_interval(one, 'f1')} |"
        for theme, label in zip(own.ids, own.labels, strict=True)
        for one in [figures[theme]]
    ]
    few = any(one["counter_examples"] < LEAST_OTHERS for one in figures.values())
    return _CARD.format(
        name=name,
        base=base.path.name,
        encoder=f" Temana läses också av textkodaren `{encoder.path.name}`." if encoder else "",
        rows="\n".join(rows),
        prior=f"{PLAN.prior:.0%}".replace("%", " %"),
        background=max(one["background"] for one in figures.values()),
        sure=PLAN.sure_with,
        no_others=_NO_OTHERS if few else "",
    )


def _interval(figures: Mapping[str, Any], name: str) -> str:
    low, high = figures[f"{name}_95"]
    return f"{figures[name]:.2f} ({low:.2f}–{high:.2f})".replace(".", ",")
