//! No output shows an unmasked value of a protected element, nor of a column that nobody declared, unless that is asked for.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod common;

use std::fs;
use std::path::Path;

use common::Home;
use dictum::render::RENDERERS;

/// Values that are somebody's, each of them wrong in some way, so that a finding has to speak of it.
const NAME: &str = "Qwertyuiopov";
const PHONE: &str = "13912345678x";
const CARD: &str = "11010519491231002Y";
const STRANGE: &str = "Lkjhgfdsanova";
const SECRETS: [&str; 4] = [NAME, PHONE, CARD, STRANGE];

const DICTIONARY: &str = "dictum: 1
elements:
  order.id: {title: order number, type: string}
  buyer.name: {title: name, type: string, maxLength: 4, pii: pi}
  buyer.phone: {title: phone, type: string, format: cn-mobile, pii: pi}
  buyer.idCard: {title: identity card, type: string, format: cn-resident-id, pii: sensitive}
entities:
  buyer: {key: [buyer.phone]}
systems:
  a:
    datasets:
      buyers: {entity: buyer, files: [\"buyers*\"], fields: {id: order.id, name: buyer.name, phone: buyer.phone, card: buyer.idCard}}
  b:
    datasets:
      others: {files: [\"others*\"], fields: {name: buyer.name, phone: buyer.phone, card: buyer.idCard}}
relations:
  - {id: a-b, from: [b.others], to: [a.buyers], join: [buyer.phone]}
";

fn home() -> Home {
    let row = |id: &str, name: &str| format!("{id},{name},{PHONE},{CARD},{STRANGE}\n");
    let buyers =
        ["id,name,phone,card,remark\n", &row("1", NAME), &row("2", &format!(" {NAME}")), &row("3", "")].concat();
    let others = format!(
        "name,phone,card,odd\n={NAME},9{PHONE},{CARD},{STRANGE}\n\"{NAME}\n{NAME}\",{PHONE},{CARD},{STRANGE},more\n"
    );
    let lines = format!(
        "{{\"name\": [\"{NAME}\"], \"phone\": \"{PHONE}\", \"card\": {{\"x\": \"{CARD}\"}}, \"odd\": \"{STRANGE}\"}}\n"
    );
    Home::of(&[
        ("dictum.yaml", DICTIONARY.as_bytes()),
        ("buyers.csv", buyers.as_bytes()),
        ("others.csv", others.as_bytes()),
        ("others.ndjson", lines.as_bytes()),
    ])
}

/// Which of the values a text shows.
fn shown(text: &[u8]) -> Vec<&'static str> {
    let text = String::from_utf8_lossy(text);
    SECRETS.into_iter().filter(|it| text.contains(it)).collect()
}

fn texts(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    entries
        .flat_map(|it| if it.is_dir() { texts(&it) } else { vec![(it.display().to_string(), fs::read(&it).unwrap())] })
        .collect()
}

#[test]
fn no_renderer_shows_a_protected_value() {
    let home = home();
    for renderer in RENDERERS {
        for lang in ["en", "zh-CN"] {
            let name = renderer.name();
            let output = home.run(&["check", "--format", name, "--lang", lang, "--verbose", "--max-places", "50"]);
            assert_eq!(output.status.code(), Some(1), "{name}: {}", String::from_utf8_lossy(&output.stderr));
            assert!(!output.stdout.is_empty(), "{name}");
            assert_eq!(shown(&output.stdout), [] as [&str; 0], "{name}: {}", String::from_utf8_lossy(&output.stdout));
            assert_eq!(shown(&output.stderr), [] as [&str; 0], "{name} on standard error");
        }
    }
    let output = home.run(&["check", "--format", "json", "--show-values"]);
    assert!(shown(&output.stdout).contains(&PHONE), "whoever asks for values sees them");
}

#[test]
fn reasons_listings_baselines_snapshots_and_drafts_show_no_protected_value() {
    let home = home();
    home.run(&["check", "--quarantine", "apart", "--cache-dir", "kept", "--output", "html=report.html"]);
    home.run(&["baseline", "create"]);
    home.run(&["snapshot"]);
    for (arguments, name) in [
        (&["inputs"][..], "inputs"),
        (&["infer", "buyers.csv", "others.csv"], "infer"),
        (&["fix", "--diff"], "fix"),
        (&["compat", "buyers.csv", "--dataset", "a.buyers"], "compat"),
    ] {
        let output = home.run(arguments);
        // A fix shows the lines that it changes: those are the data themselves.
        if name != "fix" {
            assert_eq!(shown(&output.stdout), [] as [&str; 0], "{name}: {}", String::from_utf8_lossy(&output.stdout));
        }
        assert_eq!(shown(&output.stderr), [] as [&str; 0], "{name}");
    }
    let mut reasons = 0;
    for (path, bytes) in texts(&home.path("")) {
        // The inputs, and the records that quarantine parts: those are the data themselves, and their folder says so.
        let data = ["csv", "ndjson"].iter().any(|it| path.ends_with(it)) && !path.contains("reason");
        if !data {
            reasons += u32::from(path.contains("apart"));
            assert_eq!(shown(&bytes), [] as [&str; 0], "{path}: {}", String::from_utf8_lossy(&bytes));
        }
    }
    assert!(reasons > 0, "quarantine gave its reasons");
}

#[test]
fn a_system_holds_no_class_that_the_policy_forbids_it() {
    let dictionary = |forbid: &str| {
        DICTIONARY.replace("  b:\n", "  b:\n    kind: marketing\n") + &format!("privacy: {{forbid: {{{forbid}}}}}\n")
    };
    for (forbid, found) in [
        ("idCard: {systems: [b]}", vec!["card"]),
        ("idCard: {purposes: [marketing]}", vec!["card"]),
        ("mobile: {systems: [a, b]}", vec!["phone", "phone"]),
        ("idCard: {purposes: [erp]}", vec![]),
        ("bankCard: {systems: [a, b]}", vec![]),
    ] {
        let home = Home::of(&[("dictum.yaml", dictionary(forbid).as_bytes()), ("others.csv", b"name,phone,card\n")]);
        let report = common::json(&home.run(&["check", "--format", "json", "--select", "pii-forbidden"]));
        let fields = report["findings"].as_array().unwrap().iter();
        assert_eq!(fields.map(|it| it["field"].as_str().unwrap()).collect::<Vec<_>>(), found, "{forbid}: {report:#}");
    }
    let home = Home::of(&[("dictum.yaml", dictionary("idCard: {systems: [c]}").as_bytes()), ("others.csv", b"name\n")]);
    let output = home.run(&["check", "--format", "concise"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("reference-dangling"), "{output:?}");
}
