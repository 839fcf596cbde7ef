//! An input cut into blocks of whole records, by one thread.

use std::io;

use super::extent::{self, Extent};
use super::form::Framing;
use super::scan::after_blanks;
use crate::table::window::Window;
use crate::table::{Block, Source};

/// What a block aims at, in bytes.
pub(super) const TARGET: usize = 256 << 10;

/// The longest record that is read; of a longer one only the first [`KEPT`] bytes are, as a malformed record.
pub(super) const LONGEST: usize = 64 << 20;

/// What is kept of a record that is too long, to show it.
const KEPT: usize = 4 << 10;

/// Where the records are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Body {
    /// How records are parted.
    pub(super) framing: Framing,
    /// First byte.
    pub(super) offset: u64,
    /// Characters before it on its line.
    pub(super) inset: u64,
    /// Brackets round it.
    pub(super) depth: u64,
}

/// Cuts an input.
#[derive(Debug)]
pub(super) struct Cutter {
    window: Window,
    framing: Framing,
    target: usize,
    longest: usize,
    /// Where each block handed out begins: byte, records before it, characters before it on its line.
    begun: Vec<(u64, u64, u64)>,
    before: u64,
    inset: u64,
    /// Brackets round the list of records.
    depth: u64,
    ended: bool,
    /// Why what follows is no JSON.
    broken: Option<Broken>,
}

/// Why nothing more can be read of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Broken {
    /// It ends within a record, or without the brackets that close it.
    Unfinished,
    /// Something follows its end.
    Followed,
}

/// What the pending bytes begin with.
enum Cut {
    /// So many bytes that hold so many whole records.
    Whole(usize, u64),
    /// The same, and the list ends there.
    End(usize, u64),
    /// A record that is too long.
    TooLong,
    /// The same as `Whole`, and what follows is no record and never ends.
    Broken(usize, u64),
}

impl Cutter {
    pub(super) fn new(source: &Source, body: Body) -> io::Result<Self> {
        Ok(Self {
            window: Window::at(source, body.offset)?,
            framing: body.framing,
            target: TARGET,
            longest: LONGEST,
            begun: Vec::new(),
            before: 0,
            inset: body.inset,
            depth: body.depth,
            ended: false,
            broken: None,
        })
    }

    pub(super) fn with_size(self, target: usize, longest: usize) -> Self {
        Self { target: target.max(1), longest: longest.max(1), ..self }
    }

    /// Where the next block begins.
    pub(super) fn offset(&self) -> u64 {
        self.window.offset()
    }

    /// What ended the input before its end, once.
    pub(super) fn fault(&mut self) -> Option<Result<io::Error, Broken>> {
        self.window.take_fault().map(Ok).or_else(|| self.broken.take().map(Err))
    }

    /// The next block; `false`: there is none.
    pub(super) fn next(&mut self, block: &mut Block) -> bool {
        block.raw.clear();
        (block.last, block.broken, block.lines_after) = (false, false, 0);
        if self.ended {
            return false;
        }
        let cut = if self.framing == Framing::Lines { self.lines() } else { self.values() };
        match cut {
            Cut::Whole(0, _) => self.ended = true,
            Cut::Whole(length, records) => {
                self.hand_out(length, records, block);
                if self.framing != Framing::Items {
                    // Whether anything follows is known only after a look at it.
                    self.window.fill(1);
                    self.ended = self.is_at_end();
                    block.last = self.ended;
                }
            }
            Cut::End(length, records) => {
                self.hand_out(length, records, block);
                (self.ended, block.last) = (true, true);
                self.broken = self.close();
            }
            Cut::Broken(length, records) => {
                self.hand_out(length, records, block);
                (self.ended, block.broken) = (true, true);
                self.broken = (!self.window.is_faulty()).then_some(Broken::Unfinished);
            }
            Cut::TooLong => self.too_long(block),
        }
        // The end of a list may have nothing before it.
        !block.raw.is_empty()
    }

    /// What [`next`](Self::next) told of the block that began at `offset`, for reading it again.
    pub(super) fn again(&self, offset: u64, block: &mut Block) {
        let number = self.begun.partition_point(|begun| begun.0 < offset);
        let (_, before, inset) = self.begun.get(number).copied().unwrap_or_default();
        (block.offset, block.number, block.before, block.inset) = (offset, number as u64, before, inset);
        block.last = self.ended && self.broken.is_none() && number + 1 == self.begun.len();
    }

    fn is_at_end(&self) -> bool {
        self.window.is_drained() && !self.window.is_faulty() && self.window.pending().is_empty()
    }

    fn hand_out(&mut self, length: usize, records: u64, block: &mut Block) {
        block.raw.extend_from_slice(self.window.pending().get(..length).unwrap_or_default());
        block.offset = self.window.offset();
        (block.number, block.before, block.inset) = (self.begun.len() as u64, self.before, self.inset);
        if !block.raw.is_empty() {
            self.begun.push((block.offset, self.before, self.inset));
        }
        self.window.advance(length);
        self.before += records;
        self.inset = self.inset_after(&block.raw);
    }

    /// Characters of the line that the bytes handed out last end in.
    fn inset_after(&self, passed: &[u8]) -> u64 {
        if self.framing == Framing::Lines {
            return 0;
        }
        let feed = memchr::memrchr(b'\n', passed);
        let line = passed.get(feed.map_or(0, |it| it + 1)..).unwrap_or_default();
        let characters = line.iter().filter(|byte| (**byte & 0xC0) != 0x80).count() as u64;
        if feed.is_some() { characters } else { self.inset + characters }
    }

