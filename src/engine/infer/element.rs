//! Which columns of which tables are one element, and what a new one is called.

use std::collections::{BTreeMap, BTreeSet};

use super::affix::before;
use super::group::id_of;
use super::shape::Shape;
use super::{FieldDraft, TableDraft};
use crate::matching::{Asked, Evidence, Known, Reading, SURE, rank_table};
use crate::model::{Dictionary, LogicalType};

/// From here on a field is taken for a known element.
const ENOUGH: f64 = 0.85;

/// Elements that are told of a field that is none of them, and how sure they are at least.
const NEAR: (usize, f64) = (3, 0.3);

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
    /// Table and field.
    pub(super) uses: Vec<(usize, usize)>,
}

/// All of them.
pub(super) struct Elements {
    /// Those of the dictionary first, in its order.
    pub(super) all: Vec<ElementDraft>,
    /// What is known of each of them.
    known: Vec<Known>,
    /// Ids and titles that are taken.
    taken: BTreeSet<String>,
}

impl Elements {
    /// Those that are not in the dictionary yet, the most shared first.
    pub(super) fn drafted(&self) -> impl Iterator<Item = &ElementDraft> {
        let mut drafted: Vec<&ElementDraft> = self.all.iter().filter(|it| !it.is_known).collect();
        drafted.sort_by_key(|it| std::cmp::Reverse(it.uses.iter().map(|it| it.0).collect::<BTreeSet<_>>().len()));
        drafted.into_iter()
    }

    fn is_taken(&self, id_or_title: &str) -> bool {
        self.taken.contains(id_or_title)
    }

    fn add(&mut self, element: ElementDraft, known: Known) {
        self.taken.extend([element.id.clone(), element.title.0.clone()]);
        self.all.push(element);
        self.known.push(known);
    }
}

/// Finds the element of every field. `known`: the dictionary's elements in its order.
pub(super) fn elements(dictionary: &Dictionary, known: Vec<Known>, tables: &mut [TableDraft]) -> Elements {
    let mut elements = Elements { all: Vec::new(), known: Vec::new(), taken: BTreeSet::new() };
    for (element, known) in dictionary.elements.values().zip(known) {
        elements.add(of_dictionary(element), known);
    }
    for at in 0..tables.len() {
        let Some(table) = tables.get_mut(at) else { break };
        for (field, element, score) in assigned(table, &elements) {
            take(&mut elements, tables, ((at, field), element, score));
        }
        let Some(table) = tables.get(at) else { break };
        let open: Vec<usize> =
            table.fields.iter().enumerate().filter(|(_, it)| it.element.is_none()).map(|it| it.0).collect();
        for field in open {
            let Some((made, known)) = tables.get(at).and_then(|it| Some(draft(it, it.fields.get(field)?, &elements)))
            else {
                continue;
            };
            elements.add(made, known);
            let element = elements.all.len() - 1;
            take(&mut elements, tables, ((at, field), element, 1.0));
        }
    }
    elements
}

fn of_dictionary(element: &crate::model::Element) -> ElementDraft {
    ElementDraft {
        id: element.id.to_string(),
        title: (element.id.to_string(), "en"),
        is_known: true,
        shape: Shape { kind: Some(element.kind.value), ..Shape::default() },
        uses: Vec::new(),
    }
}

/// Fields of a table with the elements that they surely are, each of them once, the surest first.
fn assigned(table: &mut TableDraft, elements: &Elements) -> Vec<(usize, usize, f64)> {
    let ranked = {
        let asked: Vec<Asked<'_>> = table.fields.iter().map(asked).collect();
        rank_table(&asked, Some(&table.group.about), &elements.known)
    };
    let mut pairs: Vec<(usize, usize, f64)> = Vec::new();
    for (at, (field, ranked)) in table.fields.iter_mut().zip(ranked).enumerate() {
        let is_known = |index: usize| elements.all.get(index).is_some_and(|it| it.is_known);
        let near = ranked.iter().filter(|it| it.score >= NEAR.1 && is_known(it.index));
        field.near = near.take(NEAR.0).map(|it| (it.index, it.score)).collect();
        for it in ranked.iter().filter(|it| it.score >= ENOUGH) {
            let may = elements.all.get(it.index).is_some_and(|it| mergeable(&field.shape, &it.shape));
            pairs.extend(may.then_some((at, it.index, it.score)));
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

/// The last part of a path; with the part before it where only that says what it is of, as in `buyer.phone`.
fn own_name(path: &str) -> &str {
    let last = path.rsplit(['.', ']']).find(|it| !it.is_empty()).unwrap_or(path);
    let before = path.strip_suffix(last).and_then(|it| it.strip_suffix('.')).filter(|it| !it.ends_with(']'));
    let parent = before.and_then(|it| it.rsplit(['.', ']']).next()).filter(|it| !it.is_empty());
    let says = parent.filter(|it| Reading::of(last).object().is_none() && Reading::of(it).object().is_some());
    says.and_then(|it| path.get(path.len() - last.len() - it.len() - 1..)).unwrap_or(last)
}

fn asked(field: &FieldDraft) -> Asked<'_> {
    let name = own_name(&field.name);
    let evidence = Evidence {
        kind: field.shape.kind,
        format: field.shape.format,
        values: Some(&field.values),
        description: field.description.as_deref(),
    };
    Asked { name, evidence }
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
    if let Some(known) = elements.known.get_mut(element) {
        // A name that only may be right would draw others after it.
        if score >= SURE {
            known.called(&field.name);
        }
        known.held(field.values.clone());
    }
    draft.uses.push(place);
    if let (Some(own), Some(its)) = (&field.shape.pattern, &draft.shape.pattern)
        && let Some(prefix) = before(own, its)
    {
        (field.shape.prefix, field.shape.pattern) = (Some(prefix), draft.shape.pattern.clone());
    }
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
fn draft(table: &TableDraft, field: &FieldDraft, elements: &Elements) -> (ElementDraft, Known) {
    let name = field.name.rsplit(['.', ']']).find(|it| !it.is_empty()).unwrap_or(&field.name);
    let reading = Reading::of(name);
    let own = reading.object().filter(|_| reading.english().len() > 1).or_else(|| owner(reading.head()));
    let object = own.or(table.group.about.object()).map_or_else(|| table.group.dataset.clone(), object_id);
    let property = property(name, &reading, own.or(table.group.about.object()));
    let id = free(elements, &object, &property, &table.group.dataset);
    let is_chinese = name.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
    let english = Some(reading.english().join(" ")).filter(|it| !it.is_empty());
    let own = || name.trim().to_owned();
    let title = if is_chinese { (own(), "zh-CN") } else { (english.unwrap_or_else(own), "en") };
    // A title names one element.
    let is_taken = |title: &str| elements.is_taken(title);
    let title =
        if is_taken(&title.0) { (numbered(name.trim().to_owned(), |it| !is_taken(it)), title.1) } else { title };
    let mut known = Known::new([&*field.name]).in_object(id.split('.').next().unwrap_or_default());
    known.kind = field.shape.kind;
    (ElementDraft { id, title, is_known: false, shape: Shape::default(), uses: Vec::new() }, known)
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
    let is_free = |id: &str| !elements.is_taken(id);
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
    /// Values of systems that write mostly others, by the system: until somebody maps them, they are codes themselves.
    pub(super) apart: BTreeMap<String, Vec<String>>,
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
            self.values.extend(open.iter().cloned());
            self.apart.insert(system.to_owned(), open);
            return;
        }
        self.maps.insert(system.to_owned(), map);
        if !open.is_empty() {
            self.open.insert(system.to_owned(), open);
        }
    }
}
