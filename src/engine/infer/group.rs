//! Which files are one table: of one system, with one name but for dates and numbers.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path};
use std::sync::Arc;

use super::element::{Elements, numbered};
use super::relate::Relation;
use super::{Inferring, TableDraft};
use crate::contract;
use crate::document::is_yaml11_boolean;
use crate::engine::assign::{self, Assigned};
use crate::engine::candidate::Candidate;
use crate::engine::request::Request;
use crate::matching::Reading;
use crate::model::Dictionary;
use crate::text::words;

/// How much was drafted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// Tables of exports and contracts.
    pub datasets: usize,
    /// Elements that are not in the dictionary yet.
    pub elements: usize,
    /// Fields that were mapped.
    pub fields: usize,
    /// Relations.
    pub relations: usize,
}

impl Made {
    pub(super) fn of(tables: &[TableDraft], elements: &Elements, relations: &[Relation]) -> Self {
        Self {
            datasets: tables.len(),
            elements: elements.drafted().count(),
            fields: tables.iter().flat_map(|it| &it.fields).filter(|it| it.element.is_some()).count(),
            relations: relations.len(),
        }
    }
}

/// Files that are one table, or a contract.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Id of the system.
    pub(super) system: String,
    /// Id of the dataset within it.
    pub(super) dataset: String,
    /// The glob that matches its files; the path for contracts.
    pub(super) glob: String,
    /// What its records are about.
    pub(super) about: Reading,
    pub(super) files: Vec<Candidate>,
    pub(super) is_contract: bool,
}

impl Group {
    pub(super) fn bytes(&self) -> u64 {
        self.files.iter().map(|it| it.bytes).sum()
    }

    pub(super) fn shown(&self) -> &Arc<str> {
        static NONE: std::sync::LazyLock<Arc<str>> = std::sync::LazyLock::new(|| Arc::from(""));
        self.files.first().map_or(&NONE, |it| &it.shown)
    }
}

/// The groups in the order of their first files, and files that a dataset of the dictionary claims.
pub(super) fn groups<'d>(
    inferring: &Inferring,
    dictionary: &'d Dictionary,
    files: Vec<Candidate>,
    found: &mut usize,
) -> (Vec<Group>, Vec<Assigned<'d>>) {
    let assigned = claimed(inferring, dictionary, &files);
    let claimed: BTreeSet<Arc<str>> = assigned.iter().map(|it| Arc::clone(&it.file.shown)).collect();
    let taken: BTreeSet<String> = claimed.iter().map(|it| glob(it)).collect();
    let mut groups: Vec<Group> = Vec::new();
    let mut by_name: BTreeMap<(String, String), usize> = BTreeMap::new();
    for file in files {
        let is_contract = file.is_file() && contract::recognise(&file.path, &file.first_bytes()).is_some();
        if !is_contract && !file.named && !assign::looks_like_records(&file) {
            continue;
        }
        *found += 1;
        if claimed.contains(&file.shown) {
            continue;
        }
        let system = system(inferring, &file);
        let name = file.archive_name().unwrap_or(&file.shown);
        let glob = match glob(name) {
            _ if is_contract => file.shown.to_string(),
            // Files of that form are another dataset's.
            glob if taken.contains(&glob) => literal(name),
            glob => glob,
        };
        let known = by_name.get(&(system.clone(), glob.clone())).filter(|_| !is_contract);
        if let Some(group) = known.and_then(|at| groups.get_mut(*at)) {
            group.files.push(file);
            continue;
        }
        let stem = stem(file.plain_name());
        let dataset = id_of(&stem, "records");
        by_name.insert((system.clone(), glob.clone()), groups.len());
        groups.push(Group { system, dataset, glob, about: Reading::of(&stem), files: vec![file], is_contract });
    }
    (groups, assigned)
}

/// Gives each table an id of its own within its system.
pub(super) fn tell_apart(dictionary: &Dictionary, tables: &mut [TableDraft]) {
    let mut taken: BTreeSet<String> = dictionary.datasets.keys().map(ToString::to_string).collect();
    for table in tables {
        let system = &table.group.system;
        let id = numbered(table.group.dataset.clone(), |it| !taken.contains(&format!("{system}.{it}")));
        taken.insert(format!("{system}.{id}"));
        table.group.dataset = id;
    }
}

