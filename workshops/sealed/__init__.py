"""A sealed plan that anyone can check: the server's key, the bundle with its signatures, and how all of it is verified again."""
