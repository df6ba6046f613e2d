"""Where results lie: files written whole, and the table of ärenden that makes a long run resumable."""
