"""What the text is made of: enclosed documents, sections, and where each sentence stands."""
