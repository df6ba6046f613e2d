"""Every error a user can meet, in one tree.

    ArendenError                 exit 70   a bug, if it reaches the user in this bare form
    ├── UsageError               exit 2    the command was called wrongly
    ├── ReadingError             exit 2    a file that cannot be read
    │   ├── EmptyFile                      no bytes, or no text in them
    │   ├── UnknownFormat                  a type of file we do not read
    │   ├── DamagedFile                    right type, broken inside
    │   ├── EncryptedFile                  needs a password
    │   ├── TooLarge                       over a set limit (bytes, pages, expansion)
    │   └── TookTooLong                    over the time limit for one document
    ├── NotFound                 exit 3    a path or a name that is not there
    ├── ModelError               exit 4    a model that is missing, damaged or foreign
    ├── CorpusError              exit 5    a corpus that cannot be used as it stands
    ├── StoreError               exit 6    a result store that cannot be opened or written
    └── MissingExtra             exit 7    an optional program or package is not installed

The text of each is Swedish and says what, where and what to do. It never quotes a document.
"""


class ArendenError(Exception):
    """The root: catch this to catch all that the package raises on purpose."""

    exit_code = 70
    kod = "internt_fel"


class UsageError(ArendenError):
    """The command or function was called in a way that has no meaning."""

    exit_code = 2
    kod = "felaktig_anvandning"


class ReadingError(ArendenError):
    """A file that cannot be read; the reason is the subclass."""

    exit_code = 2
    kod = "olasbar"


class EmptyFile(ReadingError):
    """There is no text in the file."""

    kod = "tom_fil"


class UnknownFormat(ReadingError):
    """The content is of a type that we do not read."""

    kod = "okant_format"


class DamagedFile(ReadingError):
    """The type is right, but the file is broken inside."""

    kod = "skadad_fil"


class EncryptedFile(ReadingError):
    """The file needs a password."""

    kod = "krypterad_fil"


class TooLarge(ReadingError):
    """The file is over a set limit: bytes, pages, characters or expansion."""

    kod = "for_stor"


class TookTooLong(ReadingError):
    """The document took more than the set number of seconds."""

    kod = "tog_for_lang_tid"


class NotFound(ArendenError):
    """A path or a name that does not exist."""

    exit_code = 3
    kod = "finns_inte"


class ModelError(ArendenError):
    """A model package that is missing, damaged or not ours."""

    exit_code = 4
    kod = "modellfel"


class CorpusError(ArendenError):
    """A corpus that cannot be used as it stands."""

    exit_code = 5
    kod = "korpusfel"


class StoreError(ArendenError):
    """A result store that cannot be opened or written."""

    exit_code = 6
    kod = "lagerfel"


class MissingExtra(ArendenError):
    """An optional program or package is needed and not installed."""

    exit_code = 7
    kod = "tillagg_saknas"
