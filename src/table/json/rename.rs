//! A block in which names of members are other ones, and everything else is byte for byte as it is stored.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::decode::said;
use super::form::{Form, Stretch};
use super::list::{self, Listing, Member};
use crate::table::Block;

/// The names of a block's members by the columns that they are to be those of.
pub(super) struct Renaming<'r> {
    text: &'r [u8],
    names: &'r [(usize, Arc<str>)],
    form: &'r Form,
    /// What stands in place of the names at these bytes; a name holds for many columns where they are within its value.
    made: BTreeMap<usize, (usize, String)>,
}

/// Appends the block to `out` with the columns named as `names` say. Where an object has a member of that name already, its
/// names stay.
pub(super) fn renamed(form: &Form, block: &Block, names: &[(usize, Arc<str>)], out: &mut Vec<u8>) {
    let text = &block.raw;
    let mut renaming = Renaming { text, names, form, made: BTreeMap::new() };
    // Where bytes are no text, places in the text are not places in the file.
    if simdutf8::basic::from_utf8(text).is_ok() {
        renaming.block();
    }
    let mut copied = 0;
    for (start, (end, name)) in renaming.made {
        out.extend_from_slice(text.get(copied..start).unwrap_or_default());
        out.extend_from_slice(name.as_bytes());
        copied = end;
    }
    out.extend_from_slice(text.get(copied..).unwrap_or_default());
}

impl Renaming<'_> {
    fn block(&mut self) {
        let mut listing = Listing::default();
        let mut records = self.form.records(self.text, None);
        while let Some(stretch) = records.next() {
            let (start, end) = match stretch {
                Stretch::Line { start, end } => (start, Some(end)),
                Stretch::Value(start) => (start, None),
                Stretch::Blank(_) | Stretch::Comma(_) => continue,
            };
            let within = self.text.get(..end.unwrap_or(self.text.len())).unwrap_or_default();
            let read = list::record(within, start, &self.form.paths, &mut listing);
            if read.is_some() {
                self.record(&listing);
            }
            match (end, read) {
                (Some(_), _) => {}
                (None, Some((_, end))) => records.pass_to(end),
                (None, None) => records.pass_broken(),
            }
        }
    }

    fn record(&mut self, listing: &Listing) {
        for (index, member) in listing.members.iter().enumerate() {
            let column = self.form.paths.column(member.slot);
            let wanted = self.names.iter().find(|it| Some(it.0) == column);
            let Some((_, name)) = wanted else { continue };
            // The last names of the path are those of the column; what is round the records has names of its own.
            let keys = listing.up(index).filter(|it| !it.key.is_empty());
            for (member, name) in keys.zip(name.rsplit('.')) {
                self.name(listing, member, name.trim_end_matches("[]"));
            }
        }
    }

    fn name(&mut self, listing: &Listing, member: &Member, name: &str) {
        if self.says(&member.key, name) {
            return;
        }
        let is_taken = listing.members.iter().any(|it| it.parent == member.parent && self.says(&it.key, name));
        if let (false, Ok(quoted)) = (is_taken, serde_json::to_string(name)) {
            // The quotes round a name are no part of its bytes.
            let inner = quoted.get(1..quoted.len() - 1).unwrap_or_default().to_owned();
            self.made.insert(member.key.start, (member.key.end, inner));
        }
    }

    fn says(&self, key: &Range<usize>, name: &str) -> bool {
        !key.is_empty() && said(self.text.get(key.clone()).unwrap_or_default()) == name
    }
}
