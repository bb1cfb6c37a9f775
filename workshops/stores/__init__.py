"""Where workshops are kept: the log, what stands beside it, and the answers given. One contract, kept by every store."""
