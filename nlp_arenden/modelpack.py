"""A model package on disk: everything that decides an answer, in one folder with a manifest.

    models/<name>-<version>/
        meta.json       name, version, format, kind, sha256 of every other file, figures, licences of sources
        README.md       the model card
        taxonomy.toml   the themes
        rules/*.toml    patterns and lexicons, each rule with id, source, examples and counter-examples
        tables/*.tsv    gazetteers
        themes.npz      the theme model: plain arrays of a scikit-learn model, no pickle

A package may stand on others (``uses`` in its manifest): on a ``base``, whose files count as its own where it
has none by that name, on an ``encoder`` and on a ``language`` pipeline. Each is named with version and sha256,
and is refused when it differs. An encoder may also be any folder that transformers reads, named by its whole path.
Nothing in a package is executed when it is loaded.
"""

import hashlib
import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from nlp_arenden.domain.card import ModelStamp
from nlp_arenden.errors import ModelError, NotFound

FORMAT = 1
MODEL = "modell"  # the kind of package that makes cards; the others serve it
DEFAULT = "snabb"
MANIFEST = "meta.json"
CARD = "README.md"
ENVIRONMENT = "NLP_ARENDEN_MODELS"
_ENCODER_FILES = (".json", ".safetensors", ".txt", ".model")  # of a folder that is no package: what is read there


@dataclass(frozen=True)
class ModelPack:
    """An opened package: its folder and its manifest. Files are read on demand.

    Raises (all methods): ModelError when a file is missing or cannot be parsed.
    """

    path: Path
    meta: Mapping[str, Any]

    @property
    def kind(self) -> str:
        """What the package is: a model that makes cards, or a part that models use."""
        return str(self.meta.get("kind", MODEL))

    @cached_property
    def digest(self) -> str:
        """One SHA-256 for the files of the package and of all that it stands on; the model card decides no answer."""
        used = {f"uses/{role}": part["sha256"] for role, part in self.meta.get("uses", {}).items()}
        return digest_of({name: sha for name, sha in {**self.meta["files"], **used}.items() if name != CARD})

    @cached_property
    def base(self) -> "ModelPack | None":
        """The package whose files this one takes over, if any."""
        return self.part("base")

    def part(self, role: str) -> "ModelPack | None":
        """The package that serves this one as ``role``; None when it, and its base, use none."""
        named = self.meta.get("uses", {}).get(role)
        if named is None:
            return self.base.part(role) if role != "base" and self.base else None
        if role == "encoder" and Path(named["pack"]).is_absolute():
            return self._encoder_at(Path(named["pack"]), named["sha256"])
        try:
            found = open_pack(self.path.parent / named["pack"])
        except (NotFound, ModelError):
            found = open_pack(named["pack"])
        if found.digest != named["sha256"]:
            raise ModelError(
                f"Modellen {self.path.name} är gjord för {named['pack']} i en annan lydelse än den som finns i "
                f"{found.path}. Hämta båda på nytt; har den egna teman, lär om dem med 'arenden trana … --om'."
            )
        return found

    def check_makes_cards(self) -> None:
        """Nothing, for a model; a part that models use makes no cards.

        Raises:
            ModelError: it is such a part.
        """
        if self.kind != MODEL:
            raise ModelError(
                f"{self.path.name} är en del som modeller använder ({self.kind}) och gör inga kort själv. "
                "Välj en modell ur 'arenden modell lista'."
            )

    def uses(self, role: str) -> bool:
        """Whether a package serves this one, or its base, as ``role``; it is not opened."""
        return role in self.meta.get("uses", {}) or (self.base is not None and self.base.uses(role))

    def _encoder_at(self, path: Path, sha256: str) -> "ModelPack":
        if not path.is_dir():
            raise ModelError(
                f"Modellen {self.path.name} använder textkodaren {path}, som inte finns. Lägg tillbaka mappen eller "
                "träna om modellen."
            )
        found = open_encoder(path)
        if found.digest != sha256:
            raise ModelError(
                f"Textkodaren {path} har ändrats sedan modellen {self.path.name} tränades. Lägg tillbaka den eller "
                "träna om modellen."
            )
        return found

    def file(self, name: str) -> Path:
        """Where a file of the package lies: in its own folder or, where that has none, in its base's."""
        own = self.path / name
        return own if own.exists() or self.base is None else self.base.file(name)

    @cached_property
    def files(self) -> Mapping[str, str]:
        """The sha256 of every file by name, those of the base included where they are in use."""
        return {**(self.base.files if self.base else {}), **self.meta["files"]}

    @cached_property
    def stamp(self) -> ModelStamp:
        """Name, version and the two hashes that every card carries."""
        files = self.files
        rules = {name: sha for name, sha in files.items() if name.startswith(("rules/", "tables/", "taxonomy"))}
        return ModelStamp(
            namn=self.meta["name"],
            version=self.meta["version"],
            sha256=self.digest,
            regler_sha256=digest_of(rules),
        )

    def rules(self, name: str) -> dict[str, Any]:
        """The parsed content of ``rules/<name>.toml``."""
        return self.toml(f"rules/{name}.toml")

    def toml(self, name: str) -> dict[str, Any]:
        """The parsed content of a TOML file in the package."""
        try:
            return tomllib.loads(self.text(name))
        except tomllib.TOMLDecodeError as fault:
            raise ModelError(
                f"Modellen {self.path.name}: {name} är skadad ({fault}). Hämta modellen på nytt."
            ) from fault

    def table(self, name: str) -> list[dict[str, str]]:
        """The rows of ``tables/<name>.tsv`` as dicts keyed by its header line."""
        lines = self.text(f"tables/{name}.tsv").splitlines() or [""]
        header = lines[0].split("\t")
        rows = [line.split("\t") for line in lines[1:] if line]
        if any(len(row) != len(header) for row in rows):
            raise ModelError(
                f"Modellen {self.path.name}: tabellen {name} har rader av olika längd. Hämta modellen på nytt."
            )
        return [dict(zip(header, row, strict=True)) for row in rows]

    def text(self, name: str) -> str:
        """A file of the package, decoded as UTF-8."""
        try:
            return self.file(name).read_text("utf8")
        except (OSError, UnicodeDecodeError) as fault:
            raise ModelError(
                f"Modellen {self.path.name}: {name} saknas eller går inte att läsa. Hämta modellen på nytt."
            ) from fault

    def faults(self) -> list[str]:
        """What differs from the manifest, one Swedish line each, here and in the packages that it uses."""
        if not (self.path / MANIFEST).exists():  # an encoder that is no package: its whole is checked by who uses it
            return []
        found = file_hashes(self.path)
        expected: Mapping[str, str] = self.meta["files"]
        lines = [f"{name}: saknas" for name in sorted(expected.keys() - found.keys())]
        lines += [f"{name}: finns inte i {MANIFEST}" for name in sorted(found.keys() - expected.keys())]
        lines += [
            f"{name}: har ändrats (fel sha256)"
            for name in sorted(expected.keys() & found.keys())
            if expected[name] != found[name]
        ]
        parts = [part for role in self.meta.get("uses", {}) if (part := self.part(role))]
        return lines + [f"{part.path.name}: {fault}" for part in parts for fault in part.faults()]


