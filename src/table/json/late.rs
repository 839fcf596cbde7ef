//! Declared columns that the first records do not show: the rest of the input is searched for their names alone.

use std::io;
use std::sync::Arc;

use memchr::memmem::Finder;

use super::columns::Columns;
use super::cut::{Body, Cutter};
use crate::table::{Block, Source};

/// Blocks that may name a column without having it; then it is looked for no more, so that a name which stands in every
/// record for something else does not cost a second reading.
const PATIENCE: u32 = 64;

/// A name that is looked for.
struct Wanted {
    name: Arc<str>,
    finder: Finder<'static>,
    disappointed: u32,
}

/// Reads the input and adds the paths of records that name one of `missing`, until all are found. Names that are written
/// with escapes are not found. `line` is that of the first record.
///
/// # Errors
/// Where the input cannot be read.
pub(super) fn search(
    source: &Source,
    columns: &mut Columns,
    missing: &[Arc<str>],
    (body, mut line): (Body, u64),
) -> io::Result<()> {
    let wanted = |it: &Arc<str>| Wanted { name: Arc::clone(it), finder: finder(it), disappointed: 0 };
    let mut missing: Vec<Wanted> = missing.iter().map(wanted).collect();
    let mut cutter = Cutter::new(source, body)?;
    let mut block = Block::default();
    while !missing.is_empty() && cutter.next(&mut block) {
        let mut named = false;
        for it in &mut missing {
            if it.finder.find(&block.raw).is_some() {
                it.disappointed += 1;
                named = true;
            }
        }
        if named {
            columns.at(line, block.offset, block.inset);
            columns.read(&block.raw);
            missing.retain(|it| !columns.has(&it.name) && it.disappointed < PATIENCE);
        }
        line += memchr::memchr_iter(b'\n', &block.raw).count() as u64 + block.lines_after;
    }
    Ok(())
}

/// The last name of a path, as it stands before its value.
fn finder(path: &str) -> Finder<'static> {
    let last = path.rsplit('.').next().unwrap_or(path).trim_end_matches("[]");
    Finder::new(format!("{last}\"").as_bytes()).into_owned()
}
