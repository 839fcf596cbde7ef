//! What the rules that judge declared fields share: which field meets which element, whether the types agree, and the
//! places a finding stands at.

use std::ops::Range;

use crate::finding::{Finding, Fix, Related, Safety, Severity};
use crate::message::{Message, contract};
use crate::model::{DeclaredField, Direction, LogicalType, Representation, Site};
use crate::rule::cell::Matcher;
use crate::rule::{FieldSpec, Judged, Rule};
use crate::text::{Origin, Span, with_item, with_value};

/// A declared field and what the dictionary says of it.
pub(super) struct Pair<'j> {
    pub(super) judged: &'j Judged<'j>,
    pub(super) declared: &'j DeclaredField,
    pub(super) spec: &'j FieldSpec,
}

/// The words of a finding.
pub(super) struct Said {
    pub(super) message: Message,
    pub(super) label: Message,
    pub(super) help: Message,
}

/// Whether a declared type is that of the dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// It is, or nothing is declared.
    Fits,
    /// An identifier is declared as a number.
    AsNumber,
    /// It is another one.
    Off,
}

/// Every bound field of a contract; none for headers, which declare names only.
pub(super) fn pairs<'j>(judged: &'j Judged<'j>) -> impl Iterator<Item = Pair<'j>> {
    let bound = judged.binding.bound.iter().zip(judged.specs);
    bound.filter_map(move |(bound, spec)| {
        let declared = judged.fields.get(bound.declared)?;
        let speaks = judged.is_contract || !declared.shape.types.is_empty();
        speaks.then_some(Pair { judged, declared, spec })
    })
}

/// Those whose type is the dictionary's, so that the limits of both can be compared; closed lists of values have no others.
pub(super) fn fitting<'j>(judged: &'j Judged<'j>) -> impl Iterator<Item = Pair<'j>> {
    pairs(judged).filter(|it| it.spec.codes.is_none() && it.declared.shape.values.is_none() && it.fit() == Fit::Fits)
}

