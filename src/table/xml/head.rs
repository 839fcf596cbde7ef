//! What is settled before the first record: which elements are the records, and their columns.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{self, Read};

use super::cut::{Cutter, Route, Turn, inset_after};
use super::index::XmlIndexer;
use super::record::{self, is_cell};
use super::token::{self, Token, attributes, local};
use crate::table::{Block, Declaration, Head, HeaderCell, Located, Note, NoteKind, Source};

/// How much is read to find the records and their columns.
const SAMPLE: u64 = 4 << 20;

/// Most records whose values are looked at for columns.
const RECORDS: usize = 2000;

/// What was settled, and where the first record begins.
pub(super) struct Settled {
    pub(super) head: Head,
    pub(super) indexer: XmlIndexer,
    pub(super) offset: u64,
    /// Characters before it on its line.
    pub(super) inset: u64,
}

/// Why there are no records.
pub(super) enum Missing {
    Failed(io::Error),
    /// No element of the declared path, or none at all, begins the document.
    Records,
}

/// Reads the head of an input in UTF-8.
pub(super) fn read_head(source: &Source, declaration: &Declaration<'_>) -> Result<Settled, Missing> {
    let mut bytes = Vec::new();
    source.looking().take(SAMPLE).read_to_end(&mut bytes).map_err(Missing::Failed)?;
    let length = source.length().map_err(Missing::Failed)?;
    let mut head = Head { format: "xml", encoding: Some("utf-8"), bytes: length, ..Head::default() };
    if bytes.is_empty() {
        let place = Located { column: 1, end_column: 1, ..Located::default() };
        head.notes.push(Note { kind: NoteKind::Empty, place, line: None });
    }
    let path = match declaration.each {
        Some(each) => declared_path(&bytes, each),
        None => found_path(&bytes, declaration),
    };
    let Some(path) = path else {
        // A document without any record is one that holds none, if all of it was seen.
        let whole = bytes.len() as u64 >= length && (bytes.is_empty() || is_whole(&bytes));
        let indexer = XmlIndexer { path: vec![Box::default()], columns: HashMap::new(), many: Vec::new() };
        return if whole { Ok(Settled { head, indexer, offset: length, inset: 0 }) } else { Err(Missing::Records) };
    };
    let offset = first_record(&bytes, &path).unwrap_or(0);
    let before = bytes.get(..offset).unwrap_or_default();
    head.body_line = memchr::memchr_iter(b'\n', before).count() as u64;
    let (indexer, header) = columns(source, path, (offset, before), declaration).map_err(Missing::Failed)?;
    head.header = header;
    let inset = inset_after(0, before);
    Ok(Settled { head, indexer, offset: offset as u64, inset })
}

/// Whether a document that begins here also ends here, without a fault.
fn is_whole(bytes: &[u8]) -> bool {
    let mut route = Route::new(&[], 0);
    let mut at = 0;
    while at < bytes.len() {
        let Ok((token, end)) = token::next(bytes, at) else { return false };
        if route.turn(bytes, &token) == Turn::End || matches!(token, Token::Start(_, _, true)) {
            return true;
        }
        at = end;
    }
    false
}

/// The start tags of a text, with the names of the elements they are in and their own.
fn tags(bytes: &[u8], mut each: impl FnMut(&[Box<[u8]>], (usize, usize, &Token)) -> bool) {
    let (mut path, mut at): (Vec<Box<[u8]>>, usize) = (Vec::new(), 0);
    while at < bytes.len() {
        let Ok((token, end)) = token::next(bytes, at) else { return };
        match &token {
            Token::Start(name, _, empty) => {
                path.push(local(bytes.get(name.clone()).unwrap_or_default()).into());
                if !each(&path, (at, end, &token)) || path.len() > 64 {
                    return;
                }
                if *empty {
                    path.pop();
                }
            }
            Token::End(_) => {
                path.pop();
            }
            _ => {}
        }
        at = end;
    }
}

/// The whole path of the first element whose path ends in the declared one: `export.order` or `order`.
fn declared_path(bytes: &[u8], each: &str) -> Option<Vec<Box<[u8]>>> {
    let wanted: Vec<Box<[u8]>> = each
        .split(['.', '/'])
        .map(|it| it.trim_end_matches("[]"))
        .filter(|it| !it.is_empty())
        .map(|it| local(it.as_bytes()).into())
        .collect();
    let mut found = None;
    tags(bytes, |path, _| {
        if path.ends_with(&wanted) && !wanted.is_empty() {
            found = Some(path.to_vec());
        }
        found.is_none()
    });
    found
}

