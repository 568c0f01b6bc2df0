"""`python -m forgecfg`."""

from forgecfg.cli.main import run

if __name__ == "__main__":
    run()
