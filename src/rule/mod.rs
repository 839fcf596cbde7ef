//! Floor 2: what a rule is.
//!
//! A rule is data and a few plain functions. It declares a default severity and never sees the configured one; it does
//! not know input formats or renderers, prints nothing, opens nothing and counts nothing.

mod binding;
mod canonical;
pub mod cell;
pub mod column;
mod field;
mod judged;
mod mend;

pub use binding::{Binding, Bound, MatchKind, Missing, Near};
pub use canonical::{Canonical, CellLoss, Loss, Value};
pub use field::{CodeDomain, FieldSpec, Hides};
pub use judged::{Judged, JudgedInterface};
pub use mend::{Mend, MendRule, Mended};

use std::sync::Arc;

use crate::finding::{Finding, Place, RuleId, RuleSummary, Safety, Severity};
use crate::message::Message;
use crate::model::{Date, Dictionary};
use crate::text::{Origin, Sources};

/// Where a rule looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// The dictionary.
    Dictionary,
    /// Data files.
    Files,
    /// API contracts.
    Contracts,
    /// Several datasets together.
    Across,
    /// History: snapshots and earlier revisions.
    History,
    /// The run itself.
    Run,
}

impl Scope {
    /// The letter of the catalogue.
    pub fn letter(self) -> char {
        match self {
            Self::Dictionary => 'D',
            Self::Files => 'F',
            Self::Contracts => 'A',
            Self::Across => 'X',
            Self::History => 'H',
            Self::Run => 'R',
        }
    }
}

/// Quality dimension, as reports group findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// Follows what was agreed.
    Conformity,
    /// Everything is there.
    Completeness,
    /// Agrees with itself and others.
    Consistency,
    /// Is true.
    Accuracy,
    /// Arrives in time and form.
    Timeliness,
    /// Can be read at all.
    Accessibility,
    /// Keeps people's secrets.
    Privacy,
    /// Tells how far the run went.
    Coverage,
}

impl Dimension {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Conformity => "conformity",
            Self::Completeness => "completeness",
            Self::Consistency => "consistency",
            Self::Accuracy => "accuracy",
            Self::Timeliness => "timeliness",
            Self::Accessibility => "accessibility",
            Self::Privacy => "privacy",
            Self::Coverage => "coverage",
        }
    }
}

/// What a rule does; most do one thing, and judge contracts by the same words as cells where they do two.
#[derive(Clone, Copy)]
pub struct Parts {
    /// Judges the loaded dictionary.
    pub dictionary: Option<DictionaryCheck>,
    /// Judges declared fields: headers and contracts alike.
    pub declaration: Option<DeclarationCheck>,
    /// Judges the operations of an interface; once per contract and system.
    pub interface: Option<InterfaceCheck>,
    /// Judges cells; bound once per field.
    pub cell: Option<cell::CellRule>,
    /// Explains cells that failed another rule: at most one explanation a field is shown.
    pub explanation: Option<cell::ExplanationRule>,
    /// Judges whole columns; bound once per field.
    pub column: Option<column::BindDetector>,
    /// Mends cells that it judges or explains.
    pub mend: Option<MendRule>,
}

/// Judges the loaded dictionary as it stands on a day.
pub type DictionaryCheck = fn(&Dictionary, Date, &mut Vec<Finding>);
/// Judges the operations of an interface.
pub type InterfaceCheck = fn(&JudgedInterface<'_>, &mut Vec<Finding>);
/// Judges declared fields.
pub type DeclarationCheck = fn(&Judged<'_>, &mut Vec<Finding>);

impl Parts {
    /// Noticed by the loader or the engine, and worded by the rule.
    pub const NONE: Self = Self {
        dictionary: None,
        declaration: None,
        interface: None,
        cell: None,
        explanation: None,
        column: None,
        mend: None,
    };
}

/// A rule.
pub struct Rule {
    /// Its permanent name.
    pub id: RuleId,
    /// One sentence.
    pub summary: fn() -> Message,
    /// Default severity.
    pub severity: Severity,
    /// How safe its fix is; `None` where there is none.
    pub fix: Option<Safety>,
    /// Where it looks.
    pub scopes: &'static [Scope],
    /// Quality dimension.
    pub dimension: Dimension,
    /// Its page.
    pub page: &'static str,
    /// What it does.
    pub parts: Parts,
}

impl Rule {
    /// A finding of this rule with its default severity.
    pub fn finding(&self, message: Message) -> Finding {
        Finding::new(self.id, self.severity, message)
    }

    /// A finding of this rule in a dictionary or contract file.
    pub fn finding_in(&self, sources: &Sources, origin: Origin, message: Message) -> Finding {
        let path = Arc::clone(&sources.get(origin.file).path);
        self.finding(message).in_input(path).at(Place::in_source(sources, origin))
    }

    /// What renderers need to know of it.
    pub fn summarised(&self) -> RuleSummary {
        RuleSummary {
            id: self.id,
            severity: self.severity,
            summary: (self.summary)(),
            page: self.page,
            dimension: self.dimension.name(),
        }
    }
}
