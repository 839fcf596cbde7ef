//! `pii-undeclared`: personal data stands in a field that is not declared to hold any.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::finding::{Finding, Related, RuleId, Severity};
use crate::format::{Context, Day, NamedFormat, Verdict, by_name};
use crate::message::{Message, contract, declare, detect, rules};
use crate::model::{Date, DeclaredField, FormatChoice, LogicalType, PersonalClass, Pii, class_named, personal_class};
use crate::rule::cell::{Matcher, Words};
use crate::rule::column::{Counted, Detector, Interest, Told, of_text};
use crate::rule::{Dimension, FieldSpec, Judged, Parts, Rule, Scope};
use crate::text::{ByteSet, Signs};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("pii-undeclared"),
    summary: rules::pii_undeclared,
    severity: Severity::Warning,
    fix: None,
    scopes: &[Scope::Files, Scope::Contracts],
    dimension: Dimension::Privacy,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/pii-undeclared.md")),
    parts: Parts { declaration: Some(judge), column: Some(bind), ..Parts::NONE },
};

/// Names and formats of a contract's properties; each declaration once, wherever it is used.
fn judge(judged: &Judged<'_>, findings: &mut Vec<Finding>) {
    let mut told: BTreeSet<(Option<Arc<str>>, &str)> = BTreeSet::new();
    // What is guarded where it is mapped need not be told where the same declaration is used once more.
    let bound = judged.binding.bound.iter().zip(judged.specs);
    for (bound, _) in bound.filter(|(_, spec)| spec.element.is_protected()) {
        let declared = judged.fields.get(bound.declared);
        told.extend(declared.and_then(|it| Some((it.pointer.clone(), named(it)?.id))));
    }
    for (at, declared) in judged.fields.iter().enumerate().filter(|_| judged.is_contract) {
        let bound = judged.binding.bound.iter().position(|it| it.declared == at);
        let spec = bound.and_then(|it| judged.specs.get(it));
        let open = spec.is_none_or(|it| matches!(it.element.pii, None | Some(Pii::None)) && it.codes.is_none());
        let Some(class) = named(declared).filter(|_| open) else { continue };
        if told.insert((declared.pointer.clone(), class.id)) {
            findings.push(found_named(judged, (declared, spec.map(|it| &**it)), class));
        }
    }
}

/// The class that a property's name or format tells, where it is a text or a number of which nothing else is said.
fn named(declared: &DeclaredField) -> Option<&'static PersonalClass> {
    let shape = &declared.shape;
    let plain = |it: &Arc<str>| matches!(&**it, "string" | "integer" | "number");
    let scalar = !shape.types.is_empty() && shape.types.iter().all(plain) && shape.values.is_none();
    let name = declared.name.trim_end_matches("[]");
    class_named(name, shape.format.as_ref().map(|it| &*it.value)).filter(|_| scalar)
}

fn found_named(
    judged: &Judged<'_>,
    (declared, spec): (&DeclaredField, Option<&FieldSpec>),
    class: &'static PersonalClass,
) -> Finding {
    let said = |name: &str| match spec.map(|it| (it.element.pii.is_some(), &it.element.id)) {
        Some((true, element)) => detect::pii_named_none(&declared.path, name, element),
        Some((false, element)) => detect::pii_named_undeclared(&declared.path, name, element),
        None => detect::pii_named_unmapped(&declared.path, name),
    };
    let level = if class.pii == Pii::Sensitive { "sensitive" } else { "pi" };
    let help = if spec.is_some() { detect::pii_undeclared_help(level) } else { detect::pii_named_unmapped_help(level) };
    let line = match spec {
        Some(spec) => (spec.element.origin, contract::element_here()),
        None => (judged.dataset.origin, declare::dataset_here()),
    };
    let mut place = (judged.place)(declared.site);
    place.pointer = declared.pointer.as_ref().map(ToString::to_string);
    let finding = RULE
        .finding(Message::both(said(class.english), &said(class.chinese)))
        .with_label(Message::both(
            detect::pii_undeclared_label(class.english),
            &detect::pii_undeclared_label(class.chinese),
        ))
        .with_help(help)
        .in_input(Arc::clone(&judged.path))
        .at(place)
        .related_to(Related::in_source(&judged.dictionary.sources, line.0, line.1))
        .about(class.id);
    let element = spec.map(|it| Arc::clone(&it.element.id));
    Finding { dataset: Some(judged.dataset.id.clone()), field: Some(declared.path.clone()), element, ..finding }
}

