"""The card as a picture: what the terminal shows, for a page or a presentation."""

import io

from rich.console import Console
from rich.segment import Segment, Segments
from rich.terminal_theme import TerminalTheme

from nlp_arenden.domain.card import CaseAnalysis
from nlp_arenden.domain.handling import Arende
from nlp_arenden.export.text import FAINT, GLUE, TIED, drawn

NBSP_ENTITY = "&#160;"
# Background, text, then the eight colours and their bright ones; each stands out from the background.
COLORS = (
    "1b1e23",
    "e6e6e3",
    "1b1e23 ff8f87 8fd694 e8c96a 9cc4ff d7b3ff 8fd8e0 e6e6e3",
    "8b929b ff8f87 8fd694 e8c96a 9cc4ff d7b3ff 8fd8e0 ffffff",
)
# Rich's own template asks a web server for its fonts; this one takes what the reader's computer has.
TEMPLATE = """\
<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-label="Ärendekort" \
xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace; \
font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font: 600 16px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def card_svg(card: CaseAnalysis, arende: Arende, width: int = 90, title: str = "", lines: int = 200) -> str:
    """The card of a terminal of ``width`` characters as one SVG, which loads nothing and has no script.

    Args:
        card: the card.
        arende: what it was read from.
        width: characters on a line.
        title: what stands over the picture, such as the command that shows the card.
        lines: the most that are shown; an ellipsis stands for the rest.
    """
    console = Console(
        file=io.StringIO(),
        width=width,
        record=True,
        force_terminal=True,
        color_system="standard",
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    drawing = console.render_lines(drawn(card, arende, width))
    for line in drawing[:lines]:
        console.print(Segments([*line, Segment.line()]), end="")
    if len(drawing) > lines:
        console.print("…", style=FAINT)
    picture = console.export_svg(title=title, theme=_theme(), code_format=TEMPLATE, unique_id="arendekort")
    return (
        "\n".join(line.rstrip() for line in picture.replace(GLUE, NBSP_ENTITY).replace(TIED, NBSP_ENTITY).splitlines())
        + "\n"
    )


def _theme() -> TerminalTheme:
    background, text, normal, bright = ([_rgb(color) for color in colors.split()] for colors in COLORS)
    return TerminalTheme(background[0], text[0], normal, bright)


def _rgb(color: str) -> tuple[int, int, int]:
    return int(color[:2], 16), int(color[2:4], 16), int(color[4:], 16)
