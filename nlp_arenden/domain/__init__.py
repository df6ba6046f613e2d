"""The nouns of the house: handling, ärende, finding, card. Frozen values, no behaviour that reads files."""