    fn lines(&mut self) -> Cut {
        let mut window = self.target;
        loop {
            self.window.fill(window.saturating_add(1));
            let pending = self.window.pending();
            let whole = self.window.is_drained() && pending.len() <= window;
            if whole && !self.window.is_faulty() {
                let too_long = pending.len() > self.longest && !pending.contains(&b'\n');
                return if too_long { Cut::TooLong } else { Cut::Whole(pending.len(), 0) };
            }
            let stretch = pending.get(..window.min(pending.len())).unwrap_or_default();
            if let Some(feed) = memchr::memrchr(b'\n', stretch) {
                return Cut::Whole(feed + 1, 0);
            }
            if whole {
                return Cut::Whole(0, 0);
            }
            if window >= self.longest {
                return Cut::TooLong;
            }
            window = window.saturating_mul(2).min(self.longest);
        }
    }

    /// Whole values with what parts them from the next.
    fn values(&mut self) -> Cut {
        let mut window = self.target;
        loop {
            self.window.fill(window.saturating_add(1));
            let ends = self.window.is_drained();
            if let Some(cut) = self.values_within(ends) {
                return cut;
            }
            if window >= self.longest {
                return Cut::TooLong;
            }
            window = window.saturating_mul(2).min(self.longest);
        }
    }

    /// Cuts what is pending; `None` where no record ends in it and more can be read.
    fn values_within(&self, ends: bool) -> Option<Cut> {
        let pending = self.window.pending();
        let is_list = self.framing == Framing::Items;
        let (mut at, mut boundary, mut records) = (0, (0, 0), 0);
        loop {
            at = after_blanks(pending, at);
            match pending.get(at) {
                Some(b',') if is_list => {
                    at += 1;
                    continue;
                }
                Some(b']') if is_list => return Some(Cut::End(at, records)),
                Some(_) => {}
                None if ends && !is_list && !self.window.is_faulty() => return Some(Cut::Whole(at, records)),
                None if ends => return Some(Cut::Broken(at, records)),
                None => break,
            }
            if records > 0 {
                boundary = (at, records);
                if at >= self.target {
                    return Some(Cut::Whole(at, records));
                }
            }
            match extent::end_of(pending, at) {
                Some(end) => at = end.max(at + 1),
                None if !ends => break,
                // What never ends is all of the rest, where it is no list that could end.
                None if !is_list && !self.window.is_faulty() => return Some(Cut::Whole(pending.len(), records + 1)),
                None => return Some(Cut::Broken(at, records)),
            }
            records += 1;
        }
        (boundary.0 > 0).then_some(Cut::Whole(boundary.0, boundary.1))
    }

    /// The first bytes of a record that is too long; the rest of it is passed over.
    fn too_long(&mut self, block: &mut Block) {
        block.broken = true;
        let pending = self.window.pending();
        let kept = first_characters(pending, pending.len().min(KEPT));
        self.hand_out(kept, 1, block);
        if self.framing == Framing::Lines {
            self.pass_line();
        } else {
            block.lines_after = self.pass_value(&block.raw);
        }
        self.window.fill(1);
        self.ended |= self.is_at_end();
        block.last = self.ended && self.framing != Framing::Items;
    }

    /// Passes over the rest of a line, its line break included.
    fn pass_line(&mut self) {
        loop {
            if let Some(feed) = memchr::memchr(b'\n', self.window.pending()) {
                self.window.advance(feed + 1);
                return;
            }
            let rest = self.window.pending().len();
            self.window.advance(rest);
            self.window.fill(TARGET);
            if self.window.pending().is_empty() {
                return;
            }
        }
    }

    /// Passes over the rest of a value that began with `kept`, and a comma after it. Returns its line breaks.
    fn pass_value(&mut self, kept: &[u8]) -> u64 {
        let mut extent = Extent::default();
        let begin = after_blanks(kept, 0);
        let mut comma = extent.feed(kept.get(begin..).unwrap_or_default()).is_some();
        let mut lines = 0;
        loop {
            self.window.fill(TARGET);
            let pending = self.window.pending();
            if pending.is_empty() {
                self.broken = extent.is_open().then_some(Broken::Unfinished);
                return lines;
            }
            let mut passed = if comma { 0 } else { extent.feed(pending).unwrap_or(pending.len()) };
            comma |= passed < pending.len();
            let mut ended = false;
            if comma {
                passed = after_blanks(pending, passed);
                ended = passed < pending.len();
                passed += usize::from(self.framing == Framing::Items && pending.get(passed) == Some(&b','));
            }
            let stretch = pending.get(..passed).unwrap_or_default().to_vec();
            lines += memchr::memchr_iter(b'\n', &stretch).count() as u64;
            self.inset = self.inset_after(&stretch);
            self.window.advance(passed);
            if ended {
                return lines;
            }
        }
    }

    /// Reads the document to its end, from the bracket that closes the list on.
    fn close(&mut self) -> Option<Broken> {
        let mut extent = Extent::within(self.depth);
        let mut closed = self.depth == 0;
        loop {
            self.window.fill(TARGET);
            let pending = self.window.pending();
            if pending.is_empty() {
                return (!closed && !self.window.is_faulty()).then_some(Broken::Unfinished);
            }
            let passed = if closed { 0 } else { extent.feed(pending).unwrap_or(pending.len()) };
            closed |= passed < pending.len() || !extent.is_open();
            let length = pending.len();
            if closed && after_blanks(pending, passed) < length {
                return Some(Broken::Followed);
            }
            self.window.advance(length);
        }
    }
}

/// At most `most` bytes that do not end within a character; at least one.
fn first_characters(bytes: &[u8], most: usize) -> usize {
    let continues = |at: usize| bytes.get(at).is_some_and(|it| it & 0xC0 == 0x80);
    (most.saturating_sub(3)..=most).rev().find(|at| !continues(*at)).unwrap_or(most).max(1)
}
