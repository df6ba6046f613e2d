"""The command ``arenden``: its subcommands, and the one place where a fault becomes an exit code."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from nlp_arenden import __version__
from nlp_arenden.cli import evaluate, model, options, output, source_text, summarize, swedish, tag, train
from nlp_arenden.errors import ArendenError

BUG = 70
USAGE = 2

app = typer.Typer(
    name="arenden",
    cls=swedish.SwedishGroup,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)
app.command(cls=swedish.SwedishCommand, short_help="Gör ett kort av ett ärende.")(summarize.sammanfatta)
app.command(cls=swedish.SwedishCommand, short_help="Gör kort av många ärenden.")(tag.tagga)
app.command(cls=swedish.SwedishCommand, short_help="Visa källtexten i en fil.")(source_text.text)
app.command(cls=swedish.SwedishCommand, short_help="Lär modellen egna teman av exempel.")(train.trana)
app.command(cls=swedish.SwedishCommand, short_help="Mät en modells kort mot facit.")(evaluate.utvardera)
app.add_typer(model.app, name="modell")


def _tell_version(wanted: bool) -> None:
    if wanted:
        output.hand_over(f"arenden {__version__}\n", None)
        raise typer.Exit(0)


@app.callback()
def arenden(
    version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Visa versionen.")
    ] = False,
) -> None:
    """Läs kommunala ärenden och få ett kort där varje uppgift visar var den står.

    \b
    Exempel:
      arenden sammanfatta tjansteskrivelse.pdf
      arenden tagga arenden/ --ut kort.jsonl
    """


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run(sys.argv[1:], options.Process(alone=True)))


def run(args: Sequence[str], process: options.Process = options.SHARED) -> int:
    """The exit code of one command line; faults are told on stderr and never quote a document."""
    output.use_utf8()
    try:
        return app(args=list(args), prog_name="arenden", standalone_mode=False, obj=process) or 0
    except ArendenError as fault:
        output.tell(f"Fel: {fault}")
        return fault.exit_code
    except typer.Abort:
        output.tell("Avbrutet.")
        return 130
    except swedish.TyperUsageError as fault:
        if type(fault).__name__ == "NoArgsIsHelpError":
            output.tell(str(fault))
        else:
            output.tell(f"Fel: {swedish.usage_message(fault)}")
        return USAGE
    except Exception as fault:
        return _bug(fault)


def _bug(fault: Exception) -> int:
    from nlp_arenden.cli.options import settings_of

    output.tell(
        f"Ett internt fel inträffade ({type(fault).__name__}): felet är programmets, inte handlingens. "
        "Sätt NLP_ARENDEN_FELSOK=1 och kör igen för att se var; spårningen kan visa text ur handlingen."
    )
    if settings_of().felsok:
        import traceback

        traceback.print_exception(fault)
    return BUG
