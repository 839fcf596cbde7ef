//! Which columns of which tables are one element, and what a new one is called.

use std::collections::{BTreeMap, BTreeSet};

use super::group::id_of;
use super::profile::Profile;
use super::shape::Shape;
use super::{FieldDraft, TableDraft};
use crate::matching::{Evidence, Known, Reading, SURE, rank};
use crate::model::{Dictionary, LogicalType};

/// From here on a field is taken for a known element.
const ENOUGH: f64 = 0.85;

/// Least score of a name whose values are those of the element.
const HINTED: f64 = 0.4;

/// Identifiers that are found again are surer than any name.
const FOUND_AGAIN: f64 = 1.01;

/// Fewest values that are worth comparing.
const COMPARED: usize = 20;

/// How near a label has to be to another system's to mean the same code.
const SAME_LABEL: f64 = 0.8;

/// An element, drafted or known.
pub(super) struct ElementDraft {
    pub(super) id: String,
    /// What it is called, and in which language.
    pub(super) title: (String, &'static str),
    /// Whether the dictionary has it already.
    pub(super) is_known: bool,
    pub(super) shape: Shape,
    known: Known,
    /// What its first column is like.
    profile: Option<Profile>,
    /// Table and field.
    pub(super) uses: Vec<(usize, usize)>,
}

/// All of them.
pub(super) struct Elements {
    pub(super) all: Vec<ElementDraft>,
}

impl Elements {
    /// Those that are not in the dictionary yet, the most shared first.
    pub(super) fn drafted(&self) -> impl Iterator<Item = &ElementDraft> {
        let mut drafted: Vec<&ElementDraft> = self.all.iter().filter(|it| !it.is_known).collect();
        drafted.sort_by_key(|it| std::cmp::Reverse(it.uses.iter().map(|it| it.0).collect::<BTreeSet<_>>().len()));
        drafted.into_iter()
    }

