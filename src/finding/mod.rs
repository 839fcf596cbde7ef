//! Floor 1: what a finding is, and the report that carries all of them to a renderer.
//!
//! A finding stands for every failure of one rule in one field of one input: the count is exact, the places are the first few.

mod change;
mod fingerprint;
mod place;
mod report;
mod rule_id;
mod severity;

pub use change::{Bump, Change, Changes, Exchange, Verdict, VersionStep};
pub use fingerprint::fingerprint;
pub use place::{CellRef, Place, Related};
pub use report::{DictionaryRef, Input, InputKind, Report, RuleSummary, Summary};
pub use rule_id::RuleId;
pub use severity::{Safety, Severity};

use std::sync::Arc;

use crate::message::Message;
use crate::text::Origin;

/// How a finding can be mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Whether it loses nothing.
    pub safety: Safety,
    /// What would be done, as an imperative.
    pub description: Message,
    /// What would stand where, in a dictionary or contract file.
    pub edit: Option<(Origin, String)>,
}

/// All failures of one rule in one field of one input.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule that was broken.
    pub rule: RuleId,
    /// After escalation, settings, enforcement and tolerance.
    pub severity: Severity,
    /// What is wrong: one clause, lower case, no full stop.
    pub message: Message,
    /// What was expected at the marked place; shown under the underline.
    pub label: Option<Message>,
    /// What to do: one imperative.
    pub help: Option<Message>,
    /// The input it was found in, as reports show paths; `None` for a finding about the run.
    pub path: Option<Arc<str>>,
    /// `system.dataset`.
    pub dataset: Option<Arc<str>>,
    /// The local name: a header, a JSON path.
    pub field: Option<Arc<str>>,
    /// The dictionary's element.
    pub element: Option<Arc<str>>,
    /// Failures, always the true total; 1 for a declaration.
    pub count: u64,
    /// What `count` is a part of; 1 for a declaration.
    pub tested: u64,
    /// The first places, in the order of the input. Never empty once the engine is done.
    pub places: Vec<Place>,
    /// What else has to be seen: above all the line of the dictionary that is broken.
    pub related: Vec<Related>,
    /// How to mend it, where that is known.
    pub fix: Option<Fix>,
    /// What tells apart findings of one rule in one field: a constraint, a relation's id, a canonical location. Part of the fingerprint.
    pub subject: Arc<str>,
    /// 16 hexadecimal digits; set by [`Report::finish`].
    pub fingerprint: String,
    /// Why it does not count: a waiver's or baseline entry's reason. Suppressed findings stay in the report but out of its totals.
    pub suppressed: Option<Message>,
    /// How it stands to what was compared with: a baseline, an earlier revision; `None` where nothing was.
    pub standing: Option<Standing>,
}

/// How a finding stands to an earlier state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It was not there.
    New,
    /// It was there, with as many failures or more.
    Known,
    /// It was there, with fewer failures.
    Grown,
}

impl Standing {
    /// `new`, `known` or `grown`.
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Known => "known",
            Self::Grown => "grown",
        }
    }
}

impl Finding {
    /// A finding of `rule` that stands for one failure, to be completed by the `with_…` methods.
    pub fn new(rule: RuleId, severity: Severity, message: Message) -> Self {
        Self {
            rule,
            severity,
            message,
            label: None,
            help: None,
            path: None,
            dataset: None,
            field: None,
            element: None,
            count: 1,
            tested: 1,
            places: Vec::new(),
            related: Vec::new(),
            fix: None,
            subject: Arc::from(""),
            fingerprint: String::new(),
            suppressed: None,
            standing: None,
        }
    }

    /// Sets what to do about it.
    #[must_use]
    pub fn with_help(mut self, help: Message) -> Self {
        self.help = Some(help);
        self
    }

    /// Sets what was expected at the marked place.
    #[must_use]
    pub fn with_label(mut self, label: Message) -> Self {
        self.label = Some(label);
        self
    }

    /// Sets the input.
    #[must_use]
    pub fn in_input(mut self, path: impl Into<Arc<str>>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// Adds a place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.places.push(place);
        self
    }

    /// Adds a related place.
    #[must_use]
    pub fn related_to(mut self, related: Related) -> Self {
        self.related.push(related);
        self
    }

    /// Sets what tells it apart from its siblings.
    #[must_use]
    pub fn about(mut self, subject: impl Into<Arc<str>>) -> Self {
        self.subject = subject.into();
        self
    }
}
