"""What several tests look for in a card."""


def every_belagg(value):
    """Every belägg anywhere in a card that was turned into plain dicts and lists."""
    if isinstance(value, dict):
        if "citat" in value:
            yield value
        for inner in value.values():
            yield from every_belagg(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from every_belagg(inner)
