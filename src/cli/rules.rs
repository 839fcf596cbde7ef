//! `dictum rules`.

use super::arguments::Rules;
use super::problem::Problem;
use super::terminal::Terminal;
use crate::finding::Severity;
use crate::message::{Lang, cli};
use crate::rule::Rule;
use crate::rules::RULES;

/// Lists the rules by id.
pub(super) fn run(arguments: &Rules, terminal: &Terminal) -> Result<u8, Problem> {
    let mut rules = RULES.to_vec();
    rules.sort_by_key(|rule| rule.id);
    let text = if arguments.json { json(&rules, terminal.asked.unwrap_or(Lang::En)) } else { table(&rules, terminal) };
    super::print(text.as_bytes())
}

fn scopes(rule: &Rule) -> String {
    rule.scopes.iter().map(|it| it.letter()).collect()
}

fn json(rules: &[&Rule], lang: Lang) -> String {
    let rules: Vec<_> = rules
        .iter()
        .map(|rule| {
            serde_json::json!({
                "id": rule.id.name(),
                "severity": rule.severity.name(),
                "fix": rule.fix.map(crate::finding::Safety::name),
                "inputs": scopes(rule),
                "dimension": rule.dimension.name(),
                "summary": (rule.summary)().text(lang),
            })
        })
        .collect();
    format!("{:#}\n", serde_json::Value::from(rules))
}

fn table(rules: &[&Rule], terminal: &Terminal) -> String {
    let widest = rules.iter().map(|rule| rule.id.name().len()).max().unwrap_or(0);
    let mut text = String::new();
    for rule in rules {
        let color = match (terminal.out.color, rule.severity) {
            (false, _) => "",
            (true, Severity::Error) => "\u{1b}[31m",
            (true, Severity::Warning) => "\u{1b}[33m",
            (true, Severity::Info) => "\u{1b}[36m",
        };
        let plain = if terminal.out.color { "\u{1b}[0m" } else { "" };
        let id = format!("{:widest$}", rule.id.name());
        let severity = format!("{color}{:7}{plain}", rule.severity.name());
        let fix = rule.fix.map_or("-", crate::finding::Safety::name);
        let summary = (rule.summary)();
        let columns = format!("{id}  {severity}  {fix:6}  {:4}  ", scopes(rule));
        text.extend([&columns, summary.text(terminal.lang), "\n"]);
    }
    text.extend(["\n", cli::rules_count(rules.len()).text(terminal.lang), "\n"]);
    text
}
