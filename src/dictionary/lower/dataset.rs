//! Datasets.

use std::sync::Arc;

use globset::GlobBuilder;
use indexmap::IndexMap;

use super::names::Declaration;
use super::{Cx, field, layout, preset, value};
use crate::dictionary::part::{At, entries};
use crate::dictionary::raw::{self, Exact, Given, Map, Matching};
use crate::message::dictionary as say;
use crate::model::{ContractRef, Dataset, Decimal, Declared, Dictionary, ExtraFields};
use crate::text::nearest;

/// One dataset, with what it takes over from a preset.
pub(super) fn one(
    cx: &mut Cx<'_, '_, '_>,
    dictionary: &Dictionary,
    id: &str,
    declared: &Declaration<'_, raw::Dataset>,
) -> Dataset {
    let preset = cx.names.presets.dataset(id);
    let own = alone(cx, dictionary, id, declared);
    let Some(preset) = preset else { return own };
    if preset.origin == declared.origin {
        return at_home(cx, own);
    }
    let Some(raw) = &declared.given.value else { return own };
    let below = alone(cx, dictionary, id, preset);
    let below = at_home(cx, below);
    preset::dataset(own, raw, below)
}

/// A dataset of a preset, whose files are claimed where the dictionary names the preset.
fn at_home(cx: &Cx<'_, '_, '_>, mut dataset: Dataset) -> Dataset {
    if let Some(named) = cx.names.presets.named(&dataset.id) {
        dataset.origin = named;
        dataset.files.iter_mut().for_each(|it| it.origin = named);
    }
    dataset
}

fn alone(
    cx: &mut Cx<'_, '_, '_>,
    dictionary: &Dictionary,
    id: &str,
    declared: &Declaration<'_, raw::Dataset>,
) -> Dataset {
    let at = &declared.at;
    let nothing = raw::Dataset::default();
    let raw = declared.given.value.as_ref().unwrap_or(&nothing);
    let match_synonyms = raw.matching.value.is_some_and(|it| it.0 == Matching::Synonyms);
    let has_preset = cx.names.presets.dataset(id).is_some();
    let lacks_fields = raw.fields.span.is_none() && !match_synonyms && !has_preset;
    if declared.given.value.is_some() && lacks_fields && !cx.loading.is_misnamed(&at.key("fields")) {
        cx.loading.invalid(declared.origin, &at.path, say::fields_missing(id), say::fields_missing_help());
    }
    let each = value::text(at, &raw.each);
    let fields = field::all(cx, dictionary, (declared.part, &at.key("fields")), raw);
    let lost = entries(&raw.fields).filter(|(name, _)| !fields.iter().any(|it| *it.name == *name.value.text));
    let unresolved = lost.map(|(name, _)| Arc::from(name.value.text.as_str())).collect();
    Dataset {
        unresolved,
        id: Arc::from(id),
        system: Arc::from(id.split('.').next().unwrap_or_default()),
        origin: declared.origin,
        entity: entity(cx, declared, &raw.entity),
        grain: raw.grain.value.as_deref().map(Arc::from),
        layout: layout::of(cx, &at.key("layout"), &raw.layout),
        files: files(cx, &at.key("files"), &raw.files),
        sheets: files(cx, &at.key("sheet"), &raw.sheet),
        format: format(cx, &at.key("format"), &raw.format),
        contract: contract(cx, &at.key("contract"), &raw.contract),
        // Without fields every column would be unknown for one and the same reason, which has been told.
        extra_fields: match raw.extra_fields.value {
            _ if lacks_fields => ExtraFields::Allow,
            given => given.map_or(ExtraFields::Warn, |it| it.0),
        },
        tolerance: tolerance(cx, &at.key("tolerance"), &raw.tolerance),
        fields,
        match_synonyms,
        each,
    }
}

fn entity(
    cx: &mut Cx<'_, '_, '_>,
    declared: &Declaration<'_, raw::Dataset>,
    given: &Given<String>,
) -> Option<Declared<Arc<str>>> {
    let at = &declared.at.key("entity");
    let mut name = value::text(at, given)?;
    name.value = Arc::from(cx.names.entity_for(declared.part, &name.value));
    if cx.names.entities.contains_key(&*name.value) {
        return Some(name);
    }
    let message = say::no_entity(&name.value);
    cx.loading.dangling((at, name.origin), message, &name.value, cx.names.entities.keys().copied());
    None
}

/// The name of an input format that there is.
fn format(cx: &mut Cx<'_, '_, '_>, at: &At, given: &Given<String>) -> Option<Declared<Arc<str>>> {
    let name = value::text(at, given)?;
    let known = &cx.loading.known.inputs;
    if known.is_empty() || known.contains(&&*name.value) {
        return Some(name);
    }
    let listed: Vec<String> = known.iter().map(|it| format!("`{it}`")).collect();
    let near = nearest(&name.value, known.iter().copied());
    let help = near.map_or_else(|| say::input_format_help(listed.join(", ")), say::write_instead);
    cx.loading.invalid(name.origin, &at.path, say::input_format_unknown(&name.value), help);
    None
}

fn files(cx: &mut Cx<'_, '_, '_>, at: &At, given: &Given<raw::List<String>>) -> Vec<Declared<Arc<str>>> {
    let mut globs = value::names(cx.loading, at, given);
    globs.retain(|glob| is_glob(cx, at, glob));
    globs
}

fn is_glob(cx: &mut Cx<'_, '_, '_>, at: &At, glob: &Declared<Arc<str>>) -> bool {
    let built = GlobBuilder::new(&glob.value).literal_separator(true).build();
    if let Err(error) = &built {
        let message = say::glob_unusable(at.name(), error.kind());
        cx.loading.invalid(glob.origin, &at.path, message, say::glob_help());
    }
    built.is_ok()
}

fn contract(cx: &mut Cx<'_, '_, '_>, at: &At, given: &Given<String>) -> Option<Declared<ContractRef>> {
    let text = value::text(at, given)?;
    let (path, fragment) = text.value.split_once('#').unwrap_or((&text.value, ""));
    if path.trim().is_empty() {
        cx.loading.invalid(text.origin, &at.path, say::name_empty("contract"), say::name_empty_help());
        return None;
    }
    let glob = Declared::new(Arc::from(path), text.origin);
    let contract = ContractRef { path: Arc::from(path), fragment: Arc::from(fragment) };
    is_glob(cx, at, &glob).then(|| Declared::new(contract, text.origin))
}

fn tolerance(cx: &mut Cx<'_, '_, '_>, at: &At, given: &Given<Map<Exact>>) -> IndexMap<Arc<str>, Declared<Decimal>> {
    let mut all = IndexMap::new();
    for (rule, share) in entries(given) {
        let name = &*rule.value.text;
        let at = at.key(name);
        let rules = &cx.loading.known.rules;
        if !rules.is_empty() && !rules.contains(&name) {
            let help = nearest(name, rules.iter().copied()).map_or_else(say::rule_unknown_help, say::write_instead);
            cx.loading.invalid(at.origin(rule.span), &at.path, say::rule_unknown(name), help);
            continue;
        }
        if let Some(share) = value::share(cx.loading, &at, share) {
            all.insert(Arc::from(name), share);
        }
    }
    all
}
