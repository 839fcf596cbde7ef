//! Code lists and their maps.

use std::sync::Arc;

use indexmap::IndexMap;

use super::element::written;
use super::names::Declaration;
use super::{Cx, code_source, quoting, value};
use crate::dictionary::part::{At, Standing, entries};
use crate::dictionary::raw::{self, Either, Given, Map, Scalar};
use crate::document::Text;
use crate::message::dictionary as say;
use crate::model::{Code, CodeList, CodeMap, Declared, Title};
use crate::text::Origin;

/// All code lists, by id.
pub(super) fn all(cx: &mut Cx<'_, '_, '_>) -> IndexMap<Arc<str>, Arc<CodeList>> {
    let names = cx.names;
    names.code_lists.iter().map(|(id, declared)| (Arc::from(*id), Arc::new(one(cx, id, declared)))).collect()
}

fn one(cx: &mut Cx<'_, '_, '_>, id: &str, declared: &Declaration<'_, raw::CodeList>) -> CodeList {
    let at = &declared.at;
    let nothing = raw::CodeList::default();
    let raw = declared.given.value.as_ref().unwrap_or(&nothing);
    let mut values = values(cx, &at.key("values"), &raw.values);
    // A list that could not be read in full knows too few codes to call others unknown.
    let mut complete = raw.values.span.is_none() || raw.values.value.is_some();
    if raw.source.span.is_some() {
        complete &= code_source::add(cx, declared.part, (at, raw), &mut values).is_some();
    } else if raw.values.span.is_none() && declared.given.value.is_some() {
        cx.loading.invalid(declared.origin, &at.path, say::codes_missing(id), say::codes_missing_help());
    }
    let maps = maps(cx, &at.key("maps"), &raw.maps, (id, complete.then_some(&values)));
    let is_imported = declared.part.standing == Standing::Imported;
    CodeList { id: Arc::from(id), origin: declared.origin, is_imported, values, maps }
}

fn values(cx: &mut Cx<'_, '_, '_>, at: &At, given: &Given<Map<Either<raw::Code>>>) -> IndexMap<Arc<str>, Code> {
    let mut values = IndexMap::new();
    for (key, code) in entries(given) {
        let origin = at.origin(key.span);
        check_key(cx, at, &key.value, origin);
        let at = at.key(&key.value);
        let (title, until) = match &code.value {
            None => (Title::default(), None),
            Some(Either::Short(text)) => {
                (Title { texts: vec![(Arc::clone(&cx.language), Arc::from(text.as_str()))] }, None)
            }
            Some(Either::Full(full)) => (cx.title(&full.title), value::day(cx.loading, &at.key("until"), &full.until)),
        };
        values.insert(Arc::from(key.value.text.as_str()), Code { title, until, origin });
    }
    values
}

fn check_key(cx: &mut Cx<'_, '_, '_>, at: &At, key: &Text, origin: Origin) {
    if !key.is_quoted() {
        quoting::check(cx, at, &key.text, origin);
    }
}

fn maps(
    cx: &mut Cx<'_, '_, '_>,
    at: &At,
    given: &Given<Map<Map<Scalar>>>,
    list: (&str, Option<&IndexMap<Arc<str>, Code>>),
) -> IndexMap<Arc<str>, CodeMap> {
    let mut maps = IndexMap::new();
    for (name, map) in entries(given) {
        let at = at.key(&name.value);
        let mut pairs = IndexMap::new();
        for (local, code) in entries(map) {
            check_key(cx, &at, &local.value, at.origin(local.span));
            if let Some(code) = target(cx, &at, code, list) {
                pairs.insert(Arc::from(local.value.text.as_str()), code);
            }
        }
        let name_text: Arc<str> = Arc::from(name.value.text.as_str());
        let map = CodeMap { name: Arc::clone(&name_text), origin: at.origin(name.span), entries: pairs };
        maps.insert(name_text, map);
    }
    maps
}

/// The canonical code that a local spelling leads to, if it exists.
fn target(
    cx: &mut Cx<'_, '_, '_>,
    at: &At,
    given: &Given<Scalar>,
    (list, values): (&str, Option<&IndexMap<Arc<str>, Code>>),
) -> Option<Declared<Arc<str>>> {
    let origin = at.origin(given.span?);
    let code = written(cx, given, origin)?;
    if !given.value.as_ref().is_some_and(|it| it.0.is_quoted()) {
        quoting::check(cx, at, &code, origin);
    }
    if let Some(values) = values.filter(|values| !values.contains_key(&code)) {
        let known = values.keys().map(|it| &**it);
        cx.loading.dangling((at, origin), say::no_code(&code, list), &code, known);
        return None;
    }
    Some(Declared::new(code, origin))
}
