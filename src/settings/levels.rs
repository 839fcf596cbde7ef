//! Which rules run, and at which severity.

use std::collections::BTreeMap;

use crate::finding::{RuleId, Severity};
use crate::text::nearest;

/// Severities as the user set them; a rule that is not named keeps its own.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    /// Where not empty, only these rules report.
    selected: Vec<Selector>,
    /// These do not.
    ignored: Vec<Selector>,
    set: BTreeMap<String, Severity>,
}

/// A rule's id, or a prefix of ids that ends in `*`.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Selector(String);

impl Selector {
    fn matches(&self, rule: &str) -> bool {
        match self.0.strip_suffix('*') {
            Some(prefix) => rule.starts_with(prefix),
            None => rule == self.0,
        }
    }
}

/// Why a level cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LevelError {
    /// No rule is called so.
    #[error("`{name}` is no rule{}", .nearest.as_ref().map(|it| format!("; write `{it}`, if that is meant")).unwrap_or_default())]
    UnknownRule {
        /// As typed.
        name: String,
        /// A rule that is spelled nearly so.
        nearest: Option<String>,
    },
    /// Not `RULE=SEVERITY`.
    #[error("`{0}` is not of the form RULE=SEVERITY with error, warning, info or off")]
    Malformed(String),
}

impl Levels {
    /// Reads `--select`, `--ignore` and `--level` against the ids of all rules.
    ///
    /// # Errors
    /// For a rule or prefix that nothing is called by, and for a level that is none.
    pub fn parse(
        known: &[&'static str],
        select: &[String],
        ignore: &[String],
        level: &[String],
    ) -> Result<Self, LevelError> {
        let mut levels =
            Self { selected: selectors(known, select)?, ignored: selectors(known, ignore)?, ..Self::default() };
        for text in level {
            let (rule, name) = text.split_once('=').ok_or_else(|| LevelError::Malformed(text.clone()))?;
            let selector = one_selector(known, rule)?;
            match Severity::ALL.iter().find(|(it, _)| *it == name) {
                Some((_, severity)) => {
                    for id in known.iter().filter(|id| selector.matches(id)) {
                        levels.set.insert((*id).to_owned(), *severity);
                    }
                }
                None if name == "off" => levels.ignored.push(selector),
                None => return Err(LevelError::Malformed(text.clone())),
            }
        }
        Ok(levels)
    }

    /// Whether findings of `rule` are reported at all.
    pub fn reports(&self, rule: RuleId) -> bool {
        let selected = self.selected.is_empty() || self.selected.iter().any(|it| it.matches(rule.name()));
        selected && !self.ignored.iter().any(|it| it.matches(rule.name()))
    }

    /// The severity set for `rule`, if any.
    pub fn severity(&self, rule: RuleId) -> Option<Severity> {
        self.set.get(rule.name()).copied()
    }
}

fn selectors(known: &[&'static str], names: &[String]) -> Result<Vec<Selector>, LevelError> {
    names.iter().flat_map(|it| it.split(',')).map(|it| one_selector(known, it.trim())).collect()
}

fn one_selector(known: &[&'static str], name: &str) -> Result<Selector, LevelError> {
    let selector = Selector(name.to_owned());
    if known.iter().any(|id| selector.matches(id)) {
        return Ok(selector);
    }
    let nearest = nearest(name, known.iter().copied()).map(str::to_owned);
    Err(LevelError::UnknownRule { name: name.to_owned(), nearest })
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 3] = ["date-format", "key-duplicate", "key-missing"];

    fn texts(list: &[&str]) -> Vec<String> {
        list.iter().map(|it| (*it).to_owned()).collect()
    }

    #[test]
    fn rules_are_selected_ignored_and_set() {
        let levels = Levels::parse(
            &KNOWN,
            &texts(&["key-*,date-format"]),
            &texts(&["key-missing"]),
            &texts(&["date-format=info"]),
        )
        .expect("known rules");
        assert!(levels.reports(RuleId::new("key-duplicate")));
        assert!(!levels.reports(RuleId::new("key-missing")));
        assert_eq!(levels.severity(RuleId::new("date-format")), Some(Severity::Info));
        let off = Levels::parse(&KNOWN, &[], &[], &texts(&["key-*=off"])).expect("known rules");
        assert!(!off.reports(RuleId::new("key-duplicate")) && off.reports(RuleId::new("date-format")));
    }

    #[test]
    fn what_nothing_is_called_by_is_refused_with_the_nearest() {
        let error = Levels::parse(&KNOWN, &texts(&["date_formt"]), &[], &[]).expect_err("no such rule");
        assert_eq!(error.to_string(), "`date_formt` is no rule; write `date-format`, if that is meant");
        assert!(Levels::parse(&KNOWN, &[], &[], &texts(&["date-format"])).is_err());
        assert!(Levels::parse(&KNOWN, &[], &[], &texts(&["date-format=fatal"])).is_err());
    }
}
