//! The draft as a file of a dictionary, with the evidence in comments. No value of a record is ever shown but codes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::element::{CodeListDraft, ElementDraft, Elements};
use super::entity::{EntityDraft, entities};
use super::lines::{facts, quoted, shape};
use super::relate::Relation;
use super::{FieldDraft, TableDraft};
use crate::dictionary::Pack;
use crate::model::Dictionary;

/// Fields that are named as evidence of one element.
const NAMED: usize = 6;

struct Writing<'w> {
    tables: &'w [TableDraft],
    elements: &'w Elements,
    codes: &'w BTreeMap<usize, CodeListDraft>,
    out: String,
}

type Drafted<'w> = (&'w Elements, &'w BTreeMap<usize, CodeListDraft>, &'w [Relation]);

/// Everything that was drafted. `merges`: datasets of systems that the dictionary has stand below them, to be put there.
pub(super) fn text(
    (dictionary, merges): (&Dictionary, bool),
    tables: &[TableDraft],
    (elements, codes, relations): Drafted<'_>,
) -> String {
    let is_new = dictionary.elements.is_empty() && dictionary.systems.is_empty();
    let mut writing = Writing { tables, elements, codes, out: String::new() };
    writing.line(
        0,
        "# A draft that dictum made of what it was shown: names, types and relations are guesses to be confirmed.",
    );
    writing.line(
        0,
        "# Comments say what each guess rests on. Figures behind fields say how sure the element is, up to 1.00.",
    );
    writing.line(0, "dictum: 1");
    if is_new {
        writing.line(0, "");
        writing.line(0, "dictionary: {id: draft, version: 0.1.0, languages: [zh-CN, en]}");
    }
    writing.elements();
    let entities = entities(dictionary, tables, elements);
    writing.entities(&entities);
    writing.code_lists();
    writing.systems((dictionary, merges), &entities);
    writing.relations((dictionary, merges), relations);
    writing.out
}

