"""Runs a recipe from the command line, ``python -m nlp_arenden.training…``: a fault is told, not traced."""

import sys
from collections.abc import Callable
from typing import Any

import typer

from nlp_arenden.errors import ArendenError


def run(recipe: Callable[..., Any]) -> None:
    """Calls the recipe with the arguments of this process, which its signature names, and leaves with an exit code."""
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    app.command()(recipe)
    try:
        app()
    except ArendenError as fault:
        typer.echo(f"Fel: {fault}", err=True)
        sys.exit(fault.exit_code)
