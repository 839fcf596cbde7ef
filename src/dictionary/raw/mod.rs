//! The format as it is written: types that mirror its keys, and from which its JSON Schema is made.
//!
//! The comment of a key is what an editor shows for it.

mod choice;
mod code_list;
mod dataset;
mod element;
mod file;
mod given;
mod governance;
mod scalar;
mod system;

pub(super) use choice::{Choice, LayoutKind, Masking, Matching, ZoneNeed};
pub(super) use code_list::Code;
pub(super) use code_list::CodeList;
pub(super) use dataset::{Dataset, Field, Layout, Wire};
pub(super) use element::{Element, Synonym};
pub(super) use file::File;
pub(super) use given::{Either, Given, Map, OneOrMany};
pub(super) use governance::{Demand, Department, Entity, Format, Import, Journey, StatedRule};
pub(super) use scalar::{Count, Day, Exact, Length, Ordinal, Scalar};
pub(super) use system::{Api, Compat, System, Transport};

/// A text in one language, or by language.
pub(super) type Words = Either<Map<String>>;
/// A list in which a wrong item spoils no other.
pub(super) type List<T> = Vec<Given<T>>;
