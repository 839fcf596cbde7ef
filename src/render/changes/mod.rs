//! What differs between two versions, to bytes: for people, for programs, for a comment on a change.

mod human;
mod json;
mod markdown;

use std::io;

use super::Style;
use crate::finding::{Changes, Exchange, Place, Verdict};
use crate::message::{Lang, Message, diff};

/// A format of changes.
pub struct ChangeFormat {
    /// Its name on the command line.
    pub name: &'static str,
    /// Whether a program reads it: then it is in English unless a language was asked for.
    pub is_machine: bool,
    /// Writes all changes.
    pub render: fn(&Changes, &Style, &mut dyn io::Write) -> io::Result<()>,
}

/// Every format.
pub static CHANGE_FORMATS: [ChangeFormat; 3] = [human::FORMAT, json::FORMAT, markdown::FORMAT];

fn verdict(verdict: Verdict) -> Message {
    match verdict {
        Verdict::Breaking => diff::verdict_breaking(),
        Verdict::Undecidable => diff::verdict_undecidable(),
        Verdict::Safe => diff::verdict_safe(),
    }
}

fn exchange(exchange: Exchange) -> Message {
    match exchange {
        Exchange::Request => diff::exchange_request(),
        Exchange::Response => diff::exchange_response(),
        Exchange::Writer => diff::exchange_writer(),
        Exchange::Reader => diff::exchange_reader(),
    }
}

fn summary(changes: &Changes, lang: Lang) -> String {
    let count = |it| changes.count(it);
    let words = diff::summary(count(Verdict::Breaking), count(Verdict::Undecidable), count(Verdict::Safe));
    words.text(lang).to_owned()
}

/// Whether the version of a dictionary says what changed.
fn version(changes: &Changes, lang: Lang) -> Option<String> {
    let step = changes.version.as_ref()?;
    let needs = step.needs?.name();
    let words = if step.is_enough {
        diff::version_enough(&step.old, &step.new, needs)
    } else {
        diff::version_too_small(&step.old, &step.new, &step.needed, needs)
    };
    Some(words.text(lang).to_owned())
}

/// `path:line:column`.
fn spot(place: &Place) -> String {
    format!("{}:{}:{}", place.path.as_deref().unwrap_or_default(), place.line, place.column)
}
