//! What each consumer of a format is known to insist on.

use super::sample::{clean, report};
use super::*;
use crate::finding::{Finding, Place, RuleId, Severity};
use crate::message::Message;

fn written(name: &str, report: &Report) -> String {
    let mut out = Vec::new();
    let renderer = by_name(name).expect("it is listed");
    renderer.render(report, &Style::default(), &mut out).expect("memory takes everything");
    String::from_utf8(out).expect("every format is UTF-8")
}

/// Many findings with long messages, infos first.
fn many(count: usize) -> Report {
    let finding =
        |index: usize| {
            let severity = if index < count / 2 { Severity::Info } else { Severity::Error };
            let message = Message::verbatim(format!("值 {index} {}", "长".repeat(200)));
            let mut finding = Finding::new(RuleId::new("code-unknown"), severity, message)
                .in_input("a.csv")
                .at(Place { line: index as u64 + 1, column: 1, ..Place::default() });
            finding.dataset = Some("a.b".into());
            finding
        };
    let mut report = Report { findings: (0..count).map(finding).collect(), ..Report::default() };
    report.finish();
    report
}

#[test]
fn github_is_given_ten_of_each_kind_and_told_of_the_rest() {
    let text = written("github", &many(60));
    let count = |start: &str| text.lines().filter(|line| line.starts_with(start)).count();
    assert_eq!((count("::error "), count("::notice ")), (10, 10));
    assert!(text.contains("40 more findings"), "{text}");
    assert!(text.starts_with("::error "), "the worst come first");
}

#[test]
fn markdown_fits_into_a_comment_and_keeps_the_worst() {
    let text = written("markdown", &many(2000));
    assert!(text.encode_utf16().count() < 65_535);
    assert!(text.contains("more findings not shown") && text.contains("**error**") && !text.contains("**info**"));
}

#[test]
fn csv_reads_back_and_has_a_line_for_each_place() {
    let text = written("csv", &report());
    let text = text.strip_prefix('\u{feff}').expect("Excel needs the mark");
    let mut reader = ::csv::Reader::from_reader(text.as_bytes());
    let records: Vec<::csv::StringRecord> = reader.records().map(|it| it.expect("every line is whole")).collect();
    let places: usize = report().findings.iter().map(|finding| finding.places.len().max(1)).sum();
    assert_eq!(records.len(), places);
    assert!(records.iter().flatten().all(|field| !field.starts_with(['=', '@', '+'])));
}

#[test]
fn lines_of_json_are_json() {
    for name in ["ndjson", "rdjsonl"] {
        for line in written(name, &report()).lines() {
            let value: serde_json::Value = serde_json::from_str(line).expect("a line is a value");
            assert!(value.is_object());
        }
    }
    assert!(written("ndjson", &clean()).lines().last().is_some_and(|line| line.contains("\"summary\"")));
    assert_eq!(written("rdjsonl", &clean()), "");
}

#[test]
fn gitlab_never_merges_two_findings() {
    let issues: Vec<serde_json::Value> = serde_json::from_str(&written("gitlab", &many(50))).expect("an array");
    let prints: std::collections::BTreeSet<&str> =
        issues.iter().filter_map(|issue| issue["fingerprint"].as_str()).collect();
    assert_eq!(prints.len(), 50);
}

#[test]
fn junit_names_every_case_once_and_fails_only_what_fails_the_run() {
    let text = written("junit", &many(40));
    let names: std::collections::BTreeSet<&str> = text.lines().filter(|line| line.contains("<testcase ")).collect();
    assert_eq!(names.len(), 40);
    assert_eq!(text.matches("<failure ").count(), 20);
    let mut failing = many(40);
    failing.findings.retain(|finding| finding.severity == Severity::Info);
    failing.finish();
    failing.summary.failed = true;
    assert_eq!(written("junit", &failing).matches("<failure ").count(), 20, "the run was told to fail on infos");
}

#[test]
fn html_asks_for_nothing_and_runs_nothing_of_a_name() {
    let page = written("html", &report());
    for request in [" src=\"", "href=", "@import", "url(", "http://", "https://"] {
        assert!(!page.contains(request), "{request}");
    }
    assert!(!page.contains("<img"), "a name became an element");
    assert_eq!(page.matches("<script>").count(), 1);
    assert!(page.contains("已豁免") && page.contains("waived"), "both languages are there");
}

#[test]
fn rdjson_counts_columns_in_bytes_or_not_at_all() {
    let place = |line: &str, mark: std::ops::Range<usize>, column| Place {
        line: 1,
        column,
        end_line: 1,
        end_column: column + 1,
        excerpt: Some(crate::text::Excerpt { first_line: 1, text: line.into(), mark }),
        ..Place::default()
    };
    let line_alone = serde_json::json!({"start": {"line": 1}, "end": {"line": 1}});
    let bytes = serde_json::json!({"start": {"line": 1, "column": 8}, "end": {"line": 1, "column": 9}});
    for (place, range) in [
        (place("订单,x", 7..8, 4), bytes),
        (place("**,x", 3..4, 4), line_alone.clone()),
        (place("…,x", 4..5, 900), line_alone),
    ] {
        let mut report = many(1);
        report.findings[0].places = vec![place];
        let value: serde_json::Value = serde_json::from_str(&written("rdjson", &report)).expect("JSON");
        assert_eq!(value["diagnostics"][0]["location"]["range"], range);
    }
}
