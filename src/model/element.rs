//! A business term and its value domain.

use std::sync::Arc;

use super::{Condition, Constraints, Date, Declared, LogicalType};
use crate::text::Origin;

/// A text in one or several languages, in the order written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Title {
    /// BCP 47 tag and text.
    pub texts: Vec<(Arc<str>, Arc<str>)>,
}

impl Title {
    /// The text for a language tag, else its primary language, else the first one.
    pub fn get(&self, language: &str) -> Option<&str> {
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        self.texts
            .iter()
            .find(|(tag, _)| tag.eq_ignore_ascii_case(language))
            .or_else(|| self.texts.iter().find(|(tag, _)| primary(tag) == primary(language)))
            .or_else(|| self.texts.first())
            .map(|(_, text)| &**text)
    }
}

/// The closed list of representation terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Representation {
    /// Tells one thing from all others.
    Identifier,
    /// One of a list.
    Code,
    /// A name.
    Name,
    /// Free text.
    Text,
    /// Money.
    Amount,
    /// A count of things.
    Quantity,
    /// A physical size.
    Measure,
    /// A share.
    Percent,
    /// Yes or no.
    Indicator,
    /// A day.
    Date,
    /// An instant.
    Datetime,
    /// A link.
    Uri,
}

impl Representation {
    /// Every term with its name in dictionaries.
    pub const ALL: [(&'static str, Self); 12] = [
        ("identifier", Self::Identifier),
        ("code", Self::Code),
        ("name", Self::Name),
        ("text", Self::Text),
        ("amount", Self::Amount),
        ("quantity", Self::Quantity),
        ("measure", Self::Measure),
        ("percent", Self::Percent),
        ("indicator", Self::Indicator),
        ("date", Self::Date),
        ("datetime", Self::Datetime),
        ("uri", Self::Uri),
    ];
}

/// Class of personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pii {
    /// Declared to be none.
    None,
    /// Personal.
    Personal,
    /// Sensitive personal.
    Sensitive,
}

impl Pii {
    /// Whether values must not leave the program unmasked.
    pub fn is_protected(self) -> bool {
        self != Self::None
    }
}

/// Step of the life cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Not enforced.
    Draft,
    /// Being discussed.
    InReview,
    /// In force.
    Approved,
    /// In force, to be replaced.
    Deprecated,
    /// Gone; its id is never used again.
    Retired,
}

impl Status {
    /// Its name in dictionaries.
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview => "inReview",
            Self::Approved => "approved",
            Self::Deprecated => "deprecated",
            Self::Retired => "retired",
        }
    }
}

/// Another name of an element; proposes mappings, binds only under `match: synonyms`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Synonym {
    /// The name.
    pub name: Arc<str>,
    /// Its language, where told.
    pub locale: Option<Arc<str>>,
    /// The system that uses it, where told.
    pub source: Option<Arc<str>>,
    /// Where it was written.
    pub origin: Origin,
}

/// What something of a lower layer narrows.
#[derive(Clone, Debug)]
pub struct Base<T> {
    /// What it takes over.
    pub of: Arc<T>,
    /// Where that is said: the id under `extends`, or the key in a profile.
    pub origin: Origin,
    /// The profile that narrows it; none where it `extends` another.
    pub profile: Option<Arc<str>>,
}

/// A concept of the business: what a value means and looks like, whoever stores it.
#[derive(Clone, Debug)]
pub struct Element {
    /// `object.property`.
    pub id: Arc<str>,
    /// Its key in the dictionary.
    pub origin: Origin,
    /// What it narrows, as it was before.
    pub base: Option<Base<Element>>,
    /// Whether it comes from a pack, or from a file under a namespace.
    pub is_imported: bool,
    /// What people call it.
    pub title: Title,
    /// What it means.
    pub definition: Option<Title>,
    /// Its representation term.
    pub representation: Option<Representation>,
    /// Its type, and where that was declared.
    pub kind: Declared<LogicalType>,
    /// The rest of its value domain.
    pub constraints: Constraints,
    /// Whether values may be null; `None` leaves it to the dataset's entity.
    pub nullable: Option<Declared<bool>>,
    /// Under which condition a value is required, where it is not always.
    pub required_if: Option<Arc<Condition>>,
    /// 1 critical, 2, 3 informative.
    pub tier: u8,
    /// Class of personal data; `None` is undeclared.
    pub pii: Option<Pii>,
    /// May the value be joined on.
    pub join_key: bool,
    /// Names of identifier schemes it comes in.
    pub schemes: Vec<Arc<str>>,
    /// Business owner: a department's id.
    pub owner: Option<Declared<Arc<str>>>,
    /// Technical custodian: a department's id.
    pub custodian: Option<Declared<Arc<str>>>,
    /// The person who looks after it.
    pub steward: Option<Arc<str>>,
    /// Step of its life cycle.
    pub status: Status,
    /// Where the step is declared; none where `approved` is only taken for granted.
    pub status_origin: Option<Origin>,
    /// Where people say that they approved it.
    pub approval: Option<Origin>,
    /// Successor of a deprecated element.
    pub replaced_by: Option<Declared<Arc<str>>>,
    /// Last day of a deprecated element.
    pub sunset: Option<Declared<Date>>,
    /// Other names.
    pub synonyms: Vec<Synonym>,
    /// Values that are right.
    pub examples: Vec<Declared<Arc<str>>>,
    /// Standards it follows.
    pub standards: Vec<Arc<str>>,
}

impl Element {
    /// What a column holds that nobody declared: some text.
    pub fn undeclared(name: &Arc<str>, origin: Origin) -> Self {
        Self {
            id: Arc::clone(name),
            origin,
            title: Title::default(),
            definition: None,
            representation: None,
            kind: Declared::new(LogicalType::String, origin),
            constraints: Constraints::default(),
            nullable: None,
            required_if: None,
            tier: 3,
            pii: None,
            join_key: false,
            schemes: Vec::new(),
            owner: None,
            custodian: None,
            steward: None,
            status: Status::Draft,
            status_origin: None,
            approval: None,
            replaced_by: None,
            sunset: None,
            synonyms: Vec::new(),
            examples: Vec::new(),
            standards: Vec::new(),
            base: None,
            is_imported: false,
        }
    }

    /// Whether values must be masked: personal data, or nobody has said that it is none and it names or locates a person.
    pub fn is_protected(&self) -> bool {
        self.pii.is_some_and(Pii::is_protected)
    }

    /// Whether it narrows the element called `id`, directly or by way of others.
    pub fn descends_from(&self, id: &str) -> bool {
        let mut base = self.base.as_ref();
        while let Some(it) = base {
            if &*it.of.id == id {
                return true;
            }
            base = it.of.base.as_ref();
        }
        false
    }
}
