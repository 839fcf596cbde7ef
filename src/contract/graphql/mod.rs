//! GraphQL schemas in their definition language.
//!
//! The only place that names `apollo_parser`.

mod definition;
mod value;

use std::path::PathBuf;
use std::sync::Arc;

use apollo_parser::Parser;
use apollo_parser::cst::Document;

use super::problem::Noted;
use super::typed::reading::{Glimpse, Reading, Text, TextFormat};
use crate::message::contract;
use crate::text::Span;
use definition::Definitions;

/// The format.
pub(super) static FORMAT: TextFormat = TextFormat { recognises, read };

/// Deepest nesting of lists in a type or of values in a directive.
const DEEPEST: usize = 64;

/// Most words of a schema: the largest public ones have some hundred thousands.
const MOST_TOKENS: usize = 8_000_000;

/// Most errors that are told of one file: after the first ones the parser only guesses.
const MOST_ERRORS: usize = 5;

/// Most files of a folder that are looked into.
const MOST_NEIGHBOURS: usize = 256;

/// Levels of objects that are unfolded: types of a graph lead everywhere.
const LEVELS: usize = 3;

/// Types that a server of a federated graph adds by itself.
const FEDERATED: [&str; 4] = ["_Any", "_Entity", "_Service", "FieldSet"];

fn recognises(glimpse: &Glimpse<'_>) -> Option<&'static str> {
    ["graphql", "graphqls", "gql", "sdl"].contains(&glimpse.extension).then_some("graphql")
}

fn read(reading: &mut Reading<'_>, text: &Text) {
    reading.types.levels = Some(LEVELS);
    let Some(document) = parse(reading, text) else { return };
    let mut definitions = Definitions { reading, text, is_root: true };
    if !definitions.add(&document) {
        let problem = Noted::invalid(Span::new(0, 1), contract::graphql_queries(), contract::graphql_queries_help());
        reading.note(text, problem.labelled(contract::graphql_queries_label()));
        reading.is_whole = false;
        return;
    }
    if reading.types.dangling().iter().any(|(name, _)| !FEDERATED.contains(&&**name)) {
        neighbours(reading, text);
    }
    for (name, origin) in reading.types.dangling() {
        if origin.file == text.file && !FEDERATED.contains(&&*name) {
            let problem = Noted::invalid(origin.span, contract::typed_unknown(&name), contract::typed_unknown_help());
            reading.note(text, problem.labelled(contract::typed_unknown_label()).about(&name));
        }
    }
}

/// The document, if all of it can be read; else its errors are noted.
fn parse(reading: &mut Reading<'_>, text: &Text) -> Option<Document> {
    let tree = Parser::new(&text.text).recursion_limit(DEEPEST).token_limit(MOST_TOKENS).parse();
    let mut errors = tree.errors().take(MOST_ERRORS).peekable();
    if errors.peek().is_none() {
        return Some(tree.document());
    }
    for error in errors {
        let start = error.index().min(text.text.len());
        let width = error.data().len().max(1);
        let noted = Noted::invalid(
            Span::new(start, (start + width).min(text.text.len())),
            contract::invalid_syntax(error.message().trim_end_matches('.')),
            contract::invalid_syntax_help(),
        );
        reading.note(text, noted.labelled(contract::invalid_syntax_label()).about(&start.to_string()));
    }
    reading.is_whole = false;
    None
}

/// Adds the types of the other files of the folder: a schema may be kept in parts.
fn neighbours(reading: &mut Reading<'_>, text: &Text) {
    let Ok(entries) = std::fs::read_dir(text.folder()) else { return };
    let is_schema =
        |path: &PathBuf| path.extension().is_some_and(|it| it == "graphql" || it == "graphqls" || it == "gql");
    let mut paths: Vec<PathBuf> = entries.filter_map(|it| Some(it.ok()?.path())).filter(is_schema).collect();
    paths.sort();
    for path in paths.iter().take(MOST_NEIGHBOURS) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let shown = match text.shown.rsplit_once('/') {
            Some((parent, _)) => format!("{parent}/{name}"),
            None => name.into_owned(),
        };
        let Some((other, true)) = reading.load(path, &shown) else { continue };
        let tree = Parser::new(&other.text).recursion_limit(DEEPEST).token_limit(MOST_TOKENS).parse();
        if tree.errors().next().is_none() {
            Definitions { reading, text: &other, is_root: false }.add(&tree.document());
        }
    }
}

/// The text of a name or type as it is written.
fn written(text: &Text, span: Span) -> Arc<str> {
    Arc::from(text.text.get(span.range()).unwrap_or_default())
}
