//! Where findings meet people: revisions of git, job summaries, terminals, and the action that runs dictum.

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
use std::process::{Command, Output};

use common::{dictum, fixtures, json};

const DICTIONARY: &str = "dictum: 1
elements:
  order.id: {title: order number, type: string, nullable: false}
  order.paid: {title: amount paid, type: decimal, scale: 2, minimum: \"0\"}
systems:
  shop:
    datasets:
      orders: {files: [\"orders*.csv\"], fields: {order_id: order.id, paid: order.paid}}
";

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn git(folder: &Path, arguments: &[&str]) {
    let output = Command::new("git")
        .current_dir(folder)
        .args(["-c", "user.name=tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .expect("git is installed");
    assert!(output.status.success(), "git {arguments:?}: {}", told(&output));
}

/// A repository with a dictionary, one tracked export with one bad row, and one that git ignores.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("data/dictum.yaml", DICTIONARY);
    write("data/orders-a.csv", "order_id,paid\n1,1.00\n2,x\n");
    write("data/ignored/orders-b.csv", "order_id,paid\n3,-1.00\n");
    write(".gitignore", "ignored/\n");
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "--message", "first"]);
    folder
}

fn check(folder: &Path, arguments: &[&str]) -> Output {
    dictum().current_dir(folder.join("data")).args(["check", "--format", "json"]).args(arguments).output().unwrap()
}

/// Rule, path and standing of everything that counts.
fn live(output: &Output) -> Vec<(String, String, String)> {
    let text = |it: &serde_json::Value| it.as_str().unwrap_or_default().to_owned();
    let report = json(output);
    let findings = report["findings"].as_array().unwrap().iter().filter(|it| it["suppressed"].is_null());
    findings.map(|it| (text(&it["rule"]), text(&it["path"]), text(&it["standing"]))).collect()
}

#[test]
fn only_what_is_new_since_a_revision_counts() {
    let folder = repository();
    let path = folder.path();
    let same = check(path, &["--changed-since", "HEAD"]);
    assert_eq!((live(&same), same.status.code()), (vec![], Some(0)), "{}", told(&same));
    assert!(told(&same).contains("since `HEAD`: 0 new, 2 as before, 0 gone"), "{}", told(&same));

    fs::write(path.join("data/orders-a.csv"), "order_id,paid\n,1.00\n2,1.00\n").unwrap();
    let changed = check(path, &["--changed-since", "HEAD"]);
    let new = (String::from("value-missing"), String::from("orders-a.csv"), String::from("new"));
    assert_eq!((live(&changed), changed.status.code()), (vec![new], Some(1)), "{}", told(&changed));
    assert!(told(&changed).contains("since `HEAD`: 1 new, 1 as before, 1 gone"), "{}", told(&changed));

    fs::write(path.join("data/orders-a.csv"), "order_id,paid\n1,y\n2,x\n").unwrap();
    let grown = check(path, &["--changed-since", "HEAD"]);
    let one = (String::from("type-mismatch"), String::from("orders-a.csv"), String::from("grown"));
    assert_eq!((live(&grown), grown.status.code()), (vec![one], Some(1)), "{}", told(&grown));
    assert!(told(&grown).contains("1 new, 1 in `HEAD`"), "{}", told(&grown));
}

#[test]
fn a_stricter_dictionary_judges_untouched_files_anew() {
    let folder = repository();
    let stricter = DICTIONARY.replace("minimum: \"0\"", "minimum: \"2\"");
    fs::write(folder.path().join("data/dictum.yaml"), stricter).unwrap();
    let output = check(folder.path(), &["--changed-since", "HEAD"]);
    let rules: Vec<_> = live(&output).into_iter().map(|it| it.0).collect();
    assert!(rules == ["range-exceeded"], "{}", told(&output));
}

#[test]
fn a_revision_that_cannot_be_judged_is_told_with_advice() {
    let folder = repository();
    let unknown = check(folder.path(), &["--changed-since", "no-such-branch"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(told(&unknown).contains("`no-such-branch` is no revision"), "{}", told(&unknown));
    let option = check(folder.path(), &["--changed-since=--upload-pack=touch /tmp/x"]);
    assert_eq!(option.status.code(), Some(2), "{}", told(&option));
    let outside = tempfile::tempdir().unwrap();
    fs::create_dir(outside.path().join("data")).unwrap();
    fs::write(outside.path().join("data/dictum.yaml"), DICTIONARY).unwrap();
    let output = check(outside.path(), &["--changed-since", "HEAD"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("no git repository"), "{}", told(&output));
}

#[test]
fn what_a_step_does_not_show_stands_in_the_summary_of_the_job() {
    let folder = tempfile::tempdir().unwrap();
    let summary = folder.path().join("summary.md");
    fs::write(&summary, "before\n").unwrap();
    let run = |format: &str| {
        let mut command = dictum();
        command.current_dir(fixtures("shop")).env("GITHUB_STEP_SUMMARY", &summary);
        command.args(["check", "exports", "contracts", "--format", format]).output().unwrap()
    };
    run("concise");
    assert_eq!(fs::read_to_string(&summary).unwrap(), "before\n", "only annotations need it");
    let output = run("github");
    let annotations = |level: &str| told(&output).lines().filter(|it| it.starts_with(level)).count();
    assert_eq!(annotations("::error"), 10);
    assert!(annotations("::warning") <= 10 && annotations("::notice") <= 10);
    let text = fs::read_to_string(&summary).unwrap();
    assert!(text.starts_with("before\n#") && text.len() < 1 << 20, "{text}");
    let report = json(&run("json"));
    for finding in report["findings"].as_array().unwrap().iter().filter(|it| it["suppressed"].is_null()) {
        let rule = finding["rule"].as_str().unwrap();
        assert!(text.contains(rule), "{rule} is missing");
    }
}

/// What the shop looks like under `environment`: on a terminal of its own, or through a pipe.
#[cfg(target_os = "linux")]
fn looks(environment: &[(&str, &str)], terminal: bool) -> Option<String> {
    let mut command = if terminal {
        let mut command = Command::new("script");
        command.args(["-qec", &format!("'{}' check exports --no-progress", env!("CARGO_BIN_EXE_dictum")), "/dev/null"]);
        command
    } else {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dictum"));
        command.args(["check", "exports", "--no-progress"]);
        command
    };
    command.current_dir(fixtures("shop")).stdin(std::process::Stdio::null());
    command.env_clear().env("PATH", std::env::var_os("PATH")?).env("TERM", "xterm-256color").env("LANG", "en_US.UTF-8");
    command.envs(environment.iter().copied());
    // A machine without `script` has nothing to make a terminal with: there the test says nothing.
    command.output().ok().map(|it| String::from_utf8_lossy(&it.stdout).into_owned())
}

#[cfg(target_os = "linux")]
#[test]
fn colour_follows_the_stream_and_what_people_ask_for() {
    for (environment, terminal, colored) in [
        (&[][..], true, true),
        (&[("NO_COLOR", "1")], true, false),
        (&[("NO_COLOR", "1"), ("FORCE_COLOR", "1")], true, false),
        (&[("TERM", "dumb")], true, false),
        (&[], false, false),
        (&[("FORCE_COLOR", "1")], false, true),
        (&[("CLICOLOR_FORCE", "1")], false, true),
        (&[("CLICOLOR_FORCE", "0")], false, false),
        (&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], false, false),
    ] {
        let Some(text) = looks(environment, terminal) else { return };
        assert!(text.contains("type-mismatch"), "{environment:?}: {text}");
        assert_eq!(text.contains('\u{1b}'), colored, "{environment:?}, terminal: {terminal}");
    }
    let Some(plain) = looks(&[("LC_ALL", "C")], true) else { return };
    let drawn = plain.chars().any(|it| ('\u{2500}'..='\u{257f}').contains(&it));
    assert!(!drawn, "a C locale cannot show lines: {plain}");
}

#[cfg(unix)]
#[test]
fn the_action_checks_what_it_is_given_and_tells_its_status() {
    let folder = repository();
    let output_file = folder.path().join("output");
    let bin = Path::new(env!("CARGO_BIN_EXE_dictum")).parent().unwrap();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let run = |paths: &str, arguments: &str, fail_on: &str| {
        let mut command = Command::new("bash");
        command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join(".github/action/check.sh"));
        command.current_dir(folder.path()).env("PATH", &path).env("GITHUB_OUTPUT", &output_file);
        command.env("PATHS", paths).env("ARGUMENTS", arguments).env("FAIL_ON", fail_on);
        command.env("DICTIONARY", "data/dictum.yaml").env("CHANGED_SINCE", "").env("SARIF", "dictum.sarif");
        command.env_remove("GITHUB_STEP_SUMMARY").output().unwrap()
    };
    let output = run("data/orders-a.csv\ndata/ignored", "--max-places\n1", "error");
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    assert!(told(&output).contains("::error file=data/orders-a.csv"), "{}", told(&output));
    assert_eq!(fs::read_to_string(&output_file).unwrap(), "status=1\n");
    assert!(folder.path().join("dictum.sarif").is_file());
    let hostile = run("$(touch pwned)\n--format=json", "", "error");
    assert!(!folder.path().join("pwned").exists() && hostile.status.code() != Some(0), "{}", told(&hostile));
    assert_eq!(run("data", "", "never").status.code(), Some(0));
}

#[test]
fn files_of_the_distribution_fit_together() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let yaml = |name: &str| -> serde_json::Value {
        serde_yaml::from_str(&fs::read_to_string(root.join(name)).unwrap()).unwrap_or_else(|it| panic!("{name}: {it}"))
    };
    let action = yaml("action.yml");
    assert_eq!(action["runs"]["using"], "composite");
    let text = fs::read_to_string(root.join("action.yml")).unwrap();
    for input in action["inputs"].as_object().unwrap().keys() {
        assert!(text.contains(&format!("inputs.{input}")), "the action does nothing with `{input}`");
    }
    for step in action["runs"]["steps"].as_array().unwrap() {
        let run = step["run"].as_str().unwrap();
        assert!(!run.contains("${{"), "text in a script would be run: {run}");
        let script = run.rsplit('/').next().unwrap().trim_end_matches('"');
        assert!(root.join(".github/action").join(script).is_file(), "{run}");
    }
    let hooks = yaml(".pre-commit-hooks.yaml");
    let help = String::from_utf8(dictum().args(["check", "--help"]).output().unwrap().stdout).unwrap();
    for option in hooks[0]["entry"].as_str().unwrap().split(' ').filter(|it| it.starts_with("--")) {
        assert!(help.contains(option), "{option}");
    }
    let release = yaml(".github/workflows/release.yml");
    let install = fs::read_to_string(root.join(".github/action/install.sh")).unwrap();
    let built: Vec<&str> = release["jobs"]["archives"]["strategy"]["matrix"]["include"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["target"].as_str().unwrap())
        .collect();
    for target in install.lines().filter_map(|it| it.split_once("target=")).map(|it| it.1.trim_end_matches(" ;;")) {
        if target.contains('-') {
            assert!(built.contains(&target), "no archive is built for {target}");
        }
    }
}
