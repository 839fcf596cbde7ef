"""The order export that compare.py and instructions.py check, by Python's standard library alone.

    python3 benches/orders.py FOLDER ROWS [--dirty]

13 columns, about 170 bytes a row, keys in no order, half of the names and addresses Chinese, one column always quoted,
some cells with delimiters, doubled quotes and line breaks. The same bytes on every machine. With --dirty one row of 500
holds one defect, and truth.json says how many there are of which kind.
"""
import json
import pathlib
import random
import sys

USERS, PRODUCTS = 100_000, 5_000
CURRENCIES = ["CNY", "CNY", "CNY", "USD", "EUR", "GBP", "JPY", "HKD", "KRW", "SGD", "AUD", "CAD", "CHF", "THB"]
STATUSES = ["created", "paid", "shipped", "delivered", "cancelled", "refunded"]
ZONES = ["Z", "Z", "Z", "+08:00", "-05:00", ".142Z", ".500+08:00"]
NAMES = ["王小明", "陈娟", "李伟", "Alice Johnson", "Bob Smith", '"Smith, ""Bob"""', '"two\nlines"']
HEADER = "order_no,user_id,sku,quantity,unit_price,currency,order_time,status,email,phone,receiver_name,address,paid_amount"

# What is broken, in which column, and how.
DEFECTS = [
    ("pattern", 0, lambda cell: cell[:-1]), ("pattern", 2, str.lower), ("pattern", 8, lambda cell: "user.example.org"),
    ("pattern", 9, lambda cell: "12" + cell[2:5]), ("type", 3, lambda cell: "x" + cell), ("range", 3, lambda cell: "1000"),
    ("type", 4, lambda cell: "¥12"), ("scale", 4, lambda cell: "1.234"), ("code", 5, lambda cell: "XXX"),
    ("type", 6, lambda cell: "2025-02-30T10:00:00Z"), ("code", 7, lambda cell: "lost"), ("null", 9, lambda cell: ""),
    ("orphan", 1, lambda cell: "9" + cell), ("duplicate", 0, None), ("type", 12, lambda cell: "many"),
]


def products(chance):
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return ["".join(chance.choices(letters, k=3)) + f"-{number:06}" for number in range(PRODUCTS)]


def row(chance, key, skus):
    pick = chance.random
    chinese = pick() < 0.5
    address = f"浙江省杭州市西湖区文三路{int(pick() * 999)}号" if chinese else f"{int(pick() * 999)} Baker Street, London, United Kingdom"
    return [
        f"SO{key:010}", str(100_000 + int(pick() * USERS)), skus[int(pick() * PRODUCTS)], str(1 + int(pick() * 9)),
        f"{1 + int(pick() * 2000)}.{int(pick() * 100):02}", chance.choice(CURRENCIES),
        f"2025-{1 + int(pick() * 12):02}-{1 + int(pick() * 28):02}T{int(pick() * 24):02}:{int(pick() * 60):02}:{int(pick() * 60):02}{chance.choice(ZONES)}",
        chance.choice(STATUSES), f"user{int(pick() * 1e6)}.{int(pick() * 99)}@mail.example.org" if pick() < 0.7 else "",
        f"13{int(pick() * 1e9):09}" if pick() < 0.5 else f"+44{int(pick() * 1e10):010}",
        chance.choice(NAMES if pick() < 0.04 else NAMES[:5]), f'"{address}"', f"{int(pick() * 20000)}.{int(pick() * 100):02}" if pick() < 0.7 else "",
    ]


def write(folder, rows, dirty=False):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    chance, faults = random.Random(7), random.Random(8)
    skus = products(chance)
    (folder / "users.csv").write_text("user_id\n" + "".join(f"{100_000 + it}\n" for it in range(USERS)))
    (folder / "products.csv").write_text("sku\n" + "".join(it + "\n" for it in skus))
    size = 1 << (rows - 1).bit_length()
    truth, first = {}, None
    with open(folder / "orders.csv", "w", encoding="utf-8", newline="") as out:
        out.write(HEADER + "\n")
        for number in range(rows):
            # Multiplying by an odd number below a power of two visits every key once, in no order.
            cells = row(chance, number * 0x9E3779B1 % size, skus)
            first = first or cells[0]
            if dirty and number and faults.random() < 0.002:
                kind, column, spoil = faults.choice(DEFECTS)
                cells[column] = spoil(cells[column]) if spoil else first
                truth[f"{kind}.{HEADER.split(',')[column]}"] = truth.get(f"{kind}.{HEADER.split(',')[column]}", 0) + 1
            out.write(",".join(cells) + "\n")
    (folder / "truth.json").write_text(json.dumps(truth, indent=1, sort_keys=True))
    return truth


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]), "--dirty" in sys.argv)
