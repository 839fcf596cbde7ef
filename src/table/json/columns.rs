//! Columns, gathered from records in the order of their first sight.

use std::collections::HashSet;

use super::form::{Form, Framing, Level, Stretch};
use super::list::{self, Listing};
use super::page::column;
use super::paths::{NOWHERE, Paths, Step, name_of};
use crate::model::is_within;
use crate::table::{CellKind, Declaration, HeaderCell, Located};

/// A path that was seen, and where first.
struct Seen {
    path: Vec<Step>,
    place: Located,
    /// It had a value of its own.
    cell: bool,
    /// It was a list of nothing but plain values.
    list: bool,
    /// It was an object or a list with members of their own.
    container: bool,
}

/// Gathers paths.
pub(super) struct Columns {
    framing: Framing,
    each: String,
    /// Line, byte and inset of the text at hand.
    line: u64,
    base: u64,
    inset: u64,
    seen: Vec<Seen>,
    /// The tree of all names seen; and for each slot of it what was seen there.
    known: Paths,
    by_slot: Vec<Option<usize>>,
}

impl Columns {
    /// None yet; `each` is the list within each record whose items are the rows, empty where the records are.
    pub(super) fn new(framing: Framing, each: String) -> Self {
        let (seen, by_slot) = (Vec::new(), Vec::new());
        Self { framing, each, line: 0, base: 0, inset: 0, seen, known: Paths::default(), by_slot }
    }

    /// Says where the next text begins.
    pub(super) fn at(&mut self, line: u64, base: u64, inset: u64) {
        (self.line, self.base, self.inset) = (line, base, inset);
    }

    /// Notes the paths of every whole record of a text.
    pub(super) fn read(&mut self, text: &[u8]) {
        let form = Form::of(self.framing);
        let mut records = form.records(text, None);
        let mut listing = Listing::default();
        let mut ruler = Ruler { text, at: 0, line: self.line, column: 1 };
        while let Some(stretch) = records.next() {
            let (start, end) = match stretch {
                Stretch::Line { start, end } => (start, Some(end)),
                Stretch::Value(start) => (start, None),
                Stretch::Blank(_) | Stretch::Comma(_) => continue,
            };
            let within = text.get(..end.unwrap_or(text.len())).unwrap_or_default();
            let read = list::record(within, start, &self.known, &mut listing);
            if let Some((CellKind::Nested, _)) = read {
                self.record(&mut ruler, &listing);
            }
            if end.is_none() {
                match read {
                    Some((_, end)) => records.pass_to(end),
                    None => records.pass_broken(),
                }
            }
        }
    }

    fn record(&mut self, ruler: &mut Ruler<'_>, listing: &Listing) {
        let text = ruler.text;
        for (index, member) in listing.members.iter().enumerate() {
            let known = self.by_slot.get(member.slot as usize).copied().flatten();
            // A name that is new to this record's listing may have been added by a member before it.
            let at = known.filter(|_| member.slot != NOWHERE).unwrap_or_else(|| {
                let path = listing.path(text, index);
                self.add(path, || placed(ruler, member))
            });
            let plain = |it: &&list::Member| it.parent == Some(index) && it.kind == CellKind::Nested;
            let is_list = text.get(member.value.start) == Some(&b'[');
            let is_container = member.kind == CellKind::Nested && member.inner > 0;
            let is_plain_list =
                is_container && is_list && !listing.members.iter().skip(index).take(LOOKED_AT).any(|it| plain(&it));
            if let Some(seen) = self.seen.get_mut(at) {
                seen.cell |= !matches!(member.kind, CellKind::Null | CellKind::Nested);
                seen.list |= is_plain_list;
                seen.container |= is_container && !is_plain_list;
            }
        }
    }

    fn add(&mut self, path: Vec<Step>, place: impl FnOnce() -> Located) -> usize {
        let slot = self.known.slot(&path) as usize;
        if self.by_slot.len() <= slot {
            self.by_slot.resize(slot + 1, None);
        }
        if let Some(Some(at)) = self.by_slot.get(slot) {
            return *at;
        }
        let mut place = place();
        // Only the first line of a text has something before it.
        if place.line == self.line {
            place.column += self.inset;
            place.end_column += self.inset;
        }
        place.offset += self.base;
        let at = self.seen.len();
        self.seen.push(Seen { path, place, cell: false, list: false, container: false });
        if let Some(known) = self.by_slot.get_mut(slot) {
            *known = Some(at);
        }
        at
    }

    /// Whether a declared name was seen as a path.
    pub(super) fn has(&self, name: &str) -> bool {
        let plain = name.strip_prefix("$.").unwrap_or(name);
        self.seen.iter().any(|it| {
            let path = name_of(&it.path);
            path == plain || self.within(&path).is_some_and(|it| it == name)
        })
    }

