//! Results of unchanged files are found again, and never those of others.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::allow_attributes,
    reason = "a test that cannot go on has failed"
)]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use common::{Home, dictum, fixtures};

const DICTIONARY: &str = r#"
dictum: 1
dictionary: {id: cache, version: 1.0.0, languages: [en], timeZone: UTC, currency: CNY}
departments: {ops: {title: Operations}}
elements:
  order.number: {title: order number, definition: Number of one order in the shop., representation: identifier, type: string, owner: ops, custodian: ops, status: approved}
  user.id: {title: user id, definition: Number of one registered buyer., representation: identifier, type: integer, owner: ops, custodian: ops, status: approved}
  user.phone: {title: phone, definition: Number that the buyer can be called at., representation: identifier, type: string, format: cn-mobile, pii: pi, owner: ops, custodian: ops, status: approved}
  stock.count: {title: stock, definition: Pieces of an article that are in stock., representation: quantity, type: integer, minimum: "0", owner: ops, custodian: ops, status: approved}
entities:
  order: {title: order, key: [order.number], required: [order.number, user.id]}
  user: {title: user, key: [user.id], required: [user.id]}
systems:
  shop:
    title: Shop
    kind: ecommerce
    owner: ops
    enforcement: enforce
    transport: {encoding: utf-8, bom: forbid, delimiter: ",", nulls: [""], zone: UTC}
    datasets:
      orders: {entity: order, grain: order, files: ["orders*.csv"], fields: {order_no: order.number, user_id: user.id}}
      users: {entity: user, grain: user, files: [users.csv], fields: {user_id: user.id, phone: user.phone}}
      stock: {grain: article, files: ["stock*.csv"], fields: {pieces: stock.count}}
relations:
  - {id: order-user, from: [shop.orders], to: [shop.users], join: [user.id], coverage: 1.0}
"#;

/// Two datasets that a relation holds together, one apart; each with something wrong.
fn shop() -> Home {
    Home::of(&[
        ("dictum.yaml", DICTIONARY.as_bytes()),
        ("in/orders_1.csv", b"order_no,user_id\nA,1\nB,2\n"),
        ("in/orders_2.csv", b"order_no,user_id\nB,1\nC,9\n"),
        ("in/users.csv", b"user_id,phone\n1,13912345678\n2,1391234\n"),
        ("in/stock.csv", b"pieces\n5\n-1\n"),
    ])
}

/// Fixed, so that no test depends on the day on which it runs.
const CHECK: [&str; 6] = ["check", "in", "--format", "json", "--as-of", "2026-07-01"];

