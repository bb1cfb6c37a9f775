"""The domain of Commonplan: workshops, their decisions and their plans. Pure; see README.md."""
