"""The extractive summary of an ärende: what is decided, what it means, what it costs, who is against.

``compose.py`` puts it together from ``decided.py`` (or ``minutes.py``, where a paper holds several ärenden, or
``asked.py``, where somebody asks), from ``answers.py``, where a table tells who thinks what, and from the sentences
that ``teller.py`` has learnt to tell from ``candidates.py``.
"""