/// Fewest values that are no chance.
const FEWEST: u64 = 3;

/// A class of personal data that is known by its values: from how large a share of a column on it is believed, of 100.
///
/// A mobile number is eleven digits like many other numbers, so most of the column has to be; identity cards carry a date and a
/// check digit, addresses of mail a domain.
struct Known {
    class: &'static PersonalClass,
    format: &'static NamedFormat,
    of_100: u64,
}

fn known() -> Vec<Known> {
    let kinds = [("mobile", "cn-mobile", 80), ("idCard", "cn-resident-id", 10), ("email", "email", 10)];
    let known =
        |(class, format, of_100)| Some(Known { class: personal_class(class)?, format: by_name(format)?, of_100 });
    kinds.into_iter().filter_map(known).collect()
}

fn bind(spec: &FieldSpec, as_of: Date) -> Option<Box<dyn Detector>> {
    let open = matches!(spec.element.pii, None | Some(Pii::None)) && spec.codes.is_none();
    let text = spec.kind.value == LogicalType::String;
    let whole = spec.kind.value == LogicalType::Integer && spec.constraints.unit.is_none();
    if !open || !(text || whole) {
        return None;
    }
    let pattern = spec.constraints.pattern.as_ref().and_then(|it| Matcher::new(&it.value.0).ok());
    let format = spec.constraints.format.as_ref().map(|it| &it.value);
    // What no example of a class passes, no value of the class does.
    let passes = |known: &Known| match format {
        Some(FormatChoice::Named(name)) => **name == *known.format.name,
        _ => known
            .format
            .examples
            .iter()
            .any(|it| pattern.as_ref().is_none_or(|pattern| pattern.is_match(it.as_bytes()))),
    };
    let known: Vec<Known> = known().into_iter().filter(passes).collect();
    let Date { year, month, day } = as_of;
    let context = Context { as_of: Day { year, month, day } };
    (!known.is_empty()).then(|| Box::new(Personal { known, context }) as Box<dyn Detector>)
}

struct Personal {
    known: Vec<Known>,
    context: Context,
}

impl Detector for Personal {
    fn hides(&self) -> bool {
        true
    }

    fn interests(&self) -> Vec<Interest> {
        let digits = |least| Interest { least, most: least, first: ByteSet::range(b'1', b'9'), ..Interest::ANY };
        let address = Interest { least: 6, most: 254, holds: ByteSet::of(b"@"), ..Interest::ANY };
        vec![digits(11), digits(18), address]
    }

    fn class(&self, cell: &[u8], _: Signs) -> u8 {
        let digits = matches!(cell, [b'1'..=b'9', ..]) && matches!(cell.len(), 11 | 18);
        if !digits && (cell.len() > 254 || memchr::memchr(b'@', cell).is_none()) {
            return 0;
        }
        of_text(cell, |text| {
            let is = |it: &Known| (it.format.check)(text, &self.context) == Verdict::Valid;
            (1..).zip(&self.known).find(|(_, it)| is(it)).map_or(0, |(class, _)| class)
        })
    }

    fn judge(&self, spec: &FieldSpec, counted: &Counted<'_>) -> Vec<Told> {
        let believed = |(class, it): &(u8, &Known)| {
            let count = counted.of(*class);
            count >= FEWEST && count * 100 >= counted.tested * it.of_100
        };
        (1..).zip(&self.known).filter(believed).map(|(class, it)| told(spec, counted, class, it.class)).collect()
    }
}

fn told(spec: &FieldSpec, counted: &Counted<'_>, class: u8, it: &PersonalClass) -> Told {
    let share = format!("{} %", counted.of(class) * 100 / counted.tested.max(1));
    let message = |name: &str| match spec.element.pii {
        Some(_) => detect::pii_found(&spec.field, name, &share),
        None => detect::pii_undeclared(&spec.field, name, &share),
    };
    let label = detect::pii_undeclared_label;
    let level = if it.pii == Pii::Sensitive { "sensitive" } else { "pi" };
    let words = Words::of_field(
        spec,
        Message::both(message(it.english), &message(it.chinese)),
        Message::both(label(it.english), &label(it.chinese)),
        if spec.is_declared() { detect::pii_undeclared_help(level) } else { detect::pii_unmapped_help(level) },
    );
    Told { subject: it.id.to_owned(), ..Told::new(&[class], words) }
}
