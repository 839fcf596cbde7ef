//! Which sign parts the cells.

use super::header::{Found, Search};
use super::row::Signs;

/// What is tried, the likeliest first.
const CANDIDATES: [u8; 6] = [b',', b'\t', b';', b'|', b':', b'^'];
/// Records that are looked at.
const RECORDS: usize = 100;

/// The dialect in use.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chosen {
    /// Its signs.
    pub(crate) signs: Signs,
    /// Where the header is under it; `None` where no line has text.
    pub(crate) found: Option<Found>,
    /// Whether another delimiter is declared.
    pub(crate) differs: bool,
}

/// How a text looks under one delimiter.
#[derive(Clone, Copy, Debug)]
struct View {
    signs: Signs,
    found: Option<Found>,
    /// Names of the dataset in the header.
    matched: usize,
    /// Cells of the header.
    width: usize,
    /// Records looked at, and those of the header's width.
    records: usize,
    agreeing: usize,
}

/// Settles the delimiter: the declared one unless the header has none of it and another clearly parts the sample;
/// without declaration the one that finds the most names, then the steadiest. `fallback` is for a single column.
pub(crate) fn choose(search: &Search<'_>, signs: Signs, declared: Option<u8>, fallback: u8) -> Chosen {
    let own = declared.map(|delimiter| View::of(search, Signs { delimiter, ..signs }));
    if let Some(view) = own.filter(View::stands) {
        return Chosen { signs: view.signs, found: view.found, differs: false };
    }
    let views: Vec<View> = CANDIDATES
        .iter()
        .filter(|delimiter| declared != Some(**delimiter))
        .map(|delimiter| View::of(search, Signs { delimiter: *delimiter, ..signs }))
        .collect();
    // Of equals the first is kept.
    let best = views.into_iter().filter(View::is_steady).rev().max_by_key(View::rank);
    let (Some(delimiter), Some(view)) = (declared, own) else {
        let view = best.unwrap_or_else(|| View::of(search, Signs { delimiter: fallback, ..signs }));
        return Chosen { signs: view.signs, found: view.found, differs: false };
    };
    match best {
        Some(other) if view.yields_to(&other, search, delimiter) => {
            Chosen { signs: other.signs, found: other.found, differs: true }
        }
        _ => Chosen { signs: view.signs, found: view.found, differs: false },
    }
}

impl View {
    fn of(search: &Search<'_>, signs: Signs) -> Self {
        let found = search.find(signs);
        let mut view = Self { signs, found, matched: 0, width: 0, records: 0, agreeing: 0 };
        let Some(found) = found else { return view };
        let header = search.rows(found.line, signs);
        let Some(last) = header.last() else { return view };
        view.matched = found.matched;
        view.width = header.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let opening = search.opening();
        for row in opening.rows(last.next, RECORDS, search.grammar(), signs) {
            let trailing = row.cells.last().is_some_and(|cell| opening.is_blank_cell(cell));
            let agrees = row.cells.len() == view.width || (trailing && row.cells.len() == view.width + 1);
            view.records += 1;
            view.agreeing += usize::from(agrees);
        }
        view
    }

    /// Whether the header has several cells and most records as many.
    fn is_steady(&self) -> bool {
        let most = match self.records {
            0 => true,
            1..=4 => self.agreeing * 2 >= self.records,
            _ => self.agreeing * 10 >= self.records * 7,
        };
        // A known name beside another is a split even if records are ragged; some signs also stand within values.
        self.width >= 2 && (most || (self.matched >= 2 && !matches!(self.signs.delimiter, b':' | b'^')))
    }

    fn rank(&self) -> (usize, usize, usize) {
        let share = (self.agreeing * 100).checked_div(self.records).unwrap_or(0);
        (self.matched, share, self.width)
    }

    /// Whether no other delimiter could be the right one.
    fn stands(&self) -> bool {
        self.matched > 0 && self.width >= 2
    }

    /// Whether a text is in another dialect than declared.
    fn yields_to(&self, other: &Self, search: &Search<'_>, delimiter: u8) -> bool {
        let absent = other.found.is_none_or(|found| {
            let rows = search.rows(found.line, other.signs);
            let range = rows.first().and_then(|row| Some(row.cells.first()?.start..row.cells.last()?.end));
            let header = range.and_then(|range| search.opening().text().get(range)).unwrap_or_default();
            !header.as_bytes().contains(&delimiter)
        });
        let unknown = search.wanted() == 0 || other.matched == 0;
        let clearer = other.matched > self.matched || (unknown && self.width < 2 && other.agreeing > 0);
        absent && clearer && !self.stands()
    }
}
