//! Which rules run, and at which severity.

use std::collections::BTreeMap;

use super::Scope;
use crate::finding::{Finding, Severity};
use crate::message::{Message, settings as words};
use crate::text::nearest;

/// Severities as the user set them; a rule that is not named keeps its own.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    /// Where not empty, only these rules report.
    selected: Vec<Selector>,
    /// These do not.
    ignored: Vec<Selector>,
    /// The last layer that speaks of a finding wins.
    layers: Vec<Layer>,
    /// What becomes of a finding that none of them speaks of.
    profile: Profile,
}

/// How strict a run is wherever no level is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// For the first weeks: only errors stand out, a warning is an info.
    Relaxed,
    /// Every rule's own severity.
    #[default]
    Standard,
    /// For what is settled: a warning is an error, an info a warning.
    Strict,
}

impl Profile {
    /// Names as settings write them.
    pub const NAMES: [&'static str; 3] = ["relaxed", "standard", "strict"];

    /// The profile called `name`.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "relaxed" => Some(Self::Relaxed),
            "standard" => Some(Self::Standard),
            "strict" => Some(Self::Strict),
            _ => None,
        }
    }

    fn level(self, own: Severity) -> Option<Level> {
        match (self, own) {
            (Self::Relaxed, Severity::Warning) => Some(Level::At(Severity::Info)),
            (Self::Strict, Severity::Warning) => Some(Level::At(Severity::Error)),
            (Self::Strict, Severity::Info) => Some(Level::At(Severity::Warning)),
            _ => None,
        }
    }
}

/// What one table of settings, one override or the command line sets.
#[derive(Clone, Debug, Default)]
struct Layer {
    /// Findings it speaks of; all without one.
    scope: Option<Scope>,
    set: BTreeMap<String, Level>,
}

/// What was set for a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// It reports at this severity.
    At(Severity),
    /// It does not report.
    Off,
}

impl Level {
    /// `error`, `warning`, `info` or `off`.
    pub fn parse(name: &str) -> Option<Self> {
        let severity = Severity::ALL.iter().find(|(it, _)| *it == name).map(|(_, severity)| Self::At(*severity));
        severity.or((name == "off").then_some(Self::Off))
    }

    /// As settings write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::At(severity) => severity.name(),
            Self::Off => "off",
        }
    }
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

impl LevelError {
    /// What is wrong, in every language.
    pub fn message(&self) -> Message {
        match self {
            Self::UnknownRule { name, nearest: None } => words::unknown_rule(name),
            Self::UnknownRule { name, nearest: Some(it) } => words::unknown_rule(name).and(&words::write_instead(it)),
            Self::Malformed(text) => words::malformed_level(text),
        }
    }
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
        let mut layer = Layer::default();
        for text in level {
            let (rule, name) = text.split_once('=').ok_or_else(|| LevelError::Malformed(text.clone()))?;
            let level = Level::parse(name).ok_or_else(|| LevelError::Malformed(text.clone()))?;
            let rules = matching(known, rule)?;
            layer.set.extend(rules.into_iter().map(|id| (id.to_owned(), level)));
        }
        levels.layers.push(layer);
        Ok(levels)
    }

    /// Puts `set` below everything that is there already, for findings in `scope`, or for all.
    ///
    /// Prefixes are read before whole ids and short ones before long ones, so the most exact name wins.
    ///
    /// # Errors
    /// For a rule or prefix that nothing is called by.
    pub fn underlay(
        &mut self,
        known: &[&'static str],
        scope: Option<Scope>,
        set: &[(String, Level)],
    ) -> Result<(), LevelError> {
        let mut set: Vec<_> = set.iter().collect();
        set.sort_by_key(|(rule, _)| (!rule.ends_with('*'), rule.len()));
        let mut layer = Layer { scope, ..Layer::default() };
        for (rule, level) in set {
            layer.set.extend(matching(known, rule)?.into_iter().map(|id| (id.to_owned(), *level)));
        }
        self.layers.insert(0, layer);
        Ok(())
    }

    /// What was set for `finding` of a dataset of `system`; `Level::Off` where its rule was not selected.
    pub fn of(&self, finding: &Finding, system: Option<&str>) -> Option<Level> {
        let rule = finding.rule.name();
        if !self.selects(rule) {
            return Some(Level::Off);
        }
        let speaks = |layer: &&Layer| layer.scope.as_ref().is_none_or(|it| it.holds(finding.path.as_deref(), system));
        self.layers
            .iter()
            .rev()
            .filter(speaks)
            .find_map(|layer| layer.set.get(rule))
            .copied()
            .or_else(|| self.profile.level(finding.severity))
    }

    /// Sets how strict the run is where no level speaks.
    pub fn set_profile(&mut self, profile: Profile) {
        self.profile = profile;
    }

    /// Whether the rule called `rule` reports wherever no override speaks.
    pub fn reports(&self, rule: &str) -> bool {
        let set = self.layers.iter().rev().filter(|it| it.scope.is_none()).find_map(|it| it.set.get(rule));
        self.selects(rule) && set != Some(&Level::Off)
    }

    /// Whether `--select` and `--ignore` leave `rule` in, whatever its level.
    pub fn selects(&self, rule: &str) -> bool {
        let selected = self.selected.is_empty() || self.selected.iter().any(|it| it.matches(rule));
        selected && !self.ignored.iter().any(|it| it.matches(rule))
    }
}

