"""A dependency tree whose heads and relations can be changed, and that stays a tree while they are."""

from collections.abc import Iterable, Iterator

from nlp_arenden.training.language.treebank import Sentence, Token


class Tree:
    """Words with heads (places counted from 0, -1 for the root) and relations, both open to change."""

    def __init__(self, sentence: Sentence) -> None:
        self.words: tuple[Token, ...] = sentence.tokens
        self.heads = [token.head - 1 for token in sentence.tokens]
        self.relations = [token.deprel for token in sentence.tokens]

    def tag(self, place: int) -> str:
        """The part of speech of the Stockholm-Umeå corpus: the first part of XPOS."""
        return self.words[place].xpos.partition("|")[0]

    def form(self, place: int) -> str:
        """The word in small letters."""
        return self.words[place].form.lower()

    def children(self, place: int) -> list[int]:
        """The places of those that have this head, from the left."""
        return [child for child, head in enumerate(self.heads) if head == place]

    def related(self, place: int, *relations: str) -> list[int]:
        """The children with one of these relations."""
        return [child for child in self.children(place) if self.relations[child] in relations]

    def ancestors(self, place: int) -> Iterator[int]:
        """The heads above, the nearest first; stops at the root and in a circle."""
        seen = {place}
        while (place := self.heads[place]) >= 0 and place not in seen:
            seen.add(place)
            yield place

    def begins(self) -> list[int]:
        """Where the phrase of each word begins, marks left aside."""
        begins = list(range(len(self.words)))
        for place in range(len(self.words)):
            if self.relations[place] != "punct":
                for head in self.ancestors(place):
                    begins[head] = min(begins[head], place)
        return begins

    def attach(self, place: int, head: int, relation: str | None = None) -> None:
        """Gives the word a new head, and a new relation if one is named, unless that would close a circle."""
        if head != place and place not in self.ancestors(head):
            self.heads[place] = head
            self.relations[place] = relation or self.relations[place]

    def promote(self, place: int, relation: str, moved: Iterable[int] = ()) -> None:
        """Lets a word take over the place of its head, which becomes its child with ``relation``; ``moved`` follow."""
        old = self.heads[place]
        self.heads[place], self.relations[place] = self.heads[old], self.relations[old]
        self.heads[old], self.relations[old] = place, relation
        for child in moved:
            if child not in (place, old):
                self.heads[child] = place
