//! Rules that the enterprise states by template.

use std::sync::Arc;

use super::{Cx, value};
use crate::dictionary::condition::Scope;
use crate::dictionary::part::At;
use crate::dictionary::raw::{self, Either, Given};
use crate::message::dictionary as say;
use crate::model::{Condition, CoverKind, Declared, Dictionary, Level, Measure, StatedRule, Template};
use crate::text::{Origin, Span};

/// One rule, if it is whole; what is wrong or missing was reported.
pub(super) fn rule(
    cx: &mut Cx<'_, '_, '_>,
    dictionary: &Dictionary,
    (at, id, span): (&At, &Declared<Arc<str>>, Span),
    raw: &raw::StatedRule,
) -> Option<StatedRule> {
    cx.department(&at.key("acceptOwner"), &raw.accept_owner);
    let tolerance = value::exact(cx.loading, &at.key("tolerance"), &raw.tolerance);
    let by = cx.elements(&at.key("by"), &raw.by);
    let whole = count(&raw.by) == by.len();
    let name = raw.template.value?.0.0;
    let mut reading = Reading { cx, dictionary, at, origin: at.origin(raw.template.span.unwrap_or(span)), name };
    reading.check_keys(raw);
    let template = match name {
        "sameValue" => reading.same_value(raw),
        "stockCover" => reading.cover(CoverKind::Stock, raw, &by),
        "promoInStock" => reading.cover(CoverKind::Promotion, raw, &by),
        "capacity" => reading.cover(CoverKind::Capacity, raw, &by),
        "sequence" => reading.sequence(raw),
        "sumEquals" => reading.sum_equals(raw),
        "ratioEquals" => reading.ratio_equals(raw),
        _ => None,
    }?;
    let level = raw.severity.value.map(|it| match it.0.0 {
        "error" => Level::Error,
        "warning" => Level::Warning,
        _ => Level::Info,
    });
    whole.then(|| StatedRule { id: Arc::clone(&id.value), origin: id.origin, level, by, tolerance, template })
}

fn count(list: &Given<raw::List<String>>) -> usize {
    list.value.as_ref().map_or(0, Vec::len)
}

struct Reading<'c, 'l, 'k, 'r> {
    cx: &'c mut Cx<'l, 'k, 'r>,
    dictionary: &'c Dictionary,
    at: &'c At,
    /// Where the template is named.
    origin: Origin,
    name: &'static str,
}

impl Reading<'_, '_, '_, '_> {
    /// A key that this template does not read would be checked by nobody.
    fn check_keys(&mut self, raw: &raw::StatedRule) {
        let keys: [(&str, Option<Span>, &[&str]); 14] = [
            ("element", raw.element.span, &["sameValue"]),
            ("elements", raw.elements.span, &["sequence"]),
            ("between", raw.between.span, &["sameValue", "sequence"]),
            ("demand", raw.demand.span, &["stockCover", "promoInStock", "capacity"]),
            ("supply", raw.supply.span, &["stockCover", "promoInStock", "capacity"]),
            ("horizon", raw.horizon.span, &["promoInStock"]),
            ("total", raw.total.span, &["sumEquals"]),
            ("parts", raw.parts.span, &["sumEquals"]),
            ("dataset", raw.dataset.span, &["ratioEquals"]),
            ("ratio", raw.ratio.span, &["ratioEquals"]),
            ("value", raw.value.span, &["ratioEquals"]),
            ("cost", raw.cost.span, &["ratioEquals"]),
            ("where", raw.filter.span, &["ratioEquals"]),
            ("query", raw.query.span, &["sql"]),
        ];
        for (key, span, templates) in keys {
            if let Some(span) = span.filter(|_| !templates.contains(&self.name)) {
                let origin = self.at.origin(span);
                let message = say::template_key(key, self.name);
                self.cx.loading.invalid(origin, &self.at.key(key).path, message, say::template_key_help(key));
            }
        }
    }

    /// Reports a key that the template cannot do without.
    fn missing<T>(&mut self, key: &str, given: Option<Span>, found: Option<T>) -> Option<T> {
        if given.is_none() && found.is_none() {
            let message = say::template_needs(self.name, key);
            self.cx.loading.invalid(self.origin, &self.at.key(key).path, message, say::key_missing_help(key));
        }
        found
    }

    fn element(&mut self, key: &str, given: &Given<String>) -> Option<Declared<Arc<str>>> {
        let found = self.cx.element(&self.at.key(key), given);
        self.missing(key, given.span, found)
    }

    fn dataset(&mut self, at: &At, given: &Given<String>) -> Option<Declared<Arc<str>>> {
        let found = value::text(at, given).filter(|it| self.cx.dataset_exists(at, it));
        self.missing("dataset", given.span, found)
    }

    /// Several datasets, each of which exists.
    fn between(&mut self, given: &Given<raw::List<String>>, least: usize) -> Option<Vec<Declared<Arc<str>>>> {
        let datasets = self.cx.datasets(&self.at.key("between"), given);
        if datasets.len() == count(given) && datasets.len() < least {
            let origin = given.span.map_or(self.origin, |it| self.at.origin(it));
            let message = say::template_needs(self.name, "between");
            let help = say::template_between_help(least);
            self.cx.loading.invalid(origin, &self.at.key("between").path, message, help);
        }
        (datasets.len() == count(given) && datasets.len() >= least).then_some(datasets)
    }

