//! The house: floors, fences round external crates, the size of files.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::allow_attributes,
    reason = "a test that cannot go on has failed"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Floor of every module, and the two kinds of exception: `rules` may be named from `engine` up only.
const FLOORS: [(&str, u8); 18] = [
    ("text", 0),
    ("message", 0),
    ("model", 1),
    ("finding", 1),
    ("document", 1),
    ("format", 1),
    ("dictionary", 2),
    ("table", 2),
    ("contract", 2),
    ("matching", 2),
    ("rule", 2),
    ("render", 2),
    ("settings", 2),
    ("rules", 3),
    ("plan", 3),
    ("engine", 4),
    ("cli", 5),
    ("lsp", 5),
];

/// Crates that one place names, so that they can be exchanged there; where one is read and written, each side is a place.
const FENCES: [(&str, &[&str]); 20] = [
    ("calamine", &["table/workbook/book.rs"]),
    ("parquet::file", &["table/parquet/", "engine/convert/parquet.rs"]),
    ("apache_avro", &["table/avro/"]),
    ("arrow_array", &["table/arrow/"]),
    ("granit_parser", &["document/"]),
    ("serde_yaml", &["document/"]),
    ("jsonschema", &["document/"]),
    ("jsonc_parser", &["document/"]),
    ("miette", &["render/frame.rs"]),
    ("clap", &["cli/"]),
    ("walkdir", &["engine/discover.rs"]),
    ("indicatif", &["cli/progress.rs"]),
    ("chardetng", &["table/sniff/encoding.rs"]),
    ("simdutf8", &["table/"]),
    ("blake3", &["engine/cache/digest.rs"]),
    ("siphasher", &["engine/keys/pack.rs"]),
    ("flate2", &["table/packed/"]),
    ("bzip2", &["table/packed/"]),
    ("zstd", &["table/packed/"]),
    ("zip", &["table/packed/"]),
];

/// Most lines of code in a file; comments, blank lines and tests are not counted.
const LONGEST: usize = 300;

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders: Vec<PathBuf> = vec![root.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "rs") {
                let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                sources.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    sources.sort();
    sources
}

/// The lines of a file before its tests, without comments and blank ones.
fn code(text: &str) -> impl Iterator<Item = &str> {
    let tests = text.find("\n#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    text[..tests].lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with("//"))
}

fn is_test_file(name: &str) -> bool {
    name.contains("/tests")
        || name.ends_with("testing.rs")
        || name.ends_with("hostile.rs")
        || name.ends_with("sample.rs") && name.starts_with("render/")
}

#[test]
fn modules_use_lower_floors_only() {
    let floors: BTreeMap<&str, u8> = FLOORS.into();
    let mut broken = Vec::new();
    for (name, text) in sources() {
        let module = name.split(['/', '.']).next().unwrap();
        let Some(floor) = floors.get(module) else { continue };
        for line in code(&text) {
            for part in line.split("crate::").skip(1) {
                let used: String = part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                // A module path of its own crate only; macros and doc links name functions too.
                let Some(other) = floors.get(used.as_str()) else { continue };
                if used != module && other >= floor {
                    broken.push(format!("{name} ({floor}) uses {used} ({other}): {}", line.trim()));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn external_crates_stay_behind_their_fences() {
    let mut broken = Vec::new();
    for (name, text) in sources() {
        for (crate_name, homes) in FENCES {
            let named = code(&text).any(|line| line.contains(&format!("{crate_name}::")));
            if named && !homes.iter().any(|it| name.starts_with(it)) && !is_test_file(&name) {
                broken.push(format!("{name} names {crate_name}, which belongs in {homes:?}"));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn files_are_short() {
    let long: Vec<String> = sources()
        .iter()
        .filter(|(name, _)| !is_test_file(name) && !name.starts_with("message/"))
        .map(|(name, text)| (name, code(text).count()))
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(name, lines)| format!("{name}: {lines} lines"))
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn unsafe_code_lives_in_one_module() {
    let homes: Vec<String> = sources()
        .into_iter()
        .filter(|(_, text)| code(text).any(|line| line.contains("unsafe {") || line.contains("unsafe fn")))
        .map(|(name, _)| name)
        .collect();
    assert!(homes.iter().all(|it| it == "table/csv/vector.rs"), "{homes:?}");
}
