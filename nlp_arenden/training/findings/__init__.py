"""The recipe of what is learnt for findings: which sentences tell what an ärende costs."""