/// The path whose elements have most of the declared names; else the first that is repeated within one element.
fn found_path(bytes: &[u8], declaration: &Declaration<'_>) -> Option<Vec<Box<[u8]>>> {
    let mut names: BTreeMap<Vec<Box<[u8]>>, BTreeSet<String>> = BTreeMap::new();
    let mut seen: BTreeMap<Vec<Box<[u8]>>, (usize, u64)> = BTreeMap::new();
    tags(bytes, |path, (at, _, token)| {
        seen.entry(path.to_vec()).or_insert((at, 0)).1 += 1;
        let (own, parent) = path.split_last().map_or((&[][..], path), |(own, parent)| (&**own, parent));
        names.entry(parent.to_vec()).or_default().insert(String::from_utf8_lossy(own).into_owned());
        if let Token::Start(_, tag, _) = token {
            for (name, _) in attributes(bytes, tag.clone()).into_iter().flatten() {
                let name = String::from_utf8_lossy(local(bytes.get(name).unwrap_or_default())).into_owned();
                names.entry(path.to_vec()).or_default().insert(name);
            }
        }
        true
    });
    let score = |path: &Vec<Box<[u8]>>| {
        let names = names.get(path);
        let has = |it: &str| {
            let first = it.trim_start_matches('@').split(['.', '[']).next().unwrap_or(it);
            names.is_some_and(|names| names.contains(first))
        };
        declaration.expected.iter().filter(|it| has(it)).count()
    };
    let best = seen.iter().max_by_key(|(path, (at, _))| (score(path), std::cmp::Reverse(*at)));
    if let Some((path, _)) = best.filter(|(path, _)| score(path) > 0) {
        return Some(path.clone());
    }
    let repeated = seen.iter().filter(|(path, (_, count))| path.len() > 1 && *count > 1).min_by_key(|(_, it)| it.0);
    let child = || seen.iter().filter(|(path, _)| path.len() == 2).min_by_key(|(_, it)| it.0);
    repeated.or_else(child).map(|(path, _)| path.clone())
}

fn first_record(bytes: &[u8], wanted: &[Box<[u8]>]) -> Option<usize> {
    let mut found = None;
    tags(bytes, |path, (at, _, _)| {
        if path == wanted {
            found = Some(at);
        }
        found.is_none()
    });
    found
}

/// The columns that the first records show, in the order of their first sight.
fn columns(
    source: &Source,
    path: Vec<Box<[u8]>>,
    (offset, before): (usize, &[u8]),
    declaration: &Declaration<'_>,
) -> io::Result<(XmlIndexer, Vec<HeaderCell>)> {
    let mut cutter = Cutter::new(source, &path, offset as u64)?;
    let mut indexer = XmlIndexer { path, columns: HashMap::new(), many: Vec::new() };
    let (mut header, mut block, mut records): (Vec<HeaderCell>, _, _) = (Vec::new(), Block::default(), 0);
    let mut line = memchr::memchr_iter(b'\n', before).count() as u64;
    let mut repeated = BTreeSet::new();
    while records < RECORDS && cutter.next(&mut block) {
        for start in indexer.starts(&block.raw) {
            let Ok((values, _)) = record::read(&block.raw, start) else { continue };
            records += 1;
            let mut counts: HashMap<&str, u32> = HashMap::new();
            for value in &values {
                let count = counts.entry(&value.path).or_insert(0);
                *count += 1;
                if *count == 2 {
                    repeated.insert(value.path.clone());
                }
                if !is_cell(&block.raw, value) {
                    continue;
                }
                let column = *indexer.columns.entry(value.path.clone()).or_insert(header.len());
                if column == header.len() {
                    let place = place(&block.raw, value.bytes.start, (line, block.offset));
                    header.push(HeaderCell { text: value.path.as_str().into(), place, many: false });
                    indexer.many.push(false);
                }
                if let Some(many) = indexer.many.get_mut(column).filter(|_| *count > 1) {
                    *many = true;
                }
            }
        }
        line += memchr::memchr_iter(b'\n', &block.raw).count() as u64;
    }
    name(&mut header, (&indexer.many, &repeated), declaration);
    Ok((indexer, header))
}

fn place(text: &[u8], at: usize, (line, offset): (u64, u64)) -> Located {
    let before = text.get(..at).unwrap_or_default();
    let feed = memchr::memrchr(b'\n', before).map_or(0, |it| it + 1);
    let column = before.get(feed..).unwrap_or_default().iter().filter(|it| (**it & 0xC0) != 0x80).count() as u64 + 1;
    let line = line + memchr::memchr_iter(b'\n', before).count() as u64;
    Located { line, column, end_line: line, end_column: column, offset: offset + at as u64, length: 0 }
}

/// What columns are called: an attribute by its plain name unless an element has that or it is declared with its sign;
/// what is repeated has `[]` behind the outermost element that is.
fn name(header: &mut [HeaderCell], (many, repeated): (&[bool], &BTreeSet<String>), declaration: &Declaration<'_>) {
    let declared = |name: &str| declaration.expected.iter().any(|it| **it == *name);
    let all: BTreeSet<String> = header.iter().map(|it| it.text.to_string()).collect();
    for (cell, many) in header.iter_mut().zip(many) {
        cell.many = *many;
        let plain = cell.text.replace('@', "");
        let mut name = if declared(&cell.text) || all.contains(&plain) { cell.text.to_string() } else { plain };
        if name.is_empty() {
            name.push('.');
        }
        if *many && !declared(&name) {
            let (list, rest) = name.split_once('.').map_or((name.as_str(), None), |(list, rest)| (list, Some(rest)));
            let outer = rest.map_or_else(|| format!("{list}[]"), |rest| format!("{list}[].{rest}"));
            let ends = cell.text.match_indices('.').map(|it| it.0).chain([cell.text.len()]);
            let end = ends.into_iter().find(|end| cell.text.get(..*end).is_some_and(|it| repeated.contains(it)));
            let exact = end.and_then(|end| Some(format!("{}[]{}", name.get(..end)?, name.get(end..)?)));
            let own_list = format!("{name}[]");
            let nested = name.rsplit_once('.').map(|(parent, own)| format!("{parent}[].{own}"));
            let found = [exact.clone(), Some(outer.clone()), nested, Some(own_list)];
            name = found.into_iter().flatten().find(|it| declared(it)).or(exact).unwrap_or(outer);
        }
        cell.text = name.as_str().into();
    }
}
