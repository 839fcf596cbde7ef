//! What two declarations say of values: types, formats, limits, lists of values, null, defaults.

use std::sync::Arc;

use super::log::{Log, Scope};
use crate::message::diff;
use crate::model::{Bound, Declared, DeclaredShape, Sample};
use crate::text::Origin;

/// Most values of one list that are told one by one.
const MOST_VALUES: usize = 100;

/// A limit, and where it is declared.
type Limit<T> = Option<(T, Origin)>;

/// The two places of what is compared, where a keyword has none of its own.
type Places = (Option<Origin>, Option<Origin>);

/// Compares two shapes of the field `name`.
pub(super) fn compare(
    (old, new): (&DeclaredShape, &DeclaredShape),
    name: &str,
    (scope, at): (&Scope, Places),
    log: &mut Log,
) {
    let mut pair = Pair { old, new, name, scope, at, log };
    let types_differ = pair.types();
    if !types_differ {
        pair.format();
    }
    pair.null();
    pair.values();
    pair.lengths();
    pair.bounds();
    pair.pattern();
    pair.default();
}

struct Pair<'p> {
    old: &'p DeclaredShape,
    new: &'p DeclaredShape,
    name: &'p str,
    scope: &'p Scope,
    at: Places,
    log: &'p mut Log,
}

/// Whether every value of the types `b` is one of the types `a`; no types are all of them.
fn covers(a: &[Arc<str>], b: &[Arc<str>]) -> bool {
    let has = |name: &str| a.iter().any(|it| &**it == name);
    a.is_empty() || (!b.is_empty() && b.iter().all(|it| has(it) || (&**it == "integer" && has("number"))))
}

fn listed(types: &[Arc<str>]) -> String {
    if types.is_empty() { "any".to_owned() } else { format!("`{}`", types.join("` | `")) }
}

fn quoted<T: std::fmt::Display>(value: Option<&T>) -> String {
    value.map_or_else(|| "none".to_owned(), |it| format!("`{it}`"))
}

/// Whether every number of format `narrow` is one of format `wide`, by its bits and whether it has a sign.
fn is_wider(narrow: &str, wide: &str) -> bool {
    let whole = |it: &str| -> Option<(bool, u32)> {
        let unsigned = it.strip_prefix("uint").map(|it| (false, it));
        let (signed, bits) = unsigned.or_else(|| it.strip_prefix("int").map(|it| (true, it)))?;
        Some((signed, bits.parse().ok()?))
    };
    match (whole(narrow), whole(wide)) {
        (Some((from, few)), Some((to, many))) => few < many && (to || !from),
        _ => (narrow, wide) == ("float", "double"),
    }
}

