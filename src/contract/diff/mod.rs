//! Two versions of one contract: what has changed, and what that does to those who keep to the old one.
//!
//! Everything that is compared is either what somebody sends or what somebody reads, so a change that lets in less breaks
//! those who send, and one that lets out more breaks those who read. [`kind`] holds that for every kind of change; the
//! rest finds changes and names them.

mod branch;
mod http;
mod keyword;
mod kind;
mod log;
mod parameter;
mod protobuf;
mod record;
mod schema;
mod shape;
mod sunset;
#[cfg(test)]
mod tests;
mod typed;
mod words;

use self::log::{Log, Scope};
use super::Contract;
use super::fragment::schema_in;
use super::library::{At, Library};
use crate::finding::{Exchange, Verdict};
use crate::message::Message;
use crate::model::Date;
use crate::text::Origin;

/// What is to be kept: each includes the ones before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strictness {
    /// Bytes stay readable.
    Wire,
    /// Bytes and JSON stay readable.
    Json,
    /// Code that was generated compiles too.
    #[default]
    Source,
}

/// One change of a contract, with its places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its kind, such as `property-removed`.
    pub kind: &'static str,
    /// For whom it is judged.
    pub exchange: Exchange,
    /// What it does to them.
    pub verdict: Verdict,
    /// The operation or type it is in.
    pub subject: String,
    /// What has changed.
    pub message: Message,
    /// Why the verdict is what it is.
    pub reason: Message,
    /// Where it was declared.
    pub old: Option<Origin>,
    /// Where it is declared, or what is left round it.
    pub new: Option<Origin>,
}

/// Sides of data that is written once and read later.
const DATA: &[Exchange] = &[Exchange::Writer, Exchange::Reader];

/// What differs between two contracts of one kind, the worst first; none where they are of different kinds.
///
/// Sunsets count as passed by the day `as_of`; `strictness` says what of Protocol Buffers is to be kept.
pub fn compare(old: &Contract, new: &Contract, as_of: Date, strictness: Strictness) -> Option<Vec<Difference>> {
    let mut log = Log::new(as_of, strictness);
    match (&old.types, &new.types) {
        (Some((a, _)), Some((b, _))) => {
            if family(old.format) != family(new.format) {
                return None;
            }
            typed::compare((a, b), family(new.format), &mut log);
        }
        (None, None) => documents(old, new, &mut log)?,
        _ => return None,
    }
    Some(log.finish())
}

/// The language of a format, without its version or dialect.
fn family(format: &'static str) -> &'static str {
    match format {
        "odata-json" => "odata",
        "avro-protocol" | "kafka-connect" => "avro",
        _ => format.split('-').next().unwrap_or(format),
    }
}

fn documents(old: &Contract, new: &Contract, log: &mut Log) -> Option<()> {
    let (a, b) = (old.reader?, new.reader?);
    let is_http = |contract: &Contract| matches!(family(contract.format), "openapi" | "swagger");
    if is_http(old) && is_http(new) {
        http::compare((&old.library, &new.library), log);
        return Some(());
    }
    if family(old.format) != family(new.format) {
        return None;
    }
    if a.schemas.is_empty() {
        let (from, to) = (old.library.root(0)?, new.library.root(0)?);
        schema::Trees::new((&old.library, &new.library), log).pair((&from, &to), &Scope::new("", DATA));
        return Some(());
    }
    let maps: Vec<&str> = b.schemas.to_vec();
    named(&old.library, &new.library, &maps, log);
    Some(())
}

/// Schemas and messages by name, in documents that are no list of operations.
fn named(old: &Library, new: &Library, maps: &[&str], log: &mut Log) {
    for map in maps {
        let (a, b) = (old.locate(0, "", map), new.locate(0, "", map));
        let list = |at: &Option<At<'_>>| -> Vec<String> {
            at.iter().flat_map(|it| it.node.entries()).map(|it| it.key.to_owned()).collect()
        };
        let (before, after) = (list(&a), list(&b));
        for name in &before {
            let from = a.as_ref().and_then(|it| it.get(name));
            match (from, b.as_ref().and_then(|it| it.get(name))) {
                (Some(from), Some(to)) => {
                    let (from, to) = (schema_in(old, from), schema_in(new, to));
                    if let (Some(from), Some(to)) = (from, to) {
                        schema::Trees::new((old, new), log).pair((&from, &to), &Scope::new(name, DATA));
                    }
                }
                (Some(from), None) => {
                    words::type_removed(log, name, (old.head(&from), b.as_ref().map(|it| new.head(it))));
                }
                _ => {}
            }
        }
        for name in after.iter().filter(|it| !before.contains(it)) {
            if let Some(to) = b.as_ref().and_then(|it| it.get(name)) {
                words::type_added(log, name, new.head(&to));
            }
        }
    }
}
