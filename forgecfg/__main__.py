"""`python -m forgecfg`."""

from forgecfg.cli import run

if __name__ == "__main__":
    run()
