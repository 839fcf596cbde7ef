//! From what is written to the model: references resolved, numbers exact, patterns known to compile.

mod beside;
mod code_list;
mod code_source;
mod constraint;
mod dataset;
mod element;
mod field;
mod governance;
mod layer;
mod layout;
mod names;
mod preset;
mod privacy;
mod profile;
mod quoting;
mod remotes;
mod stated;
mod system;
mod template;
mod temporal;
mod transport;
mod value;

use std::sync::Arc;

use indexmap::IndexMap;

use self::names::Names;
use super::import::Brought;
use super::loading::Loading;
use super::part::{At, Part, Standing};
use crate::message::dictionary as say;
use crate::model::Dictionary;

/// The dictionary that all parts make up together.
pub(super) fn dictionary(loading: &mut Loading<'_>, brought: &Brought, shown_as: &str) -> Dictionary {
    let parts = &*brought.parts;
    let names = Names::of(loading, brought);
    let mut dictionary = Dictionary { path: shown_as.to_owned(), ..Dictionary::default() };
    about(loading, parts, &mut dictionary);
    let mut cx = Cx { loading, names: &names, language: first_language(&dictionary) };
    governance::departments(&mut cx, &mut dictionary);
    dictionary.code_lists = code_list::all(&mut cx);
    dictionary.elements = layer::elements(&mut cx);
    element::conditions(&mut cx, &mut dictionary);
    dictionary.entities = layer::entities(&mut cx);
    let (mut systems, mut datasets) = (IndexMap::new(), IndexMap::new());
    for (id, declared) in &names.systems {
        systems.insert(Arc::from(*id), system::one(&mut cx, id, declared));
    }
    for (id, declared) in &names.datasets {
        datasets.insert(Arc::from(id.as_str()), dataset::one(&mut cx, &dictionary, id, declared));
    }
    dictionary.systems = systems;
    dictionary.datasets = datasets;
    for part in parts.iter().filter(|it| it.standing != Standing::Preset) {
        governance::relations(&mut cx, part, &mut dictionary.relations);
        governance::waivers(&mut cx, part, &mut dictionary.waivers);
        privacy::of(&mut cx, part, &mut dictionary.privacy);
        remotes::of(&mut cx, part, &mut dictionary.remotes.0);
        stated::of(&mut cx, part, &mut dictionary);
    }
    profile::note(&mut cx, brought, &dictionary);
    dictionary
}

/// What lowering needs everywhere.
pub(super) struct Cx<'l, 'k, 'r> {
    /// What is gathered.
    pub(super) loading: &'l mut Loading<'k>,
    /// Everything that is declared, by id.
    pub(super) names: &'l Names<'r>,
    /// The language of plain texts.
    pub(super) language: Arc<str>,
}

fn first_language(dictionary: &Dictionary) -> Arc<str> {
    dictionary.languages.first().cloned().unwrap_or_else(|| Arc::from("und"))
}

/// What is no semantic version cannot be compared with an earlier one.
fn version(loading: &mut Loading<'_>, at: &At, given: &super::raw::Given<String>) {
    let Some((text, span)) = given.get() else { return };
    if !super::import::is_version(text) {
        loading.invalid(at.origin(span), &at.path, say::version_unusable(text), say::version_form_help());
    }
}

/// Reads the block `dictionary`, of which there is one.
fn about(loading: &mut Loading<'_>, parts: &[Part], dictionary: &mut Dictionary) {
    let mut first = None;
    for part in parts.iter().filter(|it| it.standing == Standing::Own) {
        let Some((about, span)) = part.raw.dictionary.get() else { continue };
        let at = At::top(part.file, "dictionary");
        if let Some(first) = first {
            names::block_duplicate(loading, &at, (first, at.origin(span)));
            continue;
        }
        first = Some(at.origin(span));
        let text = |given: &super::raw::Given<String>| given.value.clone();
        dictionary.id = text(&about.id);
        dictionary.version = text(&about.version);
        version(loading, &at.key("version"), &about.version);
        dictionary.version_origin = about.version.span.map(|it| at.origin(it));
        dictionary.currency = text(&about.currency).map(Arc::from);
        dictionary.time_zone = value::zone(loading, &at.key("timeZone"), &about.time_zone).map(|it| it.value);
        dictionary.languages = value::spellings(&about.languages);
        dictionary.profiles = value::spellings(&about.profiles);
    }
}
