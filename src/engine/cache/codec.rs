//! What data files gave, as bytes and back.
//!
//! Every type is taken apart and put together whole, so that a field that is added cannot be forgotten here.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::engine::datasets::Judged;
use crate::finding::{CellRef, Finding, Fix, Input, InputKind, Place, Related, RuleId, Safety, Severity, Standing};
use crate::message::{Lang, Message};
use crate::text::{Excerpt, FileId, Origin, Span};
use crate::{rules, table};

/// `judged` as bytes.
pub(super) fn encoded(judged: &Judged) -> Vec<u8> {
    // Nothing is kept of runs that part records, and no group of files names datasets that have none.
    let Judged { findings, inputs, not_checked, missed: _, kept: _, shapes: _ } = judged;
    let mut out = Vec::new();
    findings.put(&mut out);
    inputs.put(&mut out);
    not_checked.put(&mut out);
    out
}

/// The same from its bytes; `None` where they are not of this form to their end.
pub(super) fn decoded(mut bytes: &[u8]) -> Option<Judged> {
    let bytes = &mut bytes;
    let (findings, inputs, not_checked) = (Kept::get(bytes)?, Kept::get(bytes)?, Kept::get(bytes)?);
    bytes.is_empty().then(|| Judged {
        findings,
        inputs,
        not_checked,
        missed: BTreeSet::new(),
        kept: Vec::new(),
        shapes: Vec::new(),
    })
}

/// What can be kept.
trait Kept: Sized {
    fn put(&self, out: &mut Vec<u8>);
    /// Takes it from the front of `bytes`.
    fn get(bytes: &mut &[u8]) -> Option<Self>;
}

/// A type by all of its fields.
macro_rules! fields {
    ($name:ty { $($field:ident),* $(,)? }) => {
        impl Kept for $name {
            fn put(&self, out: &mut Vec<u8>) {
                let Self { $($field),* } = self;
                $($field.put(out);)*
            }

            fn get(bytes: &mut &[u8]) -> Option<Self> {
                Some(Self { $($field: Kept::get(bytes)?),* })
            }
        }
    };
}

/// A type by the text that names it.
macro_rules! named {
    ($name:ty, $text:expr, $find:expr) => {
        impl Kept for $name {
            fn put(&self, out: &mut Vec<u8>) {
                let text: fn(&$name) -> &str = $text;
                text(self).put(out);
            }

            fn get(bytes: &mut &[u8]) -> Option<Self> {
                let find: fn(&str) -> Option<$name> = $find;
                find(text(bytes)?)
            }
        }
    };
}

fields!(Finding {
    rule,
    severity,
    message,
    label,
    help,
    path,
    dataset,
    field,
    element,
    count,
    tested,
    places,
    related,
    fix,
    subject,
    fingerprint,
    suppressed,
    standing,
});
fields!(Place { path, line, column, end_line, end_column, offset, length, record, cell, pointer, key, value, excerpt });
fields!(CellRef { sheet, name });
fields!(Excerpt { first_line, text, mark });
fields!(Related { place, message });
fields!(Fix { safety, description, edit });
fields!(Origin { file, span });
fields!(Span { start, end });
fields!(Range<usize> { start, end });

named!(RuleId, |it| it.name(), |it| rules::by_id(it).map(|it| it.id));
named!(Severity, |it| it.name(), |name| Severity::ALL.iter().find(|it| it.0 == name).map(|it| it.1));
named!(Safety, |it| it.name(), |name| [Safety::Safe, Safety::Unsafe].into_iter().find(|it| it.name() == name));
named!(Standing, |it| it.name(), |name| {
    [Standing::New, Standing::Known, Standing::Grown].into_iter().find(|it| it.name() == name)
});
named!(InputKind, |it| it.name(), |name| {
    [InputKind::Data, InputKind::Contract].into_iter().find(|it| it.name() == name)
});
named!(String, |it| it, |it| Some(it.to_owned()));
named!(Arc<str>, |it| it, |it| Some(Arc::from(it)));

impl Kept for Input {
    fn put(&self, out: &mut Vec<u8>) {
        let Self { path, kind, format, encoding, dataset, records, bytes, complete } = self;
        path.put(out);
        kind.put(out);
        format.put(out);
        encoding.unwrap_or_default().put(out);
        dataset.put(out);
        records.put(out);
        bytes.put(out);
        u64::from(*complete).put(out);
    }

    fn get(bytes: &mut &[u8]) -> Option<Self> {
        Some(Self {
            path: Kept::get(bytes)?,
            kind: Kept::get(bytes)?,
            format: table::by_name(text(bytes)?)?.name(),
            encoding: match text(bytes)? {
                "" => None,
                name => Some(table::encoding_named(name)?),
            },
            dataset: Kept::get(bytes)?,
            records: Kept::get(bytes)?,
            bytes: Kept::get(bytes)?,
            complete: u64::get(bytes)? == 1,
        })
    }
}

impl Kept for Message {
    fn put(&self, out: &mut Vec<u8>) {
        for text in [self.id(), self.text(Lang::En), self.text(Lang::ZhCn)] {
            text.put(out);
        }
    }

    fn get(bytes: &mut &[u8]) -> Option<Self> {
        let (id, en, zh) = (text(bytes)?, Kept::get(bytes)?, Kept::get(bytes)?);
        Self::kept(id, en, zh)
    }
}

/// A text, as it stands in the bytes.
fn text<'b>(bytes: &mut &'b [u8]) -> Option<&'b str> {
    let length = usize::get(bytes)?;
    let (text, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    std::str::from_utf8(text).ok()
}

