//! Changes of whole types, in words.

use super::DATA;
use super::log::{Log, Scope};
use crate::message::diff;
use crate::text::Origin;

/// A type is gone; `around` is what is left where it stood.
pub(super) fn type_removed(log: &mut Log, name: &str, (old, around): (Origin, Option<Origin>)) {
    log.add("type-removed", &Scope::new(name, DATA), &diff::type_removed(name), (Some(old), around));
}

/// A type is new.
pub(super) fn type_added(log: &mut Log, name: &str, new: Origin) {
    log.add("type-added", &Scope::new(name, DATA), &diff::type_added(name), (None, Some(new)));
}
