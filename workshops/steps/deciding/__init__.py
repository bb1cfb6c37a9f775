"""The life of a decision, file by file: what it opens under, how it is answered, closed and adopted, and what comes afterwards.

The kind of step itself, with the commands that open a decision and its rounds, is `steps/decide.py`.
"""
