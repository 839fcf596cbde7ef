//! Good and bad records of a table apart, after a run has said which findings are bad.
//!
//! Every record goes to exactly one of two files, as it is and in order, and both can be read again like the input: records
//! of text by their bytes (`sequence`), items of a list with one separator between two (`list`), rows of a container as the
//! same container without the others (`container`). The reasons tell what puts text together again to the byte.

mod container;
mod list;
mod reasons;
mod sequence;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::sync::Arc;

use self::container::Container;
use self::list::List;
use self::reasons::Reasons;
use self::sequence::Sequence;
use super::data::FilePlan;
pub use super::verdicts::KeptFile;
use super::verdicts::{Reason, Verdicts, Wrong};
use crate::finding::{Report, Severity};
use crate::message::{Message, fix as say};
use crate::table::{Arrangement, Batch, Block, Indexer, ReadError, Source, Table};

/// Where the records go.
pub trait Shelter {
    /// Opens the three files of one table: good, bad, reasons.
    ///
    /// # Errors
    /// Where they cannot be written.
    fn open(&mut self, name: &str) -> io::Result<[Box<dyn Write>; 3]>;

    /// The table is done; without a bad record only the good ones are wanted, and without `apart` none of the three.
    ///
    /// # Errors
    /// Where the files cannot be put into their places.
    fn close(&mut self, name: &str, apart: Option<Apart>) -> io::Result<()>;
}

/// How many records went where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Apart {
    /// Records without a bad finding.
    pub good: u64,
    /// Records with one.
    pub bad: u64,
}

/// What was done with the tables of a run.
#[derive(Debug, Default)]
pub struct Separated {
    /// By path.
    pub tables: Vec<(Arc<str>, Apart)>,
    /// Tables whose records were not parted, and why.
    pub left: Vec<(Arc<str>, Message)>,
}

/// Why the records of a table are not parted.
enum Unparted {
    /// They cannot be; others can.
    Left(Message),
    /// Nothing can be read or written.
    Failed(io::Error),
}

impl From<io::Error> for Unparted {
    fn from(error: io::Error) -> Self {
        Self::Failed(error)
    }
}

impl From<Box<ReadError>> for Unparted {
    fn from(error: Box<ReadError>) -> Self {
        Self::Left(say::not_read().and(&error.reason))
    }
}

/// A record in its place.
struct Placed {
    /// Which one of its block, from 0; the last of its rows where it has several.
    record: u32,
    is_bad: bool,
    /// None in containers.
    bytes: Option<Stretch>,
    /// What parts an item of a list from the one before, where the reasons are to tell it.
    before: Option<String>,
}

/// Where a record's bytes are.
struct Stretch {
    /// First byte in the input.
    offset: u64,
    length: u64,
    /// First byte in the file it went to.
    at: u64,
}

/// Writes records to two files.
trait Division {
    /// Writes the records of a block: the `bad` ones apart. Gives how many more bytes the last record of the block before
    /// had, and where each record went.
    fn block(&mut self, indexer: &dyn Indexer, at: (&Block, &Batch), bad: &Bad)
    -> Result<(u64, Vec<Placed>), Unparted>;

    /// Writes whatever follows the last record. Gives how many more bytes that one had.
    fn finish(self: Box<Self>, table: &dyn Table) -> Result<u64, Unparted>;
}

/// The two files, good and bad.
struct Outs {
    good: Counted,
    bad: Counted,
}

impl Outs {
    fn of(&mut self, is_bad: bool) -> &mut Counted {
        if is_bad { &mut self.bad } else { &mut self.good }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.good.flush()?;
        self.bad.flush()
    }
}

/// A file that knows how many bytes it has.
struct Counted {
    out: Box<dyn Write>,
    bytes: u64,
}

impl Counted {
    fn new(out: Box<dyn Write>) -> Self {
        Self { out, bytes: 0 }
    }
}

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Records of a block that are bad, and why.
type Bad = BTreeMap<u32, Vec<Reason>>;

