"""Many ärenden in, one result set out: resumable, isolated, the same bytes however many work on it."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from nlp_arenden import __version__
from nlp_arenden.domain.card import CaseAnalysis
from nlp_arenden.domain.handling import Arende
from nlp_arenden.errors import ArendenError, NotFound, ReadingError, TookTooLong, UsageError
from nlp_arenden.export.tables import BOM, csv_line, csv_table
from nlp_arenden.reading import Limits, find_arenden, read_arende
from nlp_arenden.stores.files import check_writable, write_whole
from nlp_arenden.stores.results import Result, ResultStore, open_store, remove_store
from nlp_arenden.workflows.workers import Stopped, Task, run_isolated

TARGETS = (".jsonl", ".csv", ".db")
FEW = 3  # ärenden: fewer do not repay the start of a second process
GRACE = 2.0  # seconds: the reader's own limit, which can say more, comes first
PARTLY_READ = "delvis_olast"
CRASHED = "processen_avbrots"


@dataclass(frozen=True, slots=True)
class Case:
    """One ärende to do: its name in the result set, its files, and the sha256 of both."""

    namn: str
    files: tuple[Path, ...]
    nyckel: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come, in ärenden."""

    total: int
    done: int
    failed: int
    skipped: int


@dataclass(frozen=True, slots=True)
class Failure:
    """An ärende, or a part of one, that could not be read: its name, a stable id, and why in Swedish."""

    namn: str
    kod: str
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a run came to. ``skipped`` were done already; an ärende read in part is done and a failure."""

    done: int
    skipped: int
    failures: tuple[Failure, ...]

    @property
    def cards(self) -> int:
        """Ärenden that have a card now."""
        return self.done + self.skipped


Answer = Callable[[Case], Result]
OnProgress = Callable[[Progress], None]


def tag_register(
    sources: Sequence[Path],
    target: Path,
    load: Callable[[], Answer],
    modell_sha256: str,
    *,
    seconds: float,
    workers: int,
    restart: bool = False,
    on_progress: OnProgress = lambda progress: None,
) -> Report:
    """Cards of all the ärenden in the sources, in the file ``target``.

    A ``.db`` holds the results as they come. A ``.jsonl`` or ``.csv`` is written whole at the end, in the
    order of the sources; until then the results lie in ``<target>.pagar.db``, where a run cut off goes on.
    Ärenden that failed are listed in ``<target>.fel.csv``, which is there only when there are any.

    Args:
        sources: files and folders; each file, and each direct subfolder, of a folder is one ärende.
        target: a file that ends in .jsonl, .csv or .db.
        load: called once in each worker process, gives the function that answers; importable (``CardMaker``).
        modell_sha256: which model the answers come from.
        seconds: the longest time for one document.
        workers: the most processes to use.
        restart: do over what is done already.
        on_progress: called after each ärende.

    Raises:
        UsageError: a target that we do not write.
        NotFound: there is no ärende in the sources.
        ReadingError: a folder among the sources may not be opened.
        StoreError: the target cannot be written.
    """
    check_target(target)
    cases = _found(sources)
    if not cases:
        raise NotFound("Det finns inga ärenden i källan. Ange en mapp med filer, eller filer.")
    check_writable(target)
    whole = target.suffix == ".db"
    journal = target if whole else beside(target, ".pagar.db")
    with closing(open_store(journal, modell_sha256)) as store:
        if restart:
            store.forget([namn for namn, _ in cases])
        run = _Run(cases, store, seconds, on_progress)
        run.through(load, min(workers, len(cases)) if len(cases) > FEW else 1)
        failures = tuple(_failures(run.keys, store))
        if run.readable and not whole:
            write_whole(target, _content(target, run.keys, store))
        _list_failures(target, failures)
    if not whole:
        remove_store(journal)
    return Report(run.done, run.skipped, failures)


def check_target(target: str | Path) -> None:
    """Nothing, when the target is of a kind that we write.

    Raises:
        UsageError: it is not.
    """
    if "://" in str(target):
        raise UsageError("Databasservrar stöds inte ännu. Ange en fil som slutar på .jsonl, .csv eller .db.")
    if Path(target).suffix not in TARGETS:
        raise UsageError(f"Målet {target} har ett format som inte stöds ännu. Ange .jsonl, .csv eller .db.")


def beside(target: Path, tail: str) -> Path:
    """The path next to the target with a tail on its name."""
    return target.with_name(target.name + tail)


@dataclass(frozen=True, slots=True)
class CardMaker:
    """Loads, in a worker process, the function that reads an ärende and makes its card.

    Args:
        pack: folder of the model package.
        limits: what reading one document may cost.
        ocr: whether pictures of text are read by OCR.
    """

    pack: Path
    limits: Limits
    ocr: bool

    def __call__(self) -> Answer:
        """The function, with the model loaded."""
        from nlp_arenden.modelpack import open_pack
        from nlp_arenden.pipeline.torchless import block_torch

        pack = open_pack(self.pack)
        if not pack.uses("encoder"):
            block_torch()
        from nlp_arenden.analysis import Analyzer

        analyzer = Analyzer.load(pack)

        def answer(case: Case) -> Result:
            try:
                arende = read_arende(case.files, case.namn, self.limits, self.ocr)
                if not arende.handlingar:
                    return Result(case.nyckel, case.namn, kod=arende.unread[0].kod, text=_reasons(arende))
                card = analyzer.analyse(arende).to_json()
            except ArendenError as fault:
                return Result(case.nyckel, case.namn, kod=fault.kod, text=str(fault))
            except Exception as fault:  # The barrier: one ärende never ends the run, and its text reaches no list.
                return Result(
                    case.nyckel, case.namn, kod=ArendenError.kod, text=f"Internt fel: {type(fault).__name__}."
                )
            if arende.unread:
                return Result(case.nyckel, case.namn, card, PARTLY_READ, _reasons(arende))
            return Result(case.nyckel, case.namn, card)

        return answer


class _Run:
    """One pass over the ärenden; counts as it goes."""

    def __init__(
        self,
        cases: Sequence[tuple[str, list[Path]]],
        store: ResultStore,
        seconds: float,
        on_progress: OnProgress,
    ) -> None:
        self.keys: list[str] = []
        self.done = self.failed = self.skipped = 0
        self._cases, self._store, self._seconds, self._on_progress = cases, store, seconds, on_progress

    @property
    def readable(self) -> int:
        """Ärenden that have a card."""
        return self.done + self.skipped

    def through(self, load: Callable[[], Answer], workers: int) -> None:
        """Do every ärende that has no card yet, and record how it went."""
        with closing(run_isolated(self._pending(), load, workers)) as answers:
            for case, answer in answers:
                result = _stopped(case, self._seconds, answer) if isinstance(answer, Stopped) else answer
                self._store.record(result)
                self.done += result.kort is not None
                self.failed += result.kort is None
                self._tell()

    def _pending(self) -> Iterator[Task[Case]]:
        for namn, files in self._cases:
            case = Case(namn, tuple(files), key_of(namn, files))
            self.keys.append(case.nyckel)
            if self._store.finished(case.nyckel):
                self.skipped += 1
                self._tell()
            else:
                self._store.begin(case.nyckel, namn)
                yield Task(case, self._seconds * len(files) + GRACE)

    def _tell(self) -> None:
        self._on_progress(Progress(len(self._cases), self.done, self.failed, self.skipped))


def key_of(namn: str, files: Sequence[Path]) -> str:
    """The sha256 of all that a card is made from, but the model: this program, the name and every file."""
    whole = hashlib.sha256(f"{__version__}\n{namn}\n".encode("utf-8", "surrogateescape"))
    for file in files:
        whole.update(f"{_digest(file)} {file.name}\n".encode("utf-8", "surrogateescape"))
    return whole.hexdigest()


def _digest(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return "unread"  # The reader meets the same fault, and tells it.


def _found(sources: Sequence[Path]) -> list[tuple[str, list[Path]]]:
    try:
        return find_arenden(sources)
    except OSError as fault:
        raise ReadingError(f"{fault.filename} får inte öppnas ({fault.strerror}). Kontrollera behörigheten.") from fault


def _reasons(arende: Arende) -> str:
    return " ".join(unread.text for unread in arende.unread)


def _stopped(case: Case, seconds: float, answer: Stopped) -> Result:
    if answer.late:
        text = f"tog mer än {seconds * len(case.files):g} sekunder; dela upp ärendet eller höj tidsgränsen."
        return Result(case.nyckel, case.namn, kod=TookTooLong.kod, text=text)
    text = "processen som läste ärendet avbröts två gånger (skadad fil eller slut på minne); prova det för sig."
    return Result(case.nyckel, case.namn, kod=CRASHED, text=text)


def _failures(keys: Sequence[str], store: ResultStore) -> Iterator[Failure]:
    for key in keys:
        result = store.result(key)
        if result is not None and result.kod is not None:
            yield Failure(result.namn, result.kod, result.text or "")


def _content(target: Path, keys: Sequence[str], store: ResultStore) -> Iterator[bytes]:
    cards = ((result.namn, result.kort) for key in keys if (result := store.result(key)) and result.kort)
    if target.suffix == ".jsonl":
        return (f"{kort}\n".encode() for _, kort in cards)
    rows = csv_table((namn, CaseAnalysis.model_validate_json(kort)) for namn, kort in cards)
    return (row.encode("utf-8", "backslashreplace") for row in rows)


def _list_failures(target: Path, failures: Sequence[Failure]) -> None:
    path = beside(target, ".fel.csv")
    if failures:
        lines = [BOM + csv_line(("namn", "kod", "text"))]
        lines += [csv_line((failure.namn, failure.kod, failure.text)) for failure in failures]
        write_whole(path, (line.encode("utf-8", "backslashreplace") for line in lines))
    else:
        path.unlink(missing_ok=True)
