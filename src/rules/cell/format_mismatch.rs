//! `format-mismatch`: a value does not have its named format.

use crate::finding::{Finding, RuleId, Safety, Severity};
use crate::format::{Context, Day, NamedFormat, Verdict, by_name};
use crate::message::{Message, check, contract, detect, rules};
use crate::model::{Date, FormatChoice, LogicalType};
use crate::rule::cell::{CellRule, CellTest, Failing, Step, Words};
use crate::rule::column::{Counted, Detector, Interest, Told, of_text};
use crate::rule::{Dimension, FieldSpec, Judged, Parts, Rule, Scope};
use crate::rules::declared::{Pair, Said, fitting};
use crate::text::{Mask, Signs};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("format-mismatch"),
    summary: rules::format_mismatch,
    severity: Severity::Error,
    fix: Some(Safety::Unsafe),
    scopes: &[Scope::Files, Scope::Contracts],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/format-mismatch.md")),
    parts: Parts {
        declaration: Some(judge),
        cell: Some(CellRule { step: Step::Format, bind, words }),
        column: Some(bind_spelling),
        ..Parts::NONE
    },
};

fn bind(spec: &FieldSpec, as_of: Date) -> Option<CellTest> {
    let format = named(spec)?;
    Some(CellTest::Format(format, as_of))
}

fn named(spec: &FieldSpec) -> Option<&'static NamedFormat> {
    match &spec.constraints.format.as_ref()?.value {
        FormatChoice::Named(name) if spec.codes.is_none() => by_name(name),
        _ => None,
    }
}

fn words(spec: &FieldSpec, failing: Failing<'_>) -> Words {
    let format = named(spec);
    let name = format.map_or("", |it| it.name);
    let label = check::format_mismatch_label(name);
    Words {
        message: check::format_mismatch(&spec.field, failing.shown, name),
        label: format.map_or(label.clone(), |it| label.and(&(it.expects)())),
        help: check::format_mismatch_help(name),
        origin: spec.constraints.format.as_ref().map_or(spec.origin, |it| it.origin),
        origin_label: check::format_here(),
    }
}

fn bind_spelling(spec: &FieldSpec, as_of: Date) -> Option<Box<dyn Detector>> {
    let format = named(spec).filter(|_| spec.kind.value == LogicalType::String)?;
    let Date { year, month, day } = as_of;
    Some(Box::new(Spelling { format, context: Context { as_of: Day { year, month, day } } }))
}

/// Values that pass and are not written as they should be, or that nobody uses today.
struct Spelling {
    format: &'static NamedFormat,
    context: Context,
}

const OTHERWISE: u8 = 1;
const DOUBTFUL: u8 = 2;

impl Detector for Spelling {
    fn interests(&self) -> Vec<Interest> {
        vec![Interest::ANY]
    }

    fn class(&self, cell: &[u8], _: Signs) -> u8 {
        of_text(cell, |text| match (self.format.check)(text, &self.context) {
            Verdict::NonCanonical => OTHERWISE,
            Verdict::Doubtful => DOUBTFUL,
            Verdict::Valid | Verdict::Checksum | Verdict::Malformed => 0,
        })
    }

    fn judge(&self, spec: &FieldSpec, counted: &Counted<'_>) -> Vec<Told> {
        let name = self.format.name;
        let mut told = Vec::new();
        if let Some((shown, value)) = (counted.first)(OTHERWISE) {
            let canonical = self.format.canonical.and_then(|it| it(value)).filter(|_| spec.mask == Mask::Show);
            let message = match canonical {
                Some(canonical) => detect::spelled_otherwise(&spec.field, shown, name, canonical),
                None => detect::spelled_otherwise_hidden(&spec.field, name),
            };
            let label = detect::spelled_otherwise_label(name);
            let words = Words { message, label, help: detect::spelled_otherwise_help(), ..at_format(spec) };
            let said = Told::new(&[OTHERWISE], words).at(Severity::Info);
            told.push(Told { subject: "spelling".to_owned(), ..said });
        }
        if let Some((shown, _)) = (counted.first)(DOUBTFUL) {
            let message = detect::doubtful(&spec.field, shown, name);
            let words = Words {
                message,
                label: detect::doubtful_label(name),
                help: detect::doubtful_help(),
                ..at_format(spec)
            };
            let said = Told::new(&[DOUBTFUL], words).at(Severity::Warning);
            told.push(Told { subject: "doubtful".to_owned(), ..said });
        }
        told
    }
}

/// Words that point at the format's declaration, still to be filled in.
fn at_format(spec: &FieldSpec) -> Words {
    let origin = spec.constraints.format.as_ref().map_or(spec.origin, |it| it.origin);
    let nothing = || Message::verbatim("");
    Words { message: nothing(), label: nothing(), help: nothing(), origin, origin_label: check::format_here() }
}

/// Formats that everybody means alike; other names are a contract's own affair.
const WELL_KNOWN: [&[&str]; 12] = [
    &["email", "idn-email"],
    &["uuid", "guid"],
    &["uri", "url", "uri-reference", "iri", "iri-reference"],
    &["ipv4", "ip", "ip-address"],
    &["ipv6", "ip"],
    &["hostname", "idn-hostname"],
    &["date-time"],
    &["date"],
    &["time"],
    &["duration"],
    &["byte"],
    &["binary"],
];

fn judge(judged: &Judged<'_>, findings: &mut Vec<Finding>) {
    findings.extend(fitting(judged).filter_map(|it| another(&it)));
}

fn another(pair: &Pair<'_>) -> Option<Finding> {
    let (declared, spec) = (pair.declared, pair.spec);
    let (found, wanted) = (declared.shape.format.as_ref()?, spec.constraints.format.as_ref()?);
    let FormatChoice::Named(name) = &wanted.value else { return None };
    let is_known = WELL_KNOWN.iter().any(|it| it.contains(&&*found.value)) || by_name(&found.value).is_some();
    let is_same =
        found.value == *name || WELL_KNOWN.iter().any(|it| it.contains(&&*found.value) && it.contains(&&**name));
    if !is_known || is_same {
        return None;
    }
    let said = Said {
        message: contract::format_mismatch(&declared.path, &found.value, &spec.element.id, name),
        label: contract::format_label(name),
        help: contract::format_help(&spec.field),
    };
    Some(pair.finding(&RULE, Some(found.origin), said, (wanted.origin, contract::format_here())))
}
