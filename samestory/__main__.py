"""``python -m samestory``: the same as the ``samestory`` command."""

from samestory.cli import main

if __name__ == "__main__":
    main()
