//! Messages, whose fields are known by their numbers: what is kept on the wire, in JSON, and in code.

use super::log::{Log, Scope};
use super::typed::{Places, Typed, code};
use super::{Strictness, record};
use crate::contract::typed::types::{Member, Record, Reserved, Value};
use crate::finding::Exchange;
use crate::message::diff;

/// Compares two versions of a message.
pub(super) fn records(typed: &Typed<'_>, (old, new): (&Record, &Record), scope: &Scope, (at, log): (Places, &mut Log)) {
    for a in &old.members {
        match new.members.iter().find(|it| it.number == a.number) {
            Some(b) => both(typed, (a, b), scope, log),
            None => removed(a, new, scope, (at, log)),
        }
    }
    for b in new.members.iter().filter(|b| !old.members.iter().any(|a| a.number == b.number)) {
        let again = b.number.is_some_and(|it| old.reserved.holds_number(it));
        let id = if b.is_required && b.value.shape.required_origin.is_some() {
            "field-added"
        } else {
            "field-added-optional"
        };
        log.add(id, scope, &diff::field_added(&b.name), (at.0, Some(b.site)));
        if again {
            let message = diff::reservation_dropped(b.number.unwrap_or_default());
            log.add("reservation-dropped", scope, &message, (at.0, Some(b.site)));
        }
    }
    reservations((old, new), scope, (at, log));
}

/// Compares two versions of a service: what calls are given is for those who call, what they give back for those who read it.
pub(super) fn calls(typed: &Typed<'_>, (old, new): (&Record, &Record), name: &str, (at, log): (Places, &mut Log)) {
    let request = Scope::new(name, &[Exchange::Request]);
    for a in &old.members {
        let Some(b) = new.members.iter().find(|it| it.name == a.name) else {
            log.add("operation-removed", &request, &diff::operation_removed(&a.name), (Some(a.site), at.1));
            continue;
        };
        let places = (Some(a.site), Some(b.site));
        let subject = format!("{name}.{}", b.name);
        let answer = Scope::new(&subject, &[Exchange::Response]);
        typed.values((&a.value, &b.value), &b.name, &answer, (places, log));
        if let (Some(x), Some(y)) = (a.arguments.first(), b.arguments.first()) {
            let asked = Scope::new(&subject, &[Exchange::Request]);
            typed.values((&x.value, &y.value), &b.name, &asked, (places, log));
        }
        match (a.is_deprecated, b.is_deprecated) {
            (false, true) => log.add("deprecated", &request, &diff::deprecated(&b.name), places),
            (true, false) => log.add("revived", &request, &diff::revived(&b.name), places),
            _ => {}
        }
    }
    for b in new.members.iter().filter(|b| !old.members.iter().any(|a| a.name == b.name)) {
        log.add("operation-added", &request, &diff::operation_added(&b.name), (at.0, Some(b.site)));
    }
}

/// What was reserved must stay so, unless it is used again, which is told with the field.
fn reservations((old, new): (&Record, &Record), scope: &Scope, (at, log): (Places, &mut Log)) {
    let used = |it: i64| new.members.iter().any(|member| member.number == Some(it));
    for (first, last) in &old.reserved.numbers {
        let kept = [*first, *last].iter().all(|it| new.reserved.holds_number(*it));
        if !kept && !used(*first) {
            log.add("reservation-dropped", scope, &diff::reservation_dropped(format!("{first}–{last}")), at);
        }
    }
    for name in old.reserved.names.iter().filter(|it| !new.reserved.holds_name(it)) {
        log.add("reservation-dropped", scope, &diff::reservation_dropped(name), at);
    }
}

fn removed(a: &Member, new: &Record, scope: &Scope, (at, log): (Places, &mut Log)) {
    let places = (Some(a.site), at.1);
    if is_recorded(a, &new.reserved, log.strictness) {
        log.add("field-removed-and-reserved", scope, &diff::field_removed_reserved(&a.name), places);
    } else {
        log.add("field-removed-unrecorded", scope, &diff::field_removed(&a.name), places);
    }
}

/// On the wire a number is all there is; in JSON and in code there are names.
fn is_recorded(a: &Member, reserved: &Reserved, strictness: Strictness) -> bool {
    let number = a.number.is_some_and(|it| reserved.holds_number(it));
    number && (strictness == Strictness::Wire || reserved.holds_name(&a.name))
}

fn both(typed: &Typed<'_>, (a, b): (&Member, &Member), scope: &Scope, log: &mut Log) {
    let at = (Some(a.site), Some(b.site));
    if a.name != b.name {
        let id = if log.strictness == Strictness::Wire { "field-renamed-unseen" } else { "field-renamed" };
        log.add(id, scope, &diff::field_renamed(&a.name, &b.name), at);
    }
    presence((a, b), scope, log);
    record::defaults((a, b), scope, log);
    match (a.is_deprecated, b.is_deprecated) {
        (false, true) => log.add("deprecated", scope, &diff::deprecated(&b.name), at),
        (true, false) => log.add("revived", scope, &diff::revived(&b.name), at),
        _ => {}
    }
    let written = |it: &Value| it.of.as_deref().unwrap_or(&it.written).to_owned();
    let (from, to) = (written(&a.value), written(&b.value));
    let is_list = |it: &Value| it.items.is_some();
    if is_list(&a.value) != is_list(&b.value) {
        return log.add("list-changed", scope, &diff::list_changed(&b.name), at);
    }
    if let (Some(x), Some(y)) = (&a.value.items, &b.value.items) {
        return kinds((&written(x), &written(y)), &b.name, scope, (at, log));
    }
    if from == to {
        typed.values((&a.value, &b.value), &b.name, scope, (at, log));
    } else {
        kinds((&from, &to), &b.name, scope, (at, log));
    }
}

/// Whether a field has to be there, or can be told from one that is not: the latter changes code, and nothing on the wire.
fn presence((a, b): (&Member, &Member), scope: &Scope, log: &mut Log) {
    let must = |it: &Member| it.is_required && it.value.shape.required_origin.is_some();
    if must(a) != must(b) {
        return record::presence((a, b), scope, log);
    }
    if a.is_required != b.is_required {
        let id = if log.strictness == Strictness::Source { "code-type-changed" } else { "type-changed-unseen" };
        log.add(id, scope, &diff::keyword_changed(&b.name, "presence"), (Some(a.site), Some(b.site)));
    }
}

/// Scalars that read each other's bytes.
const WIRE: [&[&str]; 5] = [
    &["int32", "uint32", "int64", "uint64", "bool"],
    &["sint32", "sint64"],
    &["fixed32", "sfixed32"],
    &["fixed64", "sfixed64"],
    &["string", "bytes"],
];

/// Scalars that read each other's JSON too.
const JSON: [&[&str]; 3] = [
    &["int32", "uint32", "sint32", "fixed32", "sfixed32"],
    &["int64", "uint64", "sint64", "fixed64", "sfixed64"],
    &["float", "double"],
];

fn kinds((from, to): (&str, &str), name: &str, scope: &Scope, (at, log): (Places, &mut Log)) {
    if from == to {
        return;
    }
    let together = |groups: &[&[&str]]| groups.iter().any(|it| it.contains(&from) && it.contains(&to));
    let on_wire = together(&WIRE);
    let in_json = on_wire && together(&JSON);
    let id = match log.strictness {
        Strictness::Wire if on_wire => "type-changed-unseen",
        Strictness::Json if in_json => "type-changed-unseen",
        Strictness::Source if in_json => "code-type-changed",
        _ => "type-changed",
    };
    log.add(id, scope, &diff::type_changed(name, code(from), code(to)), at);
}
