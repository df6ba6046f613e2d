"""The card as a person or a spreadsheet reads it: text, Markdown, one HTML page, table rows."""