impl Pair<'_> {
    /// A finding of `rule` at a keyword of the contract; `line` is the line of the dictionary it breaks.
    pub(super) fn finding(&self, rule: &Rule, at: Option<Origin>, said: Said, line: (Origin, Message)) -> Finding {
        let Self { judged, declared, spec } = self;
        let site = at.map_or(declared.definition, Site::Source);
        let mut place = (judged.place)(site);
        place.pointer = declared.pointer.as_ref().map(ToString::to_string);
        let mut finding = rule
            .finding(said.message)
            .with_label(said.label)
            .with_help(said.help)
            .in_input(judged.path.clone())
            .at(place)
            .related_to(Related::in_source(&judged.dictionary.sources, line.0, line.1));
        if site != declared.site {
            finding = finding
                .related_to(Related { place: (judged.place)(declared.site), message: contract::property_here() });
        }
        finding.dataset = Some(judged.dataset.id.clone());
        finding.field = Some(declared.path.clone());
        finding.element = Some(spec.element.id.clone());
        finding
    }

    /// A finding that the contract permits more than the dictionary: wrong in what a system sends, a risk in what it
    /// accepts, as what it stores then cannot be sent on.
    pub(super) fn wider(&self, mut finding: Finding) -> Finding {
        if self.declared.direction == Direction::Accepted {
            finding.severity = finding.severity.min(Severity::Warning);
            finding.help = Some(contract::wider_accepted_help(&self.declared.path));
        }
        finding
    }

    /// What writes `new` as the value of a keyword of the contract.
    pub(super) fn replacing(&self, keyword: Option<Origin>, new: &str) -> Option<Fix> {
        let keyword = keyword?;
        let (range, text) = with_value(self.judged.text?.slice(keyword), new)?;
        let at = within(keyword, range);
        Some(Fix { safety: Safety::Unsafe, description: contract::mend_value(new), edit: Some((at, text)) })
    }

    /// What adds `items` to a list of the contract.
    pub(super) fn adding(&self, keyword: Option<Origin>, items: &[&str]) -> Option<Fix> {
        let keyword = keyword?;
        let list = self.judged.text?.slice(keyword);
        let all: Vec<(usize, String)> = items.iter().map(|it| with_item(list, it)).collect::<Option<_>>()?;
        let at = all.first()?.0;
        let text: String = all.into_iter().map(|it| it.1).collect();
        let description = contract::mend_items(listed(items));
        Some(Fix { safety: Safety::Unsafe, description, edit: Some((within(keyword, at..at), text)) })
    }

    /// Whether it matters that the contract permits less than the dictionary: only where the system accepts values.
    pub(super) fn is_accepted(&self) -> bool {
        self.declared.direction.is_accepted()
    }

    /// A finding that the contract refuses what the dictionary permits. Where the system sends the same schema too, it
    /// may never hold more, which others cannot know.
    pub(super) fn narrower(&self, mut finding: Finding) -> Finding {
        if self.declared.direction == Direction::Both {
            finding.severity = finding.severity.min(Severity::Warning);
        }
        finding.help = Some(contract::narrower_help(&self.declared.path, &self.spec.field));
        finding
    }

    /// The declared types as they are written.
    pub(super) fn types(&self) -> String {
        let names: Vec<&str> = self.declared.shape.types.iter().map(|it| &**it).collect();
        names.join(" | ")
    }

    /// Whether `name` is among the declared types.
    pub(super) fn permits(&self, name: &str) -> bool {
        self.declared.shape.types.iter().any(|it| &**it == name)
    }

    fn only(&self, names: &[&str]) -> bool {
        self.declared.shape.types.iter().all(|it| names.contains(&&**it))
    }

    /// Whether the declared type is that of the dictionary.
    pub(super) fn fit(&self) -> Fit {
        let fits = |names: &[&str]| if self.only(names) { Fit::Fits } else { Fit::Off };
        if let Some(codes) = &self.spec.codes {
            let whole = |it: &std::sync::Arc<str>| it.parse::<i64>().is_ok_and(|value| *value.to_string() == **it);
            let digits = self.only(&["string", "integer"]) && codes.accepted.keys().all(whole);
            let listed = self.declared.shape.values.is_some();
            return if digits || listed { Fit::Fits } else { self.fit_of_text() };
        }
        match self.spec.kind.value {
            LogicalType::String => self.fit_of_text(),
            LogicalType::Date | LogicalType::Time | LogicalType::Timestamp => fits(&["string"]),
            LogicalType::Integer
                if self.declared.shape.multiple_of.as_ref().is_some_and(|it| it.value.normalized().scale == 0) =>
            {
                fits(&["integer", "number"])
            }
            LogicalType::Integer => fits(&["integer"]),
            LogicalType::Decimal | LogicalType::Number if self.is_decimal_text() => {
                fits(&["string", "integer", "number"])
            }
            LogicalType::Decimal | LogicalType::Number => fits(&["integer", "number"]),
            LogicalType::Boolean => fits(&["boolean"]),
            LogicalType::Object => fits(&["object"]),
            LogicalType::Array => fits(&["array"]),
        }
    }

    fn fit_of_text(&self) -> Fit {
        let numeric = self.permits("integer") || self.permits("number");
        let identifies =
            matches!(self.spec.element.representation, None | Some(Representation::Identifier | Representation::Code));
        match (self.only(&["string"]), numeric && identifies) {
            (true, _) => Fit::Fits,
            (_, true) => Fit::AsNumber,
            _ => Fit::Off,
        }
    }

    /// Whether a string is declared to hold a number and nothing else, which keeps every digit of money.
    fn is_decimal_text(&self) -> bool {
        let shape = &self.declared.shape;
        let named = shape.format.as_ref().is_some_and(|it| {
            ["decimal", "decimal128", "bigdecimal", "money", "number", "numeric"]
                .contains(&&*it.value.to_ascii_lowercase())
        });
        let digits = shape.pattern.as_ref().and_then(|it| Matcher::new(&it.value).ok()).is_some_and(|pattern| {
            let any = |values: &[&str]| values.iter().any(|it| pattern.is_match(it.as_bytes()));
            any(&["0", "1", "12", "1.5", "10.00", "10.0000"]) && !any(&["", "a", "x1", "1x", "1-1", "A-1"])
        });
        named || digits
    }
}

/// Bytes of a range, as a range of their own.
fn within(whole: Origin, range: Range<usize>) -> Origin {
    let start = whole.span.start as usize;
    Origin { span: Span::new(start + range.start, start + range.end), ..whole }
}

/// The first few values in backticks.
pub(super) fn listed<'v>(values: &[&'v str]) -> String {
    let shown: Vec<String> = values.iter().take(6).map(|it: &&'v str| format!("`{it}`")).collect();
    let more = values.len() - shown.len();
    if more == 0 { shown.join(", ") } else { format!("{}, … +{more}", shown.join(", ")) }
}
