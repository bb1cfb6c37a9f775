"""The co-edited texts: one Yjs document for each, checked before it is taken in, and read as a tree of restricted Markdown.

Only here is the co-editing library known. What comes from browsers are updates in its binary form (`wire` reads them, `schema`
says what may stand in a document); what goes out is a `Text`, a frozen value like all else in the domain.
"""
