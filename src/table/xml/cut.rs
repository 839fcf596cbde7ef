//! A document cut into blocks that begin with a record, by one thread.

use std::io;

use super::token::{self, Stop, Token, local};
use crate::table::window::Window;
use crate::table::{Block, Source};

/// What a block aims at, in bytes.
const TARGET: usize = 256 << 10;

/// The longest record that is read.
const LONGEST: usize = 64 << 20;

/// Follows the elements round the records.
#[derive(Clone, Debug)]
pub(super) struct Route {
    /// Local names from the root to the record.
    path: Vec<Box<[u8]>>,
    /// How many of them are open.
    level: usize,
    /// Elements open that do not lead to a record.
    aside: usize,
}

/// What a tag does on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// A record begins.
    Record,
    /// Something else.
    Other,
    /// The root has ended.
    End,
}

impl Route {
    /// Begins with the first `level` elements of the path open.
    pub(super) fn new(path: &[Box<[u8]>], level: usize) -> Self {
        Self { path: path.to_vec(), level, aside: 0 }
    }

    /// The way within the element round the records.
    pub(super) fn beside(path: &[Box<[u8]>]) -> Self {
        Self::new(path, path.len().saturating_sub(1))
    }

    /// Takes a token in, which must not be within a record.
    pub(super) fn turn(&mut self, text: &[u8], token: &Token) -> Turn {
        match token {
            Token::Start(name, _, empty) => {
                let name = local(text.get(name.clone()).unwrap_or_default());
                let leads = self.aside == 0 && self.path.get(self.level).is_some_and(|it| **it == *name);
                if leads && self.level + 1 == self.path.len() {
                    return Turn::Record;
                }
                if !*empty {
                    if leads { self.level += 1 } else { self.aside += 1 }
                }
                Turn::Other
            }
            Token::End(_) if self.aside > 0 => {
                self.aside -= 1;
                if self.aside == 0 && self.level == 0 { Turn::End } else { Turn::Other }
            }
            Token::End(_) => {
                self.level = self.level.saturating_sub(1);
                if self.level == 0 { Turn::End } else { Turn::Other }
            }
            _ => Turn::Other,
        }
    }
}

/// The end of the element whose start tag begins at `at`, by its tags alone.
pub(super) fn end_of(text: &[u8], mut at: usize) -> Result<usize, Stop> {
    let mut depth = 0_usize;
    loop {
        if at >= text.len() {
            return Err(Stop::Open);
        }
        let (token, end) = token::next(text, at)?;
        match token {
            Token::Start(_, _, false) => depth += 1,
            Token::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        at = end;
        if depth == 0 && !matches!(token, Token::Text(_) | Token::Other) {
            return Ok(at);
        }
    }
}

/// Why the document is not read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Broken {
    /// It ends before its root does.
    Unfinished,
    /// It is no XML from there on.
    Malformed,
}

/// Cuts a document.
#[derive(Debug)]
pub(super) struct Cutter {
    window: Window,
    route: Route,
    target: usize,
    /// Where each block handed out begins: byte, characters before it on its line.
    begun: Vec<(u64, u64)>,
    inset: u64,
    ended: bool,
    broken: Option<Broken>,
}

/// What follows the whole records that the pending bytes begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Then {
    /// More of them.
    More,
    /// Nothing: the document has ended.
    End,
    /// Nothing that can be read.
    Broken(Broken),
}

/// Whole records that the pending bytes begin with.
struct Cut {
    length: usize,
    then: Then,
}

impl Cutter {
    /// Begins at the first record, whose path this is.
    pub(super) fn new(source: &Source, path: &[Box<[u8]>], offset: u64) -> io::Result<Self> {
        let (window, route) = (Window::at(source, offset)?, Route::beside(path));
        Ok(Self { window, route, target: TARGET, begun: Vec::new(), inset: 0, ended: false, broken: None })
    }

    /// Characters before the first record on its line.
    pub(super) fn after(self, before: u64) -> Self {
        Self { inset: before, ..self }
    }

    #[cfg(test)]
    pub(super) fn with_target(self, target: usize) -> Self {
        Self { target: target.max(1), ..self }
    }

    pub(super) fn offset(&self) -> u64 {
        self.window.offset()
    }

    pub(super) fn fault(&mut self) -> Option<Result<io::Error, Broken>> {
        self.window.take_fault().map(Ok).or_else(|| self.broken.take().map(Err))
    }