/// The rules that `name` calls: one, or all that begin with what stands before a `*`.
///
/// # Errors
/// Where nothing is called so.
pub fn matching(known: &[&'static str], name: &str) -> Result<Vec<&'static str>, LevelError> {
    let selector = one_selector(known, name)?;
    Ok(known.iter().copied().filter(|id| selector.matches(id)).collect())
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
    use std::path::Path;

    use super::*;
    use crate::finding::RuleId;
    use crate::message::Message;

    fn finding(rule: &'static str, path: &str) -> Finding {
        Finding::new(RuleId::new(rule), Severity::Warning, Message::verbatim("")).in_input(path)
    }

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
        assert!(levels.reports("key-duplicate"));
        assert!(!levels.reports("key-missing"));
        assert_eq!(levels.of(&finding("date-format", ""), None), Some(Level::At(Severity::Info)));
        let off = Levels::parse(&KNOWN, &[], &[], &texts(&["key-*=off"])).expect("known rules");
        assert!(!off.reports("key-duplicate") && off.reports("date-format"));
        let back = Levels::parse(&KNOWN, &[], &[], &texts(&["key-*=off", "key-missing=info"])).expect("known rules");
        assert!(!back.reports("key-duplicate") && back.reports("key-missing"));
    }

    #[test]
    fn the_command_line_beats_an_override_and_an_override_the_table() {
        let set = |text: &str, level| vec![(text.to_owned(), level)];
        let scope = || Scope::new(Path::new("/r"), Path::new("/r"), &texts(&["old"]), &[]).expect("a glob");
        let mut levels = Levels::parse(&KNOWN, &[], &[], &texts(&["key-missing=error"])).expect("known rules");
        levels.underlay(&KNOWN, Some(scope()), &set("key-*", Level::At(Severity::Info))).expect("known rules");
        levels.underlay(&KNOWN, None, &set("*", Level::Off)).expect("known rules");
        for (rule, path, level) in [
            ("key-missing", "old/a.csv", Level::At(Severity::Error)),
            ("key-duplicate", "old/a.csv", Level::At(Severity::Info)),
            ("key-duplicate", "new/a.csv", Level::Off),
            ("date-format", "old/a.csv", Level::Off),
        ] {
            assert_eq!(levels.of(&finding(rule, path), None), Some(level), "{rule} {path}");
        }
    }

    #[test]
    fn a_profile_moves_what_no_level_names() {
        for (name, warning) in [
            ("relaxed", Some(Level::At(Severity::Info))),
            ("standard", None),
            ("strict", Some(Level::At(Severity::Error))),
        ] {
            let mut levels = Levels::parse(&KNOWN, &[], &[], &texts(&["key-missing=warning"])).expect("known rules");
            levels.set_profile(Profile::parse(name).expect("a profile"));
            assert_eq!(levels.of(&finding("date-format", ""), None), warning, "{name}");
            let named = levels.of(&finding("key-missing", ""), None);
            assert_eq!(named, Some(Level::At(Severity::Warning)), "a level wins over {name}");
        }
        assert!(Profile::NAMES.iter().all(|it| Profile::parse(it).is_some()));
    }

    #[test]
    fn what_nothing_is_called_by_is_refused_with_the_nearest() {
        let error = Levels::parse(&KNOWN, &texts(&["date_formt"]), &[], &[]).expect_err("no such rule");
        assert_eq!(error.to_string(), "`date_formt` is no rule; write `date-format`, if that is meant");
        assert!(Levels::parse(&KNOWN, &[], &[], &texts(&["date-format"])).is_err());
        assert!(Levels::parse(&KNOWN, &[], &[], &texts(&["date-format=fatal"])).is_err());
    }
}
