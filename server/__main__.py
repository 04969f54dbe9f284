"""`python -m server` is the `viva` command."""

from server.cli import main

if __name__ == "__main__":
    main()
