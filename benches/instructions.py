"""Instructions of a whole check, counted by callgrind: the same on every run and under any load, so that a change shows.

    cargo build --release
    python3 benches/instructions.py [--dictum target/release/dictum] [--write]

Counts what 20,000 rows more cost, so that starting up is left out, and compares that with benches/instructions.txt: more
than three per cent above fails. --write notes the count of today.
"""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import orders  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
NOTED, FEW, MANY, TOLERANCE = HERE / "instructions.txt", 20_000, 40_000, 0.03


def instructions(dictum, folder):
    command = [dictum, "check", "-d", str(HERE / "orders" / "dictionary.yaml"), "--format", "json", "--jobs", "1", "--as-of", "2026-01-01"]
    counting = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command]
    files = [str(folder / it) for it in ("orders.csv", "users.csv", "products.csv")]
    told = subprocess.run(counting + files, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True).stderr
    return int(re.search(r"Collected : (\d+)", told).group(1))


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--dictum", default="target/release/dictum")
    arguments.add_argument("--write", action="store_true")
    given = arguments.parse_args()
    counts = []
    for rows in (FEW, MANY):
        with tempfile.TemporaryDirectory() as folder:
            orders.write(folder, rows)
            counts.append(instructions(given.dictum, pathlib.Path(folder)))
    each = (counts[1] - counts[0]) / (MANY - FEW)
    print(f"{each:.0f} instructions a row; {counts[0]:,} for {FEW:,} rows and their parents")
    if given.write:
        NOTED.write_text(f"{each:.0f}\n")
        return
    noted = float(NOTED.read_text())
    print(f"{each / noted - 1:+.1%} of {noted:.0f}")
    sys.exit(each > noted * (1 + TOLERANCE))


if __name__ == "__main__":
    main()
