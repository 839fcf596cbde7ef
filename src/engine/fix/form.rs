//! The file as a whole: encoding, byte order mark, delimiter, line breaks, a delimiter too many at the end of every line.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::Job;
use crate::engine::assign::Assigned;
use crate::engine::data;
use crate::finding::Safety;
use crate::message::{Message, fix};
use crate::model::{BomPolicy, Newline, Transport};
use crate::rule::Rule;
use crate::rules::input::{dialect_mismatch, encoding_mismatch, extra_rows};
use crate::table::{Batch, Block, Head, Indexer, NewForm, NoteKind, Table, Unfit};

/// One change of the file as a whole.
pub(super) struct FormChange {
    pub(super) rule: &'static Rule,
    pub(super) safety: Safety,
    pub(super) before: Message,
    pub(super) after: Message,
}

/// The form a file is to have.
#[derive(Default)]
pub(super) struct Settled {
    pub(super) form: NewForm,
    /// The byte order mark it is to begin with; `None` leaves what is there.
    pub(super) mark: Option<&'static [u8]>,
    pub(super) made: Vec<FormChange>,
    pub(super) proposed: Vec<FormChange>,
}

/// Decides what changes of the file as a whole.
pub(super) fn settle(job: &Job<'_>, assigned: &Assigned<'_>, table: &dyn Table) -> Settled {
    let default = Transport::default();
    let system = job.loaded.dictionary.systems.get(&assigned.dataset.system);
    let transport = system.map_or(&default, |it| &it.transport);
    let head = table.head();
    let mut settled = Settled::default();
    for note in &head.notes {
        settled.of_note(job, (&note.kind, transport));
    }
    let trails = !assigned.dataset.layout.trailing_delimiter
        && job.may(&extra_rows::RULE)
        && head.delimiter != 0
        && every_record_trails(job, assigned);
    if trails {
        settled.form.no_trailing_delimiter = true;
        settled.made.push(change(&extra_rows::RULE, Safety::Safe, fix::trailing(), fix::none()));
    }
    if settled.form.is_same() {
        settled.settle_mark(transport, head);
        return settled;
    }
    match unfit(job, assigned, settled.form) {
        None => settled.settle_mark(transport, head),
        Some(why) => settled.give_up(why),
    }
    settled
}

impl Settled {
    fn of_note(&mut self, job: &Job<'_>, (kind, transport): (&NoteKind, &Transport)) {
        match kind {
            NoteKind::Encoding(declared, detected) if job.may(&encoding_mismatch::RULE) => {
                let Some(encoding) = Encoding::for_label(declared.as_bytes()) else { return };
                let sure = encoding_mismatch::is_proven(detected);
                let safety = if sure { Safety::Safe } else { Safety::Unsafe };
                let words = change(&encoding_mismatch::RULE, safety, fix::named(detected), fix::named(declared));
                let allowed = sure || job.fixing.also_unsafe;
                if allowed {
                    self.form.encoding = Some(encoding.name());
                    self.made.push(words);
                } else {
                    self.proposed.push(words);
                }
            }
            NoteKind::BomPresent if job.may(&encoding_mismatch::RULE) => {
                self.mark = Some(b"");
                self.made.push(change(&encoding_mismatch::RULE, Safety::Safe, fix::mark(), fix::none()));
            }
            NoteKind::BomMissing if job.may(&encoding_mismatch::RULE) => {
                self.mark = Some(b"\xEF\xBB\xBF");
                self.made.push(change(&encoding_mismatch::RULE, Safety::Safe, fix::none(), fix::mark()));
            }
            NoteKind::Delimiter(declared, found) if job.may(&dialect_mismatch::RULE) => {
                self.form.delimiter = Some(*declared);
                let (before, after) = (fix::named(sign(*found)), fix::named(sign(*declared)));
                self.made.push(change(&dialect_mismatch::RULE, Safety::Safe, before, after));
            }
            NoteKind::Newline(found) if job.may(&dialect_mismatch::RULE) => {
                let Some(newline) = transport.newline.as_ref().map(|it| it.value) else { return };
                self.form.newline = Some(newline);
                let after = if newline == Newline::Lf { "LF" } else { "CRLF" };
                self.made.push(change(&dialect_mismatch::RULE, Safety::Safe, fix::named(found), fix::named(after)));
            }
            _ => {}
        }
    }

    /// Which mark the file begins with: as the policy says where the encoding or the mark changes.
    fn settle_mark(&mut self, transport: &Transport, head: &Head) {
        let target = self.form.encoding.or(head.encoding).and_then(|it| Encoding::for_label(it.as_bytes()));
        let policy = transport.bom.as_ref().map(|it| it.value);
        if self.form.encoding.is_some() {
            self.mark = Some(if policy == Some(BomPolicy::Require) { mark_of(target) } else { b"" });
        } else if self.mark.is_some_and(|it| !it.is_empty()) {
            self.mark = Some(mark_of(target));
        }
    }

    /// What cannot be had without loss is only told.
    fn give_up(&mut self, _why: Unfit) {
        self.form = NewForm::default();
        self.mark = None;
        for mut it in std::mem::take(&mut self.made) {
            it.safety = Safety::Unsafe;
            self.proposed.push(it);
        }
    }
}

fn change(rule: &'static Rule, safety: Safety, before: Message, after: Message) -> FormChange {
    FormChange { rule, safety, before, after }
}

fn sign(byte: u8) -> String {
    if byte == b'\t' { "TAB".to_owned() } else { char::from(byte).to_string() }
}

fn mark_of(encoding: Option<&'static Encoding>) -> &'static [u8] {
    match encoding {
        Some(it) if it == UTF_8 => b"\xEF\xBB\xBF",
        Some(it) if it == UTF_16LE => b"\xFF\xFE",
        Some(it) if it == UTF_16BE => b"\xFE\xFF",
        _ => b"",
    }
}

/// The byte order mark that `bytes` begin with.
pub(super) fn mark_at(bytes: &[u8]) -> usize {
    let marks: [&[u8]; 3] = [b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF"];
    marks.iter().find(|it| bytes.starts_with(it)).map_or(0, |it| it.len())
}

/// Whether every record has one empty cell too many at its end. Mostly the first block says no.
fn every_record_trails(job: &Job<'_>, assigned: &Assigned<'_>) -> bool {
    let mut records = 0;
    let mut batch = Batch::default();
    let all = each_block(job, assigned, |indexer, block| {
        indexer.index(block, &[], &mut batch);
        records += batch.records();
        batch.trailing_delimiters == batch.records() as u64
    });
    all && records > 0
}

/// Why the records cannot have another form.
fn unfit(job: &Job<'_>, assigned: &Assigned<'_>, form: NewForm) -> Option<Unfit> {
    let mut out = Vec::new();
    let mut why = None;
    each_block(job, assigned, |indexer, block| {
        out.clear();
        why = indexer.recast(&block.raw, form, &mut out).err();
        why.is_none()
    });
    why
}

/// Calls `each` with every block until it says no; whether it never did and all could be read.
fn each_block(job: &Job<'_>, assigned: &Assigned<'_>, mut each: impl FnMut(&dyn Indexer, &Block) -> bool) -> bool {
    let Ok(mut table) = data::open_table(&job.loaded.dictionary, assigned, job.request.unpacking()) else {
        return false;
    };
    let indexer = table.indexer();
    let mut block = Block::default();
    while let Ok(more) = table.next(&mut block) {
        if !more {
            return true;
        }
        if !each(&*indexer, &block) {
            return false;
        }
    }
    false
}
