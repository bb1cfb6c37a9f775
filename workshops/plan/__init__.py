"""The workplan: its sections, entries and texts, what is adopted of them, and what is still open."""
