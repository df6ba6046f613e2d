"""From files to handlingar: what each file says, where its pages begin, and what was lost on the way."""

from nlp_arenden.reading.documents import number, read_bytes, read_file
from nlp_arenden.reading.limits import Limits
from nlp_arenden.reading.sources import find_arenden, read_arende

__all__ = ["Limits", "find_arenden", "number", "read_arende", "read_bytes", "read_file"]
