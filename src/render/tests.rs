//! One report through every format; a new format fails here until its snapshots are reviewed.

use super::sample::{clean, report};
use super::*;

fn shown(renderer: &dyn Renderer, report: &Report, style: &Style) -> String {
    let mut out = Vec::new();
    renderer.render(report, style, &mut out).expect("memory takes everything");
    String::from_utf8(out).expect("every format is UTF-8")
}

fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn every_format_shows_the_same_report() {
    for renderer in RENDERERS {
        for (tag, lang) in Lang::ALL {
            let text = shown(*renderer, &report(), &Style { lang, ..Style::default() });
            snapshot(&format!("{}.{tag}", renderer.name()), &text);
        }
    }
}

#[test]
fn human_keeps_to_the_stream_it_is_written_to() {
    let human = by_name("human").expect("it is listed");
    let plain = Style::default();
    for (name, style) in [
        ("human.color", Style { color: true, ..plain.clone() }),
        ("human.ascii", Style { unicode: false, ..plain.clone() }),
        ("human.narrow", Style { width: 60, max_places: 1, ..plain.clone() }),
        ("human.verbose", Style { verbose: true, ..plain.clone() }),
        ("human.capped", Style { max_findings: Some(1), ..plain }),
    ] {
        snapshot(name, &shown(human, &report(), &style));
    }
}

#[test]
fn a_clean_report_says_so() {
    for renderer in RENDERERS {
        let text = shown(*renderer, &clean(), &Style::default());
        snapshot(&format!("clean.{}", renderer.name()), &text);
    }
}

#[test]
fn nothing_a_name_holds_acts_on_a_terminal_or_a_build_server() {
    for renderer in RENDERERS {
        let text = shown(*renderer, &report(), &Style { verbose: true, ..Style::default() });
        let acting = text.chars().find(|c| escape::acts(*c) && !matches!(c, '\n' | '\r' | '\u{feff}'));
        assert_eq!(acting, None, "{} lets a character through", renderer.name());
        let injected = text.lines().any(|line| line.starts_with("::") && renderer.name() != "github");
        assert!(!injected, "{} lets a workflow command through", renderer.name());
    }
}

#[test]
fn every_format_is_found_by_its_name() {
    for renderer in RENDERERS {
        let found = by_name(renderer.name()).expect("it is listed");
        assert_eq!(found.name(), renderer.name());
        assert!(!renderer.title().text(Lang::ZhCn).is_empty());
    }
    assert!(by_name("yaml").is_none());
}

#[test]
fn json_follows_its_published_schema() {
    let schema = report_schema();
    let written = serde_json::to_string_pretty(&schema).expect("a schema is JSON") + "\n";
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/report.schema.json");
    if std::env::var_os("DICTUM_BLESS").is_some() {
        std::fs::write(path, &written).expect("the schema's folder can be written");
    }
    assert_eq!(std::fs::read_to_string(path).unwrap_or_default(), written, "DICTUM_BLESS=1 rewrites {path}");
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    let json = by_name("json").expect("it is listed");
    for report in [report(), clean()] {
        let document = serde_json::from_str(&shown(json, &report, &Style::default())).expect("json is JSON");
        let errors: Vec<String> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
        assert_eq!(errors, Vec::<String>::new());
    }
}

#[test]
fn sarif_is_what_code_scanning_asks_for() {
    let sarif = by_name("sarif").expect("it is listed");
    let log: serde_json::Value =
        serde_json::from_str(&shown(sarif, &report(), &Style::default())).expect("sarif is JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    assert_eq!(results.len(), report().findings.len(), "one result a finding");
    let mut seen = std::collections::BTreeSet::new();
    for result in results {
        let place = &result["locations"][0]["physicalLocation"];
        for field in ["startLine", "startColumn", "endLine", "endColumn"] {
            assert!(place["region"][field].as_u64().is_some_and(|it| it > 0), "{field} in {result}");
        }
        let uri = place["artifactLocation"]["uri"].as_str().expect("a URI");
        assert!(!uri.is_empty() && uri.is_ascii() && !uri.contains([':', '\\', ' ']), "{uri}");
        let rule = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
        assert_eq!(log["runs"][0]["tool"]["driver"]["rules"][rule]["id"], result["ruleId"]);
        assert!(seen.insert(result["partialFingerprints"]["primaryLocationLineHash"].to_string()));
    }
}

#[test]
fn caps_hide_the_least_first() {
    let report = report();
    let shown = chosen::chosen(&report, &Style { max_findings: Some(3), ..Style::default() });
    assert!(shown.findings.iter().all(|finding| finding.severity == crate::finding::Severity::Error));
    assert_eq!(shown.left_out, 3);
}
