//! What the enterprise states and no check of this release uses: its names are resolved, and each is listed.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Cx, governance, value};
use crate::dictionary::part::{At, Part, entries};
use crate::dictionary::raw;
use crate::message::{Message, dictionary as say};
use crate::model::Declared;

/// Imports, rules, journeys and metrics of one file.
pub(super) fn of(cx: &mut Cx<'_, '_, '_>, part: &Part) {
    let top = At::top(part.file, "imports");
    for (import, _) in value::plain(&part.raw.imports) {
        if let Some(path) = value::text(&top, &import.path) {
            cx.loading.unchecked(&top.key(&path.value).path, path.origin, say::unchecked_import(&path.value));
        }
    }
    rules(cx, part);
    journeys(cx, part);
    metrics(cx, part);
}

fn rules(cx: &mut Cx<'_, '_, '_>, part: &Part) {
    let top = At::top(part.file, "rules");
    for (raw, _) in value::plain(&part.raw.rules) {
        let Some(id) = value::text(&top, &raw.id) else { continue };
        let at = list(cx, &top, &id, |id| say::unchecked_rule(id));
        rule(cx, &at, raw);
    }
    let ids: Vec<_> = value::plain(&part.raw.rules).filter_map(|(it, _)| value::text(&top, &it.id)).collect();
    each_once(cx, &top, &ids);
}

fn rule(cx: &mut Cx<'_, '_, '_>, at: &At, raw: &raw::StatedRule) {
    cx.element(&at.key("element"), &raw.element);
    cx.datasets(&at.key("between"), &raw.between);
    cx.elements(&at.key("by"), &raw.by);
    cx.element(&at.key("supply"), &raw.supply);
    cx.department(&at.key("acceptOwner"), &raw.accept_owner);
    value::exact(cx.loading, &at.key("tolerance"), &raw.tolerance);
    if let Some((demand, _)) = raw.demand.get() {
        let at = at.key("demand");
        cx.element(&at.key("sum"), &demand.sum);
        if let Some(dataset) = value::text(&at, &demand.dataset) {
            cx.dataset_exists(&at, &dataset);
        }
    }
}

fn journeys(cx: &mut Cx<'_, '_, '_>, part: &Part) {
    let top = At::top(part.file, "journeys");
    for (raw, _) in value::plain(&part.raw.journeys) {
        let Some(id) = value::text(&top, &raw.id) else { continue };
        let at = list(cx, &top, &id, |id| say::unchecked_journey(id));
        cx.datasets(&at.key("stages"), &raw.stages);
        cx.elements(&at.key("join"), &raw.join);
        value::share(cx.loading, &at.key("target"), &raw.target);
    }
    let ids: Vec<_> = value::plain(&part.raw.journeys).filter_map(|(it, _)| value::text(&top, &it.id)).collect();
    each_once(cx, &top, &ids);
}

fn metrics(cx: &mut Cx<'_, '_, '_>, part: &Part) {
    let top = At::top(part.file, "metrics");
    for (name, given) in entries(&part.raw.metrics) {
        let id = Declared::new(Arc::from(&*name.value.text), top.origin(name.span));
        let at = list(cx, &top, &id, |id| say::unchecked_metric(id));
        let Some(raw) = &given.value else { continue };
        cx.department(&at.key("owner"), &raw.owner);
        value::length(cx.loading, &at.key("window"), &raw.window);
    }
}

/// Lists a declaration, and gives the place of what is below it.
fn list(cx: &mut Cx<'_, '_, '_>, top: &At, id: &Declared<Arc<str>>, what: fn(&str) -> Message) -> At {
    let at = top.key(&id.value);
    cx.loading.unchecked(&at.path, id.origin, what(&id.value));
    at
}

fn each_once(cx: &mut Cx<'_, '_, '_>, top: &At, ids: &[Declared<Arc<str>>]) {
    let mut seen = BTreeMap::new();
    for id in ids {
        governance::once(cx, &top.key(&id.value), id, &mut seen);
    }
}