trait Put {
    fn put(&self, out: &mut Vec<u8>);
}

impl Put for str {
    fn put(&self, out: &mut Vec<u8>) {
        self.len().put(out);
        out.extend_from_slice(self.as_bytes());
    }
}

impl Kept for u64 {
    fn put(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.to_le_bytes());
    }

    fn get(bytes: &mut &[u8]) -> Option<Self> {
        let (number, rest) = bytes.split_first_chunk()?;
        *bytes = rest;
        Some(Self::from_le_bytes(*number))
    }
}

impl Kept for usize {
    fn put(&self, out: &mut Vec<u8>) {
        (*self as u64).put(out);
    }

    fn get(bytes: &mut &[u8]) -> Option<Self> {
        Self::try_from(u64::get(bytes)?).ok()
    }
}

impl Kept for u32 {
    fn put(&self, out: &mut Vec<u8>) {
        u64::from(*self).put(out);
    }

    fn get(bytes: &mut &[u8]) -> Option<Self> {
        Self::try_from(u64::get(bytes)?).ok()
    }
}

impl Kept for FileId {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
    }

    fn get(bytes: &mut &[u8]) -> Option<Self> {
        Kept::get(bytes).map(Self)
    }
}

impl<A: Kept, B: Kept> Kept for (A, B) {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
        self.1.put(out);
    }

    fn get(bytes: &mut &[u8]) -> Option<Self> {
        Some((A::get(bytes)?, B::get(bytes)?))
    }
}

impl<T: Kept> Kept for Option<T> {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(u8::from(self.is_some()));
        if let Some(it) = self {
            it.put(out);
        }
    }

    fn get(bytes: &mut &[u8]) -> Option<Self> {
        let (is_some, rest) = bytes.split_first()?;
        *bytes = rest;
        match is_some {
            0 => Some(None),
            1 => T::get(bytes).map(Some),
            _ => None,
        }
    }
}

impl<T: Kept> Kept for Vec<T> {
    fn put(&self, out: &mut Vec<u8>) {
        self.len().put(out);
        for it in self {
            it.put(out);
        }
    }

    fn get(bytes: &mut &[u8]) -> Option<Self> {
        let length = usize::get(bytes)?;
        // Whatever is listed takes a byte at least.
        (length <= bytes.len()).then_some(())?;
        (0..length).map(|_| T::get(bytes)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::cli;
    use crate::rules::run::check_skipped;

    /// Everything that can be there is there, and twice, so that lists and options are met.
    fn full() -> Judged {
        let excerpt = Excerpt { first_line: 3, text: "a,b\n甲,乙".to_owned(), mark: 4..7 };
        let place = Place {
            path: Some(Arc::from("other.csv")),
            line: 1,
            column: 2,
            end_line: 3,
            end_column: 4,
            offset: 5,
            length: u64::MAX,
            record: Some(6),
            cell: Some(CellRef { sheet: Arc::from("表"), name: "C17".to_owned() }),
            pointer: Some("/a/b".to_owned()),
            key: vec![(Arc::from("order.id"), "1".to_owned()), (Arc::from("line"), String::new())],
            value: Some("***".to_owned()),
            excerpt: Some(excerpt),
        };
        let origin = Origin { file: FileId(2), span: Span::new(7, 9) };
        let finding = check_skipped::found("a", cli::no_input(), cli::no_input_help());
        let finding = finding.with_label(cli::problem()).in_input("a.csv").at(place.clone()).at(Place::default());
        let finding = finding.related_to(Related { place, message: Message::verbatim("here") });
        let finding = Finding {
            dataset: Some(Arc::from("s.d")),
            field: Some(Arc::from("f")),
            element: Some(Arc::from("e")),
            count: 10,
            tested: 11,
            fix: Some(Fix {
                safety: Safety::Unsafe,
                description: cli::problem(),
                edit: Some((origin, "x".to_owned())),
            }),
            suppressed: Some(cli::problem()),
            standing: Some(Standing::Grown),
            ..finding
        };
        let input = |format: &dyn table::Format, encoding| Input {
            path: Arc::from("a.csv"),
            kind: InputKind::Data,
            format: format.name(),
            encoding,
            dataset: Some(Arc::from("s.d")),
            records: 1,
            bytes: 2,
            complete: true,
        };
        let encodings = [None, table::encoding_named("utf-8"), table::encoding_named("gb18030")];
        let inputs = table::FORMATS.iter().flat_map(|it| encodings.map(|encoding| input(*it, encoding))).collect();
        Judged { findings: vec![finding.clone(), finding], inputs, not_checked: 3, ..Judged::default() }
    }

    #[test]
    fn what_was_kept_comes_back_as_it_was() {
        let (judged, told) = (full(), |it: &Judged| format!("{:#?} {:#?} {}", it.findings, it.inputs, it.not_checked));
        let bytes = encoded(&judged);
        assert_eq!(told(&decoded(&bytes).unwrap()), told(&judged));
        for length in 0..bytes.len() {
            assert!(decoded(&bytes[..length]).is_none(), "cut at {length}");
        }
        assert!(decoded(&[&bytes[..], &[0]].concat()).is_none());
    }

    #[test]
    fn bytes_of_another_form_are_nothing_and_take_no_memory() {
        for filler in [0xFF, 0x7F, 0x01] {
            assert!(decoded(&[filler; 64]).is_none());
        }
    }
}
