//! The first month: old debt is agreed on, new debt fails, settings are found and told, a start is written.

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

use common::{dictum, fixtures, json};

/// Runs dictum in `folder`.
fn run(folder: &Path, arguments: &[&str]) -> Output {
    dictum().current_dir(folder).args(arguments).output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// A copy of the folder `from`, with everything below it.
fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copied(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A copy of the shop with a baseline of all that is wrong with it.
fn shop_with_baseline() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copied(&fixtures("shop"), folder.path());
    let output = run(folder.path(), &["baseline", "create", "exports", "contracts", "--baseline", "known.json"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    folder
}

const CHECK: [&str; 7] = ["check", "exports", "contracts", "--baseline", "known.json", "--format", "json"];

/// The findings that count.
fn live(output: &Output) -> Vec<serde_json::Value> {
    let report = json(output);
    let findings = report["findings"].as_array().unwrap().clone();
    findings.into_iter().filter(|it| it["suppressed"].is_null()).collect()
}

#[test]
fn what_is_in_the_baseline_does_not_fail() {
    let folder = shop_with_baseline();
    let output = run(folder.path(), &CHECK);
    assert_eq!((output.status.code(), live(&output).len()), (Some(0), 0), "{}", told(&output));
    let again = run(folder.path(), &["baseline", "create", "exports", "--baseline", "known.json"]);
    assert_eq!(again.status.code(), Some(2));
    let before = fs::read_to_string(folder.path().join("known.json")).unwrap();
    let update = run(folder.path(), &["baseline", "update", "exports", "contracts", "--baseline", "known.json"]);
    assert!(told(&update).contains("0 added, 0 changed, 0 fixed"), "{}", told(&update));
    assert_eq!(fs::read_to_string(folder.path().join("known.json")).unwrap(), before);
}

/// Puts one more bad row behind the file `name`: a copy of its last record.
fn repeat_last_line(folder: &Path, name: &str) {
    let path = folder.join(name);
    let mut bytes = fs::read(&path).unwrap();
    let lines: Vec<&[u8]> = bytes.split_inclusive(|it| *it == b'\n').collect();
    let last = lines.last().unwrap().to_vec();
    bytes.extend(last);
    fs::write(path, bytes).unwrap();
}

/// A start with one export of two rows that cannot be right.
fn start() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(folder.path(), &["init"]).status.code(), Some(0));
    export(folder.path(), "1,2026-02-30,1.00,paid\n2,2026-02-28,-1.00,paid\n");
    folder
}

fn export(folder: &Path, rows: &str) {
    fs::write(folder.join("orders.csv"), format!("order_id,created,paid,status\n{rows}")).unwrap();
}

#[test]
fn one_more_bad_row_is_new_and_nothing_else() {
    let folder = shop_with_baseline();
    repeat_last_line(folder.path(), "exports/wms/outbound_20260704.csv");
    let output = run(folder.path(), &CHECK);
    let rules: Vec<_> = live(&output).iter().map(|it| it["rule"].clone()).collect();
    assert_eq!((rules.as_slice(), output.status.code()), (&["key-duplicate".into()][..], Some(1)), "{}", told(&output));
}

#[test]
fn more_failures_than_agreed_are_live_and_fixed_ones_are_pruned() {
    let folder = start();
    let known = ["--baseline", "known.json", "--as-of", "2026-03-01"];
    let with = |command: &[&str]| run(folder.path(), &[command, &known[..]].concat());
    let create = with(&["baseline", "create", "--reason", "old shop", "--owner", "ecom", "--expires", "2026-12-31"]);
    assert_eq!(create.status.code(), Some(0), "{}", told(&create));
    let written = fs::read_to_string(folder.path().join("known.json")).unwrap();
    for part in ["\"reason\": \"old shop\"", "\"owner\": \"ecom\"", "\"firstSeen\": \"2026-03-01\"", "\"version\": 1"] {
        assert!(written.contains(part), "{part}: {written}");
    }
    assert_eq!(with(&["check"]).status.code(), Some(0));
    // An entry holds on its last day, and not on the next.
    for (day, status) in [("2026-12-31", 0), ("2027-01-01", 1)] {
        let output = run(folder.path(), &["check", "--baseline", "known.json", "--as-of", day]);
        assert_eq!(output.status.code(), Some(status), "{day}: {}", told(&output));
    }
    export(folder.path(), "1,2026-02-30,1.00,paid\n2,2026-02-28,1.00,paid\n3,2026-02-31,1.00,paid\n");
    let worse = with(&["check", "--format", "concise"]);
    let text = told(&worse);
    assert_eq!(worse.status.code(), Some(1), "{text}");
    assert!(text.contains("1 new, 1 in the baseline"), "{text}");
    assert!(text.contains("known.json:") && text.contains("[ignore-unused]") && text.contains("is fixed"), "{text}");
    let prune = with(&["baseline", "prune"]);
    assert!(told(&prune).contains("0 added, 0 changed, 1 fixed and removed, 1 in all"), "{}", told(&prune));
    let update = with(&["baseline", "update"]);
    assert!(told(&update).contains("0 added, 1 changed, 0 fixed"), "{}", told(&update));
    assert_eq!(with(&["check", "--fail-on", "info"]).status.code(), Some(0));
}

#[test]
fn what_was_not_looked_at_is_not_called_fixed() {
    let folder = shop_with_baseline();
    let output = run(folder.path(), &["check", "exports/wms", "--baseline", "known.json", "--format", "concise"]);
    assert!(!told(&output).contains("is fixed"), "{}", told(&output));
}

#[test]
fn a_baseline_that_cannot_be_read_stops_the_run_with_advice() {
    let folder = start();
    for (text, wanted) in [
        (None, "dictum baseline create"),
        (Some("{"), "known.json:1:1: "),
        (Some("{\"version\": 9, \"entries\": []}"), "version 9"),
        (Some("[]"), "known.json:1:1: `array` stands where a baseline is expected"),
        (Some("{\"version\": 1}"), "known.json:1:1: the key `entries` is missing"),
        (Some("{\"version\": 1,\n \"entrys\": []}"), "known.json:2:2: `entrys` is no key of a baseline"),
        (Some("{\"version\": 1,\n \"entrys\": []}"), "write `entries`"),
        (Some("{\"version\": \"1\", \"entries\": []}"), "known.json:1:13: `version` takes `integer`, and `string`"),
        (Some("{\"version\": 1, \"version\": 1, \"entries\": []}"), "the key `version` stands here twice"),
    ] {
        if let Some(text) = text {
            fs::write(folder.path().join("known.json"), text).unwrap();
        }
        let output = run(folder.path(), &["check", "--baseline", "known.json"]);
        assert_eq!(output.status.code(), Some(2));
        assert!(told(&output).contains(wanted), "{wanted}: {}", told(&output));
    }
}

#[test]
fn a_slip_in_the_settings_is_placed_and_put_right() {
    let folder = start();
    fs::write(folder.path().join("dictum.toml"), "# ours\n  failon = \"never\"\n").unwrap();
    let output = run(folder.path(), &["check"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("dictum.toml:2:3: `failon` is no setting"), "{}", told(&output));
    assert!(told(&output).contains("write `failOn`"), "{}", told(&output));
}

#[test]
fn a_profile_sets_how_strict_a_run_is_and_a_slip_in_it_is_put_right() {
    let folder = start();
    export(folder.path(), "1,2026-07-01 ,1.00,paid\n");
    let severities = |settings: &str| {
        fs::write(folder.path().join("dictum.toml"), settings).unwrap();
        let output = run(folder.path(), &["check", "--format", "json"]);
        let told = live(&output).iter().map(|it| it["severity"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
        (told.join(" "), output.status.code())
    };
    for (settings, severity, status) in [
        ("", "warning", 0),
        ("profile = \"relaxed\"", "info", 0),
        ("profile = \"standard\"", "warning", 0),
        ("profile = \"strict\"", "error", 1),
        ("profile = \"strict\"\n[levels]\n\"*\" = \"info\"", "info", 0),
    ] {
        assert_eq!(severities(settings), (severity.to_owned(), Some(status)), "{settings}");
    }
    fs::write(folder.path().join("base.toml"), "profile = \"strict\"\n").unwrap();
    assert_eq!(severities("extends = \"base.toml\"").1, Some(1));
    let printed = told(&run(folder.path(), &["settings"]));
    assert!(printed.contains("profile = \"strict\"") && printed.contains("# base.toml:1"), "{printed}");
    fs::write(folder.path().join("dictum.toml"), "profile = \"strickt\"\n").unwrap();
    let slip = run(folder.path(), &["check"]);
    assert!(slip.status.code() == Some(2) && told(&slip).contains("write `strict`"), "{}", told(&slip));
}

#[test]
fn settings_hold_from_below_and_the_command_line_wins() {
    let folder = start();
    let text = "failOn = \"never\"\nformat = \"concise\"\n[levels]\n\"range-*\" = \"info\"\n\n[[overrides]]\nsystems = [\"shop\"]\nlevels = {date-format = \"off\"}\n";
    fs::write(folder.path().join("dictum.toml"), text).unwrap();
    let below = folder.path().join("below");
    fs::create_dir(&below).unwrap();
    let check = run(&below, &["check", "../orders.csv"]);
    let text = told(&check);
    assert_eq!(check.status.code(), Some(0), "{text}");
    assert!(text.contains("info[range-exceeded]") && !text.contains("date-format"), "{text}");
    let won = run(&below, &["check", "..", "--fail-on", "error", "--level", "date-format=error"]);
    assert_eq!(won.status.code(), Some(1), "{}", told(&won));
    let printed = told(&run(&below, &["settings", "--max-places", "3"]));
    for line in [
        "failOn = \"never\"|# ../dictum.toml:1",
        "maxPlaces = 3|# command line",
        "levels.\"range-*\" = \"info\"|# ../dictum.toml:4",
        "overrides.\"date-format\" = \"off\"|# ../dictum.toml:8",
    ] {
        let (start, end) = line.split_once('|').unwrap();
        assert!(printed.lines().any(|it| it.starts_with(start) && it.ends_with(end)), "{line}: {printed}");
    }
    fs::write(folder.path().join("dictum.toml"), "[[overrides]]\nsystems = [\"shpo\"]\n").unwrap();
    let unknown = run(folder.path(), &["check"]);
    assert!(
        told(&unknown).contains("dictum.toml:2:12: ") && told(&unknown).contains("write `shop`"),
        "{}",
        told(&unknown)
    );
}

#[test]
fn an_override_that_speaks_of_nothing_is_told_in_a_run_over_everything() {
    let folder = start();
    let write = |paths: &str| {
        let text = format!("[[overrides]]\npaths = [\"{paths}\"]\nlevels = {{date-format = \"off\"}}\n");
        fs::write(folder.path().join("dictum.toml"), text).unwrap();
    };
    let word = "dictum.toml:3:11: this override speaks of no file";
    let noted = |arguments: &[&str]| String::from_utf8(run(folder.path(), arguments).stderr).unwrap();
    write("gone.csv");
    assert!(noted(&["check"]).contains(word), "{}", noted(&["check"]));
    assert!(!noted(&["check", "orders.csv"]).contains(word), "a run over one file cannot know");
    write("orders.csv");
    assert!(!noted(&["check"]).contains(word), "{}", noted(&["check"]));
}

#[test]
fn a_start_is_clean_and_overwrites_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("dictum.toml"), "").unwrap();
    for (ci, file) in [
        ("github", ".github/workflows/dictum.yml"),
        ("gitlab", ".gitlab/dictum.yml"),
        ("pre-commit", ".pre-commit-config.yaml"),
    ] {
        let output = run(folder.path(), &["init", "--ci", ci]);
        assert_eq!(output.status.code(), Some(0), "{}", told(&output));
        assert!(
            told(&output).contains("kept dictum.toml") && told(&output).contains("dictum check"),
            "{}",
            told(&output)
        );
        assert!(folder.path().join(file).is_file(), "{file}");
    }
    assert_eq!(fs::read_to_string(folder.path().join("dictum.toml")).unwrap(), "");
    export(folder.path(), "1,2026-02-28,1.00,paid\n");
    let output = run(folder.path(), &["check", "--fail-on", "info"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    fs::remove_file(folder.path().join("dictum.toml")).unwrap();
    run(folder.path(), &["init"]);
    let output = run(folder.path(), &["check", "--fail-on", "info"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
}

#[test]
fn the_schema_of_a_baseline_is_published_and_a_written_one_keeps_to_it() {
    let printed = String::from_utf8(run(Path::new("."), &["schema", "baseline"]).stdout).unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/baseline.schema.json");
    if std::env::var_os("DICTUM_BLESS").is_some() {
        fs::write(&path, &printed).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap_or_default(), printed, "DICTUM_BLESS=1 rewrites {}", path.display());
    let written = fs::read_to_string(shop_with_baseline().path().join("known.json")).unwrap();
    common::validate(&serde_json::from_str(&printed).unwrap(), &serde_json::from_str(&written).unwrap());
}

#[test]
fn the_schema_of_the_settings_is_published() {
    let printed = String::from_utf8(run(Path::new("."), &["schema", "settings"]).stdout).unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/settings.schema.json");
    if std::env::var_os("DICTUM_BLESS").is_some() {
        fs::write(&path, &printed).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap_or_default(), printed, "DICTUM_BLESS=1 rewrites {}", path.display());
    let schema: serde_json::Value = serde_json::from_str(&printed).unwrap();
    let good = serde_json::json!({"failOn": "never", "levels": {"date-*": "off"}, "overrides": [{"paths": ["a"], "levels": {}}]});
    common::validate(&schema, &good);
    let validator = jsonschema::validator_for(&schema).unwrap();
    for bad in [serde_json::json!({"failon": "never"}), serde_json::json!({"levels": {"date-format": "fatal"}})] {
        assert!(!validator.is_valid(&bad), "{bad}");
    }
}

#[test]
fn a_slip_is_told_in_the_language_of_the_environment() {
    let folder = start();
    for arguments in [
        &["chek"][..],
        &["check", "--slect", "x"],
        &["check", "--fail-on", "x"],
        &["check", "--jobs", "x"],
        &["check", "--level", "date-formt=off"],
        &["check", "--level", "date-format"],
        &["check", "--changed-since", "none"],
        &["explain"],
        &["schema", "x"],
    ] {
        let output = dictum().current_dir(folder.path()).env("LANG", "zh_CN.UTF-8").args(arguments).output().unwrap();
        let said = told(&output);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.starts_with("错误: ") && said.contains("\n  建议: "), "{arguments:?}: {said}");
        // Names in backticks are the same in every language; a word outside them is one that was left in English.
        let outside: String = said.split('`').step_by(2).collect::<Vec<_>>().join(" ");
        let is_word = |it: &str| it.len() > 3 && it.bytes().all(|byte| byte.is_ascii_lowercase());
        let left = outside.split(|c: char| !c.is_ascii_alphabetic()).find(|it| is_word(it));
        assert_eq!(left, None, "{arguments:?}: {said}");
    }
}

#[test]
fn every_slip_of_a_newcomer_ends_in_the_next_thing_to_type() {
    let empty = tempfile::tempdir().unwrap();
    let folder = start();
    fs::create_dir(folder.path().join("empty")).unwrap();
    fs::write(folder.path().join("other.csv"), "a,b\n1,2\n").unwrap();
    for (place, arguments, status, next) in [
        (empty.path(), &["check"][..], 2, "`dictum init`"),
        (folder.path(), &["check", "empty"], 3, "`dictum check exports`"),
        (folder.path(), &["check", "other.csv"], 3, "`--dataset SYSTEM.DATASET`"),
        (folder.path(), &["check", "--slect", "x"], 2, "--select"),
        (folder.path(), &["chek"], 2, "`check`"),
        (folder.path(), &["check", "--select", "date-formt"], 2, "`date-format`"),
        (folder.path(), &["explain", "date-formt"], 2, "`date-format`"),
        (folder.path(), &["check", "--system", "shpo"], 2, "`shop`"),
        (folder.path(), &["check", "--format", "sarf"], 2, "`sarif`"),
        (folder.path(), &["check", "-d", "none.yaml"], 2, "`--dictionary PATH`"),
        (folder.path(), &["check", "-d", "other.csv"], 2, "dictum: 1"),
        (folder.path(), &["check", "none.csv"], 3, "none.csv"),
    ] {
        let output = run(place, arguments);
        let said = told(&output);
        assert!(said.contains(next), "{arguments:?} does not say {next}: {said}");
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {said}");
    }
}

#[test]
fn a_level_that_decides_nothing_is_told() {
    let folder = start();
    for (settings, idle) in [
        ("[levels]\ndate-format = \"info\"\n\"date-*\" = \"info\"\n", &["dictum.toml:3:1: "][..]),
        ("ignore = [\"key-*\"]\n[levels]\nkey-missing = \"info\"\ndate-format = \"info\"\n", &["dictum.toml:3:1: "]),
        ("select = [\"key-*\"]\n[levels]\n\"*\" = \"info\"\nmojibake = \"off\"\n", &["dictum.toml:4:1: "]),
        ("[levels]\n\"key-*\" = \"info\"\nkey-missing = \"error\"\n", &[]),
    ] {
        fs::write(folder.path().join("dictum.toml"), settings).unwrap();
        let output = run(folder.path(), &["check", "--format", "json"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let lines: Vec<&str> = said.lines().filter(|it| it.contains("this level decides nothing")).collect();
        assert_eq!(lines.len(), idle.len(), "{settings}: {said}");
        assert!(lines.iter().zip(idle).all(|(line, at)| line.starts_with(at)), "{settings}: {said}");
    }
}

#[test]
fn what_a_faulty_dictionary_keeps_from_being_done_names_the_fault() {
    let folder = start();
    let good = fs::read_to_string(folder.path().join("dictum.yaml")).unwrap();
    fs::write(folder.path().join("bad.yaml"), good.replacen("nullable:", "nulable:", 1)).unwrap();
    let line = good.lines().position(|it| it.contains("nullable:")).unwrap() + 1;
    for command in [
        &["infer", "orders.csv", "-d", "bad.yaml"][..],
        &["fix", "orders.csv", "-d", "bad.yaml"],
        &["convert", "orders.csv", "-d", "bad.yaml"],
        &["export", "-d", "bad.yaml", "--to", "field-map"],
        &["baseline", "create", "orders.csv", "-d", "bad.yaml"],
    ] {
        let output = run(folder.path(), command);
        assert_eq!(output.status.code(), Some(2), "{command:?}: {}", told(&output));
        let said = told(&output);
        assert!(said.contains(&format!("bad.yaml:{line}:")) && said.contains("nulable"), "{command:?}: {said}");
    }
}

#[test]
fn the_origins_of_settings_stand_in_one_column_also_behind_chinese() {
    let folder = start();
    fs::write(folder.path().join("dictum.toml"), "dictionary = \"数据字典\"\nfailOn = \"never\"\n").unwrap();
    let printed = told(&run(folder.path(), &["settings"]));
    let column = |line: &str| {
        let before = line.split("  # ").next().unwrap();
        before.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>()
    };
    let columns: Vec<usize> = printed.lines().map(column).collect();
    assert!(printed.contains("数据字典") && columns.iter().all(|it| *it == columns[0]), "{printed}");
}
