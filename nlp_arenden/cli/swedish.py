"""Swedish for what typer says in English: the words of a help page and of a usage error."""

import re
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

# Every usage error of typer descends from this class, whichever click it is built on.
TyperUsageError: type[Exception] = typer.BadParameter.__mro__[1]

# Said in a row of the help, before it is laid out in columns.
IN_ROWS = (
    (r"Show this message and exit\.", "Visa den här hjälpen."),
    (r"\brequired\]", "måste anges]"),
    (r"\[default: \(?([^];)]*)\)?", r"[förval: \1"),
    (r"(\d+)<=x<=(\d+)\]", r"\1–\2]"),
    (r"x>=(\d+)\]", r"minst \1]"),
    (r" <(list\[str\]|str)>", ""),
)
# Said in the finished page.
IN_PAGE = (
    (r"^Usage:", "Användning:"),
    (r"^Options:$", "Väljare:"),
    (r"^Arguments:$", "Argument:"),
    (r"^Commands:$", "Kommandon:"),
    (r"\[OPTIONS\]", "[VÄLJARE]"),
    (r"COMMAND \[ARGS\]\.\.\.", "KOMMANDO ..."),
    (r"\{([^{}]*)\.\.\.\}\.\.\.", r"\1..."),
)


class SwedishCommand(TyperCommand):
    """A command whose help page is Swedish throughout."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return _help_page(self, ctx)


class SwedishGroup(TyperGroup):
    """A group of commands whose help page is Swedish throughout."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return _help_page(self, ctx)


def _help_page(command: TyperCommand | TyperGroup, ctx: Any) -> str:
    """The page as typer lays it out, its rows translated before and its headings after."""
    formatter = ctx.make_formatter()
    write_rows = formatter.write_dl

    def write_swedish_rows(rows: Any, *args: Any, **kwargs: Any) -> None:
        write_rows([tuple(_translated(cell, IN_ROWS) for cell in row) for row in rows], *args, **kwargs)

    formatter.write_dl = write_swedish_rows
    command.format_help(ctx, formatter)
    return _translated(formatter.getvalue().rstrip("\n"), IN_PAGE)


def _translated(text: str, words: tuple[tuple[str, str], ...]) -> str:
    for pattern, swedish in words:
        text = re.sub(pattern, swedish, text, flags=re.MULTILINE)
    return text


def usage_message(fault: Exception) -> str:
    """What was wrong with the command line, in Swedish, and where to read more."""
    ctx = getattr(fault, "ctx", None)
    path = ctx.command_path if ctx is not None else "arenden"
    return f"{_what(fault)} Läs mer med '{path} --help'."


def _what(fault: Any) -> str:
    match type(fault).__name__:
        case "NoSuchOption":
            nearest = ", ".join(sorted(fault.possibilities or ()))
            return f"Väljaren {fault.option_name} finns inte.{f' Menade du {nearest}?' if nearest else ''}"
        case "BadOptionUsage":
            return f"Väljaren {fault.option_name} saknar ett värde eller har ett för mycket."
        case "MissingParameter":
            return f"{_name(fault.param)} saknas."
        case "BadParameter":
            return f"{_name(fault.param)} har ett värde som inte går att använda.{_allowed(fault.param)}"
    message = str(fault.format_message())
    if unknown := re.match(r"No such command '(.*?)'", message):
        return f"Kommandot {unknown[1]} finns inte."
    if message.startswith("Missing command"):
        return "Ett kommando saknas."
    if extra := re.match(r"Got unexpected extra argument\S* \((.*)\)", message):
        return f"Det står för mycket på kommandoraden: {extra[1]}."
    return "Kommandot är skrivet på ett sätt som inte går att tolka."


def _name(param: Any) -> str:
    if param is None:
        return "En uppgift"
    name = param.opts[0] if param.opts else ""
    return str(name if name.startswith("-") else (param.metavar or param.name.upper()).removesuffix("..."))


def _allowed(param: Any) -> str:
    choices = getattr(getattr(param, "type_descriptor", None), "choices", None) or getattr(
        getattr(param, "type", None), "choices", None
    )
    if not choices:
        return ""
    return f" Välj mellan {', '.join(str(getattr(choice, 'value', choice)) for choice in choices)}."