fn claimed<'d>(inferring: &Inferring, dictionary: &'d Dictionary, files: &[Candidate]) -> Vec<Assigned<'d>> {
    if dictionary.datasets.is_empty() {
        return Vec::new();
    }
    let request = Request::new(std::path::PathBuf::new(), inferring.paths.clone(), inferring.as_of);
    assign::assign(dictionary, &request, files.to_vec()).assigned
}

/// The system a file is of: the one that was said, else the first folder below the given path, else the folder it stands in.
fn system(inferring: &Inferring, file: &Candidate) -> String {
    if let Some(system) = &inferring.system {
        return system.clone();
    }
    let below = inferring.paths.iter().filter(|it| it.is_dir()).find_map(|root| file.path.strip_prefix(root).ok());
    let first = below.and_then(|it| {
        let mut parts = it.components();
        match (parts.next(), parts.next()) {
            (Some(Component::Normal(first)), Some(_)) => Some(first.to_string_lossy().into_owned()),
            _ => None,
        }
    });
    let folder = || {
        let parent = file.path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
        let real = std::fs::canonicalize(parent).ok();
        real.and_then(|it| Some(it.file_name()?.to_string_lossy().into_owned())).unwrap_or_default()
    };
    id_of(&first.unwrap_or_else(folder), "main")
}

/// The file's name without extension, digits and what parts them.
fn stem(name: &str) -> String {
    let stem = name.split('.').next().unwrap_or(name);
    let letters: String = stem.chars().map(|c| if c.is_numeric() { ' ' } else { c }).collect();
    letters.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// The shown path's last part, where nothing is a sign of globs but what stands for one character.
fn literal(shown: &str) -> String {
    let name = shown.rsplit(['/', '!']).next().unwrap_or(shown);
    name.replace(['*', '?', '[', ']', '{', '}', '!'], "?")
}

/// The same with `*` for every run of digits.
fn glob(shown: &str) -> String {
    let mut glob = String::new();
    for c in literal(shown).chars() {
        match c {
            '0'..='9' if glob.ends_with('*') => {}
            '0'..='9' => glob.push('*'),
            c => glob.push(c),
        }
    }
    // `orders (1).csv` is a copy that a browser has numbered.
    let glob = [" (*)", "(*)", "-*", "_*"].iter().fold(glob, |glob, it| glob.replace(&format!("*{it}"), "*"));
    glob.replace("**", "*")
}

/// An id in lowerCamelCase: the name's own words where they are Latin, else what they mean.
pub(super) fn id_of(name: &str, fallback: &str) -> String {
    let is_latin = name.chars().all(|c| c.is_ascii() || !c.is_alphanumeric());
    let words = if is_latin { words(name) } else { Reading::of(name).english() };
    let id = camel(&words);
    if is_yaml11_boolean(&id) {
        // `n` and `on` are no names to every reader of YAML.
        return camel(&[fallback.to_owned(), id]);
    }
    if id.starts_with(|c: char| c.is_ascii_lowercase()) { id } else { fallback.to_owned() }
}

/// Words as one, each but the first with a capital; what no id may hold is left out.
fn camel(words: &[String]) -> String {
    let mut id = String::new();
    for word in words {
        let ascii = word.chars().filter(char::is_ascii_alphanumeric).map(|it| it.to_ascii_lowercase());
        let capital = !id.is_empty();
        id.extend(ascii.enumerate().map(|(at, c)| if at == 0 && capital { c.to_ascii_uppercase() } else { c }));
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_globs_are_made_of_names() {
        for (name, id) in [
            ("ExportOrderList", "exportOrderList"),
            ("t_order_item", "tOrderItem"),
            ("SKU", "sku"),
            ("2026", "records"),
            ("n", "recordsN"),
            ("商品", "product"),
        ] {
            assert_eq!(id_of(name, "records"), id);
        }
        assert_eq!(glob("exports/tmall/ExportOrderList202607.csv"), "ExportOrderList*.csv");
        assert_eq!(glob("ExportOrderList202607(1).csv"), "ExportOrderList*.csv");
        assert_eq!(stem("订单明细_20260703.csv.gz"), "订单明细");
    }
}
