"""One check by several tools, side by side in one run: the same rules, the same file, taking turns.

    cargo build --release
    python3 -m venv peers && peers/bin/pip install duckdb polars
    peers/bin/python benches/compare.py [--rows 1000000] [--rounds 5] [--dictum target/release/dictum]

Every tool first has to find exactly the planted defects of a dirty file; only then its time counts. Times are CPU seconds
(user and system, median) of the whole process on the clean file; the last column is how many times dictum's each takes.
Tools that are not there are left out.
"""
import argparse
import importlib.util
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import orders  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
CURRENCIES = ", ".join(f"'{it}'" for it in sorted(set(orders.CURRENCIES)))
STATUSES = ", ".join(f"'{it}'" for it in orders.STATUSES)
EMAIL = r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}"
PHONE = r"\+[1-9][0-9]{7,14}|1[3-9][0-9]{9}"
INSTANT = r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})"
WHOLE, NUMBER, MONEY = r"[+-]?[0-9]{1,18}", r"[+-]?[0-9]+(\.[0-9]*)?", r"[+-]?[0-9]{1,8}(\.[0-9]{0,2}0*)?"
REQUIRED = [it for it in orders.HEADER.split(",") if it not in ("email", "paid_amount")]

# Counts of failing cells by kind and column, as SQL conditions that any engine of SQL understands with `full(column, pattern)`.
RULES = {f"null.{it}": f"{it} is null" for it in REQUIRED} | {
    "pattern.order_no": "not full(order_no, 'SO[0-9]{10}')", "pattern.sku": "not full(sku, '[A-Z]{3}-[0-9]{6}')",
    "type.user_id": f"not full(user_id, '{WHOLE}')", "type.quantity": f"not full(quantity, '{WHOLE}')",
    "range.quantity": f"full(quantity, '{WHOLE}') and try_cast(quantity as bigint) not between 1 and 999",
    "type.unit_price": f"not full(unit_price, '{NUMBER}')", "scale.unit_price": f"full(unit_price, '{NUMBER}') and not full(unit_price, '{MONEY}')",
    "range.unit_price": f"full(unit_price, '{MONEY}') and try_cast(unit_price as decimal(18, 2)) < 0.01",
    "code.currency": f"currency not in ({CURRENCIES})", "code.status": f"status not in ({STATUSES})",
    "type.order_time": f"not full(order_time, '{INSTANT}') or INSTANT(order_time) is null",
    "pattern.email": f"not full(email, '{EMAIL}')", "pattern.phone": f"not full(phone, '{PHONE}')",
    "type.paid_amount": f"not full(paid_amount, '{NUMBER}')",
    "range.paid_amount": f"full(paid_amount, '{MONEY}') and try_cast(paid_amount as decimal(18, 2)) < 0",
}

DUCKDB = """
import duckdb, json, sys
rules, folder = json.load(open(sys.argv[1])), sys.argv[2]
db = duckdb.connect()
db.execute("set threads = 1; set preserve_insertion_order = false")
read = lambda name: f"read_csv('{folder}/{name}.csv', header = true, all_varchar = true, delim = ',', quote = '\\"', auto_detect = true)"
for name in ("orders", "users", "products"):
    db.execute(f"create temp table {name} as select * from {read(name)}")
sql = lambda it: it.replace("full(", "regexp_full_match(").replace("INSTANT(order_time)", "try_cast(order_time as timestamptz)")
names = list(rules)
counts = dict(zip(names, db.execute("select " + ", ".join(f"count(*) filter (where {sql(rules[it])})" for it in names) + " from orders").fetchone()))
one = lambda it: db.execute(it).fetchone()[0]
counts["duplicate.order_no"] = one("select coalesce(sum(c - 1), 0) from (select count(*) c from orders where order_no is not null group by order_no having count(*) > 1)")
counts["orphan.user_id"] = one("select count(*) from orders o anti join users u on o.user_id = u.user_id where o.user_id is not null")
counts["orphan.sku"] = one("select count(*) from orders o anti join products p on o.sku = p.sku where full_ok".replace("full_ok", sql("full(o.sku, '[A-Z]{3}-[0-9]{6}')")))
print(json.dumps({it: int(count) for it, count in counts.items() if count}))
"""