/// Parts the records of every kept file. Bad is what `report` still calls at least `threshold`; without one, everything.
///
/// # Errors
/// Where something cannot be read or written.
pub fn separate(
    kept: &mut [KeptFile],
    report: &Report,
    threshold: Option<Severity>,
    shelter: &mut dyn Shelter,
) -> io::Result<Separated> {
    let mut separated = Separated::default();
    let mut names = BTreeSet::new();
    for file in kept {
        let shown = Arc::clone(&file.plan.path);
        let Some(table) = file.table() else { continue };
        if !table.head().is_verbatim() {
            separated.left.push((shown, say::not_utf_8()));
            continue;
        }
        let wrong = match threshold {
            Some(threshold) => Wrong::of(report, &file.plan, threshold),
            None => Wrong::everything(report, &file.plan),
        };
        // What was packed is parted as it was unpacked, under the name that it then has, unless another file has it.
        let name = Some(file.unpacked.clone()).filter(|it| names.insert(it.clone())).unwrap_or(shown.to_string());
        let [good, bad, reasons] = shelter.open(&name)?;
        let division =
            division(&file.source, &*table.indexer(), Outs { good: Counted::new(good), bad: Counted::new(bad) });
        match Separation::new(file, wrong, (division, reasons)).run(table) {
            Ok(apart) => {
                shelter.close(&name, Some(apart))?;
                separated.tables.push((shown, apart));
            }
            Err(Unparted::Left(why)) => {
                shelter.close(&name, None)?;
                separated.left.push((shown, why));
            }
            Err(Unparted::Failed(error)) => return Err(error),
        }
    }
    Ok(separated)
}

fn division(source: &Source, indexer: &dyn Indexer, outs: Outs) -> Box<dyn Division> {
    match indexer.arrangement() {
        Arrangement::Sequence => Box::new(Sequence::new(source.clone(), outs)),
        Arrangement::List => Box::new(List::new(source.clone(), outs)),
        Arrangement::Container => Box::new(Container::new(outs)),
    }
}

struct Separation<'f> {
    plan: &'f FilePlan,
    verdicts: Verdicts<'f>,
    division: Box<dyn Division>,
    reasons: Reasons,
    apart: Apart,
    outcomes: Vec<Vec<u8>>,
}

impl<'f> Separation<'f> {
    fn new(kept: &'f KeptFile, wrong: Wrong, (division, reasons): (Box<dyn Division>, Box<dyn Write>)) -> Self {
        Self {
            plan: &kept.plan,
            verdicts: Verdicts::new(kept, wrong),
            division,
            reasons: Reasons::new(reasons, kept.plan.head.body_line),
            apart: Apart::default(),
            outcomes: Vec::new(),
        }
    }

    fn run(mut self, mut table: Box<dyn Table>) -> Result<Apart, Unparted> {
        let indexer = table.indexer();
        let (mut block, mut batch) = (Block::default(), Batch::default());
        while table.next(&mut block)? {
            indexer.index(&block, &self.plan.wanted, &mut batch);
            self.plan.judge(&mut batch, &mut self.outcomes);
            let bad = self.verdicts.of(&*indexer, (&block, &batch), &self.outcomes);
            let (more, placed) = self.division.block(&*indexer, (&block, &batch), &bad)?;
            self.reasons.extend(more);
            for it in &placed {
                self.apart.good += u64::from(!it.is_bad);
                self.apart.bad += u64::from(it.is_bad);
                self.reasons.place(it, (&*indexer, &block, &batch), &bad)?;
            }
            self.reasons.passed(&batch);
        }
        let more = self.division.finish(&*table)?;
        self.reasons.extend(more);
        self.reasons.finish()?;
        Ok(self.apart)
    }
}

/// The records of a batch by their last rows: rows that one record was split into share its first byte.
fn last_rows(starts: &[u32]) -> impl Iterator<Item = (u32, usize)> + '_ {
    let ends = |row: &usize| starts.get(*row) != starts.get(*row + 1);
    (0..starts.len()).filter(ends).map(|row| (u32::try_from(row).unwrap_or(u32::MAX), row))
}
