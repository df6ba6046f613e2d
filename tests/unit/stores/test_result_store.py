import sqlite3

import pytest

from nlp_arenden.errors import StoreError, UsageError
from nlp_arenden.stores.results import Result, open_store, remove_store

MODEL = "m" * 64


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "kort.db", MODEL) as store:
        yield store


def done(store, nyckel, namn="a", kort="{}", **why):
    store.begin(nyckel, namn)
    store.record(Result(nyckel, namn, kort, **why))


def test_an_arende_is_finished_when_its_card_is_recorded(store):
    store.begin("k", "a")
    assert not store.finished("k")
    assert store.result("k") is None
    store.record(Result("k", "a", '{"x": "å"}'))
    assert store.finished("k")
    assert store.result("k") == Result("k", "a", '{"x": "å"}')


def test_a_failure_is_kept_with_its_reason_and_is_not_finished(store):
    done(store, "k", kort=None, kod="tom_fil", text="Filen är tom.")
    assert not store.finished("k")
    assert store.result("k") == Result("k", "a", None, "tom_fil", "Filen är tom.")


def test_beginning_again_forgets_the_old_failure_and_counts_the_attempt(store, tmp_path):
    done(store, "k", kort=None, kod="tom_fil", text="Filen är tom.")
    done(store, "k")
    assert store.result("k") == Result("k", "a", "{}")
    with sqlite3.connect(tmp_path / "kort.db") as database:
        assert database.execute("select forsok from arende").fetchall() == [(2,)]
    database.close()


def test_a_name_with_new_content_has_one_row(store):
    done(store, "old", kort='"old"')
    done(store, "new", kort='"new"')
    assert list(store.cards()) == ['"new"']
    assert not store.finished("old")


def test_cards_come_by_name_whatever_order_they_came_in(store):
    for nyckel, namn in (("1", "c"), ("2", "a"), ("3", "b")):
        done(store, nyckel, namn, kort=f'"{namn}"')
    done(store, "4", "aa", kort=None, kod="tom_fil")
    assert list(store.cards()) == ['"a"', '"b"', '"c"']


def test_results_live_on_when_the_store_is_opened_again(store, tmp_path):
    done(store, "k")
    store.close()
    with open_store(tmp_path / "kort.db", MODEL) as again:
        assert again.finished("k")


def test_one_model_knows_nothing_of_anothers_answers(store, tmp_path):
    done(store, "k")
    with open_store(tmp_path / "kort.db", "n" * 64) as other:
        assert not other.finished("k")
        done(other, "k", kort='"other"')
        assert list(other.cards()) == ['"other"']
    assert list(store.cards()) == ["{}"]


def test_names_can_be_forgotten_even_very_many(store):
    done(store, "k", "a")
    done(store, "l", "b")
    store.forget([*(f"x{n}" for n in range(1200)), "a"])
    assert not store.finished("k")
    assert store.finished("l")


def test_a_file_of_another_program_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "annat.db"
    with sqlite3.connect(path) as database:
        database.execute("create table t (x)")
    database.close()
    with pytest.raises(StoreError, match="annat program"):
        open_store(path, MODEL)


def test_a_file_that_is_no_database_is_refused(tmp_path):
    (tmp_path / "kort.db").write_text("detta är text " * 100, "utf8")
    with pytest.raises(StoreError, match="resultatlagret"):
        open_store(tmp_path / "kort.db", MODEL)


def test_a_store_from_another_version_is_refused(store, tmp_path):
    store.close()
    with sqlite3.connect(tmp_path / "kort.db") as database:
        database.execute("pragma user_version = 99")
    database.close()
    with pytest.raises(StoreError, match="annan version"):
        open_store(tmp_path / "kort.db", MODEL)


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(StoreError, match="finns inte"):
        open_store(tmp_path / "borta" / "kort.db", MODEL)


def test_a_database_server_comes_later_and_that_is_said():
    with pytest.raises(UsageError, match="stöds inte ännu"):
        open_store("postgresql://dator/databas", MODEL)


def test_removing_a_store_leaves_no_file_of_it(store, tmp_path):
    done(store, "k")
    store.close()
    remove_store(tmp_path / "kort.db")
    assert list(tmp_path.iterdir()) == []


def test_a_full_or_locked_store_never_tells_the_text_of_a_card(store, tmp_path, monkeypatch):
    store.close()
    with open_store(tmp_path / "kort.db", MODEL) as store:
        store.begin("k", "a")
        with sqlite3.connect(tmp_path / "kort.db") as database:
            database.execute("drop table arende")
        database.close()
        with pytest.raises(StoreError) as told:
            store.record(Result("k", "a", "hemligt"))
    assert "hemligt" not in str(told.value)
