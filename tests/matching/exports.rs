//! Exports as systems of many kinds write them: made up, the same in every run, each system in a manner of its own.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use super::Row;

/// Records of each export.
const RECORDS: usize = 30;

/// Writes the export of each system, `SYSTEM/orders.csv`, with a column for each of its names.
pub(crate) fn write(folder: &Path, rows: &[Row]) {
    let mut systems: Vec<&str> = rows.iter().map(|it| &*it.system).collect();
    systems.dedup();
    for (manner, system) in systems.into_iter().enumerate() {
        let own: Vec<&Row> = rows.iter().filter(|it| it.system == system).collect();
        let mut text = own.iter().map(|it| format!("\"{}\"", it.name)).collect::<Vec<_>>().join(",") + "\n";
        for record in 0..RECORDS {
            let cells = own.iter().map(|it| value(it, manner, record));
            writeln!(text, "{}", cells.map(|it| format!("\"{it}\"")).collect::<Vec<_>>().join(",")).unwrap();
        }
        fs::create_dir_all(folder.join(system)).unwrap();
        fs::write(folder.join(system).join("orders.csv"), text).unwrap();
    }
}

fn value(row: &Row, manner: usize, record: usize) -> String {
    let some = |of: usize| (record * 7 + manner * 3 + record / 5) % of;
    let seed = manner * 100_003 + record * 17;
    let (day, clock) = (some(28) + 1, format!("{:02}:{:02}:{:02}", some(24), some(60), some(59)));
    let is_whole = row.kind == "integer";
    let pick = |all: &[&str]| all[some(all.len())].to_owned();
    let date = match manner % 3 {
        0 => format!("2026-07-{day:02}"),
        1 => format!("2026/7/{day}"),
        _ => format!("202607{day:02}"),
    };
    match (&*row.element, &*row.kind) {
        ("order.id", "integer") => (1_000_000 + seed).to_string(),
        ("order.id", _) => match manner % 4 {
            0 => format!("SO{:010}", seed + 5_000),
            1 => format!("69{:017}", 31 * seed + 7),
            2 => format!("ORD-2026-{:06}", seed + 3),
            _ => format!("{:08x}{:08x}", seed * 2_654_435 + 99, seed + 77_777),
        },
        ("customer.id", "integer") => (20_000 + manner * 1_003 + some(40)).to_string(),
        ("customer.id", _) => match manner % 3 {
            0 => format!("C{:06}", manner * 977 + some(40)),
            1 => format!("buyer_{}", manner * 91 + some(40)),
            _ => format!("oX{:04}kQ{:06}zT", manner, some(40) * 7_919),
        },
        ("product.sku", "integer") => (700_000_000 + manner * 10_007 + some(25) * 13).to_string(),
        ("product.sku", _) => match manner % 3 {
            0 => format!("HM{:03}-{}", 100 + some(25), pick(&["RED", "BLU", "L"])),
            1 => format!("{}A", 85_000 + manner * 31 + some(25)),
            _ => format!("{:012}", 300_000_000_000 + manner * 1_000 + some(25)),
        },
        ("orderLine.quantity", "decimal") => format!("{}.000", some(5) + 1),
        ("orderLine.quantity", _) => (some(5) + 1).to_string(),
        ("orderLine.unitPrice", _) if is_whole => ((some(40) + 3) * 100 + 90).to_string(),
        ("orderLine.unitPrice", _) => format!("{}.{}0", some(40) + 3, some(10)),
        ("order.currency", "integer") => (some(3) + 1).to_string(),
        ("order.currency", _) => match manner % 3 {
            0 => pick(&["CNY", "USD"]),
            1 => pick(&["usd", "eur", "cny"]),
            _ => "CNY".to_owned(),
        },
        ("order.createdAt", "integer") => {
            let seconds = 1_782_000_000 + seed * 61;
            if manner.is_multiple_of(2) { seconds.to_string() } else { format!("{seconds}000") }
        }
        ("order.createdAt", "date") => date,
        ("order.createdAt", _) => match manner % 3 {
            0 => format!("2026-07-{day:02} {clock}"),
            1 => format!("2026-07-{day:02}T{clock}+08:00"),
            _ => format!("2026/7/{day} {clock}"),
        },
        ("customer.phone", _) => match manner % 4 {
            0 => format!("1380000{:04}", seed % 10_000),
            1 => format!("138****{:04}", seed % 10_000),
            2 => format!("+86 13800{:06}", seed % 1_000_000),
            _ => format!("(555) 555-{:04}", seed % 10_000),
        },
        ("customer.email", _) => format!("buyer{seed}@example.com"),
        ("order.status", "integer") => (some(5) * 10).to_string(),
        _ => match manner % 3 {
            0 => pick(&["paid", "shipped", "closed", "pending"]),
            1 => pick(&["待付款", "已付款", "已发货", "已完成", "已关闭"]),
            _ => pick(&["WAIT_PAY", "SHIPPED", "FINISHED", "CANCELLED"]),
        },
    }
}
