//! Changes of elements.

use std::fmt::Display;

use super::{Comparing, Noted};
use crate::finding::Bump;
use crate::message::{Message, diff};
use crate::model::{Declared, Element, FormatChoice, Status, TemporalFormat, Unit};
use crate::text::Origin;

/// Which way a limit grows tighter.
#[derive(Clone, Copy)]
enum Tighter {
    Lower,
    Higher,
}

impl Comparing<'_> {
    pub(super) fn elements(&mut self) {
        for (id, old) in &self.old.elements {
            match self.new.elements.get(id) {
                Some(new) => self.element(old, new),
                None => self.note(
                    Noted {
                        kind: "element-removed",
                        // One that was retired has been gone before.
                        bump: if old.status == Status::Retired { Bump::Patch } else { Bump::Major },
                        subject: id,
                        message: diff::element_removed(),
                        old: Some(old.origin),
                        new: None,
                    },
                    Some(id),
                ),
            }
        }
        for (id, new) in self.new.elements.iter().filter(|(id, _)| !self.old.elements.contains_key(*id)) {
            let (message, kind) = (diff::element_added(), "element-added");
            let noted = Noted { kind, bump: Bump::Minor, subject: id, message, old: None, new: Some(new.origin) };
            self.note(noted, Some(id));
        }
    }

    fn element(&mut self, old: &Element, new: &Element) {
        self.status(old, new);
        let mut one = One { comparing: self, old, new };
        one.meaning();
        one.limits();
        one.words();
    }

    fn status(&mut self, old: &Element, new: &Element) {
        if old.status == new.status {
            return;
        }
        let bump = match (old.status, new.status) {
            // The id of what is gone never means anything else.
            (Status::Retired, _) | (_, Status::Retired) => Bump::Major,
            _ => Bump::Minor,
        };
        let (kind, message) = if old.status == Status::Retired {
            ("element-reused", diff::element_reused())
        } else {
            ("element-status", diff::element_status(old.status.name(), new.status.name()))
        };
        let (from, to) = (old.status_origin.unwrap_or(old.origin), new.status_origin.unwrap_or(new.origin));
        self.note(Noted { kind, bump, subject: &new.id, message, old: Some(from), new: Some(to) }, Some(&new.id));
    }
}

/// An element in both versions.
struct One<'c, 'd> {
    comparing: &'c mut Comparing<'d>,
    old: &'c Element,
    new: &'c Element,
}

