"""`python -m pipeline` is `frontwire`; the supervisor starts its children so, whatever stands on the PATH."""

from pipeline.cli import main

if __name__ == "__main__":
    main()
