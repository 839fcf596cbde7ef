//! The type that a dataset points at.

use std::sync::Arc;

use super::lower;
use super::types::{Body, TypeSet, Value};
use crate::contract::library::decoded;
use crate::contract::problem::Noted;
use crate::contract::Lowered;
use crate::message::contract;
use crate::text::{Origin, Span, nearest};

impl TypeSet {
    /// The fields of the type that `fragment` names; of the only one where it names none.
    pub(in crate::contract) fn fields(&self, fragment: &str, whole: Origin) -> Lowered {
        let name = decoded(fragment.trim_start_matches(['#', '/']));
        let found = if name.is_empty() { self.only(whole) } else { self.called(&name, whole) };
        match found {
            Ok((value, origin)) => lower::lower(self, &value, origin),
            Err(problem) => {
                let problems = vec![problem.in_file(whole.file)];
                Lowered { fields: Vec::new(), whole, problems, is_read: false }
            }
        }
    }

    /// Names that a dataset may point at: records of the contract's own, else all of them.
    fn roots(&self) -> Vec<&Arc<str>> {
        let records = |own: bool| {
            let all = self.types.iter().filter(move |(_, it)| (it.is_root || !own) && !matches!(it.body, Body::Enum(_)));
            all.map(|(name, _)| name).collect::<Vec<_>>()
        };
        let own = records(true);
        if own.is_empty() { records(false) } else { own }
    }

    fn only(&self, whole: Origin) -> Result<(Value, Origin), Box<Noted>> {
        let roots = self.roots();
        match roots.as_slice() {
            [name] => self.called(name, whole),
            [] => Err(Box::new(
                Noted::invalid(head(whole), contract::typed_empty(), contract::typed_empty_help())
                    .labelled(contract::typed_empty_label()),
            )),
            [first, ..] => {
                let help = contract::fragment_unnamed_help(format!("#{first}"));
                let problem = Noted::invalid(head(whole), contract::fragment_unnamed(), help);
                Err(Box::new(problem.labelled(contract::fragment_unnamed_label())))
            }
        }
    }

    fn called(&self, name: &str, whole: Origin) -> Result<(Value, Origin), Box<Noted>> {
        if let Some((full, named)) = self.find(name) {
            return Ok((Value::named(full, (full, named.origin)), named.origin));
        }
        let shown = format!("#{name}");
        if self.unread.iter().any(|it| same(it, name)) {
            let problem = Noted::unread(head(whole), contract::typed_unread(name), contract::typed_unread_help());
            return Err(Box::new(problem.about(&shown)));
        }
        let near = nearest(name, self.roots().into_iter().map(|it| &**it)).map(|it| format!("#{it}"));
        let help = near.map_or_else(contract::fragment_help, contract::reference_near);
        let problem = Noted::invalid(head(whole), contract::fragment_missing(&shown), help).about(&shown);
        Err(Box::new(problem.labelled(contract::fragment_missing_label())))
    }
}

/// Whether one of two names ends in the other, case aside.
fn same(full: &str, name: &str) -> bool {
    let last = |it: &str| it.rsplit('.').next().unwrap_or(it).to_ascii_lowercase();
    last(full) == last(name)
}

/// The first byte of the whole, so that no excerpt marks a whole file.
fn head(whole: Origin) -> Span {
    Span { start: whole.span.start, end: whole.span.end.min(whole.span.start.saturating_add(1)) }
}
