//! One table, file series or contract of a system, and its fields.

use std::sync::Arc;

use indexmap::IndexMap;

use super::{Constraints, Decimal, Declared, LogicalType, Unit};
use crate::text::Origin;

/// What to do with fields nobody declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExtraFields {
    /// Nothing.
    Allow,
    /// Report as declared by the rule.
    Warn,
    /// Report as errors.
    Forbid,
}

/// What one row is, and how lines of one order share its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grain {
    /// One row stands for itself.
    Plain,
    /// These elements are repeated on each line of their owner.
    Repeated(Vec<Arc<str>>),
    /// Later lines leave the owner's cells blank.
    BlankContinuation(Vec<Arc<str>>),
}

/// Where in a file the records are.
#[derive(Clone, Debug)]
pub struct Layout {
    /// Where it is declared.
    pub origin: Option<Origin>,
    /// Line of the header, from 1.
    pub header_row: Option<Declared<u64>>,
    /// The header is the first record after a line in which this is found.
    pub header_after: Option<Declared<Arc<str>>>,
    /// Lines that make up the header; their cells are joined by a blank.
    pub header_rows: u64,
    /// Lines before the header in which this is found are not records.
    pub preamble: Option<Declared<Arc<str>>>,
    /// A line in which this is found ends the data.
    pub footer: Option<Declared<Arc<str>>>,
    /// Every line ends in a delimiter.
    pub trailing_delimiter: bool,
    /// How rows share cells.
    pub grain: Grain,
}

impl Default for Layout {
    fn default() -> Self {
        Self {
            origin: None,
            header_row: None,
            header_after: None,
            header_rows: 1,
            preamble: None,
            footer: None,
            trailing_delimiter: false,
            grain: Grain::Plain,
        }
    }
}

/// The form in which a system writes an element, where it is not the canonical one.
#[derive(Clone, Debug)]
pub struct Wire {
    /// Where it is declared.
    pub origin: Origin,
    /// Another type.
    pub kind: Option<Declared<LogicalType>>,
    /// Another unit.
    pub unit: Option<Declared<Unit>>,
    /// Constraints in the wire's own terms (a format, a scale, a pattern).
    pub constraints: Constraints,
}

/// A local name and the element it stands for.
#[derive(Clone, Debug)]
pub struct Field {
    /// The header or path, as written.
    pub name: Arc<str>,
    /// Its key in the dictionary.
    pub origin: Origin,
    /// Id of its element, and where that is named.
    pub element: Declared<Arc<str>>,
    /// Header generations that mean the same.
    pub also: Vec<Declared<Arc<str>>>,
    /// Whether the field must be present; `None` leaves it to the entity.
    pub required: Option<Declared<bool>>,
    /// Whether values may be null.
    pub nullable: Option<Declared<bool>>,
    /// Text before every value.
    pub prefix: Option<Arc<str>>,
    /// Text after every value.
    pub suffix: Option<Arc<str>>,
    /// Whether blanks round a value are taken off.
    pub trim: bool,
    /// The format values have here.
    pub format: Option<Declared<super::FormatChoice>>,
    /// The wire form.
    pub wire: Option<Wire>,
    /// Name of the code map.
    pub map: Option<Declared<Arc<str>>>,
    /// Another code list than the element's.
    pub codes: Option<Declared<Arc<str>>>,
    /// Whether masked values (`138****8000`) are accepted.
    pub mask_allowed: bool,
    /// Identifier scheme.
    pub scheme: Option<Declared<Arc<str>>>,
    /// Role, where two fields of one dataset are the same element.
    pub role: Option<Arc<str>>,
    /// Who vouches for what data cannot prove (a unit).
    pub asserted_by: Option<Arc<str>>,
}

/// A contract file and the part of it that describes the dataset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContractRef {
    /// Glob on paths under the checked roots.
    pub path: Arc<str>,
    /// What follows `#`; empty for the whole document.
    pub fragment: Arc<str>,
}

/// One table, file series or contract of a system.
#[derive(Clone, Debug)]
pub struct Dataset {
    /// `system.dataset`.
    pub id: Arc<str>,
    /// The system's id.
    pub system: Arc<str>,
    /// Its key in the dictionary.
    pub origin: Origin,
    /// The entity it claims to be.
    pub entity: Option<Declared<Arc<str>>>,
    /// What one row is, as told to people.
    pub grain: Option<Arc<str>>,
    /// Where the records are.
    pub layout: Layout,
    /// Globs of its files.
    pub files: Vec<Declared<Arc<str>>>,
    /// Globs of the sheets that hold its records in workbooks.
    pub sheets: Vec<Declared<Arc<str>>>,
    /// The input format of its files, where their bytes and names do not tell.
    pub format: Option<Declared<Arc<str>>>,
    /// Its API contract.
    pub contract: Option<Declared<ContractRef>>,
    /// What to do with undeclared fields.
    pub extra_fields: ExtraFields,
    /// Rule → greatest share of failures that is only an info.
    pub tolerance: IndexMap<Arc<str>, Declared<Decimal>>,
    /// Fields in the order declared.
    pub fields: Vec<Field>,
    /// Names whose mapping is wrong in the dictionary: known, and not checked.
    pub unresolved: Vec<Arc<str>>,
    /// Whether names may bind by synonyms and titles too.
    pub match_synonyms: bool,
    /// The array whose items are the records.
    pub each: Option<Declared<Arc<str>>>,
}

impl Field {
    /// A field that is called as its `name` and says nothing but its element.
    pub fn plain(name: Arc<str>, element: Declared<Arc<str>>) -> Self {
        Self {
            name,
            origin: element.origin,
            element,
            also: Vec::new(),
            required: None,
            nullable: None,
            prefix: None,
            suffix: None,
            trim: false,
            format: None,
            wire: None,
            map: None,
            codes: None,
            mask_allowed: false,
            scheme: None,
            role: None,
            asserted_by: None,
        }
    }
}

impl Dataset {
    /// A dataset without fields, of which nothing else is declared.
    pub fn plain(system: &str, name: &str, origin: Origin) -> Self {
        Self {
            id: format!("{system}.{name}").into(),
            system: system.into(),
            origin,
            entity: None,
            grain: None,
            layout: Layout::default(),
            files: Vec::new(),
            format: None,
            contract: None,
            extra_fields: ExtraFields::Warn,
            tolerance: IndexMap::new(),
            fields: Vec::new(),
            unresolved: Vec::new(),
            match_synonyms: false,
            each: None,
            sheets: Vec::new(),
        }
    }
}
