//! Conditions in SQL: read by a kept parser, then held against the elements they speak of.
//!
//! Only what can be decided record by record and exactly is taken; everything else is refused with its own characters marked.

mod check;
mod place;
mod sql;
mod term;
#[cfg(test)]
mod tests;

use std::ops::Range;

use indexmap::IndexMap;
use std::sync::Arc;

use self::term::Term;
use super::lower::Cx;
use super::part::At;
use super::raw::Given;
use crate::finding::Finding;
use crate::message::{Message, condition as say};
use crate::model::{CodeList, Condition, Element, Zone};
use crate::text::{Origin, nearest};

/// Longest condition, in bytes: longer ones are programs, and every nesting costs stack.
const LONGEST: usize = 4_096;

/// What is wrong with a condition, and which of its bytes are to blame.
pub(super) struct Fault {
    /// Bytes of the condition's text.
    range: Range<usize>,
    message: Message,
    help: Message,
    /// Whether a name leads nowhere.
    dangling: bool,
}

/// What a condition may speak of.
#[derive(Clone, Copy)]
pub(super) struct Scope<'d> {
    /// All elements.
    pub(super) elements: &'d IndexMap<Arc<str>, Arc<Element>>,
    /// All code lists.
    pub(super) code_lists: &'d IndexMap<Arc<str>, Arc<CodeList>>,
    /// The enterprise's own zone, for days and instants without offset.
    pub(super) zone: Option<&'d str>,
    /// The namespace of the file that says the condition: its own ids stand there without it.
    pub(super) namespace: Option<&'d str>,
}

impl<'d> Scope<'d> {
    /// The element that a condition calls `name`.
    pub(super) fn element(&self, name: &str) -> Option<&'d Arc<Element>> {
        let within = self.namespace.and_then(|it| self.elements.get(format!("{it}.{name}").as_str()));
        within.or_else(|| self.elements.get(name))
    }
}

impl Cx<'_, '_, '_> {
    /// A condition that can be decided; what cannot is reported at its own characters.
    pub(super) fn condition(&mut self, at: &At, given: &Given<String>, scope: Scope<'_>) -> Option<Condition> {
        let (text, span) = given.get()?;
        let origin = at.origin(span);
        match read(text, scope) {
            Ok((asked, elements)) => {
                let zone = scope.zone.and_then(Zone::parse).unwrap_or(Zone::Fixed(0));
                Some(Condition { text: Arc::from(text.as_str()), origin, elements, test: asked, zone })
            }
            Err(fault) => {
                self.refuse(at, origin, text, *fault);
                None
            }
        }
    }

    fn refuse(&mut self, at: &At, origin: Origin, text: &str, fault: Fault) {
        let place = place::within(self.loading.sources.slice(origin), text, fault.range);
        let marked = Origin { span: place::shifted(origin.span, &place), ..origin };
        if !self.loading.is_told(origin) {
            let rule = if fault.dangling { super::REFERENCE_DANGLING } else { super::DICTIONARY_INVALID };
            let finding: Finding = self.loading.finding(rule, marked, &at.path, fault.message);
            self.loading.push(marked, finding.with_help(fault.help));
        }
    }
}

fn read(text: &str, scope: Scope<'_>) -> Result<(crate::model::Test, Vec<Arc<str>>), Box<Fault>> {
    if text.len() > LONGEST {
        return Err(Fault::plain(0..text.len(), say::too_long(LONGEST), say::too_long_help()));
    }
    let term: Term = sql::parse(text)?;
    check::test(&term, scope)
}

impl Fault {
    fn plain(range: Range<usize>, message: Message, help: Message) -> Box<Self> {
        Box::new(Self { range, message, help, dangling: false })
    }

    /// A name that stands for nothing.
    fn unknown(range: Range<usize>, name: &str, known: &IndexMap<Arc<str>, Arc<Element>>) -> Box<Self> {
        let help = nearest(name, known.keys().map(|it| &**it)).map_or_else(|| say::unknown_help(name), say::near);
        Box::new(Self { range, message: say::unknown(name), help, dangling: true })
    }
}
