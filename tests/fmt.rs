//! `dictum fmt` by the command line: what it writes, what it leaves alone, what it answers.

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
use std::process::Output;

use common::dictum;

const LOOSE: &str = "dictum: 1\nelements:\n    a.b: {type: string,title: t}   # why\n";
const TIDY: &str = "dictum: 1\nelements:\n  a.b: {title: t, type: string}   # why\n";

fn fmt(folder: &Path, arguments: &[&str]) -> Output {
    dictum().current_dir(folder).arg("fmt").args(arguments).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn check_and_diff_tell_and_write_nothing() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("dictum.yaml"), LOOSE).unwrap();
    let checked = fmt(home.path(), &["--check"]);
    assert_eq!((checked.status.code(), out(&checked).as_str()), (Some(1), "dictum.yaml would be written anew\n"));
    let diff = fmt(home.path(), &["--diff", "dictum.yaml"]);
    assert_eq!(diff.status.code(), Some(1));
    assert_eq!(
        out(&diff),
        "--- dictum.yaml\n+++ dictum.yaml\n@@ -1,3 +1,3 @@\n dictum: 1\n elements:\n-    a.b: {type: string,title: t}   # why\n\
         +  a.b: {title: t, type: string}   # why\n"
    );
    assert_eq!(fs::read_to_string(home.path().join("dictum.yaml")).unwrap(), LOOSE);
    let written = fmt(home.path(), &[]);
    assert_eq!((written.status.code(), out(&written).as_str()), (Some(0), "dictum.yaml written anew\n"));
    assert_eq!(fs::read_to_string(home.path().join("dictum.yaml")).unwrap(), TIDY);
    let again = fmt(home.path(), &["--check"]);
    assert_eq!((again.status.code(), out(&again).as_str()), (Some(0), ""));
}

#[test]
fn of_a_folder_only_files_of_the_dictionary_are_written() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("dictionary");
    fs::create_dir_all(folder.join("deep")).unwrap();
    let contract = "openapi:   3.1.0\ninfo: {title: t,version: '1'}\n";
    fs::write(folder.join("a.yaml"), LOOSE).unwrap();
    fs::write(folder.join("deep/b.yml"), LOOSE.replace("a.b", "a.c")).unwrap();
    fs::write(folder.join("openapi.yaml"), contract).unwrap();
    assert_eq!(fmt(home.path(), &[]).status.code(), Some(0));
    assert_eq!(fs::read_to_string(folder.join("a.yaml")).unwrap(), TIDY);
    assert_eq!(fs::read_to_string(folder.join("deep/b.yml")).unwrap(), TIDY.replace("a.b", "a.c"));
    assert_eq!(fs::read_to_string(folder.join("openapi.yaml")).unwrap(), contract);
}

#[test]
fn a_file_with_mistakes_is_left_alone_and_named_with_its_line() {
    let home = tempfile::tempdir().unwrap();
    for (text, line) in [
        (&b"dictum: 1\nelements: [\n"[..], "broken.yaml:"),
        (b"dictum: 1\ndictum: 1\n", "broken.yaml:2:"),
        (b"openapi: 3.1.0\n", "broken.yaml:1:"),
        (b"dictum: 1\nelements: {\xB6\xA9: {type: string}}\n", "broken.yaml:1:"),
    ] {
        let path = home.path().join("broken.yaml");
        fs::write(&path, text).unwrap();
        for lang in ["en", "zh-CN"] {
            let output = fmt(home.path(), &["broken.yaml", "--lang", lang]);
            let told = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(2), "{told}");
            assert!(told.starts_with(line.trim_end_matches(':')), "{told}");
        }
        assert_eq!(fs::read(&path).unwrap(), text);
    }
    let missing = fmt(home.path(), &["none.yaml"]);
    assert_eq!(missing.status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn what_is_written_keeps_its_rights_and_a_link_stays_a_link() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("real.yaml"), LOOSE).unwrap();
    fs::set_permissions(home.path().join("real.yaml"), fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink("real.yaml", home.path().join("link.yaml")).unwrap();
    assert_eq!(fmt(home.path(), &["link.yaml"]).status.code(), Some(0));
    assert!(fs::symlink_metadata(home.path().join("link.yaml")).unwrap().is_symlink());
    let written = home.path().join("real.yaml");
    assert_eq!(fs::read_to_string(&written).unwrap(), TIDY);
    assert_eq!(fs::metadata(&written).unwrap().permissions().mode() & 0o777, 0o640);
}
