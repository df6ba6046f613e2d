"""Builds the spaCy pipeline that reads one handling: words, then our own components in order."""

from collections.abc import Callable, Collection

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from nlp_arenden.modelpack import ModelPack, open_pack
from nlp_arenden.pipeline.forslag.component import make_forslag
from nlp_arenden.pipeline.frister.component import make_frister
from nlp_arenden.pipeline.kostnader.component import make_kostnader
from nlp_arenden.pipeline.kostnader.judge import JUDGE, Judge
from nlp_arenden.pipeline.remissinstanser.component import make_remissinstanser
from nlp_arenden.pipeline.rules import load_rules
from nlp_arenden.pipeline.structure.places import make_places
from nlp_arenden.pipeline.structure.sections import make_sections
from nlp_arenden.pipeline.tokens import NAME as WORDS
from nlp_arenden.pipeline.uppgifter.component import make_metadata
from nlp_arenden.pipeline.varningar import make_varningar

Component = Callable[[Doc], Doc]

# Name of the component (its layer on the Doc) and how it is made from a model package, in running order.
COMPONENTS: dict[str, Callable[[ModelPack], Component]] = {
    "arenden_avsnitt": lambda pack: make_sections(load_rules(pack, "rubriker"), load_rules(pack, "delar")),
    "arenden_meningar": lambda pack: make_places(),
    "arenden_uppgifter": lambda pack: make_metadata(load_rules(pack, "uppgifter"), pack.table("kommuner")),
    "arenden_forslag": lambda pack: make_forslag(load_rules(pack, "forslag")),
    "arenden_kostnader": lambda pack: make_kostnader(load_rules(pack, "kostnader"), Judge.load(pack.file(JUDGE))),
    "arenden_remissinstanser": lambda pack: make_remissinstanser(
        load_rules(pack, "instanser"), pack.table("myndigheter")
    ),
    "arenden_frister": lambda pack: make_frister(load_rules(pack, "frister")),
    "arenden_varningar": lambda pack: make_varningar(load_rules(pack, "varningar")),
}
_LONGEST = 100_000_000  # code points; reading has its own, settable limits


def _register(name: str, make: Callable[[ModelPack], Component]) -> None:
    def factory(nlp: Language, name: str, model: str) -> Component:
        return make(open_pack(model))

    Language.factory(name, default_config={"model": ""}, func=factory)


for _name, _make in COMPONENTS.items():
    _register(_name, _make)


def build_pipeline(pack: ModelPack, without: Collection[str] = ()) -> Language:
    """The pipeline of a model package. Called with clean text it gives a Doc whose layers are all written.

    Args:
        pack: the package.
        without: names of components to leave out, for the recipe that trains one of them.

    Raises:
        ModelError: a rule file is missing or cannot be used.
    """
    nlp = spacy.blank("sv", config={"nlp": {"tokenizer": {"@tokenizers": WORDS}}})
    nlp.max_length = _LONGEST
    for name in COMPONENTS:
        if name not in without:
            nlp.add_pipe(name, config={"model": str(pack.path)})
    return nlp
