//! Whether a tool can be connected: its samples and contracts against the elements that its entity must bring.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use super::wilson::wilson;

use super::assign::Assigned;
use super::fix::assigned;
use super::request::{Progress, Request};
use super::undeclared;
use crate::contract;
use crate::dictionary::LoadError;
use crate::finding::{Finding, InputKind, Report};
use crate::message::{Message, compat as say};
use crate::model::{Dataset, DeclaredField, Dictionary, Field, Site, Verdict};
use crate::plan;
use crate::rule::{Canonical, Loss, Near, Scope};
use crate::rules::{self, RULES};
use crate::text::Sources;

/// What is known of one element in one dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellState {
    /// In its canonical form.
    Native,
    /// In another form that loses nothing.
    Mapped,
    /// In a form that loses something.
    Lossy,
    /// Not as declared.
    Mismatch,
    /// Required and absent.
    Missing,
    /// Nothing was given to judge it by.
    Untested,
    /// Optional and absent.
    NotApplicable,
}

impl CellState {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::Mapped => "mapped",
            Self::Lossy => "lossy",
            Self::Mismatch => "mismatch",
            Self::Missing => "missing",
            Self::Untested => "untested",
            Self::NotApplicable => "n/a",
        }
    }
}

/// One element in one dataset.
#[derive(Clone, Debug)]
pub struct CompatCell {
    /// The element.
    pub element: Arc<str>,
    /// Its tier.
    pub tier: u8,
    /// What is known.
    pub state: CellState,
    /// Values that failed, and values that were tested.
    pub share: (u64, u64),
}

/// Why a verdict is not better.
#[derive(Clone, Debug)]
pub struct Reason {
    /// The best verdict that it allows.
    pub allows: Verdict,
    /// What it is, for programs.
    pub kind: &'static str,
    /// The element, where it is about one.
    pub element: Option<Arc<str>>,
    /// In words.
    pub message: Message,
}

/// A field of the tool with what it may stand for.
#[derive(Clone, Debug)]
pub struct DraftField {
    /// As the tool calls it.
    pub name: Arc<str>,
    /// The element that the dictionary's own names tell; `None`: only suggestions.
    pub element: Option<Arc<str>>,
    /// Elements or fields that look alike, best first.
    pub near: Vec<Near>,
}

/// The verdict on one dataset.
#[derive(Clone, Debug)]
pub struct DatasetVerdict {
    /// `system.dataset`.
    pub dataset: Arc<str>,
    /// The verdict.
    pub verdict: Verdict,
    /// Why it is not better, worst first.
    pub reasons: Vec<Reason>,
    /// Every element of the entity and of the mapping.
    pub cells: Vec<CompatCell>,
    /// Fields that no element stands for, or all of them where nothing is mapped.
    pub draft: Vec<DraftField>,
    /// Records that were looked at.
    pub records: u64,
}

/// What came of a test.
#[derive(Debug)]
pub struct Compatibility {
    /// By dataset.
    pub datasets: Vec<DatasetVerdict>,
    /// What the check found.
    pub checked: super::Checked,
}

impl Compatibility {
    /// The worst verdict; none where nothing was looked at.
    pub fn verdict(&self) -> Option<Verdict> {
        self.datasets.iter().map(|it| it.verdict).max()
    }
}

/// Tests what `request` names.
///
/// # Errors
/// Where there is no dictionary.
pub fn compat(request: &Request, progress: &dyn Progress) -> Result<Compatibility, LoadError> {
    let checked = super::check(request, progress)?;
    let mut loaded = super::load(&request.dictionary, request.as_of)?;
    if let Some(id) = &request.dataset {
        undeclared::add(&mut loaded.dictionary, id);
    }
    let seen = observed(&loaded, request);
    let asked = |it: &&Dataset| {
        let of_system = request.dataset.is_none() && request.system.as_deref() == Some(&*it.system);
        of_system || seen.contains_key(&it.id)
    };
    let datasets: Vec<&Dataset> = loaded.dictionary.datasets.values().filter(asked).collect();
    let nothing = Observed::default();
    let judge = |dataset: &&Dataset| {
        let observed = seen.get(&dataset.id).unwrap_or(&nothing);
        Judging { dictionary: &loaded.dictionary, report: &checked.report, dataset, observed }.verdict()
    };
    let datasets = datasets.iter().map(judge).collect();
    Ok(Compatibility { datasets, checked })
}

/// What the files of a dataset show of its fields.
#[derive(Default)]
struct Observed {
    elements: BTreeSet<Arc<str>>,
    draft: Vec<DraftField>,
    is_read: bool,
}

