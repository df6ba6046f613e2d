"""spaCy components that read one handling each; they meet only on the Doc."""
