"""Runs the command line, as `examc` and as `python -m examc`."""

import sys

from examc import __version__


def main() -> None:
    """Say the version at once, as nothing need be loaded for it; run any other command."""
    if sys.argv[1:] == ["--version"]:
        print(f"examc, version {__version__}")
        return
    from examc.cli import main as run

    run()


if __name__ == "__main__":
    main()