def open_pack(name_or_path: str | Path | None = None) -> ModelPack:
    """The model package with that name (newest version) or at that path; the default one for None.

    Raises:
        NotFound: there is no such model.
        ModelError: the folder is not a package that this version can read.
    """
    path = _find(name_or_path)
    try:
        meta = json.loads((path / MANIFEST).read_text("utf8"))
    except OSError as fault:
        raise ModelError(f"{path} är ingen modell: {MANIFEST} saknas. Ange en mapp med en modell.") from fault
    except (json.JSONDecodeError, UnicodeDecodeError) as fault:
        raise ModelError(f"Modellen {path.name}: {MANIFEST} är skadad. Hämta modellen på nytt.") from fault
    if not isinstance(meta, dict) or not {"format", "name", "version", "files"} <= meta.keys() or not _sound(meta):
        raise ModelError(f"{path} är ingen modell för nlp_arenden: {MANIFEST} saknar uppgifter. Ange en annan mapp.")
    if meta["format"] != FORMAT:
        raise ModelError(
            f"Modellen {path.name} har format {meta['format']}, men den här versionen läser format {FORMAT}. "
            "Uppdatera nlp_arenden eller välj en annan modell."
        )
    return ModelPack(path, meta)


def _sound(meta: Mapping[str, Any]) -> bool:
    """Whether the files and the packages in use are told as they should be."""
    uses = meta.get("uses", {})
    return (
        isinstance(meta["files"], dict)
        and isinstance(uses, dict)
        and all(isinstance(named, dict) and {"pack", "sha256"} <= named.keys() for named in uses.values())
    )


def open_encoder(name_or_path: str | Path) -> ModelPack:
    """The encoder with that name or at that path: a package, or any folder with a checkpoint for transformers.

    Raises:
        NotFound: there is no such encoder.
        ModelError: the folder is a package that this version cannot read.
    """
    path = _find(name_or_path)
    if (path / MANIFEST).exists():
        return open_pack(path)
    return ModelPack(path.resolve(), {"kind": "kodare", "name": path.name, "version": "", "files": _read_of(path)})


def list_packs() -> list[ModelPack]:
    """All packages in the search folders, by name and version."""
    paths = {path.name: path for folder in reversed(_folders()) for path in _packages_in(folder)}
    return [open_pack(paths[name]) for name in sorted(paths)]


def file_hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of every file in a package folder except the manifest, by relative POSIX path, sorted."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }


def _read_of(folder: Path) -> dict[str, str]:
    """SHA-256 of the files that an encoder without a manifest is read from."""
    return {
        path.name: _sha256(path)
        for path in sorted(folder.iterdir())
        if path.is_file() and path.suffix in _ENCODER_FILES
    }


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest_of(files: Mapping[str, str]) -> str:
    """One SHA-256 for a set of file hashes, independent of their order."""
    return hashlib.sha256("\n".join(f"{name} {files[name]}" for name in sorted(files)).encode()).hexdigest()


def _find(name_or_path: str | Path | None) -> Path:
    wanted = str(name_or_path or DEFAULT)
    if os.sep in wanted and not Path(wanted).is_dir():
        raise NotFound(
            f"Modellen {wanted} finns inte. Ange en mapp som finns, eller ett namn ur 'arenden modell lista'."
        )
    for folder in _folders():
        hits = [path for path in _packages_in(folder) if wanted in (path.name, path.name.rpartition("-")[0])]
        if hits:
            return max(hits, key=_version_key)
    if Path(wanted).is_dir():
        return Path(wanted)
    raise NotFound(f"Det finns ingen modell som heter {wanted}. 'arenden modell lista' visar dem som finns.")


def _folders() -> list[Path]:
    """Where packages are looked for: the user's own folder, the installed ones, the checkout's."""
    here = Path(__file__).resolve().parent
    own = [Path(os.environ[ENVIRONMENT])] if os.environ.get(ENVIRONMENT) else []
    return [*own, here / "_models", here.parent / "models"]


def _packages_in(folder: Path) -> list[Path]:
    return sorted(path.parent for path in folder.glob(f"*/{MANIFEST}"))


def _version_key(path: Path) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else 0 for part in path.name.rpartition("-")[2].split("."))
