"""``arenden modell``: what models there are, what one is, whether it is whole."""

from typing import Annotated

import typer

from nlp_arenden.cli import output
from nlp_arenden.cli.options import settings_of
from nlp_arenden.cli.swedish import SwedishCommand, SwedishGroup
from nlp_arenden.errors import ModelError

app = typer.Typer(
    cls=SwedishGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Visa och kontrollera modeller.",
)
Namn = Annotated[str | None, typer.Argument(metavar="[MODELL]", help="Namn eller sökväg; utan namn den förvalda.")]


@app.command(cls=SwedishCommand)
def lista() -> None:
    """Lista de modeller som finns.

    \b
    Exempel:
      arenden modell lista
    """
    from nlp_arenden.modelpack import list_packs

    packs = list_packs()
    if not packs:
        raise ModelError(
            "Det finns inga modeller. Installera om nlp-arenden eller sätt NLP_ARENDEN_MODELS till en mapp."
        )
    output.hand_over(
        "".join(f"{pack.meta['name']}\t{pack.meta['version']}\t{pack.kind}\t{pack.path}\n" for pack in packs), None
    )


@app.command(cls=SwedishCommand)
def visa(modell: Namn = None) -> None:
    """Visa en modells kort: vad den gör, hur bra, byggd på vad.

    \b
    Exempel:
      arenden modell visa snabb
    """
    from nlp_arenden.modelpack import open_pack

    pack = open_pack(settings_of(modell).modell)
    stamp = pack.stamp
    facts = (
        ("Namn", stamp.namn),
        ("Version", stamp.version),
        ("Mapp", str(pack.path)),
        ("sha256", stamp.sha256),
        ("sha256 för reglerna", stamp.regler_sha256),
    )
    card = pack.text("README.md") if (pack.path / "README.md").is_file() else ""
    output.hand_over("".join(f"{name}: {value}\n" for name, value in facts) + (f"\n{card}" if card else ""), None)


@app.command(cls=SwedishCommand)
def verifiera(modell: Namn = None) -> None:
    """Kontrollera att en modells filer är hela och oförändrade.

    \b
    Exempel:
      arenden modell verifiera snabb
    """
    from nlp_arenden.modelpack import open_pack

    pack = open_pack(settings_of(modell).modell)
    faults = pack.faults()
    if faults:
        lines = "\n".join(f"  {fault}" for fault in faults)
        raise ModelError(
            f"Modellen {pack.path.name} stämmer inte med sin förteckning:\n{lines}\nHämta modellen på nytt."
        )
    output.hand_over(f"{pack.path.name}: hel, {len(pack.meta['files'])} filer kontrollerade.\n", None)
