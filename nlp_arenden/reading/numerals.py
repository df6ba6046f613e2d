"""Numbers as lists write them: 3, c, C, iii, III."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def numeral(number: int, form: str) -> str:
    """``number`` in the form of ``1``, ``a``, ``A``, ``i`` or ``I``; after z come aa, bb, as in Word."""
    if form.lower() == "a" and 0 < number < 1000:
        text = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    elif form.lower() == "i" and 0 < number < 4000:
        text = _roman(number)
    else:
        return str(number)
    return text.upper() if form.isupper() else text


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text