fn observed(loaded: &crate::dictionary::Loaded, request: &Request) -> BTreeMap<Arc<str>, Observed> {
    let mut seen: BTreeMap<Arc<str>, Observed> = BTreeMap::new();
    for assigned in assigned(loaded, request).0.assigned {
        let observed = seen.entry(Arc::clone(&assigned.dataset.id)).or_default();
        let Some(fields) = fields(loaded, &assigned, request) else { continue };
        observed.is_read = true;
        let binding = plan::bind(&loaded.dictionary, assigned.dataset, &fields);
        let drafted = &*assigned.dataset.system == undeclared::DRAFT;
        for bound in &binding.bound {
            observed.elements.insert(Arc::clone(&bound.field.element.value));
            if let (true, Some(field)) = (drafted, fields.get(bound.declared)) {
                let element = Some(Arc::clone(&bound.field.element.value));
                observed.add(DraftField { name: Arc::clone(&field.path), element, near: Vec::new() });
            }
        }
        for (at, near) in binding.undeclared {
            if let Some(field) = fields.get(at) {
                observed.add(DraftField { name: Arc::clone(&field.path), element: None, near });
            }
        }
    }
    seen
}

impl Observed {
    fn add(&mut self, field: DraftField) {
        if !self.draft.iter().any(|it| it.name == field.name) {
            self.draft.push(field);
        }
    }
}

fn fields(
    loaded: &crate::dictionary::Loaded,
    assigned: &Assigned<'_>,
    request: &Request,
) -> Option<Vec<DeclaredField>> {
    if assigned.kind == InputKind::Contract {
        let contract = contract::open_with(
            &assigned.file.path,
            &assigned.file.shown,
            &mut Sources::default(),
            &loaded.dictionary.remotes,
        )
        .ok()?;
        let fragment = assigned.dataset.contract.as_ref().map_or("", |it| &*it.value.fragment);
        return Some(contract.fields(fragment)).filter(|it| it.is_read).map(|it| it.fields);
    }
    let table = super::data::open_table(&loaded.dictionary, assigned, request.unpacking()).ok()?;
    let header = table.head().header.iter().enumerate();
    Some(header.map(|(at, cell)| DeclaredField::new(Arc::clone(&cell.text), Site::Column(at))).collect())
}

struct Judging<'j> {
    dictionary: &'j Dictionary,
    report: &'j Report,
    dataset: &'j Dataset,
    observed: &'j Observed,
}