fn check(home: &Home, more: &[&str]) -> Output {
    let output = home.run(&[&CHECK, more].concat());
    assert!(output.status.code().is_some_and(|it| it < 4), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

/// How many files were known, and how many judged.
fn used(output: &Output) -> (usize, usize) {
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let line =
        told.lines().find(|it| it.starts_with("cache: ")).unwrap_or_else(|| panic!("no word of a cache: {told}"));
    let mut numbers = line.split(|it: char| !it.is_ascii_digit()).filter_map(|it| it.parse().ok());
    (numbers.next().unwrap(), numbers.next().unwrap())
}

/// Checks with the cache, which must tell what a run without it tells; gives what it had of the cache.
fn cached(home: &Home, more: &[&str]) -> (usize, usize) {
    let with = check(home, &[more, &["--cache-dir", "kept", "--verbose"]].concat());
    let without = check(home, &[more, &["--no-cache"]].concat());
    assert_eq!(String::from_utf8_lossy(&with.stdout), String::from_utf8_lossy(&without.stdout), "{more:?}");
    assert_eq!(with.status, without.status, "{more:?}");
    used(&with)
}

fn entries(home: &Home) -> Vec<PathBuf> {
    let listed = fs::read_dir(home.path("kept")).unwrap().map(|it| it.unwrap().path());
    let mut entries: Vec<_> = listed.filter(|it| it.extension().is_some_and(|it| it == "dictum-result")).collect();
    entries.sort();
    entries
}

#[test]
fn what_has_not_changed_is_known_and_what_is_held_together_is_judged_together() {
    let home = shop();
    assert_eq!(cached(&home, &[]), (0, 4));
    assert_eq!(cached(&home, &[]), (4, 0));
    home.write("in/stock.csv", b"pieces\n5\n-2\n");
    assert_eq!(cached(&home, &[]), (3, 1), "only the dataset apart was touched");
    home.write("in/users.csv", b"user_id,phone\n1,13912345678\n9,1391234\n");
    assert_eq!(cached(&home, &[]), (1, 3), "orders refer to users");
    home.write("in/stock.csv", b"pieces\n5\n-1\n");
    assert_eq!(cached(&home, &[]), (4, 0), "as it was in the first run");
    assert_eq!(cached(&home, &["--jobs", "1", "--memory", "1MiB"]), (4, 0), "on a smaller machine");
    assert_eq!(entries(&home).len(), 4);
}

#[test]
fn everything_that_a_result_follows_from_is_part_of_its_name() {
    let asked: [&[&str]; 10] = [
        &["--as-of", "2026-07-02"],
        &["--level", "range-exceeded=warning"],
        &["--ignore", "key-duplicate"],
        &["--select", "key-duplicate"],
        &["--system", "shop"],
        &["--max-places", "40"],
        &["--max-unpacked", "1GiB"],
        &["--output", "ndjson=all.ndjson"],
        &["--input-format", "csv"],
        &["in/orders_3.csv"],
    ];
    for more in asked {
        let home = shop();
        home.write("in/orders_3.csv", b"order_no,user_id\nD,1\n");
        cached(&home, &[]);
        let plain: Vec<&str> = CHECK
            .iter()
            .copied()
            .filter(|it| !more.contains(&"--as-of") || !["--as-of", "2026-07-01"].contains(it))
            .collect();
        let plain = if more[0].starts_with("in/") { [&["check"], &plain[2..]].concat() } else { plain };
        let run = |extra: &[&str]| home.run(&[&plain, more, extra].concat());
        let (with, without) = (run(&["--cache-dir", "kept", "--verbose"]), run(&["--no-cache"]));
        assert!(with.stdout == without.stdout && !with.stdout.is_empty(), "{more:?}");
        assert_eq!(used(&with).0, 0, "{more:?}");
    }
    let changes: [(&str, &str); 4] = [
        ("id: cache", "id: other"),
        ("minimum: \"0\"", "minimum: \"-1\""),
        ("coverage: 1.0", "coverage: 0.1"),
        ("title: stock", "title: pieces"),
    ];
    for (from, to) in changes {
        let home = shop();
        cached(&home, &[]);
        home.write("dictum.yaml", DICTIONARY.replace(from, to).as_bytes());
        assert_eq!(cached(&home, &[]), (0, 4), "{to}");
    }
}

#[test]
fn code_lists_settings_and_names_of_files_count_too() {
    let home = shop();
    home.write(
        "dictum.yaml",
        DICTIONARY
            .replace(
                "representation: quantity, type: integer, minimum: \"0\"",
                "representation: code, type: string, codes: pieces",
            )
            .replace("systems:", "codeLists:\n  pieces: {source: codes.csv, key: code, titleColumn: title}\nsystems:")
            .as_bytes(),
    );
    home.write("codes.csv", b"code,title\n5,five\n");
    cached(&home, &[]);
    assert_eq!(cached(&home, &[]), (4, 0));
    home.write("codes.csv", b"code,title\n5,five\n-1,minus one\n");
    assert_eq!(cached(&home, &[]), (0, 4), "a code was added");
    home.write("dictum.toml", b"[levels]\nkey-duplicate = \"off\"\n");
    assert_eq!(cached(&home, &[]), (0, 4), "a level was set");
    fs::rename(home.path("in/stock.csv"), home.path("in/stock_2.csv")).unwrap();
    assert_eq!(cached(&home, &[]), (3, 1), "a file was renamed");
    fs::remove_file(home.path("in/stock_2.csv")).unwrap();
    assert_eq!(cached(&home, &[]).0, 0, "a dataset has no file any more, and others may say so");
}

#[test]
fn times_of_files_do_not_count() {
    let home = shop();
    cached(&home, &[]);
    let file = fs::File::options().append(true).open(home.path("in/stock.csv")).unwrap();
    let at = file.metadata().unwrap().modified().unwrap();
    file.set_modified(at + std::time::Duration::from_hours(1)).unwrap();
    assert_eq!(cached(&home, &[]), (4, 0));
    // Other bytes of the same length at the same time are other bytes.
    home.write("in/stock.csv", b"pieces\n5\n-3\n");
    fs::File::options().append(true).open(home.path("in/stock.csv")).unwrap().set_modified(at).unwrap();
    assert_eq!(cached(&home, &[]), (3, 1));
}

#[test]
fn an_entry_that_is_not_whole_is_no_entry() {
    let home = shop();
    cached(&home, &[]);
    for spoil in [
        |bytes: &mut Vec<u8>| bytes.truncate(bytes.len() / 2),
        |bytes: &mut Vec<u8>| bytes.clear(),
        |bytes: &mut Vec<u8>| bytes.push(0),
        |bytes: &mut Vec<u8>| {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
        },
    ] {
        for entry in entries(&home) {
            let mut bytes = fs::read(&entry).unwrap();
            spoil(&mut bytes);
            fs::write(entry, bytes).unwrap();
        }
        assert_eq!(cached(&home, &[]), (0, 4));
        assert_eq!(cached(&home, &[]), (4, 0), "and it is written anew");
    }
    let [first, second] = entries(&home).try_into().unwrap();
    fs::copy(&first, &second).unwrap();
    assert_ne!(cached(&home, &[]).1, 0, "an entry under another's name");
}

#[test]
fn jobs_may_share_a_folder() {
    let home = shop();
    home.write("in/stock.csv", format!("pieces\n{}", "-1\n5\n6\n".repeat(7_000)).as_bytes());
    let expected = check(&home, &["--no-cache"]);
    for _ in 0..3 {
        let job = || -> std::process::Child {
            let mut command: Command = dictum();
            command.current_dir(home.path("")).args(CHECK).args(["--cache-dir", "kept"]);
            command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap()
        };
        let jobs: Vec<_> = (0..6).map(|_| job()).collect();
        for job in jobs {
            let output = job.wait_with_output().unwrap();
            assert!(output.stdout == expected.stdout, "a job tells something else");
            assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        assert_eq!(cached(&home, &[]), (4, 0));
        for entry in entries(&home) {
            fs::remove_file(entry).unwrap();
        }
    }
    let left = fs::read_dir(home.path("kept")).unwrap().map(|it| it.unwrap().file_name());
    assert_eq!(left.collect::<Vec<_>>(), ["CACHEDIR.TAG"], "nothing half-written is left behind");
}

#[test]
fn nothing_is_kept_that_is_shown_only_when_asked_for() {
    let home = shop();
    let shown = check(&home, &["--show-values", "--cache-dir", "kept"]);
    assert!(String::from_utf8_lossy(&shown.stdout).contains("1391234"), "the value is shown on request");
    assert!(!home.path("kept").exists(), "and kept nowhere");
    cached(&home, &[]);
    for entry in entries(&home) {
        let bytes = fs::read(&entry).unwrap();
        assert!(!bytes.windows(7).any(|it| it == b"1391234"), "{} holds a phone number", entry.display());
    }
    let written = entries(&home).len();
    let again = check(&home, &["--show-values", "--cache-dir", "kept"]);
    assert!(again.stdout == shown.stdout && entries(&home).len() == written, "what is kept is not what was asked for");
}

#[test]
fn where_the_folder_is_and_that_it_is_off_can_be_said_in_four_places() {
    let home = shop();
    let run = |variable: &str, more: &[&str]| {
        let mut command = dictum();
        command.current_dir(home.path("")).args(CHECK).args(more).env("DICTUM_CACHE", variable);
        assert_eq!(command.output().unwrap().status.code(), Some(1));
        ["by-variable", "by-argument", "by-file"].map(|it| {
            let is_there = home.path(it).exists();
            let _ = fs::remove_dir_all(home.path(it));
            is_there
        })
    };
    assert_eq!(run("", &[]), [false, false, false], "nothing is kept unless it is asked for");
    assert_eq!(run("by-variable", &[]), [true, false, false]);
    assert_eq!(run("by-variable", &["--cache-dir", "by-argument"]), [false, true, false]);
    assert_eq!(run("by-variable", &["--no-cache"]), [false, false, false]);
    home.write("dictum.toml", b"cache = \"by-file\"\n");
    assert_eq!(run("", &[]), [false, false, true]);
    assert_eq!(run("by-variable", &[]), [true, false, false]);
    assert_eq!(run("", &["--no-cache"]), [false, false, false]);
    let both = home.run(&["check", "--no-cache", "--cache-dir", "x"]);
    assert_eq!(both.status.code(), Some(2));
}

#[test]
fn a_folder_that_cannot_be_written_to_changes_nothing_but_a_word() {
    let home = shop();
    home.write("kept", b"a file");
    let with = check(&home, &["--cache-dir", "kept"]);
    assert!(with.stdout == check(&home, &[]).stdout);
    assert!(String::from_utf8_lossy(&with.stderr).contains("nothing could be kept"));
}

#[test]
fn a_cache_among_the_inputs_is_no_input() {
    let home = shop();
    home.write(
        "dictum.yaml",
        DICTIONARY.replace("\"stock*.csv\"", "\"*\"").replace("\"orders*.csv\"", "\"none.csv\"").as_bytes(),
    );
    home.write("in/users.csv", b"pieces\n5\n");
    for folder in ["in/kept", "in"] {
        let expected = check(&home, &[]).stdout;
        for _ in 0..3 {
            assert!(check(&home, &["--cache-dir", folder]).stdout == expected, "{folder}");
        }
    }
}

#[test]
fn every_format_is_known_again() {
    let cache = tempfile::tempdir().unwrap();
    let kept = cache.path().to_string_lossy().into_owned();
    let mut formats = BTreeSet::new();
    for file in fs::read_dir(fixtures("parity")).unwrap() {
        let file = file.unwrap().file_name().into_string().unwrap();
        if !file.starts_with("orders.") {
            continue;
        }
        let run = |more: &[&str]| {
            let check = ["check", "--verbose", "--format", "json", "-d", "dictionary.yaml", &file];
            dictum().current_dir(fixtures("parity")).args(check).args(more).output().unwrap()
        };
        let (first, again) = (run(&["--cache-dir", &kept]), run(&["--cache-dir", &kept]));
        assert!(first.stdout == again.stdout && again.stdout == run(&["--no-cache"]).stdout, "{file}");
        assert_eq!((used(&first), used(&again)), ((0, 1), (1, 0)), "{file}");
        formats.insert(common::json(&again)["inputs"][0]["format"].as_str().unwrap().to_owned());
    }
    assert!(formats.len() > 6, "{formats:?}");
}

#[test]
fn a_baseline_and_an_earlier_revision_are_applied_to_what_is_known() {
    let home = shop();
    cached(&home, &[]);
    let baseline = home.run(&["baseline", "create", "in", "--as-of", "2026-07-01", "--cache-dir", "kept"]);
    assert_eq!(baseline.status.code(), Some(0), "{}", String::from_utf8_lossy(&baseline.stderr));
    let known = ["--baseline", "dictum-baseline.json"];
    assert_eq!(cached(&home, &known), (4, 0));
    assert_eq!(check(&home, &[&known[..], &["--cache-dir", "kept"]].concat()).status.code(), Some(0));
}
