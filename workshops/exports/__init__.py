"""What everyone can take away: the Markdown file that is signed, and the whole plan as JSON. See WORKPLAN.md for the bytes."""
