//! Protocol Buffers, language versions 2 and 3 and the editions that read like them.
//!
//! The only place that names `protox_parse` and the descriptor types it gives.

mod file;
mod import;
mod known;
mod option;
mod record;
mod service;

use std::collections::BTreeMap;

use super::problem::Noted;
use super::typed::reading::{Glimpse, Reading, Text, TextFormat};
use crate::message::contract;
use crate::text::Span;
use file::File;

/// The format.
pub(super) static FORMAT: TextFormat = TextFormat { recognises, read };

fn recognises(glimpse: &Glimpse<'_>) -> Option<&'static str> {
    let proto = glimpse.extension == "proto";
    let version = || {
        let head = glimpse.text.lines().map(str::trim).find(|it| it.starts_with("syntax") || it.starts_with("edition"));
        match head {
            Some(line) if line.starts_with("edition") => "protobuf-edition",
            Some(line) if line.contains("proto3") => "protobuf-3",
            _ => "protobuf-2",
        }
    };
    proto.then(version)
}

fn read(reading: &mut Reading<'_>, text: &Text) {
    let first = match file::parse(text) {
        Ok(file) => file,
        Err(noted) => {
            reading.note(text, *noted);
            reading.is_whole = false;
            return;
        }
    };
    let (files, missing, is_complete) = import::follow(reading, first);
    let names = names(&files);
    for (index, file) in files.iter().enumerate() {
        record::add(reading, file, (&names, index == 0));
    }
    let Some(first) = files.first() else { return };
    for (path, span) in &missing {
        let problem = Noted::unread(*span, contract::import_missing(path), contract::import_missing_help());
        reading.note(text, problem.labelled(contract::import_missing_label()).about(path));
    }
    // What a file declares that was not found cannot be called unknown.
    for (name, origin) in reading.types.dangling() {
        let is_own = origin.file == first.text.file;
        // Of files that are known without being read, only the types of values are.
        let foreign = ["google.", "buf.", "validate."].iter().any(|it| name.starts_with(it));
        if (is_complete || (missing.is_empty() && !foreign)) && is_own {
            let problem = Noted::invalid(origin.span, contract::typed_unknown(&name), contract::typed_unknown_help());
            reading.note(text, problem.labelled(contract::typed_unknown_label()).about(&name));
        }
        reading.types.unread.push(name);
    }
}

/// Every declared type by its full name, and whether it is a message.
fn names(files: &[File]) -> BTreeMap<String, bool> {
    let mut names = BTreeMap::new();
    for file in files {
        file.each_type(&mut |name, is_message| {
            names.insert(name.to_owned(), is_message);
        });
    }
    names
}

/// The place of one byte, for problems that have no range.
fn point(at: usize) -> Span {
    Span::new(at, at.saturating_add(1))
}
