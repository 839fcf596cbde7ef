//! The order export that benchmarks check: 13 columns, about 170 bytes a row, keys in no order, half of the names and
//! addresses Chinese, one column always quoted. The same rows on every machine.
#![allow(dead_code, clippy::allow_attributes, reason = "each bench uses its part")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use dictum::engine::Request;
use dictum::model::Date;

/// Buyers there are.
const USERS: u64 = 100_000;
/// Articles there are.
const PRODUCTS: u64 = 5_000;

/// A number that looks like chance (Steele, Lea, Flood: `SplitMix64`).
pub(crate) fn roll(seed: u64) -> u64 {
    let mut z = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

fn sku(number: u64) -> String {
    let letter = |at: u64| char::from(b'A' + u8::try_from(roll(number * 3 + at) % 26).unwrap_or(0));
    format!("{}{}{}-{:06}", letter(0), letter(1), letter(2), number)
}

/// The values of one row.
pub(crate) fn row(number: u64, keys: u64) -> [String; 13] {
    let chance = |at: u64| roll(number * 16 + at);
    let pick = |at: u64, values: &[&str]| -> String {
        let count = values.len() as u64;
        values.get(usize::try_from(chance(at) % count).unwrap_or(0)).copied().unwrap_or_default().to_owned()
    };
    let zone = pick(6, &["Z", "Z", "+08:00", "-05:00", ".250Z"]);
    let paid = chance(12);
    [
        // Multiplying by an odd number below a power of two visits every key once, in no order.
        format!("SO{:010}", number.wrapping_mul(0x9E37_79B1) % keys.next_power_of_two()),
        (chance(1) % USERS + 100_000).to_string(),
        sku(chance(2) % PRODUCTS),
        (chance(3) % 9 + 1).to_string(),
        format!("{}.{:02}", chance(4) % 2_000 + 1, chance(4) >> 32 & 63),
        pick(5, &["CNY", "CNY", "USD", "EUR", "JPY", "HKD"]),
        format!(
            "2025-{:02}-{:02}T{:02}:{:02}:{:02}{zone}",
            chance(6) % 12 + 1,
            chance(7) % 28 + 1,
            chance(7) >> 20 & 15,
            chance(7) >> 30 & 31,
            chance(7) >> 40 & 31
        ),
        pick(8, &["created", "paid", "shipped", "delivered", "cancelled", "refunded"]),
        if chance(9) % 4 == 0 {
            String::new()
        } else {
            format!("user{}.{}@mail.example.org", chance(9) >> 40, number % 97)
        },
        if chance(10) % 2 == 0 { format!("13{:09}", chance(10) >> 34) } else { format!("+44{:010}", chance(10) >> 31) },
        pick(11, &["王小明", "陈娟", "Alice Johnson", "Bob Smith"]),
        if chance(11) % 2 == 0 {
            format!("浙江省杭州市西湖区文三路{}号", chance(12) % 999)
        } else {
            format!("{} Baker Street, London", chance(12) % 999)
        },
        if paid % 3 == 0 { String::new() } else { format!("{}.{:02}", paid % 20_000, paid >> 40 & 63) },
    ]
}

/// The names of the columns.
pub(crate) const HEADER: [&str; 13] = [
    "order_no",
    "user_id",
    "sku",
    "quantity",
    "unit_price",
    "currency",
    "order_time",
    "status",
    "email",
    "phone",
    "receiver_name",
    "address",
    "paid_amount",
];

/// Writes the export and what it refers to into a folder.
///
/// # Errors
/// Where the folder cannot be written.
pub(crate) fn write(folder: &Path, rows: u64) -> std::io::Result<()> {
    let mut text = HEADER.join(",") + "\n";
    for number in 0..rows {
        let cells = row(number, rows);
        let (before, after) = cells.split_at(11);
        let address = after.first().map_or("", String::as_str);
        let _ = writeln!(text, "{},\"{address}\",{}", before.join(","), after.last().map_or("", String::as_str));
    }
    fs::write(folder.join("orders.csv"), text)?;
    let mut users = String::from("user_id\n");
    (0..USERS).for_each(|it| users.extend([(it + 100_000).to_string().as_str(), "\n"]));
    fs::write(folder.join("users.csv"), users)?;
    let mut products = String::from("sku\n");
    (0..PRODUCTS).for_each(|it| products.extend([sku(it).as_str(), "\n"]));
    fs::write(folder.join("products.csv"), products)
}

/// Where the dictionary of the export is.
pub(crate) fn dictionary() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/orders/dictionary.yaml")
}

/// A check of `paths` on `jobs` threads.
pub(crate) fn request(paths: Vec<PathBuf>, jobs: usize) -> Request {
    Request { jobs, ..Request::new(dictionary(), paths, Date { year: 2026, month: 1, day: 1 }) }
}
