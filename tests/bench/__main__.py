"""``make bench``: the figures of the README, measured in one run on this machine and printed.

Machines are noisy: every speed stands beside a reference measured in the same run, as a ratio.
"""

from __future__ import annotations

import argparse

from tests.bench import hostile, load, reading, record, speed

PARTS = {
    "speed": speed.main,
    "reading": reading.main,
    "record": record.main,
    "hostile": hostile.main,
    "load": load.main,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("part", nargs="*", choices=[*PARTS, []], help="only these parts")
    for part in parser.parse_args().part or PARTS:
        PARTS[part]()


if __name__ == "__main__":
    main()