impl Pair<'_> {
    fn add(&mut self, id: &str, message: &crate::message::Message, at: Places) {
        let at = (at.0.or(self.at.0), at.1.or(self.at.1));
        self.log.add(id, self.scope, message, at);
    }

    fn types(&mut self) -> bool {
        let (old, new) = (&self.old.types, &self.new.types);
        // What travels as text is text, whatever it stands for.
        let written = |types: &[Arc<str>]| {
            self.scope.is_text && types.iter().any(|it| &**it == "string") && self.new.format.is_none()
        };
        let is_plain = |types: &[Arc<str>]| !types.iter().any(|it| matches!(&**it, "array" | "object"));
        let as_text = written(new) && is_plain(old) && is_plain(new);
        let id = match (covers(new, old) || as_text, covers(old, new)) {
            (true, true) => return false,
            (true, false) => "type-widened",
            (false, true) => "type-narrowed",
            (false, false) => "type-changed",
        };
        let message = diff::type_changed(self.name, listed(old), listed(new));
        self.add(id, &message, (self.old.types_origin, self.new.types_origin));
        true
    }

    fn format(&mut self) {
        let (old, new) = (self.old.format.as_ref(), self.new.format.as_ref());
        let (a, b) = (old.map(|it| &*it.value), new.map(|it| &*it.value));
        let id = match (a, b) {
            _ if a == b => return,
            (None, Some(_)) => "format-added",
            (Some(_), None) => "format-removed",
            (Some(a), Some(b)) if is_wider(a, b) => "type-widened",
            (Some(a), Some(b)) if is_wider(b, a) => "type-narrowed",
            _ => "type-changed",
        };
        let message = diff::format_changed(self.name, quoted(a.as_ref()), quoted(b.as_ref()));
        self.add(id, &message, (old.map(|it| it.origin), new.map(|it| it.origin)));
    }

    fn null(&mut self) {
        let at = (self.old.nullable_origin, self.new.nullable_origin);
        match (self.old.nullable, self.new.nullable) {
            (false, true) => self.add("became-nullable", &diff::became_nullable(self.name), at),
            (true, false) => self.add("became-not-nullable", &diff::became_not_nullable(self.name), at),
            _ => {}
        }
    }

    fn values(&mut self) {
        let (old, new) = (self.old.values.as_ref(), self.new.values.as_ref());
        let at = (old.map(|it| it.origin), new.map(|it| it.origin));
        match (old, new) {
            (Some(old), Some(new)) => {
                for value in missing(&new.value, &old.value) {
                    let message = diff::value_added(self.name, &value.value);
                    self.add("enum-value-added", &message, (at.0, Some(value.origin)));
                }
                for value in missing(&old.value, &new.value) {
                    let message = diff::value_removed(self.name, &value.value);
                    self.add("enum-value-removed", &message, (Some(value.origin), at.1));
                }
            }
            (None, Some(_)) => self.add("enum-added", &diff::values_set(self.name), at),
            (Some(_), None) => self.add("enum-removed", &diff::values_unset(self.name), at),
            (None, None) => {}
        }
    }

    fn lengths(&mut self) {
        let (old, new) = (self.old, self.new);
        self.limit("maxLength", (counted(old.max_length.as_ref()), counted(new.max_length.as_ref())), true);
        self.limit("minLength", (counted(old.min_length.as_ref()), counted(new.min_length.as_ref())), false);
        self.limit("maxItems", (counted(old.max_items.as_ref()), counted(new.max_items.as_ref())), true);
        self.limit("precision", (counted(old.precision.as_ref()), counted(new.precision.as_ref())), true);
        self.limit("scale", (counted(old.scale.as_ref()), counted(new.scale.as_ref())), true);
    }

    fn bounds(&mut self) {
        let (old, new) = (self.old, self.new);
        self.limit("maximum", (bounded(old.maximum.as_ref(), true), bounded(new.maximum.as_ref(), true)), true);
        self.limit("minimum", (bounded(old.minimum.as_ref(), false), bounded(new.minimum.as_ref(), false)), false);
        let (a, b) = (old.multiple_of.as_ref(), new.multiple_of.as_ref());
        let at = (a.map(|it| it.origin), b.map(|it| it.origin));
        match (a.map(|it| it.value), b.map(|it| it.value)) {
            (a, b) if a == b => {}
            (None, _) => self.add("keyword-added", &diff::keyword_set(self.name, "multipleOf"), at),
            (_, None) => self.add("keyword-removed", &diff::keyword_unset(self.name, "multipleOf"), at),
            _ => self.add("keyword-changed", &diff::keyword_changed(self.name, "multipleOf"), at),
        }
    }

    fn limit<T: PartialOrd + std::fmt::Display>(
        &mut self,
        keyword: &str,
        (old, new): (Limit<T>, Limit<T>),
        is_upper: bool,
    ) {
        let at = (old.as_ref().map(|it| it.1), new.as_ref().map(|it| it.1));
        match (old.map(|it| it.0), new.map(|it| it.0)) {
            (None, Some(new)) => self.add("limit-added", &diff::limit_set(self.name, keyword, new), at),
            (Some(old), None) => self.add("limit-removed", &diff::limit_unset(self.name, keyword, old), at),
            (Some(old), Some(new)) if old != new => {
                let id = if (new < old) == is_upper { "limit-tightened" } else { "limit-loosened" };
                self.add(id, &diff::limit_changed(self.name, keyword, old, new), at);
            }
            _ => {}
        }
    }

    fn pattern(&mut self) {
        let (old, new) = (self.old.pattern.as_ref(), self.new.pattern.as_ref());
        let at = (old.map(|it| it.origin), new.map(|it| it.origin));
        let (a, b) = (old.map(|it| &*it.value), new.map(|it| &*it.value));
        match (a, b) {
            _ if a == b => {}
            (None, Some(b)) => self.add("limit-added", &diff::limit_set(self.name, "pattern", format!("`{b}`")), at),
            (Some(a), None) => {
                self.add("limit-removed", &diff::limit_unset(self.name, "pattern", format!("`{a}`")), at);
            }
            // What permits anything permits what the old one did.
            (Some(a), Some(b @ (".*" | "^.*$" | ""))) => {
                self.add("limit-loosened", &diff::limit_changed(self.name, "pattern", a, b), at);
            }
            (Some(a @ (".*" | "^.*$" | "")), Some(b)) => {
                self.add("limit-tightened", &diff::limit_changed(self.name, "pattern", a, b), at);
            }
            (Some(a), Some(b)) => {
                let message = diff::limit_changed(self.name, "pattern", format!("`{a}`"), format!("`{b}`"));
                self.add("pattern-changed", &message, at);
            }
            (None, None) => {}
        }
    }

    fn default(&mut self) {
        let of = |shape: &DeclaredShape| shape.samples.iter().find(|it| it.is_default).cloned();
        let (old, new): (Option<Sample>, Option<Sample>) = (of(self.old), of(self.new));
        let (a, b) = (old.as_ref().map(|it| &*it.text), new.as_ref().map(|it| &*it.text));
        if a != b {
            let message = diff::default_changed(self.name, quoted(a.as_ref()), quoted(b.as_ref()));
            self.add("default-changed", &message, (old.map(|it| it.origin), new.map(|it| it.origin)));
        }
    }
}

/// Values of the one list that the other lacks.
fn missing<'v>(of: &'v [Declared<Arc<str>>], list: &[Declared<Arc<str>>]) -> Vec<&'v Declared<Arc<str>>> {
    let known: std::collections::BTreeSet<&str> = list.iter().map(|it| &*it.value).collect();
    of.iter().filter(|it| !known.contains(&*it.value)).take(MOST_VALUES).collect()
}

fn counted<T: Copy>(limit: Option<&Declared<T>>) -> Limit<T> {
    limit.map(|it| (it.value, it.origin))
}

/// A limit and whether it is outside, in the order in which they let in more.
#[derive(PartialEq)]
struct Edge(Bound, bool);

impl PartialOrd for Edge {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        // Of two limits of one number, the one that is outside lets in less: for upper ones it is the lesser.
        let rank = |it: &Self| u8::from(it.0.exclusive != it.1);
        let by_value = self.0.value.partial_cmp(&other.0.value)?;
        Some(by_value.then(rank(self).cmp(&rank(other))))
    }
}

impl std::fmt::Display for Edge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.0.value, if self.0.exclusive { " (exclusive)" } else { "" })
    }
}

fn bounded(limit: Option<&Declared<Bound>>, is_upper: bool) -> Limit<Edge> {
    limit.map(|it| (Edge(it.value, is_upper), it.origin))
}
