//! What a script has declared, by names that may be more or less qualified, and in any case.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::typed::types::NamedType;
use super::statement::Script;
use crate::contract::problem::Noted;
use crate::message::contract;

impl Script<'_, '_, '_> {
    /// Takes in a table or type. A script may drop one and define it anew, for another dialect or version: the last one stands.
    pub(super) fn declare(&mut self, name: &str, named: NamedType) {
        let name: Arc<str> = Arc::from(name);
        if self.reading.types.types.insert(Arc::clone(&name), named).is_none() {
            self.index.entry(last(&name)).or_default().push(name);
        }
    }

    /// The full name of what is called `name` somewhere in the script.
    pub(super) fn known(&self, name: &str) -> String {
        let types = &self.reading.types.types;
        if types.contains_key(name) {
            return name.to_owned();
        }
        let all = self.index.get(&last(name)).map(Vec::as_slice).unwrap_or_default();
        // A name may be more qualified here than where it is declared, or less.
        let fits = |full: &str, fold: bool| {
            let (long, short) = if full.len() < name.len() { (name, full) } else { (full, name) };
            let Some((before, tail)) = long.split_at_checked(long.len() - short.len()) else { return false };
            let same = if fold { tail.eq_ignore_ascii_case(short) } else { tail == short };
            same && (before.is_empty() || before.ends_with('.'))
        };
        let only = |fold: bool| {
            let mut found = all.iter().filter(|it| types.contains_key(&***it) && fits(it, fold));
            found.next().filter(|_| found.next().is_none())
        };
        only(false).or_else(|| only(true)).map_or_else(|| name.to_owned(), ToString::to_string)
    }

    /// Gives every use of a type the name that it is declared by. A type that neither the dialect nor the script declares is
    /// left open, and said to be.
    pub(super) fn settle(&mut self) {
        let mut settled: BTreeMap<Arc<str>, Arc<str>> = BTreeMap::new();
        for (name, origin) in self.reading.types.dangling() {
            let full = self.known(&name);
            if self.reading.types.types.contains_key(full.as_str()) {
                settled.insert(name, Arc::from(full));
                continue;
            }
            let problem = Noted::unread(origin.span, contract::sql_type_unknown(&name), contract::sql_type_help());
            self.reading.note(self.text, problem.labelled(contract::sql_type_label()).about(&name));
        }
        self.reading.types.rename(&settled);
    }
}

fn last(name: &str) -> String {
    name.rsplit('.').next().unwrap_or(name).to_lowercase()
}
