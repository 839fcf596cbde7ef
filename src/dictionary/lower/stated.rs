//! Rules by template, journeys, metrics, and what no check of this release uses: each is listed.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Cx, governance, template, value};
use crate::dictionary::part::{At, Part, entries};
use crate::dictionary::raw;
use crate::message::{Message, dictionary as say};
use crate::model::{Decimal, Declared, Dictionary, Journey, Metric};
use crate::text::Span;

/// Rules, journeys and metrics of one file.
pub(super) fn of(cx: &mut Cx<'_, '_, '_>, part: &Part, dictionary: &mut Dictionary) {
    rules(cx, part, dictionary);
    journeys(cx, part, dictionary);
    metrics(cx, part, &mut dictionary.metrics);
}

fn rules(cx: &mut Cx<'_, '_, '_>, part: &Part, dictionary: &mut Dictionary) {
    let top = At::top(part.file, "rules");
    for (raw, span) in value::plain(&part.raw.rules) {
        let Some(id) = value::text(&top, &raw.id) else { continue };
        let at = top.key(&id.value);
        if raw.template.value.is_some_and(|it| it.0.0 == "sql") {
            cx.loading.unchecked(&at.path, id.origin, say::unchecked_rule(&id.value));
        }
        let rule = template::rule(cx, dictionary, (&at, &id, span), raw);
        dictionary.rules.extend(rule);
    }
    let ids: Vec<_> = value::plain(&part.raw.rules).filter_map(|(it, _)| value::text(&top, &it.id)).collect();
    each_once(cx, &top, &ids);
}

fn journeys(cx: &mut Cx<'_, '_, '_>, part: &Part, dictionary: &mut Dictionary) {
    let top = At::top(part.file, "journeys");
    for (raw, span) in value::plain(&part.raw.journeys) {
        let Some(id) = value::text(&top, &raw.id) else { continue };
        let journey = journey(cx, (&top.key(&id.value), &id, span), raw);
        dictionary.journeys.extend(journey);
    }
    let ids: Vec<_> = value::plain(&part.raw.journeys).filter_map(|(it, _)| value::text(&top, &it.id)).collect();
    each_once(cx, &top, &ids);
}

fn journey(
    cx: &mut Cx<'_, '_, '_>,
    (at, id, span): (&At, &Declared<Arc<str>>, Span),
    raw: &raw::Journey,
) -> Option<Journey> {
    let stages = cx.datasets(&at.key("stages"), &raw.stages);
    let join = cx.elements(&at.key("join"), &raw.join);
    let target = value::share(cx.loading, &at.key("target"), &raw.target);
    let count = |list: &raw::Given<raw::List<String>>| list.value.as_ref().map_or(0, Vec::len);
    let (wanted, found) = (count(&raw.stages), count(&raw.join));
    if wanted < 2 || found + 1 != wanted {
        let origin = at.origin(raw.join.span.or(raw.stages.span).unwrap_or(span));
        let message = say::journey_links(&id.value, wanted, found);
        cx.loading.invalid(origin, &at.key("join").path, message, say::journey_links_help());
        return None;
    }
    // A stage or an element that does not exist was reported; half a chain is none.
    let whole = stages.len() == wanted && join.len() == found;
    whole.then(|| Journey {
        id: Arc::clone(&id.value),
        origin: id.origin,
        stages,
        join,
        target: target.unwrap_or_else(|| Declared::new(Decimal::from_integer(1), id.origin)),
    })
}

fn metrics(cx: &mut Cx<'_, '_, '_>, part: &Part, metrics: &mut Vec<Metric>) {
    let top = At::top(part.file, "metrics");
    for (name, given) in entries(&part.raw.metrics) {
        let id = Declared::new(Arc::from(&*name.value.text), top.origin(name.span));
        let at = list(cx, &top, &id, |id| say::unchecked_metric(id));
        let Some(raw) = &given.value else { continue };
        cx.department(&at.key("owner"), &raw.owner);
        value::length(cx.loading, &at.key("window"), &raw.window);
        let formula = value::text(&at.key("formula"), &raw.formula);
        metrics.push(Metric { id: id.value, origin: id.origin, title: cx.title(&raw.title), formula });
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
