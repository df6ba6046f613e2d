"""A place in a text."""

from typing import NamedTuple


class TextSpan(NamedTuple):
    """Half-open interval of Unicode code points: ``text[start:end]``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters at this place in ``text``."""
        return text[self.start : self.end]

    def overlaps(self, other: "TextSpan") -> bool:
        """True when the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "TextSpan") -> bool:
        """True when ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> "TextSpan":
        """The same length, ``by`` code points further on."""
        return TextSpan(self.start + by, self.end + by)
