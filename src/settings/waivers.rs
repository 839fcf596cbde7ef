//! Which waiver takes a finding out.

use globset::{GlobBuilder, GlobMatcher};

use crate::finding::Finding;
use crate::message::Message;
use crate::model::{Date, Dictionary, Waiver};

/// The waivers of a dictionary, compiled, and which of them have been used.
pub struct Waivers<'d> {
    waivers: Vec<Compiled<'d>>,
}

struct Compiled<'d> {
    waiver: &'d Waiver,
    scope: Option<GlobMatcher>,
    holds: bool,
    used: bool,
}

impl<'d> Waivers<'d> {
    /// Compiles them. One that has expired on `day` takes nothing out.
    pub fn new(dictionary: &'d Dictionary, day: Date) -> Self {
        let compile = |waiver: &'d Waiver| Compiled {
            waiver,
            // A scope is matched literally where it is no valid glob.
            scope: GlobBuilder::new(&waiver.scope.value)
                .literal_separator(false)
                .build()
                .ok()
                .map(|it| it.compile_matcher()),
            holds: Dictionary::waiver_holds(waiver, day),
            used: false,
        };
        Self { waivers: dictionary.waivers.iter().map(compile).collect() }
    }

    /// The reason for which `finding` is waived, if it is.
    pub fn apply(&mut self, finding: &Finding, wording: fn(&str) -> Message) -> Option<Message> {
        let names = names(finding);
        let waived = self.waivers.iter_mut().find(|it| {
            it.holds && &*it.waiver.rule.value == finding.rule.name() && names.iter().any(|name| it.covers(name))
        })?;
        waived.used = true;
        Some(wording(&waived.waiver.reason))
    }

    /// Waivers that took nothing out, with whether they have expired.
    pub fn unused(&self) -> impl Iterator<Item = (&'d Waiver, bool)> {
        self.waivers.iter().filter(|it| !it.used).map(|it| (it.waiver, !it.holds))
    }
}

impl Compiled<'_> {
    fn covers(&self, name: &str) -> bool {
        *name == *self.waiver.scope.value || self.scope.as_ref().is_some_and(|it| it.is_match(name))
    }
}

/// Everything a scope may call a finding by.
fn names(finding: &Finding) -> Vec<String> {
    let mut names = Vec::new();
    if let Some(dataset) = &finding.dataset {
        names.push(dataset.to_string());
        if let Some(field) = &finding.field {
            names.push(format!("{dataset}/{field}"));
        }
    }
    names.extend(finding.element.as_ref().map(ToString::to_string));
    names.extend(finding.path.as_ref().map(ToString::to_string));
    for place in &finding.places {
        let Some(pointer) = &place.pointer else { continue };
        let path = place.path.as_ref().or(finding.path.as_ref());
        names.extend(path.map(|it| format!("{it}#{pointer}")));
        names.push(pointer.clone());
    }
    if !finding.subject.is_empty() {
        names.push(finding.subject.to_string());
    }
    names
}