    fn condition(&mut self, at: &At, given: &Given<String>) -> Result<Option<Arc<Condition>>, ()> {
        let dictionary = self.dictionary;
        let scope = Scope {
            elements: &dictionary.elements,
            code_lists: &dictionary.code_lists,
            zone: dictionary.time_zone.as_deref(),
            namespace: None,
        };
        let condition = self.cx.condition(at, given, scope).map(Arc::new);
        // Without its condition a rule would judge records that nobody meant.
        if given.span.is_some() && condition.is_none() { Err(()) } else { Ok(condition) }
    }

    fn measure(&mut self, key: &str, given: &Given<raw::Demand>, sums: bool) -> Option<Measure> {
        let Some((raw, span)) = given.get() else { return self.missing(key, given.span, None) };
        let at = self.at.key(key);
        let sum = self.cx.element(&at.key("sum"), &raw.sum);
        if sums && raw.sum.span.is_none() {
            let message = say::template_needs(self.name, format!("{key}.sum"));
            self.cx.loading.invalid(at.origin(span), &at.key("sum").path, message, say::key_missing_help("sum"));
        }
        let when = self.cx.element(&at.key("at"), &raw.at);
        let dataset = self.dataset(&at, &raw.dataset);
        let filter = self.condition(&at.key("where"), &raw.filter).ok()?;
        let whole = raw.sum.span.is_some() == sum.is_some() && (!sums || sum.is_some());
        whole.then_some(())?;
        Some(Measure { origin: at.origin(span), dataset: dataset?, sum, filter, at: when })
    }

    fn same_value(&mut self, raw: &raw::StatedRule) -> Option<Template> {
        let (element, between) = (self.element("element", &raw.element), self.between(&raw.between, 2));
        Some(Template::SameValue { element: element?, between: between? })
    }

    fn sequence(&mut self, raw: &raw::StatedRule) -> Option<Template> {
        let elements = self.cx.elements(&self.at.key("elements"), &raw.elements);
        if elements.len() < 2 && elements.len() == count(&raw.elements) {
            let message = say::template_needs(self.name, "elements");
            let help = say::template_elements_help();
            self.cx.loading.invalid(self.origin, &self.at.key("elements").path, message, help);
        }
        let between = self.between(&raw.between, 1)?;
        (elements.len() >= 2 && elements.len() == count(&raw.elements))
            .then_some(Template::Sequence { elements, between })
    }

    fn sum_equals(&mut self, raw: &raw::StatedRule) -> Option<Template> {
        let (total, parts) = (self.measure("total", &raw.total, true), self.measure("parts", &raw.parts, true));
        Some(Template::SumEquals { total: total?, parts: parts? })
    }

    fn ratio_equals(&mut self, raw: &raw::StatedRule) -> Option<Template> {
        let at = self.at.clone();
        let dataset = self.dataset(&at, &raw.dataset);
        let ratio = self.element("ratio", &raw.ratio);
        let (value, cost) = (self.element("value", &raw.value), self.element("cost", &raw.cost));
        let filter = self.condition(&at.key("where"), &raw.filter).ok()?;
        Some(Template::RatioEquals { dataset: dataset?, ratio: ratio?, value: value?, cost: cost?, filter })
    }

    fn cover(&mut self, kind: CoverKind, raw: &raw::StatedRule, by: &[Declared<Arc<str>>]) -> Option<Template> {
        let demand = self.measure("demand", &raw.demand, kind != CoverKind::Promotion);
        let horizon = value::length(self.cx.loading, &self.at.key("horizon"), &raw.horizon);
        self.missing("by", raw.by.span, by.first())?;
        let supply = self.supply(raw, demand.as_ref(), by)?;
        if let (Some(horizon), Some(demand)) = (&horizon, &demand)
            && demand.at.is_none()
        {
            let message = say::template_needs(self.name, "demand.at");
            self.cx.loading.invalid(horizon.origin, &self.at.key("horizon").path, message, say::key_missing_help("at"));
            return None;
        }
        Some(Template::Cover { kind, demand: demand?, supply, horizon })
    }

    /// A dataset with what is added up, or an element: then every dataset that keeps it by the same elements.
    fn supply(
        &mut self,
        raw: &raw::StatedRule,
        demand: Option<&Measure>,
        by: &[Declared<Arc<str>>],
    ) -> Option<Vec<Measure>> {
        let Some((given, span)) = raw.supply.get() else { return self.missing("supply", raw.supply.span, None) };
        let name = match given {
            Either::Full(full) => {
                let given = Given { span: Some(span), value: Some((**full).clone()) };
                return self.measure("supply", &given, true).map(|it| vec![it]);
            }
            Either::Short(name) => Given { span: Some(span), value: Some(name.clone()) },
        };
        let element = self.cx.element(&self.at.key("supply"), &name)?;
        let dictionary = self.dictionary;
        let holds =
            |dataset: &crate::model::Dataset, id: &str| dataset.fields.iter().any(|it| &*it.element.value == id);
        let keeping = dictionary.datasets.values().filter(|dataset| {
            holds(dataset, &element.value)
                && by.iter().all(|it| holds(dataset, &it.value))
                && demand.is_none_or(|it| it.dataset.value != dataset.id)
        });
        let measure = |dataset: &crate::model::Dataset| Measure {
            origin: element.origin,
            dataset: Declared::new(Arc::clone(&dataset.id), element.origin),
            sum: Some(element.clone()),
            filter: None,
            at: None,
        };
        let all: Vec<Measure> = keeping.map(measure).collect();
        if all.is_empty() {
            let message = say::supply_nowhere(&element.value);
            self.cx.loading.invalid(element.origin, &self.at.key("supply").path, message, say::supply_nowhere_help());
            return None;
        }
        Some(all)
    }
}