impl One<'_, '_> {
    fn note(&mut self, (kind, bump): (&'static str, Bump), message: Message, at: (Option<Origin>, Option<Origin>)) {
        let (old, new) = (at.0.or(Some(self.old.origin)), at.1.or(Some(self.new.origin)));
        let noted = Noted { kind, bump, subject: &self.new.id, message, old, new };
        self.comparing.note(noted, Some(&self.new.id));
    }

    /// Type, unit, format, code list, null.
    fn meaning(&mut self) {
        let (old, new) = (self.old, self.new);
        if old.kind.value != new.kind.value {
            let message = diff::element_key("type", old.kind.value.name(), new.kind.value.name());
            self.note(("type-changed", Bump::Major), message, (Some(old.kind.origin), Some(new.kind.origin)));
        }
        let (a, b) = (&old.constraints, &new.constraints);
        self.declared("unit", (&a.unit, &b.unit), unit);
        self.declared("format", (&a.format, &b.format), format);
        self.declared("codes", (&a.codes, &b.codes), ToString::to_string);
        self.declared("pattern", (&a.pattern, &b.pattern), |it| it.0.to_string());
        let nullable = |it: &Element| it.nullable.as_ref().map(|it| it.value);
        if nullable(old) != nullable(new) {
            let word = |it: Option<bool>| it.map_or("-".to_owned(), |it| it.to_string());
            let bump = if nullable(new) == Some(false) { Bump::Major } else { Bump::Minor };
            let message = diff::element_key("nullable", word(nullable(old)), word(nullable(new)));
            let at = |it: &Element| it.nullable.as_ref().map(|it| it.origin);
            self.note(("nullable-changed", bump), message, (at(old), at(new)));
        }
        if old.pii != new.pii {
            self.note(("pii-changed", Bump::Minor), diff::element_words("pii"), (None, None));
        }
    }

    /// A key whose values cannot be compared: dropping it permits more, anything else is another meaning.
    fn declared<T: PartialEq>(
        &mut self,
        key: &str,
        (old, new): (&Option<Declared<T>>, &Option<Declared<T>>),
        text: impl Fn(&T) -> String,
    ) {
        if old.as_ref().map(|it| &it.value) == new.as_ref().map(|it| &it.value) {
            return;
        }
        let bump = if new.is_none() && key != "unit" { Bump::Minor } else { Bump::Major };
        let word = |it: &Option<Declared<T>>| it.as_ref().map_or("-".to_owned(), |it| text(&it.value));
        let at = (old.as_ref().map(|it| it.origin), new.as_ref().map(|it| it.origin));
        self.note(("constraint-changed", bump), diff::element_key(key, word(old), word(new)), at);
    }

    fn limits(&mut self) {
        let (a, b) = (&self.old.constraints, &self.new.constraints);
        self.limit("minLength", (&a.min_length, &b.min_length), Tighter::Higher);
        self.limit("maxLength", (&a.max_length, &b.max_length), Tighter::Lower);
        self.limit("minimum", (&a.minimum, &b.minimum), Tighter::Higher);
        self.limit("maximum", (&a.maximum, &b.maximum), Tighter::Lower);
        self.limit("exclusiveMinimum", (&a.exclusive_minimum, &b.exclusive_minimum), Tighter::Higher);
        self.limit("exclusiveMaximum", (&a.exclusive_maximum, &b.exclusive_maximum), Tighter::Lower);
        self.limit("precision", (&a.precision, &b.precision), Tighter::Lower);
        self.limit("scale", (&a.scale, &b.scale), Tighter::Lower);
        self.declared("multipleOf", (&a.multiple_of, &b.multiple_of), ToString::to_string);
    }

    fn limit<T: PartialOrd + Display>(
        &mut self,
        key: &str,
        (old, new): (&Option<Declared<T>>, &Option<Declared<T>>),
        tighter: Tighter,
    ) {
        let is_tighter = match (old, new) {
            (None, None) => return,
            (Some(a), Some(b)) if a.value == b.value => return,
            (None, Some(_)) => true,
            (Some(_), None) => false,
            (Some(a), Some(b)) => match tighter {
                Tighter::Lower => b.value < a.value,
                Tighter::Higher => b.value > a.value,
            },
        };
        let word = |it: &Option<Declared<T>>| it.as_ref().map_or("-".to_owned(), |it| it.value.to_string());
        let (kind, bump) = if is_tighter { ("limit-tightened", Bump::Major) } else { ("limit-loosened", Bump::Minor) };
        let at = (old.as_ref().map(|it| it.origin), new.as_ref().map(|it| it.origin));
        self.note((kind, bump), diff::element_key(key, word(old), word(new)), at);
    }

    /// What people read, and who they are.
    fn words(&mut self) {
        let (old, new) = (self.old, self.new);
        let names = |it: &Element| it.synonyms.iter().map(|it| it.name.clone()).collect::<Vec<_>>();
        let by = |it: &Option<Declared<std::sync::Arc<str>>>| it.as_ref().map(|it| it.value.clone());
        let changed = [
            ("title", old.title.texts != new.title.texts),
            ("definition", old.definition.as_ref().map(|it| &it.texts) != new.definition.as_ref().map(|it| &it.texts)),
            ("synonyms", names(old) != names(new)),
            ("owner", by(&old.owner) != by(&new.owner) || by(&old.custodian) != by(&new.custodian)),
            ("steward", old.steward != new.steward),
            ("tier", old.tier != new.tier),
        ];
        for (key, _) in changed.into_iter().filter(|it| it.1) {
            self.note(("text-changed", Bump::Patch), diff::element_words(key), (None, None));
        }
    }
}

fn unit(unit: &Unit) -> String {
    match unit {
        Unit::Code(code) => code.to_string(),
        Unit::Part { code, per } => format!("{code}/{per}"),
        Unit::EpochSeconds => "epochSeconds".to_owned(),
        Unit::EpochMillis => "epochMillis".to_owned(),
        Unit::Element(id) => id.to_string(),
    }
}

fn format(format: &FormatChoice) -> String {
    match format {
        FormatChoice::Named(name) => name.to_string(),
        FormatChoice::Temporal(forms) => forms.iter().map(TemporalFormat::text).collect::<Vec<_>>().join(", "),
    }
}
