"""Writes own themes as a model package that stands on the model they were taught to."""

import json
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nlp_arenden.errors import StoreError, UsageError
from nlp_arenden.modelpack import CARD, MANIFEST, ModelPack
from nlp_arenden.pipeline.teman.own import OWN, OwnThemes
from nlp_arenden.training.own.card import own_card
from nlp_arenden.training.pack import write_manifest

TABLE = "own.toml"
_FIRST = "1.0.0"


def package_path(wanted: Path) -> Path:
    """The folder to write: as wanted, with a version on its name."""
    path = wanted.resolve()
    return path if re.search(r".-\d+(\.\d+)*$", path.name) else path.with_name(f"{path.name}-{_FIRST}")


def check_target(path: Path, again: bool) -> None:
    """Nothing, when a package may be written at ``path``; told before long work rather than after it.

    Raises:
        UsageError: something is there that must stay.
        StoreError: the folder around it does not exist.
    """
    if not path.parent.is_dir():
        raise StoreError(f"Mappen {path.parent} finns inte. Skapa den eller ange en annan.")
    if not path.exists():
        return
    if not all((path / name).is_file() for name in (MANIFEST, TABLE, OWN)):
        raise UsageError(f"{path} finns och är inte gjord av 'arenden trana'. Ange en annan mapp.")
    if not again:
        raise UsageError(f"{path} finns redan. Ange en annan mapp, eller --om för att ersätta den.")


def write_own(
    path: Path, own: OwnThemes, figures: Mapping[str, Mapping[str, Any]], base: ModelPack, encoder: ModelPack | None
) -> None:
    """Writes the package: beside its place, and moved there when it is whole.

    Args:
        path: as ``package_path`` gives it, and ``check_target`` allows.
        own: the themes.
        figures: by theme id.
        base: the model that they stand on.
        encoder: what reads their vectors, where that is not the base's own.

    Raises:
        StoreError: writing is refused.
    """
    try:
        with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as place:
            folder = Path(place) / path.name
            folder.mkdir()
            own.save(folder / OWN)
            (folder / TABLE).write_text(_table(own, figures), "utf8")
            (folder / CARD).write_text(own_card(path.name, own, figures, base, encoder), "utf8")
            name, _, version = path.name.rpartition("-")
            uses = {"base": base.path, **({"encoder": encoder.path} if encoder else {})}
            write_manifest(folder, name=name, version=version, figures={"egna teman": figures}, uses=uses, beside=path)
            _replace(path, folder, Path(place) / "gammal")
    except OSError as fault:
        raise StoreError(
            f"Det går inte att skriva {path} ({fault.strerror}). Kontrollera rättigheter och plats på disken."
        ) from fault


def _replace(path: Path, new: Path, kept: Path) -> None:
    """Moves the new folder to its place; what lay there comes back when that fails."""
    if path.exists():
        path.rename(kept)
    try:
        new.rename(path)
    except OSError:
        if kept.exists():
            kept.rename(path)
        raise


def _table(own: OwnThemes, figures: Mapping[str, Mapping[str, Any]]) -> str:
    """Themes and figures as TOML; its strings, numbers and lists are written as in JSON."""
    rows = []
    for theme, label in zip(own.ids, own.labels, strict=True):
        values = {"id": theme, "label": label, **figures[theme]}
        rows.append("[[theme]]\n" + "".join(f"{k} = {json.dumps(v, ensure_ascii=False)}\n" for k, v in values.items()))
    return "# Egna teman, med mått på exempel som vikterna inte sett. Vikterna ligger i own.npz.\n\n" + "\n".join(rows)