POLARS = """
import json, os, sys
os.environ["POLARS_MAX_THREADS"] = "1"
import polars as pl
rules, folder = json.load(open(sys.argv[1])), sys.argv[2]
c = pl.col
full = lambda column, pattern: c(column).str.contains(f"^(?:{pattern})$")
scan = lambda name: pl.scan_csv(f"{folder}/{name}.csv", infer_schema=False)
o, p = scan("orders"), json.load(open(sys.argv[1] + ".patterns"))
number, whole, money = p["NUMBER"], p["WHOLE"], p["MONEY"]
amount = lambda column: pl.when(full(column, money)).then(c(column).cast(pl.Decimal(18, 2), strict=False))
checks = {f"null.{it}": c(it).is_null() for it in p["REQUIRED"]} | {
    "pattern.order_no": ~full("order_no", "SO[0-9]{10}"), "pattern.sku": ~full("sku", "[A-Z]{3}-[0-9]{6}"),
    "type.user_id": ~full("user_id", whole), "type.quantity": ~full("quantity", whole),
    "range.quantity": full("quantity", whole) & ~c("quantity").cast(pl.Int64, strict=False).is_between(1, 999),
    "type.unit_price": ~full("unit_price", number), "scale.unit_price": full("unit_price", number) & ~full("unit_price", money),
    "range.unit_price": amount("unit_price") < pl.lit("0.01").cast(pl.Decimal(18, 2)),
    "code.currency": ~c("currency").is_in(p["CURRENCIES"]), "code.status": ~c("status").is_in(p["STATUSES"]),
    "type.order_time": ~full("order_time", p["INSTANT"]) | c("order_time").str.slice(0, 19).str.to_datetime("%Y-%m-%dT%H:%M:%S", strict=False).is_null(),
    "pattern.email": ~full("email", p["EMAIL"]), "pattern.phone": ~full("phone", p["PHONE"]),
    "type.paid_amount": ~full("paid_amount", number),
    "range.paid_amount": amount("paid_amount") < pl.lit("0").cast(pl.Decimal(18, 2)),
    "duplicate.order_no": c("order_no").is_not_null() & ~c("order_no").is_first_distinct(),
}
cells = o.select([it.fill_null(False).sum().alias(name) for name, it in checks.items()])
orphans = lambda column, name, of: of.join(scan(name), on=column, how="anti").filter(c(column).is_not_null()).select(pl.len().alias("n"))
valid = o.filter(full("sku", "[A-Z]{3}-[0-9]{6}"))
found = pl.collect_all([cells, orphans("user_id", "users", o), orphans("sku", "products", valid)], engine="streaming")
counts = found[0].row(0, named=True) | {"orphan.user_id": found[1]["n"][0], "orphan.sku": found[2]["n"][0]}
print(json.dumps({it: int(count) for it, count in counts.items() if count}))
"""

KINDS = {"pattern-mismatch": "pattern", "type-mismatch": "type", "date-format": "type", "range-exceeded": "range", "scale-exceeded": "scale",
         "code-unknown": "code", "value-missing": "null", "key-duplicate": "duplicate", "reference-unmatched": "orphan"}


def of_dictum(output):
    errors = [it for it in json.loads(output)["findings"] if it["severity"] == "error"]
    return {f"{KINDS.get(it['rule'], it['rule'])}.{it.get('field')}": it["count"] for it in errors}


def tools(dictum, scratch):
    """Name → (command for a folder, reader of its counts)."""
    script = {"DuckDB": DUCKDB, "Polars": POLARS}
    for name, text in script.items():
        (scratch / f"{name}.py").write_text(text)
    rules = scratch / "rules.json"
    rules.write_text(json.dumps(RULES))
    (scratch / "rules.json.patterns").write_text(json.dumps(
        {"NUMBER": NUMBER, "WHOLE": WHOLE, "MONEY": MONEY, "INSTANT": INSTANT, "EMAIL": EMAIL, "PHONE": PHONE, "REQUIRED": REQUIRED,
         "CURRENCIES": sorted(set(orders.CURRENCIES)), "STATUSES": orders.STATUSES}))
    files = ["orders.csv", "users.csv", "products.csv"]
    check = [dictum, "check", "-d", str(HERE / "orders" / "dictionary.yaml"), "--format", "json", "--fail-on", "never", "--jobs", "1"]
    found = {"dictum": (lambda folder: check + [str(folder / it) for it in files], of_dictum)}
    for name, module in (("DuckDB", "duckdb"), ("Polars", "polars")):
        if importlib.util.find_spec(module):
            path = str(scratch / f"{name}.py")
            found[name] = (lambda folder, path=path: [sys.executable, path, str(rules), str(folder)], json.loads)
        else:
            print(f"{name} is not installed and left out", file=sys.stderr)
    return found


def measured(command):
    """CPU seconds and MB of one run."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--rows", type=int, default=1_000_000)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--dictum", default="target/release/dictum")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        orders.write(scratch / "clean", given.rows)
        truth = orders.write(scratch / "dirty", min(given.rows, 100_000), dirty=True)
        found = tools(given.dictum, scratch)
        for name, (command, counts) in found.items():
            output = subprocess.run(command(scratch / "dirty"), stdout=subprocess.PIPE, text=True).stdout
            wrong = {it: (truth.get(it, 0), counts(output).get(it, 0)) for it in truth.keys() | counts(output).keys()}
            wrong = {it: pair for it, pair in wrong.items() if pair[0] != pair[1]}
            print(f"{name}: {sum(truth.values())} planted defects in {len(truth)} kinds, " + (f"NOT exact (planted, found): {wrong}" if wrong else "exact"), file=sys.stderr)
            assert not wrong or name != "dictum", "a check that is not exact has no time worth telling"
        runs = {name: [] for name in found}
        for turn in range(given.rounds + 1):
            for name, (command, _) in found.items():
                run = measured(command(scratch / "clean"))
                runs[name] += [run] if turn else []
    print(f"| {given.rows:,} rows | CPU s (least … most) | MB | × |\n|---|---|---|---|")
    best = statistics.median(cpu for cpu, _ in runs["dictum"])
    for name, all_runs in runs.items():
        cpu = [it for it, _ in all_runs]
        print(f"| {name} | {statistics.median(cpu):.2f} ({min(cpu):.2f} … {max(cpu):.2f}) | {max(it for _, it in all_runs):.0f} | {statistics.median(cpu) / best:.1f} |")


if __name__ == "__main__":
    main()
