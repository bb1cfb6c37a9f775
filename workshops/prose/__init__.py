"""Restricted Markdown: the tree that people's texts are, how it is read, and the one way in which it is spelled."""
