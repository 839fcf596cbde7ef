//! Floor 1: YAML and JSON text as one arena of spanned nodes, with `jsonschema` and `serde` over it.
//!
//! [`parse`] gives a [`Document`] and the [`Problem`]s met on the way; it goes on wherever it can and never panics.
//! A [`NodeRef`] walks the arena; [`Schema`] judges it; [`decode()`] turns it into types, keeping places in [`Spanned`].
//!
//! What holds for every document, so that no walk over one can hang or overflow the stack:
//! nodes are nested at most [`DEEPEST`] levels, also through aliases; no node contains itself; a walk that follows
//! aliases meets at most [`MOST_ALIASED`] nodes more than the text has. What would break this becomes `null` and a problem.

mod access;
mod arena;
mod build;
mod closest;
mod decode;
mod decode_key;
#[cfg(test)]
mod hostile;
mod json;
mod node;
mod number;
mod problem;
mod scalar;
mod schema;
mod spanned;
mod syntax;
#[cfg(test)]
mod testing;
mod validate;
mod violation;
mod written;
mod yaml;

pub use arena::Document;
pub use build::{DEEPEST, MOST_ALIASED, MOST_MERGED};
pub use decode::{DecodeError, decode};
pub use node::{Entries, Entry, Items, NodeRef};
pub use problem::{Parsed, Problem, ProblemKind};
pub use scalar::{Kind, Style, is_yaml11_boolean};
pub use schema::{Schema, SchemaError, Violation, ViolationKind};
pub use spanned::Spanned;
pub use syntax::{Syntax, parse};
pub use violation::without_follow_ups;
pub use written::Text;

use spanned::SPANNED;
use written::TEXT;
