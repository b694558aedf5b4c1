"""The command line as a module (命令行入口): ``python -m server``."""

from server.cli import main

__all__: list[str] = []

if __name__ == "__main__":
    main()