    fn by_id(&self, id: &str) -> Option<usize> {
        self.all.iter().position(|it| it.id == id)
    }
}

/// Finds the element of every field.
pub(super) fn elements(dictionary: &Dictionary, tables: &mut [TableDraft]) -> Elements {
    let mut elements = Elements { all: dictionary.elements.values().map(|it| known(it)).collect() };
    for at in 0..tables.len() {
        let Some(table) = tables.get(at) else { break };
        for (field, element, score) in assigned(table, &elements) {
            take(&mut elements, tables, ((at, field), element, score));
        }
        let Some(table) = tables.get(at) else { break };
        let open: Vec<usize> =
            table.fields.iter().enumerate().filter(|(_, it)| it.element.is_none()).map(|it| it.0).collect();
        for field in open {
            let Some(made) = tables.get(at).and_then(|it| Some(draft(it, it.fields.get(field)?, &elements))) else {
                continue;
            };
            elements.all.push(made);
            let element = elements.all.len() - 1;
            take(&mut elements, tables, ((at, field), element, 1.0));
        }
    }
    elements
}

fn known(element: &crate::model::Element) -> ElementDraft {
    let titles = element.title.texts.iter().map(|(_, text)| &**text);
    let mut known = Known::new(titles.chain(element.synonyms.iter().map(|it| &*it.name)).chain([&*element.id]));
    known.kind = Some(element.kind.value);
    ElementDraft {
        id: element.id.to_string(),
        title: (element.id.to_string(), "en"),
        is_known: true,
        shape: Shape { kind: Some(element.kind.value), ..Shape::default() },
        known,
        profile: None,
        uses: Vec::new(),
    }
}

/// Fields of a table with the elements that they surely are, each of them once, the surest first.
fn assigned(table: &TableDraft, elements: &Elements) -> Vec<(usize, usize, f64)> {
    let known: Vec<Known> = elements.all.iter().map(|it| it.known.clone()).collect();
    let mut pairs: Vec<(usize, usize, f64)> = Vec::new();
    for (field, draft) in table.fields.iter().enumerate() {
        let values: Vec<String> = draft.profile.counts.iter().flat_map(|it| it.keys().cloned()).collect();
        let evidence =
            Evidence { kind: draft.shape.kind, format: draft.shape.format, values: &values, description: None };
        for ranked in rank(&draft.name, Some(&table.group.about), &evidence, &known) {
            let Some(element) = elements.all.get(ranked.index) else { continue };
            let score = with_values(ranked.score, draft, element);
            if score >= ENOUGH && mergeable(&draft.shape, &element.shape) {
                pairs.push((field, ranked.index, score));
            }
        }
    }
    pairs.sort_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
    let (mut fields, mut taken) = (BTreeSet::new(), BTreeSet::new());
    pairs.retain(|(field, element, _)| {
        let free = !fields.contains(field) && !taken.contains(element);
        if free {
            fields.insert(*field);
            taken.insert(*element);
        }
        free
    });
    pairs
}

/// The score of a name with what the values say: identifiers that are found again are the same ones, digits are no names.
fn with_values(score: f64, field: &FieldDraft, element: &ElementDraft) -> f64 {
    let Some(other) = &element.profile else { return score };
    let profile = &field.profile;
    let identifies = |it: &Shape| it.representation == Some("identifier") && it.codes.is_empty();
    let (shared, all) = profile.shared(other);
    let enough = all >= COMPARED && other.sampled.len() >= COMPARED;
    if enough && identifies(&field.shape) && identifies(&element.shape) && shared * 2 > all {
        return if score >= HINTED { score.max(FOUND_AGAIN) } else { score };
    }
    let unlike = (digits(profile) - digits(other)).abs();
    let is_text = field.shape.kind == Some(LogicalType::String) && !identifies(&element.shape);
    if enough && is_text && unlike > 0.9 { score * 0.7 } else { score }
}

/// The share of the first values that are digits alone.
fn digits(profile: &Profile) -> f64 {
    let all = profile.sample.len();
    let digits = profile.sample.iter().filter(|it| it.bytes().all(|it| it.is_ascii_digit())).count();
    let count = |of: usize| f64::from(u32::try_from(of).unwrap_or(u32::MAX));
    if all == 0 { 0.0 } else { count(digits) / count(all) }
}

/// Whether values of two shapes may be those of one element.
fn mergeable(one: &Shape, other: &Shape) -> bool {
    use LogicalType::{Decimal, Integer, Number, String};
    let (Some(a), Some(b)) = (one.kind, other.kind) else { return true };
    // A name is no number, and a code is no remark.
    if let (Some(a), Some(b)) = (one.representation, other.representation)
        && a != b
        && [a, b].iter().all(|it| ["identifier", "name", "text", "code", "amount", "quantity", "percent"].contains(it))
    {
        return false;
    }
    let formats = one.format.is_none() || other.format.is_none() || one.format == other.format;
    let numbers = [Integer, Decimal, Number];
    formats && (a == b || (numbers.contains(&a) && numbers.contains(&b)) || matches!((a, b), (Integer, String)))
}

type Taken = ((usize, usize), usize, f64);

fn take(elements: &mut Elements, tables: &mut [TableDraft], (place, element, score): Taken) {
    let field = tables.get_mut(place.0).and_then(|it| it.fields.get_mut(place.1));
    let (Some(field), Some(draft)) = (field, elements.all.get_mut(element)) else { return };
    field.element = Some((element, score.min(1.0)));
    // A name that only may be right would draw others after it.
    if score >= SURE {
        draft.known.called(&field.name);
    }
    draft.profile.get_or_insert_with(|| field.profile.without_records());
    draft.uses.push(place);
    if !draft.is_known {
        widen(&mut draft.shape, &field.shape, draft.uses.len() == 1);
    }
}

/// Makes room for another field's values; limits stay only as far as both have them.
fn widen(shape: &mut Shape, by: &Shape, is_first: bool) {
    use LogicalType::{Decimal, Integer};
    if is_first {
        *shape = by.clone();
        return;
    }
    if (shape.kind, by.kind) == (Some(Integer), Some(Decimal)) {
        shape.kind = Some(Decimal);
    }
    shape.scale = shape.scale.max(by.scale);
    shape.precision = shape.precision.max(by.precision);
    shape.max_length = shape.max_length.zip(by.max_length).map(|(a, b)| a.max(b));
    if shape.pattern != by.pattern {
        shape.pattern = None;
    }
    if shape.format != by.format {
        shape.format = None;
    }
    shape.pii = shape.pii.or(by.pii);
    shape.representation = shape.representation.or(by.representation);
}

/// A new element for a field.
fn draft(table: &TableDraft, field: &FieldDraft, elements: &Elements) -> ElementDraft {
    let name = field.name.rsplit(['.', ']']).find(|it| !it.is_empty()).unwrap_or(&field.name);
    let reading = Reading::of(name);
    let own = reading.object().filter(|_| reading.english().len() > 1).or_else(|| owner(reading.head()));
    let object = own.or(table.group.about.object()).map_or_else(|| table.group.dataset.clone(), object_id);
    let property = property(name, &reading, own.or(table.group.about.object()));
    let id = free(elements, &object, &property, &table.group.dataset);
    let is_chinese = name.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
    let title = if is_chinese { (name.trim().to_owned(), "zh-CN") } else { (reading.english().join(" "), "en") };
    // A title names one element.
    let is_taken = |title: &str| elements.all.iter().any(|it| it.title.0 == title);
    let title =
        if is_taken(&title.0) { (numbered(name.trim().to_owned(), |it| !is_taken(it)), title.1) } else { title };
    let mut known = Known::new([&*field.name]);
    known.kind = field.shape.kind;
    ElementDraft { id, title, is_known: false, shape: Shape::default(), known, profile: None, uses: Vec::new() }
}

/// What a kind of value belongs to whichever table it stands in.
fn owner(head: Option<&str>) -> Option<&'static str> {
    match head? {
        "sku" | "barcode" | "spec" => Some("product"),
        "tracking" => Some("shipment"),
        "nickname" | "gender" | "birthday" => Some("customer"),
        _ => None,
    }
}

