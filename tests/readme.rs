//! The first run as the README shows it: the commands are run and must print what stands there.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::allow_attributes,
    reason = "a test that cannot go on has failed"
)]

mod common;

use std::fs;
use std::path::Path;

use common::{dictum, fixtures};

/// Where the transcript stands in the README.
const BEGIN: &str = "<!-- the first run: tests/readme.rs runs it; DICTUM_BLESS=1 writes it anew -->\n";
const END: &str = "<!-- end of the first run -->";

/// Commands and answers of a transcript.
fn commands(transcript: &str) -> Vec<&str> {
    transcript.lines().filter_map(|line| line.strip_prefix("$ ")).collect()
}

#[test]
fn the_first_run_is_as_the_readme_shows_it() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let begin = readme.find(BEGIN).expect("the README shows a first run") + BEGIN.len();
    let end = begin + readme[begin..].find(END).expect("the first run ends");
    let folder = tempfile::tempdir().unwrap();
    for name in ["orders_20260701.csv", "orders_20260702.csv"] {
        fs::copy(fixtures("first-run").join(name), folder.path().join(name)).unwrap();
    }
    let mut transcript = String::from("```console\n");
    for command in commands(&readme[begin..end]) {
        let arguments = command.strip_prefix("dictum ").expect("every command is dictum's").split(' ');
        let output = dictum().current_dir(folder.path()).args(arguments).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
        let said: Vec<&str> = said.lines().map(str::trim_end).collect();
        transcript.extend(["$ ", command, "\n", &said.join("\n"), "\n\n"]);
    }
    let transcript = format!("{}\n```\n", transcript.trim_end());
    assert!(commands(&transcript).len() <= 3, "three commands are enough");
    assert!(transcript.contains("error["), "it ends in a finding: {transcript}");
    if std::env::var_os("DICTUM_BLESS").is_some() {
        fs::write(&path, format!("{}{transcript}{}", &readme[..begin], &readme[end..])).unwrap();
    } else {
        assert_eq!(&readme[begin..end], transcript, "DICTUM_BLESS=1 writes it anew");
    }
}
