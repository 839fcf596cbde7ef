//! Colour and characters are decided by the stream and the environment: the table of the field's tools, row by row.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::allow_attributes,
    reason = "a test that cannot go on has failed"
)]

mod common;

use std::path::Path;
use std::process::{Command, Stdio};

use common::dictum;

/// A dictionary and an export with one bad value.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let dictionary = include_str!("../templates/dictum.yaml");
    std::fs::write(folder.path().join("dictum.yaml"), dictionary).unwrap();
    let rows = "order_id,created,paid,status\n5001,2026-07-01,1.00,refunded\n";
    std::fs::write(folder.path().join("orders_1.csv"), rows).unwrap();
    folder
}

/// A check for people to read.
fn arguments() -> [&'static str; 4] {
    ["check", "--no-progress", "--lang", "en"]
}

/// What is written where nothing is a terminal: both streams.
fn piped(folder: &Path, environment: &[(&str, &str)]) -> Vec<u8> {
    let output = dictum().current_dir(folder).args(arguments()).envs(environment.iter().copied()).output().unwrap();
    [output.stdout, output.stderr].concat()
}

/// What is written to a pseudo-terminal, which `script` of util-linux gives; nothing on a machine without it.
fn on_terminal(folder: &Path, environment: &[(&str, &str)]) -> Option<Vec<u8>> {
    let model = dictum();
    let line = format!("'{}' {}", model.get_program().to_str()?, arguments().join(" "));
    let mut command = Command::new("script");
    command.args(["-qec", &line, "/dev/null"]).current_dir(folder).stdin(Stdio::null());
    for (name, value) in model.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command.env("TERM", "xterm-256color").envs(environment.iter().copied());
    Some(command.output().ok()?.stdout)
}

fn coloured(bytes: &[u8]) -> bool {
    assert!(!bytes.is_empty(), "nothing was written");
    bytes.contains(&0x1b)
}

const NOTHING: &[(&str, &str)] = &[];

#[test]
fn a_terminal_is_coloured_unless_it_or_the_environment_says_no() {
    let folder = folder();
    for (environment, expected) in [
        (NOTHING, true),
        (&[("NO_COLOR", "1")], false),
        (&[("NO_COLOR", "")], true), // the convention: an empty value says nothing
        (&[("TERM", "dumb")], false),
        (&[("TERM", "dumb"), ("FORCE_COLOR", "1")], true),
        (&[("NO_COLOR", "1"), ("FORCE_COLOR", "1")], false),
        (&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], false),
    ] {
        let Some(bytes) = on_terminal(folder.path(), environment) else {
            eprintln!("skipped: no `script` to make a pseudo-terminal");
            return;
        };
        assert_eq!(coloured(&bytes), expected, "{environment:?}: {}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn a_pipe_is_plain_unless_the_environment_forces_colour() {
    let folder = folder();
    for (environment, expected) in [
        (NOTHING, false),
        (&[("NO_COLOR", "1")], false),
        (&[("TERM", "dumb")], false),
        (&[("TERM", "xterm-256color")], false),
        (&[("FORCE_COLOR", "1")], true),
        (&[("FORCE_COLOR", "0")], false),
        (&[("CLICOLOR_FORCE", "1")], true),
        (&[("CLICOLOR_FORCE", "0")], false),
        (&[("NO_COLOR", "1"), ("FORCE_COLOR", "1")], false),
    ] {
        let bytes = piped(folder.path(), environment);
        assert_eq!(coloured(&bytes), expected, "{environment:?}: {}", String::from_utf8_lossy(&bytes));
    }
}

/// Characters that draw frames; names of files are data and stay as they are.
fn drawn(bytes: &[u8]) -> bool {
    String::from_utf8_lossy(bytes).chars().any(|it| ('\u{2500}'..='\u{257f}').contains(&it) || "×⚠".contains(it))
}

#[test]
fn a_c_locale_is_drawn_with_ascii() {
    let folder = folder();
    for locale in ["C", "POSIX"] {
        assert!(!drawn(&piped(folder.path(), &[("LC_ALL", locale)])), "{locale}, piped");
        if let Some(bytes) = on_terminal(folder.path(), &[("LC_ALL", locale)]) {
            assert!(!drawn(&bytes), "{locale}, on a terminal: {}", String::from_utf8_lossy(&bytes));
        }
    }
    assert!(drawn(&piped(folder.path(), &[("LC_ALL", "C.UTF-8")])), "a locale of UTF-8 is drawn for");
}
