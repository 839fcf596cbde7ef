//! Days on which something was announced to end.

use std::sync::Arc;

use super::log::Log;
use crate::contract::merge::Expr;
use crate::document::NodeRef;

/// A day on which something was announced to end.
pub(super) struct Sunset {
    pub(super) text: Arc<str>,
}

impl Sunset {
    pub(super) fn of(node: NodeRef<'_>) -> Option<Self> {
        let text = node.get("x-sunset")?.scalar()?;
        Some(Self { text: Arc::from(text) })
    }

    /// Whether the day has come.
    pub(super) fn is_past(&self, log: &Log) -> bool {
        let day = self.text.get(..10).unwrap_or(&self.text);
        crate::model::Date::parse(day).is_some_and(|it| it <= log.as_of)
    }
}

/// The day that a schema names.
pub(super) fn sunset_of(expr: &Expr<'_>) -> Option<Sunset> {
    match expr {
        Expr::Schema(at) => Sunset::of(at.node),
        Expr::All(parts) | Expr::Any(parts) => parts.iter().find_map(sunset_of),
    }
}