    /// The name within an item of the list of rows, where the path leads through it.
    fn within<'p>(&self, path: &'p str) -> Option<&'p str> {
        let rest = path.strip_prefix(self.each.as_str()).filter(|_| !self.each.is_empty())?;
        if rest.is_empty() { Some(path) } else { rest.strip_prefix('.') }
    }

    /// What the column of a path is called; `None` where it is none.
    fn called(&self, path: &str, declared: &dyn Fn(&str) -> bool, own: &HashSet<String>) -> Option<String> {
        let outer = format!("$.{path}");
        match self.within(path) {
            Some(inner) if !declared(path) || declared(inner) => Some(inner.to_owned()),
            Some(_) => Some(path.to_owned()),
            None if self.each.is_empty() => Some(path.to_owned()),
            None if declared(&outer) => Some(outer),
            // Of what is round the rows, only what is declared is a column.
            None => (declared(path) && !own.contains(path) && !path.contains("[]")).then(|| path.to_owned()),
        }
    }

    /// Finds the slots of the list whose items are the rows.
    fn split(&self, form: &mut Form) {
        if self.each.is_empty() {
            return;
        }
        let mut steps = steps_of(self.each.strip_suffix("[]").unwrap_or(&self.each));
        steps.push(Step::Items);
        form.rows = form.paths.slot(&steps);
        while let Some(at) = steps.iter().rposition(|it| *it == Step::Items) {
            if at + 1 < steps.len() {
                form.round.push(form.paths.slot(steps.get(..=at).unwrap_or_default()));
            }
            steps.truncate(at);
            form.round.push(form.paths.slot(&steps));
        }
    }

    /// The columns and their header.
    pub(super) fn settled(self, declaration: &Declaration<'_>, pointer: String) -> (Form, Vec<HeaderCell>) {
        let has_more: HashSet<&[Step]> =
            self.seen.iter().flat_map(|it| (1..it.path.len()).filter_map(|length| it.path.get(..length))).collect();
        let declared = |name: &str| declaration.expected.iter().any(|it| **it == *name);
        let mut form = Form { pointer, ..Form::of(self.framing) };
        let mut header = Vec::new();
        let own: HashSet<String> =
            self.seen.iter().filter_map(|it| self.within(&name_of(&it.path)).map(str::to_owned)).collect();
        for seen in &self.seen {
            let path = name_of(&seen.path);
            let inner = self.within(&path);
            let Some(name) = self.called(&path, &declared, &own) else { continue };
            let is_item = seen.path.last() == Some(&Step::Items);
            let is_row_itself = inner == Some(path.as_str());
            // Who maps what a list or an object holds has said what the whole is.
            let spoken_for = || declaration.expected.iter().any(|it| is_within(it, &name));
            let is_parent = seen.container || has_more.contains(&*seen.path);
            let whole = seen.cell || ((seen.list || !is_parent) && !spoken_for());
            let wanted = declared(&name) || (whole && (!is_item || (is_row_itself && seen.cell && !seen.container)));
            if wanted && form.paths.add(&seen.path) {
                let steps = path.matches("[]").count();
                let outer = if inner.is_some() { self.each.matches("[]").count() } else { 0 };
                let many = steps > outer;
                form.levels.push(match (many, inner.is_some()) {
                    (true, _) => Level::Many,
                    (false, true) => Level::Item,
                    (false, false) => Level::Record,
                });
                header.push(HeaderCell { text: name.into(), place: seen.place, many });
            }
        }
        self.split(&mut form);
        (form, header)
    }
}

/// Items of a list that are looked at to see whether it holds plain values only.
const LOOKED_AT: usize = 64;

/// Lines and columns of places that are asked for in the order of the text: a line may hold a whole document.
struct Ruler<'t> {
    text: &'t [u8],
    /// The place that was asked for last.
    at: usize,
    line: u64,
    column: u64,
}

impl Ruler<'_> {
    fn pass_to(&mut self, at: usize) -> (u64, u64) {
        let passed = self.text.get(self.at..at).unwrap_or_default();
        let lines = memchr::memchr_iter(b'\n', passed).count() as u64;
        let columns = column(passed);
        self.column = if lines == 0 { self.column + columns - 1 } else { columns };
        self.line += lines;
        self.at = self.at.max(at);
        (self.line, self.column)
    }
}

/// The place of a member's name, or of an item.
fn placed(ruler: &mut Ruler<'_>, member: &list::Member) -> Located {
    let key = if member.key.is_empty() {
        member.value.clone()
    } else {
        member.key.start.saturating_sub(1)..member.key.end + 1
    };
    let (line, column) = ruler.pass_to(key.start);
    // An item's value may hold names that are new as well: they come after its beginning, not after its end.
    let mut end = Ruler { ..*ruler };
    let (end_line, end_column) = end.pass_to(key.end);
    Located { line, column, end_line, end_column, offset: key.start as u64, length: key.len() as u64 }
}

/// A path from how it is written.
fn steps_of(name: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    for part in name.split('.').filter(|it| !it.is_empty()) {
        let key = part.trim_end_matches("[]");
        if !key.is_empty() {
            steps.push(Step::Key(key.into()));
        }
        steps.extend(std::iter::repeat_n(Step::Items, (part.len() - key.len()) / 2));
    }
    steps
}