impl Judging<'_> {
    fn verdict(&self) -> DatasetVerdict {
        let inputs = self.report.inputs.iter().filter(|it| it.dataset.as_ref() == Some(&self.dataset.id));
        let records = inputs.map(|it| it.records).sum();
        let mut reasons = Vec::new();
        let cells: Vec<CompatCell> = self
            .elements()
            .iter()
            .map(|(element, required)| self.cell(element, *required, records, &mut reasons))
            .collect();
        self.transport(&mut reasons);
        reasons.sort_by_key(|it| std::cmp::Reverse(it.allows));
        DatasetVerdict {
            dataset: Arc::clone(&self.dataset.id),
            verdict: reasons.iter().map(|it| it.allows).max().unwrap_or(Verdict::Compatible),
            reasons,
            cells,
            draft: self.observed.draft.clone(),
            records,
        }
    }

    /// The elements of the entity and of the mapping, and whether each is required.
    fn elements(&self) -> Vec<(Arc<str>, bool)> {
        let entity = self.dataset.entity.as_ref().and_then(|it| self.dictionary.entities.get(&it.value));
        let mut all: Vec<(Arc<str>, bool)> = Vec::new();
        let required = entity.into_iter().flat_map(|it| it.key.iter().chain(&it.required)).map(|it| (&it.value, true));
        let optional = entity.into_iter().flat_map(|it| &it.optional).map(|it| (&it.value, false));
        let mapped = self.dataset.fields.iter().map(|it| {
            let alone = entity.is_none() && it.required.as_ref().is_none_or(|it| it.value);
            (&it.element.value, alone || it.required.as_ref().is_some_and(|it| it.value))
        });
        for (element, required) in required.chain(optional).chain(mapped) {
            if !all.iter().any(|(known, _)| known == element) {
                all.push((Arc::clone(element), required));
            }
        }
        all
    }

    fn cell(&self, id: &Arc<str>, required: bool, records: u64, reasons: &mut Vec<Reason>) -> CompatCell {
        let tier = self.dictionary.element(id).map_or(3, |it| it.tier);
        let field = self.dataset.fields.iter().find(|it| it.element.value == *id);
        let failing: Vec<&Finding> = self.failing(id).collect();
        let worst = failing.iter().max_by_key(|it| it.count);
        let share = worst.map_or((0, records), |it| (it.count, it.tested));
        let state = match field {
            _ if !self.observed.is_read => CellState::Untested,
            Some(_) if !failing.is_empty() => CellState::Mismatch,
            Some(field) if self.observed.elements.contains(id) => self.form(field, reasons),
            _ if required => CellState::Missing,
            _ => CellState::NotApplicable,
        };
        let allows = Self::allows(state, (tier, required));
        if let Some(allows) = allows {
            let (kind, message) = match (state, worst) {
                (CellState::Mismatch, Some(it)) => ("mismatch", say::mismatch(tier, id, it.rule, it.count, it.tested)),
                (CellState::Missing, _) => ("missing", say::missing(tier, id)),
                _ => ("untested", say::untested(tier, id)),
            };
            reasons.push(Reason { allows, kind, element: Some(Arc::clone(id)), message });
        }
        self.unmapped(id, tier, &failing, reasons);
        CompatCell { element: Arc::clone(id), tier, state, share }
    }

    /// The best verdict that a cell allows; none where it stands against nothing.
    fn allows(state: CellState, (tier, required): (u8, bool)) -> Option<Verdict> {
        match (state, tier) {
            (CellState::Mismatch | CellState::Missing, 1) => Some(Verdict::Incompatible),
            (CellState::Mismatch | CellState::Missing, _) => Some(Verdict::Conditional),
            // What nobody has seen is not compatible yet.
            (CellState::Untested, 1 | 2) if required => Some(Verdict::Conditional),
            _ => None,
        }
    }

    /// Codes without a place in a list: of a tier-1 element they cannot be done without.
    fn unmapped(&self, id: &Arc<str>, tier: u8, failing: &[&Finding], reasons: &mut Vec<Reason>) {
        let of_codes = |it: &&&Finding| matches!(it.rule.name(), "code-unknown" | "enum-mismatch" | "code-unmapped");
        if !failing.iter().any(|it| of_codes(&it)) {
            return;
        }
        let list = self.dictionary.element(id).and_then(|it| it.constraints.codes.as_ref());
        let list = list.map(|it| it.value.to_string()).unwrap_or_default();
        let allows = if tier == 1 { Verdict::Incompatible } else { Verdict::Conditional };
        let message = say::unmapped(id, list);
        reasons.push(Reason { allows, kind: "unmapped-code", element: Some(Arc::clone(id)), message });
    }

    /// Errors on the form of an element, beyond tolerance. What the system's enforcement makes of them does not matter here.
    fn failing<'s>(&'s self, id: &'s Arc<str>) -> impl Iterator<Item = &'s Finding> {
        let tolerated = |it: &Finding| {
            let share = self.dataset.tolerance.get(it.rule.name());
            share.is_some_and(|share| share.value.holds_share(it.count, it.tested))
        };
        self.report.live().filter(move |it| {
            let rule = rules::by_id(it.rule.name());
            let of_form = rule.is_some_and(|rule| {
                rule.severity == crate::finding::Severity::Error && !rule.scopes.contains(&Scope::Across)
            });
            it.dataset.as_ref() == Some(&self.dataset.id)
                && it.element.as_ref() == Some(id)
                && of_form
                && !matches!(it.rule.name(), "field-missing" | "key-duplicate")
                && !tolerated(it)
        })
    }

    /// How an element that is there arrives.
    fn form(&self, field: &Field, reasons: &mut Vec<Reason>) -> CellState {
        let Some(spec) = plan::field_spec(self.dictionary, self.dataset, field) else { return CellState::Untested };
        let loss = Canonical::of(&spec, self.dictionary.time_zone.as_deref()).loss;
        let mut tell = |message: Message| {
            let element = Some(Arc::clone(&field.element.value));
            reasons.push(Reason { allows: Verdict::Conditional, kind: "lossy", element, message });
        };
        if let Some(loss) = loss {
            let why = match loss {
                Loss::Unit => crate::message::convert::no_unit(),
                Loss::Type => crate::message::convert::no_type(),
                Loss::Zone => crate::message::convert::no_zone(),
                Loss::TimeOfDay => crate::message::convert::no_time(),
            };
            let quote = |lang| say::lossy(&field.element.value, why.text(lang));
            tell(Message::both(quote(crate::message::Lang::En), &quote(crate::message::Lang::ZhCn)));
            return CellState::Lossy;
        }
        let codes = spec.codes.as_ref();
        let map = codes.and_then(|it| it.map.as_ref());
        let merged = codes.is_some_and(|it| it.accepted.values().collect::<BTreeSet<_>>().len() < it.accepted.len());
        if let (Some(map), true) = (map, merged) {
            let quote = |lang| say::lossy(&field.element.value, say::lossy_map(&map.value).text(lang));
            tell(Message::both(quote(crate::message::Lang::En), &quote(crate::message::Lang::ZhCn)));
            return CellState::Lossy;
        }
        let other = field.wire.is_some() || field.format.is_some() || field.prefix.is_some() || field.suffix.is_some();
        if other || map.is_some() || field.name != field.element.value { CellState::Mapped } else { CellState::Native }
    }

    /// What of the transport is not as declared.
    fn transport(&self, reasons: &mut Vec<Reason>) {
        let telling =
            ["encoding-mismatch", "dialect-mismatch", "contract-transport", "header-defect", "file-unreadable"];
        let here = |it: &&Finding| {
            it.dataset.as_ref() == Some(&self.dataset.id) && it.element.is_none() && telling.contains(&it.rule.name())
        };
        let rules: BTreeSet<&str> = self.report.live().filter(here).map(|it| it.rule.name()).collect();
        for rule in RULES.iter().filter(|it| rules.contains(it.id.name())) {
            let message = say::transport(rule.id);
            reasons.push(Reason { allows: Verdict::Conditional, kind: "transport", element: None, message });
        }
    }
}
