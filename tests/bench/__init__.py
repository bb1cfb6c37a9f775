"""How live it is at three hundred: `./dev bench` drives the real server from another process and prints a table."""
