//! Floor 1: the dictionary as types that cannot be wrong. No serde, no input or output.
//!
//! Everything a finding may point at carries the [`Origin`] where it was written. Ids inside are
//! resolved: a field's element exists. What could not be resolved was reported while loading and left out.

pub mod civil;
mod code_list;
mod condition;
mod constraint;
mod dataset;
mod decimal;
mod declared;
mod dictionary;
mod element;
mod file_name;
mod interface;
mod personal;
mod relation;
mod remotes;
mod stated;
mod system;
mod temporal;
mod zone;

pub use civil::Civil;
pub use code_list::{Code, CodeList, CodeMap};
pub use condition::{Comparison, Condition, LikePart, Literal, Operand, Test};
pub use constraint::{Constraints, FormatChoice, LogicalType, Pattern, Unit};
pub use dataset::{ContractRef, Dataset, ExtraFields, Field, Grain, Layout, Wire};
pub use decimal::Decimal;
pub use declared::{Bound, Carrier, DeclaredField, DeclaredShape, Direction, Meaning, Sample, Site, is_within};
pub use dictionary::{Department, Dictionary, Duration, Privacy, Unchecked};
pub use element::{Base, Element, Pii, Representation, Status, Synonym, Title};
pub use file_name::{FileName, FileNameError, NamePart};
pub use interface::Operation;
pub use personal::{PersonalClass, class_named, class_of, personal_class, personal_classes};
pub use relation::{Entity, Relation, Waiver};
pub use remotes::{Remote, Remotes};
pub use stated::{Cardinality, CoverKind, Journey, Level, Measure, Metric, StatedRule, Template};
pub use system::{ApiRule, BomPolicy, Compat, Enforcement, Guard, NameStyle, Newline, System, Transport, Verdict};
pub use temporal::{Date, Part, TemporalFormat, TemporalKind, days_in_month};
pub use zone::{Zone, written};

use crate::text::Origin;

/// A value together with where it was declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared<T> {
    /// The value.
    pub value: T,
    /// The bytes that declare it.
    pub origin: Origin,
}

impl<T> Declared<T> {
    /// Pairs a value with its place.
    pub fn new(value: T, origin: Origin) -> Self {
        Self { value, origin }
    }
}
