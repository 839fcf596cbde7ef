//! One field of one dataset with everything that is declared of its values, resolved.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::model::{
    CodeList, Condition, Constraints, Declared, Element, Guard, LogicalType, PersonalClass, TemporalFormat,
};
use crate::text::{Mask, Origin};

/// The code list of a field and the spellings it accepts.
#[derive(Clone, Debug)]
pub struct CodeDomain {
    /// The list.
    pub list: Arc<CodeList>,
    /// Where the field or element names the list.
    pub origin: Origin,
    /// Name and place of the map in use; `None` where canonical codes are written.
    pub map: Option<Declared<Arc<str>>>,
    /// Accepted spelling → canonical code.
    pub accepted: IndexMap<Arc<str>, Arc<str>>,
}

/// A field as rules bind to it.
#[expect(clippy::struct_excessive_bools, reason = "each is a declaration of its own")]
#[derive(Clone, Debug)]
pub struct FieldSpec {
    /// `system.dataset`.
    pub dataset: Arc<str>,
    /// The local name as the input writes it.
    pub field: Arc<str>,
    /// The field's key in the dictionary.
    pub origin: Origin,
    /// Its element.
    pub element: Arc<Element>,
    /// The type values have here.
    pub kind: Declared<LogicalType>,
    /// Whether the element is part of the dataset's key.
    pub in_key: bool,
    /// Whether values may be null.
    pub nullable: bool,
    /// The declaration that forbids null: the entity, the element or the field.
    pub nullable_origin: Origin,
    /// The condition under which a value is required, where null is allowed otherwise.
    pub required_if: Option<Arc<Condition>>,
    /// Constraints in the terms of this field (a wire form's range is converted).
    pub constraints: Constraints,
    /// Codes.
    pub codes: Option<CodeDomain>,
    /// Accepted forms of a date or time; empty for other types.
    pub temporal: Vec<TemporalFormat>,
    /// Where those forms are declared.
    pub temporal_origin: Origin,
    /// Zone of instants without offset.
    pub zone: Option<Arc<str>>,
    /// Spellings of null.
    pub nulls: Arc<[Arc<str>]>,
    /// Spellings of "not known yet".
    pub pending: Arc<[Arc<str>]>,
    /// Guards taken off first.
    pub guards: Arc<[Guard]>,
    /// Text before every value.
    pub prefix: Option<Arc<str>>,
    /// Text after every value.
    pub suffix: Option<Arc<str>>,
    /// Whether blanks round a value are taken off.
    pub trim: bool,
    /// Whether masked values are accepted.
    pub mask_allowed: bool,
    /// Whether values may be shown.
    pub mask: Mask,
    /// What masked values of the field have to hide, where the policy says so.
    pub hides: Option<Hides>,
}

/// What a masked value has to hide.
#[derive(Clone, Debug)]
pub struct Hides {
    /// The class of personal data.
    pub class: &'static PersonalClass,
    /// Fewest characters, and where the policy says so.
    pub least: Declared<u32>,
    /// The law or standard behind the policy.
    pub basis: Option<Arc<str>>,
}

impl FieldSpec {
    /// Whether somebody declared the field; a column that nobody did stands at its dataset, and so does what it may mean.
    pub fn is_declared(&self) -> bool {
        self.origin != self.element.origin
    }

    /// The element's title and id, as messages name it.
    pub fn element_id(&self) -> &Arc<str> {
        &self.element.id
    }
}