impl Writing<'_> {
    fn line(&mut self, depth: usize, text: &str) {
        let _ = writeln!(self.out, "{}{text}", "  ".repeat(depth));
    }

    /// A comment; what comes from an input may not end it.
    fn comment(&mut self, depth: usize, text: &str) {
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        self.line(depth, &format!("# {text}"));
    }

    fn table_of(&self, at: usize) -> String {
        self.tables.get(at).map(|it| format!("{}.{}", it.group.system, it.group.dataset)).unwrap_or_default()
    }

    fn elements(&mut self) {
        let elements = self.elements;
        let drafted: Vec<&ElementDraft> = elements.drafted().collect();
        if drafted.is_empty() {
            return;
        }
        self.line(0, "");
        self.line(0, "elements:");
        for element in drafted {
            let evidence = self.evidence(element);
            self.comment(1, &evidence);
            self.line(1, &format!("{}:", element.id));
            let (title, language) = &element.title;
            self.line(2, &format!("title: {{{language}: {}}}", quoted(title)));
            let at = elements.all.iter().position(|it| it.id == element.id);
            let codes = at.and_then(|it| self.codes.get(&it)).map(|it| it.id.clone());
            for line in shape(&element.shape, codes.as_deref()) {
                self.line(2, &line);
            }
            self.line(2, "status: draft");
        }
    }

    /// Where an element was found.
    fn evidence(&self, element: &ElementDraft) -> String {
        let systems: BTreeSet<&str> =
            element.uses.iter().filter_map(|it| self.tables.get(it.0)).map(|it| &*it.group.system).collect();
        let named = element.uses.iter().take(NAMED).filter_map(|(table, field)| {
            let field = self.tables.get(*table)?.fields.get(*field)?;
            Some(format!("{}/{} {:.2}", self.table_of(*table), field.name, field.element?.1))
        });
        let named: Vec<String> = named.collect();
        let more = element.uses.len() - named.len();
        let more = if more > 0 { format!(", +{more}") } else { String::new() };
        let first = element.uses.first().and_then(|(table, field)| self.tables.get(*table)?.fields.get(*field));
        let facts = first.map(facts).unwrap_or_default();
        let count = systems.len();
        let word = if count == 1 { "system" } else { "systems" };
        format!("{count} {word}: {}{more}{facts}{}", named.join(", "), self.near(first))
    }

    /// Elements of the dictionary that a field may be after all.
    fn near(&self, field: Option<&FieldDraft>) -> String {
        let near = field.iter().flat_map(|it| &it.near).filter_map(|(element, score)| {
            let id = &self.elements.all.get(*element)?.id;
            Some(format!("{id} {score:.2}"))
        });
        let near: Vec<String> = near.collect();
        if near.is_empty() { String::new() } else { format!("; or is it {}?", near.join(", ")) }
    }

    fn entities(&mut self, entities: &[EntityDraft]) {
        if entities.is_empty() {
            return;
        }
        self.line(0, "");
        self.line(0, "entities:");
        for it in entities {
            let ids = |of: &[usize]| {
                let ids = of.iter().filter_map(|it| self.elements.all.get(*it)).map(|it| it.id.as_str());
                ids.collect::<Vec<_>>().join(", ")
            };
            let (key, required) = (ids(&it.key), ids(&it.required));
            let tables: Vec<String> = it.tables.iter().map(|it| self.table_of(*it)).collect();
            let records: u64 = it.tables.iter().filter_map(|it| self.tables.get(*it)).map(|it| it.records).sum();
            self.comment(1, &format!("the key never repeats in {records} records of {}", tables.join(", ")));
            self.line(1, &format!("{}: {{title: {}, key: [{key}], required: [{required}]}}", it.id, quoted(&it.id)));
        }
    }

    fn code_lists(&mut self) {
        let codes = self.codes;
        if codes.is_empty() {
            return;
        }
        self.line(0, "");
        self.line(0, "codeLists:");
        for list in codes.values() {
            self.line(1, &format!("{}:", list.id));
            let pairs: Vec<String> = list.values.iter().map(|it| format!("{}: {}", quoted(it), quoted(it))).collect();
            self.line(2, &format!("values: {{{}}}", pairs.join(", ")));
            for (system, values) in &list.apart {
                self.comment(
                    2,
                    &format!(
                        "{system} writes {} for codes of its own: map them, then drop them here",
                        values.join(", ")
                    ),
                );
            }
            for (system, open) in &list.open {
                self.comment(2, &format!("{system} also writes {}: map them", open.join(", ")));
            }
            if !list.maps.is_empty() {
                self.line(2, "maps:");
            }
            for (system, map) in &list.maps {
                // What a system writes that is a code itself is mapped as well, or the map would hide it.
                let pairs: Vec<String> =
                    map.iter().map(|(from, to)| format!("{}: {}", quoted(from), quoted(to))).collect();
                self.line(3, &format!("{system}: {{{}}}", pairs.join(", ")));
            }
        }
    }

    fn systems(&mut self, (dictionary, merges): (&Dictionary, bool), entities: &[EntityDraft]) {
        let mut systems: Vec<&str> = self.tables.iter().map(|it| &*it.group.system).collect();
        systems.sort_unstable();
        systems.dedup();
        let (known, new): (Vec<&str>, Vec<&str>) =
            systems.into_iter().partition(|it| dictionary.systems.contains_key(*it) && !merges);
        if !new.is_empty() {
            self.line(0, "");
            self.line(0, "systems:");
        }
        for system in new {
            self.line(1, &format!("{system}:"));
            let transport = self.transport(system);
            if !transport.is_empty() && !dictionary.systems.contains_key(system) {
                self.line(2, &format!("transport: {{{transport}}}"));
            }
            self.datasets(system, entities);
        }
        for system in known {
            // A system stands in one place; what is found in addition is for its keeper to move there.
            let whole = std::mem::take(&mut self.out);
            self.datasets(system, entities);
            let datasets = std::mem::replace(&mut self.out, whole);
            self.line(0, "");
            self.comment(0, &format!("`{system}` is in the dictionary already: `--merge` puts these datasets there."));
            datasets.lines().for_each(|it| self.line(0, &format!("# {it}")));
        }
    }

    /// What all tables of a system have in common.
    fn transport(&self, system: &str) -> String {
        let tables = || self.tables.iter().filter(|it| it.group.system == system && !it.group.is_contract);
        let same = |of: fn(&TableDraft) -> Option<String>| {
            let all: BTreeSet<Option<String>> = tables().map(of).collect();
            let mut all = all.into_iter();
            all.next().flatten().filter(|_| all.next().is_none())
        };
        let mut parts = Vec::new();
        if let Some(encoding) = same(|it| it.encoding.clone()) {
            parts.push(format!("encoding: {encoding}"));
        }
        if let Some(delimiter) = same(|it| it.delimiter.map(|it| quoted(&char::from(it).to_string()))) {
            parts.push(format!("delimiter: {delimiter}"));
        }
        let fields = || tables().flat_map(|it| &it.fields);
        let nulls: BTreeSet<&String> =
            fields().flat_map(|it| it.profile.nulls.keys()).filter(|it| !it.is_empty()).collect();
        if !nulls.is_empty() {
            let nulls: Vec<String> = nulls.into_iter().map(|it| quoted(it)).collect();
            parts.push(format!("nulls: [\"\", {}]", nulls.join(", ")));
        }
        let guards: BTreeSet<&str> = fields().flat_map(|it| it.shape.guards.iter().copied()).collect();
        if !guards.is_empty() {
            parts.push(format!("guards: [{}]", guards.into_iter().collect::<Vec<_>>().join(", ")));
        }
        parts.join(", ")
    }

    fn datasets(&mut self, system: &str, entities: &[EntityDraft]) {
        self.line(2, "datasets:");
        let tables = self.tables;
        for (at, table) in tables.iter().enumerate().filter(|(_, it)| it.group.system == system) {
            let mut facts =
                if table.group.is_contract { "a contract".to_owned() } else { format!("{} records", table.records) };
            if table.is_sample {
                facts += ", the first of more: what never repeats here may repeat later";
            }
            self.comment(3, &facts);
            let header: Vec<&str> = table.fields.iter().map(|it| &*it.name).collect();
            if let Some((pack, found, of)) = Pack::for_header(&header).filter(|_| !table.group.is_contract) {
                let line = format!("`{system}: {{preset: {}@1}}` maps it too", pack.name);
                self.comment(3, &format!("the header is one of {}, {found} of its {of} columns: {line}", pack.name));
            }
            self.line(3, &format!("{}:", table.group.dataset));
            if let Some(entity) = entities.iter().find(|it| it.tables.contains(&at)) {
                self.line(4, &format!("entity: {}", entity.id));
                self.line(4, &format!("grain: {}", entity.id));
            }
            let place = quoted(&table.group.glob);
            let place =
                if table.group.is_contract { format!("contract: {place}") } else { format!("files: [{place}]") };
            self.line(4, &place);
            if let Some(row) = table.header_row {
                self.line(4, &format!("layout: {{headerRow: {row}}}"));
            }
            self.line(4, "fields:");
            for field in &table.fields {
                self.field(field);
            }
        }
    }

    fn field(&mut self, field: &FieldDraft) {
        let Some((element, score)) = field.element else { return };
        let Some(element) = self.elements.all.get(element) else { return };
        let shape = &field.shape;
        let mut parts = vec![format!("element: {}", element.id)];
        let is_optional = shape.is_optional.then(|| "required: false".to_owned());
        let part = |name: &str, value: &Option<String>| value.as_ref().map(|it| format!("{name}: {}", quoted(it)));
        parts.extend(is_optional);
        parts.extend(part("prefix", &shape.prefix));
        parts.extend(part("suffix", &shape.suffix));
        parts.extend(shape.written.filter(|_| shape.epoch.is_none()).map(|it| format!("format: {}", quoted(it))));
        parts.extend(shape.epoch.map(|it| format!("wire: {{type: integer, unit: {it}}}")));
        let value = if parts.len() == 1 { element.id.clone() } else { format!("{{{}}}", parts.join(", ")) };
        self.line(5, &format!("{}: {value}  # {score:.2}", quoted(&field.name)));
    }

    fn relations(&mut self, (dictionary, merges): (&Dictionary, bool), relations: &[Relation]) {
        let of_new = |at: usize| {
            let is_new = |it: &TableDraft| merges || !dictionary.systems.contains_key(it.group.system.as_str());
            self.tables.get(at).is_some_and(is_new)
        };
        let relations: Vec<&Relation> = relations.iter().filter(|it| of_new(it.from) && of_new(it.to)).collect();
        if relations.is_empty() {
            return;
        }
        self.line(0, "");
        self.line(0, "relations:");
        for it in relations {
            let (from, to) = (self.table_of(it.from), self.table_of(it.to));
            let Some(element) = self.elements.all.get(it.element).map(|it| it.id.clone()) else { continue };
            self.comment(1, &format!("{} of {} different values are found", it.share.1, it.share.0));
            let id = format!("{}-{}", from.replace('.', "-"), to.replace('.', "-"));
            let coverage = if it.share.0 == it.share.1 { "" } else { ", coverage: 0.98" };
            self.line(
                1,
                &format!("- {{id: {}, from: [{from}], to: [{to}], join: [{element}]{coverage}}}", id.to_lowercase()),
            );
        }
    }
}
