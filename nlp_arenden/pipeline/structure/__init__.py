"""What the text is made of: enclosed documents, sections, sentences, list items, columns."""