    /// The next block; `false`: there is none.
    pub(super) fn next(&mut self, block: &mut Block) -> bool {
        block.raw.clear();
        block.last = false;
        if self.ended {
            return false;
        }
        let cut = self.cut();
        block.raw.extend_from_slice(self.window.pending().get(..cut.length).unwrap_or_default());
        block.offset = self.window.offset();
        block.number = self.begun.len() as u64;
        if !block.raw.is_empty() {
            self.begun.push((block.offset, self.inset));
        }
        block.inset = self.inset;
        self.inset = inset_after(self.inset, &block.raw);
        self.window.advance(cut.length);
        if cut.then != Then::More {
            (self.ended, block.last) = (true, true);
        }
        if let Then::Broken(broken) = cut.then {
            self.broken = (!self.window.is_faulty()).then_some(broken);
        }
        !block.raw.is_empty()
    }

    /// What [`next`](Self::next) told of the block that began at `offset`.
    pub(super) fn again(&self, offset: u64, block: &mut Block) {
        let number = self.begun.partition_point(|begun| begun.0 < offset);
        (block.offset, block.number) = (offset, number as u64);
        block.inset = self.begun.get(number).map_or(0, |it| it.1);
        block.last = self.ended && number + 1 == self.begun.len();
    }

    fn cut(&mut self) -> Cut {
        let mut window = self.target;
        loop {
            self.window.fill(window.saturating_add(1));
            let ends = self.window.is_drained();
            let mut route = self.route.clone();
            if let Some(cut) = within(self.window.pending(), &mut route, (self.target, ends)) {
                self.route = route;
                return cut;
            }
            if window >= LONGEST {
                return Cut { length: 0, then: Then::Broken(Broken::Malformed) };
            }
            window = window.saturating_mul(2).min(LONGEST);
        }
    }
}

/// Characters of the line that `passed` ends in, where it begins after `inset` of them.
pub(super) fn inset_after(inset: u64, passed: &[u8]) -> u64 {
    let feed = memchr::memrchr(b'\n', passed);
    let line = passed.get(feed.map_or(0, |it| it + 1)..).unwrap_or_default();
    let characters = line.iter().filter(|byte| (**byte & 0xC0) != 0x80).count() as u64;
    if feed.is_some() { characters } else { inset + characters }
}

/// Cuts what is pending; `None` where no record after the first begins in it and more can be read. `route` is left as it
/// is where the next block begins: before a record.
fn within(text: &[u8], route: &mut Route, (target, ends): (usize, bool)) -> Option<Cut> {
    let (mut at, mut boundary) = (0, 0);
    let broken = |at: usize, broken: Broken| Some(Cut { length: at, then: Then::Broken(broken) });
    while at < text.len() {
        let (token, end) = match token::next(text, at) {
            Ok(found) => found,
            Err(Stop::Bad) => return broken(at, Broken::Malformed),
            Err(Stop::Open) if ends => return broken(at, Broken::Unfinished),
            Err(Stop::Open) => break,
        };
        // Text goes on in what is not read yet.
        if end == text.len() && matches!(token, Token::Text(_)) && !ends {
            break;
        }
        match route.turn(text, &token) {
            Turn::End => return Some(Cut { length: end, then: trailing(text, end) }),
            Turn::Other => at = end,
            Turn::Record => {
                if at > 0 {
                    boundary = at;
                    if at >= target {
                        return Some(Cut { length: at, then: Then::More });
                    }
                }
                match end_of(text, at) {
                    Ok(end) => at = end,
                    Err(Stop::Bad) => return broken(at, Broken::Malformed),
                    Err(Stop::Open) if ends => return broken(at, Broken::Unfinished),
                    Err(Stop::Open) => break,
                }
            }
        }
    }
    if ends && at >= text.len() {
        return broken(at, Broken::Unfinished);
    }
    if boundary == 0 {
        return None;
    }
    // Before a record, the way is that within the element round it.
    *route = Route::beside(&route.path.clone());
    Some(Cut { length: boundary, then: Then::More })
}

/// What is behind the root: only comments and blanks may follow.
fn trailing(text: &[u8], at: usize) -> Then {
    let rest = text.get(at..).unwrap_or_default().trim_ascii_start();
    let may_be = rest.is_empty() || rest.starts_with(b"<!--") || rest.starts_with(b"<?");
    if may_be { Then::End } else { Then::Broken(Broken::Malformed) }
}
