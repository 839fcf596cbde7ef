//! What must agree: entities, relations across datasets, and agreed exceptions.

use std::sync::Arc;

use super::{Base, Cardinality, Date, Decimal, Declared, Duration, Title};
use crate::text::Origin;

/// What every dataset that claims to be this must bring.
#[derive(Clone, Debug)]
pub struct Entity {
    /// Its id.
    pub id: Arc<str>,
    /// Its key in the dictionary.
    pub origin: Origin,
    /// What it narrows, as it was before.
    pub base: Option<Base<Entity>>,
    /// What people call it.
    pub title: Title,
    /// Elements that tell one record from all others.
    pub key: Vec<Declared<Arc<str>>>,
    /// Elements that must be there.
    pub required: Vec<Declared<Arc<str>>>,
    /// Elements that may be there.
    pub optional: Vec<Declared<Arc<str>>>,
}

/// Records of one side must have a partner on the other.
#[derive(Clone, Debug)]
pub struct Relation {
    /// Its id.
    pub id: Arc<str>,
    /// Where it is declared.
    pub origin: Origin,
    /// Children: `system.dataset`.
    pub from: Vec<Declared<Arc<str>>>,
    /// Parents: `system.dataset`.
    pub to: Vec<Declared<Arc<str>>>,
    /// Elements that are compared.
    pub join: Vec<Declared<Arc<str>>>,
    /// Share of children that must have a parent; 1 where not told.
    pub coverage: Declared<Decimal>,
    /// How many records of each side may share a key; any number where nothing is said.
    pub cardinality: Option<Declared<Cardinality>>,
    /// The dataset that knows one identifier scheme by the other.
    pub crosswalk: Option<Declared<Arc<str>>>,
    /// How long a parent may take to arrive.
    pub within: Option<Declared<Duration>>,
}

/// An agreed exception.
#[derive(Clone, Debug)]
pub struct Waiver {
    /// Id of the rule, as written.
    pub rule: Declared<Arc<str>>,
    /// `system.dataset`, `system.dataset/field`, an element's id, or a contract's pointer; globs are allowed.
    pub scope: Declared<Arc<str>>,
    /// Why.
    pub reason: Arc<str>,
    /// Who agreed.
    pub by: Option<Arc<str>>,
    /// Last day on which it holds.
    pub expires: Option<Declared<Date>>,
    /// Where it is declared.
    pub origin: Origin,
}
