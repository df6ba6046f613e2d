"""A text that remembers, for each of its characters, where in the source it came from."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from nlp_arenden.text.spans import TextSpan

Edit = tuple[int, int, str]  # start, end, replacement; start == end is refused: nothing is ever invented


@dataclass(frozen=True, slots=True)
class Tape:
    """Text with a source interval per character: character ``i`` stands for ``source[starts[i]:ends[i]]``.

    Both arrays are non-decreasing, so spans keep their order when they are mapped.
    """

    text: str
    starts: "array[int]"
    ends: "array[int]"

    @classmethod
    def of(cls, source: str) -> "Tape":
        """The source itself, every character standing for itself."""
        bounds = array("I", range(len(source) + 1))
        return cls(source, bounds[:-1], bounds[1:])

    def edit(self, edits: Iterable[Edit]) -> "Tape":
        """A new tape with each ``text[start:end]`` replaced.

        Every character of a replacement stands for the whole of what it replaced; an empty one deletes.

        Args:
            edits: sorted by start, not overlapping.

        Raises:
            ValueError: an edit that is empty, out of order or overlapping.
        """
        parts: list[str] = []
        starts, ends = array("I"), array("I")
        at = 0
        for start, end, new in edits:
            if not at <= start < end <= len(self.text):
                raise ValueError(f"edit {start}-{end} after {at}")
            parts += (self.text[at:start], new)
            starts.extend(self.starts[at:start])
            ends.extend(self.ends[at:start])
            for _ in new:
                starts.append(self.starts[start])
                ends.append(self.ends[end - 1])
            at = end
        parts.append(self.text[at:])
        starts.extend(self.starts[at:])
        ends.extend(self.ends[at:])
        return Tape("".join(parts), starts, ends)

    def to_source(self, span: TextSpan) -> TextSpan:
        """The source interval that a non-empty span of this text stands for.

        Raises:
            ValueError: the span is empty or outside the text.
        """
        if not 0 <= span.start < span.end <= len(self.text):
            raise ValueError(f"no such span: {span.start}-{span.end}")
        return TextSpan(self.starts[span.start], self.ends[span.end - 1])

    def from_source(self, offset: int) -> int:
        """The first position in this text that stands for the source offset or something after it."""
        return bisect_right(self.ends, offset)