/// The first of `wanted`, `wanted2`, `wanted3`, … that is free.
pub(super) fn numbered(wanted: String, is_free: impl Fn(&str) -> bool) -> String {
    let more = (2..10_000).map(|it| format!("{wanted}{it}")).find(|it| is_free(it));
    if is_free(&wanted) { wanted } else { more.unwrap_or(wanted) }
}

fn object_id(concept: &str) -> String {
    match concept {
        "line" => "orderLine".to_owned(),
        concept => id_of(concept, "record"),
    }
}

/// The field's words without the object's.
fn property(name: &str, reading: &Reading, object: Option<&str>) -> String {
    let plain = name.is_ascii();
    let words = if plain { id_of(name, "value") } else { id_of(&reading.english().join(" "), "value") };
    let Some(object) = object else { return words };
    let rest = words.strip_prefix(object).filter(|it| it.starts_with(|c: char| c.is_ascii_uppercase()));
    rest.map_or(words.clone(), |rest| {
        let mut letters = rest.chars();
        let first = letters.next().map(|it| it.to_ascii_lowercase());
        first.into_iter().chain(letters).collect()
    })
}

fn free(elements: &Elements, object: &str, property: &str, dataset: &str) -> String {
    let object = if object.starts_with(|c: char| c.is_ascii_lowercase()) { object } else { "record" };
    let is_free = |id: &str| elements.by_id(id).is_none();
    let of_table = format!("{dataset}.{property}");
    let plain = format!("{object}.{property}");
    if is_free(&plain) || !is_free(&of_table) { numbered(plain, is_free) } else { of_table }
}

/// A list of codes, and what each system writes for them.
pub(super) struct CodeListDraft {
    pub(super) id: String,
    pub(super) values: Vec<String>,
    /// System → what it writes → code.
    pub(super) maps: BTreeMap<String, BTreeMap<String, String>>,
    /// Values of systems that are none of the codes, for people to map.
    pub(super) open: BTreeMap<String, Vec<String>>,
    /// Lists of systems whose values are mostly others, by the system: until somebody maps them, they stand for themselves.
    pub(super) apart: BTreeMap<String, Vec<String>>,
}

impl CodeListDraft {
    /// The list that holds a system's own values.
    pub(super) fn apart_id(&self, system: &str) -> Option<String> {
        self.apart.contains_key(system).then(|| id_of(&format!("{} {system}", self.id), "codes"))
    }
}

/// The lists of all drafted elements that have codes.
pub(super) fn code_lists(
    dictionary: &Dictionary,
    elements: &Elements,
    tables: &[TableDraft],
) -> BTreeMap<usize, CodeListDraft> {
    let mut lists: BTreeMap<usize, CodeListDraft> = BTreeMap::new();
    for (at, element) in elements.all.iter().enumerate().filter(|(_, it)| !it.is_known) {
        let fields = element.uses.iter().filter_map(|(table, field)| {
            let table = tables.get(*table)?;
            Some((&table.group.system, table.fields.get(*field)?)).filter(|it| !it.1.shape.codes.is_empty())
        });
        let fields: Vec<_> = fields.collect();
        // One that only some systems have as a list is none.
        if fields.is_empty() || fields.len() < element.uses.len() {
            continue;
        }
        let wanted = id_of(&element.id.replace('.', " "), "codes");
        let taken = |id: &str| lists.values().any(|it| it.id == id) || dictionary.code_lists.contains_key(id);
        let mut list = CodeListDraft {
            id: numbered(wanted, |it| !taken(it)),
            values: Vec::new(),
            maps: BTreeMap::new(),
            open: BTreeMap::new(),
            apart: BTreeMap::new(),
        };
        for (system, field) in fields {
            list.add(system, &field.shape.codes);
        }
        lists.insert(at, list);
    }
    lists
}

impl CodeListDraft {
    fn add(&mut self, system: &str, values: &[String]) {
        let shared = values.iter().filter(|it| self.values.contains(it)).count();
        if self.values.is_empty() || shared * 2 >= values.len() {
            self.values.extend(values.iter().filter(|it| !self.values.contains(it)).cloned().collect::<Vec<_>>());
            return;
        }
        let read: Vec<Reading> = self.values.iter().map(|it| Reading::of(it)).collect();
        let (mut map, mut open) = (BTreeMap::new(), Vec::new());
        for value in values {
            let reading = Reading::of(value);
            let near =
                read.iter().map(|it| reading.similarity(it, None)).enumerate().max_by(|a, b| a.1.total_cmp(&b.1));
            let code = near.filter(|it| it.1 >= SAME_LABEL).and_then(|it| self.values.get(it.0)).cloned();
            match code {
                Some(code) => drop(map.insert(value.clone(), code)),
                None => open.push(value.clone()),
            }
        }
        if map.len() < open.len() {
            self.apart.insert(system.to_owned(), values.to_vec());
            return;
        }
        self.maps.insert(system.to_owned(), map);
        if !open.is_empty() {
            self.open.insert(system.to_owned(), open);
        }
    }
}
