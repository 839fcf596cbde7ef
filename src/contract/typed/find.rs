//! The type that a dataset points at.

use std::sync::Arc;

use super::lower;
use super::types::{Body, TypeSet, Value};
use crate::contract::Lowered;
use crate::contract::library::decoded;
use crate::contract::problem::Noted;
use crate::message::contract;
use crate::text::{Origin, Span, nearest};

impl TypeSet {
    /// The fields of the type that `fragment` names; of the only one where it names none. No more than `levels` of objects are
    /// unfolded, nor than the language does.
    pub(in crate::contract) fn fields(&self, fragment: &str, whole: Origin, levels: Option<usize>) -> Lowered {
        let name = decoded(fragment.trim_start_matches(['#', '/']));
        let found = if name.is_empty() { self.only(whole) } else { self.called(&name, whole) };
        match found {
            Ok((value, origin)) => lower::lower(self, (&value, origin), levels),
            Err(problem) => {
                let problems = vec![problem.in_file(whole.file)];
                Lowered { fields: Vec::new(), whole, problems, is_read: false }
            }
        }
    }

    /// The fragments and names of the records that a dataset may point at; of a change event the row that it carries.
    pub(in crate::contract) fn schemas(&self) -> Vec<(String, String)> {
        let named = |full: &Arc<str>| {
            let name = full.rsplit('.').next().unwrap_or(full).to_owned();
            (self.row_of(full), name)
        };
        self.roots().into_iter().map(named).collect()
    }

    /// A record, or the part of a change event that holds what matters.
    fn row_of(&self, full: &str) -> String {
        if self.is_envelope(full) { format!("{full}/after") } else { full.to_owned() }
    }

    /// Names that a dataset may point at: records of the contract's own, else all of them.
    fn roots(&self) -> Vec<&Arc<str>> {
        let records = |own: bool| {
            let all = self.types.iter().filter(move |(_, it)| (it.is_root || !own) && is_data(&it.body));
            all.map(|(name, _)| name).collect::<Vec<_>>()
        };
        let own = records(true);
        if own.is_empty() { records(false) } else { own }
    }

    fn only(&self, whole: Origin) -> Result<(Value, Origin), Box<Noted>> {
        let roots = self.roots();
        match roots.as_slice() {
            [name] => self.called(&self.row_of(name), whole),
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
        if let Some((value, origin)) = self.within(name) {
            return Ok((value, origin));
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

impl TypeSet {
    /// Whether a record is a change event: what a row was, what it is, and why.
    fn is_envelope(&self, name: &str) -> bool {
        let Some(Body::Record(record)) = self.find(name).map(|(_, it)| &it.body) else { return false };
        let has = |name: &str| record.members.iter().any(|it| &*it.name == name);
        has("before") && has("after") && (has("op") || has("source"))
    }

    /// What a member holds: `Envelope/after`, of a list its items.
    fn within(&self, path: &str) -> Option<(Value, Origin)> {
        let mut parts = path.split('/');
        let (_, named) = self.find(parts.next()?)?;
        let Body::Record(record) = &named.body else { return None };
        let mut members = self.members(record);
        let mut found = None;
        for part in parts {
            let name = part.trim_end_matches("[]");
            let member = members.iter().find(|it| &*it.name == name).copied()?;
            let mut value = &member.value;
            while let Some(items) = value.items.as_deref().filter(|_| part.ends_with("[]")) {
                value = items;
            }
            members = match value.of.as_deref().and_then(|it| self.find(it)).map(|(_, it)| &it.body) {
                Some(Body::Record(record)) => self.members(record),
                _ => value.members.iter().collect(),
            };
            found = Some((value.clone(), member.site));
        }
        found
    }
}

/// Whether a type is of things, not a list of values or of calls.
fn is_data(body: &Body) -> bool {
    match body {
        Body::Enum(_) => false,
        Body::Record(record) => !record.is_service,
        Body::Alias(_) => true,
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
