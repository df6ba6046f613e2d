"""The manifest of a model package.

``python -m nlp_arenden.training.pack models/snabb-1.1.0`` seals a folder anew after its files have changed;
``… pack models/noggrann-1.0.0 base=models/snabb-1.1.0`` says as well what it stands on.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from nlp_arenden.errors import ModelError, NotFound, UsageError
from nlp_arenden.modelpack import FORMAT, MANIFEST, MODEL, ModelPack, file_hashes, open_encoder, open_pack
from nlp_arenden.training.command import run


def write_manifest(
    folder: Path,
    name: str | None = None,
    version: str | None = None,
    figures: Mapping[str, Any] | None = None,
    sources: Mapping[str, Any] | None = None,
    config: Mapping[str, Any] | None = None,
    kind: str | None = None,
    uses: Mapping[str, Path] | None = None,
    beside: Path | None = None,
) -> dict[str, Any]:
    """Writes ``meta.json`` with the hashes of all files in the folder, and hands back its content.

    ``uses`` leads to the packages that this one stands on, by role (base, encoder, language). What is not given stays
    as the present manifest has it; figures, sources, config and uses are replaced key by key, so that each recipe
    reports only its own. Same files and arguments give the same bytes.

    ``beside`` is where the folder will lie, when it is made elsewhere.

    Raises:
        UsageError: the folder does not exist, or has neither manifest nor a name like ``name-version``.
        ModelError: the present manifest cannot be parsed.
    """
    if not folder.is_dir():
        raise UsageError(f"Mappen {folder} finns inte. Ange mappen för en modell.")
    old = _present(folder)
    stem, _, number = folder.resolve().name.rpartition("-")
    used = {role: (open_encoder if role == "encoder" else open_pack)(path) for role, path in (uses or {}).items()}
    meta = {
        "format": FORMAT,
        "kind": kind or old.get("kind") or MODEL,
        "uses": {
            **old.get("uses", {}),
            **{role: {"pack": _named(pack, beside or folder), "sha256": pack.digest} for role, pack in used.items()},
        },
        "name": name or old.get("name") or stem,
        "version": version or old.get("version") or number,
        "files": file_hashes(folder),
        "sources": {**old.get("sources", {}), **(sources or {})},
        "config": {**old.get("config", {}), **(config or {})},
        "figures": {**old.get("figures", {}), **(figures or {})},
    }
    if not meta["name"] or not meta["version"]:
        raise UsageError(f"{folder} saknar namn och version. Döp mappen till namn-version, till exempel snabb-1.1.0.")
    text = json.dumps(meta, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    (folder / MANIFEST).write_text(text, "utf8")
    return meta


def _named(pack: ModelPack, user: Path) -> str:
    """What the user's manifest calls a package: its name where that finds it, else its whole path."""
    name = pack.path.name
    try:
        beside = user.resolve().parent / name
        found = beside if beside.is_dir() else open_pack(name).path
    except (ModelError, NotFound):
        return str(pack.path.resolve())
    is_package = (pack.path / MANIFEST).exists()
    return name if is_package and found.resolve() == pack.path.resolve() else str(pack.path.resolve())


def _present(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    if not path.exists():
        return {}
    try:
        found = json.loads(path.read_text("utf8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as fault:
        raise ModelError(f"{path} är skadad. Ta bort filen och kör om.") from fault
    if not isinstance(found, dict):
        raise ModelError(f"{path} är ingen modellbeskrivning. Ta bort filen och kör om.")
    return found


def renew(folder: Path, uses: Annotated[list[str] | None, typer.Argument()] = None) -> None:
    """Writes the manifest of a package anew; ``uses`` are roles and the packages that it stands on, ROLE=PATH."""
    roles = dict(argument.split("=", 1) for argument in uses or [])
    write_manifest(folder, uses={role: Path(path) for role, path in roles.items()})


if __name__ == "__main__":
    run(renew)
