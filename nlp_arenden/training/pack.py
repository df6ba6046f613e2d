"""The manifest of a model package.

``python -m nlp_arenden.training.pack models/snabb-1.1.0`` seals a folder anew after its files have changed.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nlp_arenden.errors import ModelError, UsageError
from nlp_arenden.modelpack import FORMAT, MANIFEST, file_hashes


def write_manifest(
    folder: Path,
    name: str | None = None,
    version: str | None = None,
    figures: Mapping[str, Any] | None = None,
    sources: Mapping[str, Any] | None = None,
    config: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Writes ``meta.json`` with the hashes of all files in the folder, and hands back its content.

    What is not given stays as the present manifest has it; figures, sources and config are replaced key by
    key, so that each recipe reports only its own. Same files and arguments give the same bytes.

    Raises:
        UsageError: the folder does not exist, or has neither manifest nor a name like ``name-version``.
        ModelError: the present manifest cannot be parsed.
    """
    if not folder.is_dir():
        raise UsageError(f"Mappen {folder} finns inte. Ange mappen för en modell.")
    old = _present(folder)
    stem, _, number = folder.resolve().name.rpartition("-")
    meta = {
        "format": FORMAT,
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


if __name__ == "__main__":
    write_manifest(Path(sys.argv[1]))
