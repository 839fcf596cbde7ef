//! Lists of permitted values and how systems spell them.

use std::sync::Arc;

use indexmap::IndexMap;

use super::{Date, Declared, Title};
use crate::text::Origin;

/// One permitted value.
#[derive(Clone, Debug)]
pub struct Code {
    /// What people call it.
    pub title: Title,
    /// Last day on which it may be used.
    pub until: Option<Declared<Date>>,
    /// Its key in the dictionary, or the first byte of the list's file.
    pub origin: Origin,
}

/// How one system, or one named interface, spells the codes: local value → canonical code.
#[derive(Clone, Debug)]
pub struct CodeMap {
    /// A system's id or a name that fields refer to.
    pub name: Arc<str>,
    /// Its key in the dictionary.
    pub origin: Origin,
    /// Local spelling → canonical code and where the pair was written.
    pub entries: IndexMap<Arc<str>, Declared<Arc<str>>>,
}

/// A list of permitted values.
#[derive(Clone, Debug)]
pub struct CodeList {
    /// Its id.
    pub id: Arc<str>,
    /// Its key in the dictionary.
    pub origin: Origin,
    /// Whether it comes from a pack, or from a file under a namespace.
    pub is_imported: bool,
    /// Canonical codes, in order.
    pub values: IndexMap<Arc<str>, Code>,
    /// Spellings by system or by name.
    pub maps: IndexMap<Arc<str>, CodeMap>,
}
