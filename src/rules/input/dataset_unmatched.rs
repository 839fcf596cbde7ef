//! `dataset-unmatched`: a file matches no dataset or two, or a dataset has no file.

use crate::finding::{Finding, RuleId, Severity};
use crate::message::{input, rules};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("dataset-unmatched"),
    summary: rules::dataset_unmatched,
    severity: Severity::Warning,
    fix: None,
    scopes: &[Scope::Files, Scope::Contracts],
    dimension: Dimension::Completeness,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/dataset-unmatched.md")),
    parts: Parts::NONE,
};

/// No dataset claims the file.
pub fn no_dataset(name: &str) -> Finding {
    RULE.finding(input::no_dataset(name)).with_help(input::no_dataset_help(name)).about("no-dataset")
}

/// No dataset claims the contract, and no system was named.
pub fn contract(name: &str) -> Finding {
    let (message, help) = (input::contract_unclaimed(name), input::contract_unclaimed_help(name));
    RULE.finding(message).with_help(help).about("no-dataset")
}

/// No schema of the contract is like a dataset of the system.
pub fn no_schema(name: &str, system: &str) -> Finding {
    RULE.finding(input::no_schema(name, system)).with_help(input::no_schema_help(name)).about("no-dataset")
}

/// Several datasets claim the file.
pub fn several(name: &str, datasets: &str) -> Finding {
    RULE.finding(input::several_datasets(name, datasets)).with_help(input::several_datasets_help()).about("several")
}

/// No file came for a dataset. In a run over part of the files that is only worth knowing.
pub fn no_file(dataset: &str, partial: bool) -> Finding {
    let mut finding = RULE.finding(input::no_file(dataset)).with_help(input::no_file_help(dataset)).about("no-file");
    if partial {
        finding.severity = Severity::Info;
    }
    finding
}
