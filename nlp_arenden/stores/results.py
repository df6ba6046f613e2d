"""One row for each ärende and model: its card, or why there is none.

A row is written when work on an ärende begins and again when it ends, so a run cut off knows what is done.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from sqlalchemy import (
    Column,
    Engine,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    delete,
    event,
    inspect,
    select,
)
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DatabaseError, SQLAlchemyError

from nlp_arenden.errors import StoreError, UsageError

Status = Literal["pagar", "klar", "fel"]
APPLICATION_ID = 0x4172656E  # "Aren": how an SQLite file says whose it is
VERSION = 1
WAIT_MS = 10_000

_metadata = MetaData()
_arende = Table(
    "arende",
    _metadata,
    Column("nyckel", String(64), primary_key=True),
    Column("modell_sha256", String(64), primary_key=True),
    Column("namn", Text, nullable=False),
    Column("status", String(8), nullable=False),
    Column("forsok", Integer, nullable=False, default=0),
    Column("kod", String(40)),
    Column("text", Text),
    Column("kort", Text),
    Index("arende_modell_namn", "modell_sha256", "namn"),
)


@dataclass(frozen=True, slots=True)
class Result:
    """How it went for one ärende.

    Args:
        nyckel: sha256 of what was read: the name and the files.
        namn: the name of the source.
        kort: the card as one JSON document; None when there is none.
        kod: stable id of what went wrong; None when nothing did. With a card: a part of it was not read.
        text: the same in Swedish.
    """

    nyckel: str
    namn: str
    kort: str | None = None
    kod: str | None = None
    text: str | None = None

    @property
    def status(self) -> Status:
        """``klar`` with a card, ``fel`` without."""
        return "klar" if self.kort is not None else "fel"


class ResultStore:
    """The results of one model in one database; close it, or use it in a ``with`` statement.

    Raises (all methods): StoreError when the database refuses.
    """

    def __init__(self, engine: Engine, modell_sha256: str) -> None:
        self._engine = engine
        self._modell = modell_sha256

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def finished(self, nyckel: str) -> bool:
        """True when the card of this very content is here."""
        query = select(_arende.c.status).where(_arende.c.nyckel == nyckel, _arende.c.modell_sha256 == self._modell)
        return self._rows(query) == [("klar",)]

    def begin(self, nyckel: str, namn: str) -> None:
        """Note that work on an ärende begins; what the same name held before is dropped."""
        row = {"nyckel": nyckel, "modell_sha256": self._modell, "namn": namn, "status": "pagar", "forsok": 1}
        again = insert(_arende).values(row)
        older = delete(_arende).where(
            _arende.c.modell_sha256 == self._modell, _arende.c.namn == namn, _arende.c.nyckel != nyckel
        )
        self._write(
            older,
            again.on_conflict_do_update(
                index_elements=["nyckel", "modell_sha256"],
                set_={
                    "status": "pagar",
                    "forsok": _arende.c.forsok + 1,
                    "kort": None,
                    "kod": None,
                    "text": None,
                },
            ),
        )

    def record(self, result: Result) -> None:
        """Note how it went for an ärende that was begun."""
        change = {"status": result.status, "kod": result.kod, "text": result.text, "kort": result.kort}
        self._write(
            _arende.update()
            .where(_arende.c.nyckel == result.nyckel, _arende.c.modell_sha256 == self._modell)
            .values(change)
        )

    def forget(self, names: Sequence[str]) -> None:
        """Drop what these names hold."""
        for start in range(0, len(names), 500):
            self._write(
                delete(_arende).where(
                    _arende.c.modell_sha256 == self._modell, _arende.c.namn.in_(names[start : start + 500])
                )
            )

    def result(self, nyckel: str) -> Result | None:
        """How it went for one ärende; None when it never ended."""
        columns = (_arende.c.nyckel, _arende.c.namn, _arende.c.kort, _arende.c.kod, _arende.c.text)
        rows = self._rows(
            select(*columns).where(
                _arende.c.nyckel == nyckel,
                _arende.c.modell_sha256 == self._modell,
                _arende.c.status != "pagar",
            )
        )
        return Result(*rows[0]) if rows else None

    def cards(self) -> Iterator[str]:
        """Every card of the model as JSON, by name."""
        query = (
            select(_arende.c.nyckel)
            .where(_arende.c.modell_sha256 == self._modell, _arende.c.status == "klar")
            .order_by(_arende.c.namn, _arende.c.nyckel)
        )
        for (nyckel,) in self._rows(query):
            found = self.result(nyckel)
            if found is not None and found.kort is not None:
                yield found.kort

    def _rows(self, query: Any) -> list[Any]:
        try:
            with self._engine.connect() as connection:
                return [tuple(row) for row in connection.execute(query)]
        except SQLAlchemyError as fault:
            raise _refusal(self._engine, fault) from fault

    def _write(self, *changes: Any) -> None:
        try:
            with self._engine.begin() as connection:
                for change in changes:
                    connection.execute(change)
        except SQLAlchemyError as fault:
            raise _refusal(self._engine, fault) from fault


def open_store(target: str | Path, modell_sha256: str) -> ResultStore:
    """The result store in an SQLite file, made when it is not there.

    Raises:
        UsageError: the target is a database server, which comes later.
        StoreError: the file cannot be opened, or is another program's.
    """
    if "://" in str(target):
        raise UsageError("Databasservrar stöds inte ännu. Ange en fil som slutar på .db.")
    path = Path(target)
    if not path.parent.is_dir():
        raise StoreError(f"Mappen {path.parent} finns inte. Skapa den eller ange en annan fil.")
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", _prepare)
    try:
        _claim(engine, path)
    except SQLAlchemyError as fault:
        engine.dispose()
        raise _refusal(engine, fault) from fault
    except StoreError:
        engine.dispose()
        raise
    return ResultStore(engine, modell_sha256)


def remove_store(path: Path) -> None:
    """Take away a store that is closed, with the files that SQLite keeps beside it."""
    for tail in ("", "-wal", "-shm"):
        path.with_name(path.name + tail).unlink(missing_ok=True)


def _claim(engine: Engine, path: Path) -> None:
    """Makes the tables in a new file; refuses a file that is not ours or comes from a newer version."""
    with engine.begin() as connection:
        owner = connection.exec_driver_sql("PRAGMA application_id").scalar()
        version = connection.exec_driver_sql("PRAGMA user_version").scalar()
        if owner != APPLICATION_ID and inspect(connection).get_table_names():
            raise StoreError(f"{path} är en databas från ett annat program. Ange en annan fil.")
        if owner == APPLICATION_ID and version != VERSION:
            raise StoreError(f"{path} är gjord med en annan version av nlp_arenden. Ange en ny fil.")
        _metadata.create_all(connection)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")


def _prepare(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout = {WAIT_MS}",
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _refusal(engine: Engine, fault: SQLAlchemyError) -> StoreError:
    # Only SQLite's own words: a statement's parameters may hold text of a document.
    said = str(fault.orig) if isinstance(fault, DatabaseError) and fault.orig else type(fault).__name__
    return StoreError(
        f"Det går inte att använda resultatlagret {engine.url.database} ({said}). "
        "Kontrollera filen, rättigheterna och platsen på disken."
    )
