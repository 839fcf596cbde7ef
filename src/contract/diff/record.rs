//! Records whose fields are known by their names.

use std::sync::Arc;

use super::log::{Log, Scope};
use super::typed::{Manner, Places, Typed};
use crate::contract::typed::types::{Member, Record};
use crate::finding::Exchange;
use crate::message::diff;

/// Compares the fields of two versions of a record, those of its bases included.
pub(super) fn compare(typed: &Typed<'_>, (old, new): (&Record, &Record), scope: &Scope, (at, log): (Places, &mut Log)) {
    let (before, after) = (typed.old.members(old), typed.new.members(new));
    interfaces((old, new), scope, (at, log));
    if old.key != new.key {
        let listed = |record: &Record| record.key.join(", ");
        log.add("key-changed", scope, &diff::element_key("key", listed(old), listed(new)), at);
    }
    // What both have of one base is told there.
    let has_base = old.base.is_some() && old.base == new.base;
    let is_own = |record: &Record, it: &Member| !has_base || record.members.iter().any(|own| std::ptr::eq(own, it));
    for a in before.iter().copied().filter(|it| is_own(old, it)) {
        let same = after.iter().find(|it| it.name == a.name).copied();
        let renamed = || after.iter().find(|it| it.aliases.contains(&a.name)).copied();
        let back = || after.iter().find(|it| a.aliases.contains(&it.name)).copied();
        match same.or_else(renamed) {
            Some(b) => both(typed, (a, b), scope, log),
            None if back().is_some() => {
                let b = back().unwrap_or(a);
                let message = diff::field_renamed(&a.name, &b.name);
                log.add("field-renamed-back-to-alias", scope, &message, (Some(a.site), Some(b.site)));
            }
            None => log.add(removed(typed, a, scope), scope, &diff::field_removed(&a.name), (Some(a.site), at.1)),
        }
    }
    let is_old = |it: &Member| before.iter().any(|a| a.name == it.name || it.aliases.contains(&a.name));
    for b in after.iter().copied().filter(|it| is_own(new, it) && !is_old(it)) {
        // The old reader may find the field under a name that it has as an alias.
        let known = before.iter().any(|a| a.aliases.contains(&b.name));
        if !known {
            let (id, message) = added(typed, b, scope);
            log.add(id, scope, &message, (at.0, Some(b.site)));
        }
    }
}

fn both(typed: &Typed<'_>, (a, b): (&Member, &Member), scope: &Scope, log: &mut Log) {
    let at = (Some(a.site), Some(b.site));
    let name = &b.name;
    if a.name != b.name {
        log.add("field-renamed-with-alias", scope, &diff::field_renamed(&a.name, &b.name), at);
    }
    if typed.manner != Manner::Avro {
        presence((a, b), scope, log);
    }
    typed.values((&a.value, &b.value), name, scope, (at, log));
    arguments(typed, (a, b), scope, log);
    defaults((a, b), scope, log);
    match (a.is_deprecated, b.is_deprecated) {
        (false, true) => log.add("deprecated", scope, &diff::deprecated(name), at),
        (true, false) => log.add("revived", scope, &diff::revived(name), at),
        _ => {}
    }
}

/// The interfaces that a record keeps to: who asks for one of them is no longer given this.
fn interfaces((old, new): (&Record, &Record), scope: &Scope, (at, log): (Places, &mut Log)) {
    for it in new.interfaces.iter().filter(|it| !old.interfaces.contains(it)) {
        log.add("interface-added", scope, &diff::interface_added(it), at);
    }
    for it in old.interfaces.iter().filter(|it| !new.interfaces.contains(it)) {
        log.add("interface-removed", scope, &diff::interface_removed(it), at);
    }
}

/// What callers say to be given a field, which only concerns them.
fn arguments(typed: &Typed<'_>, (a, b): (&Member, &Member), scope: &Scope, log: &mut Log) {
    if a.arguments.is_empty() && b.arguments.is_empty() {
        return;
    }
    let given = |it: &Member| Record { is_input: true, members: it.arguments.clone(), ..Record::default() };
    let within = Scope::new(&format!("{}.{}", scope.subject, b.name), &[Exchange::Request]);
    compare(typed, (&given(a), &given(b)), &within, ((Some(a.site), Some(b.site)), log));
}

/// Whether a field has to be there.
pub(super) fn presence((a, b): (&Member, &Member), scope: &Scope, log: &mut Log) {
    let at = (Some(a.site), Some(b.site));
    match (a.is_required, b.is_required) {
        (false, true) if b.default.is_some() => {
            log.add("property-became-required-with-default", scope, &diff::became_required(&b.name), at);
        }
        (false, true) => log.add("property-became-required", scope, &diff::became_required(&b.name), at),
        (true, false) => log.add("property-became-optional", scope, &diff::became_optional(&b.name), at),
        _ => {}
    }
}

/// What a reader takes for an absent field.
pub(super) fn defaults((a, b): (&Member, &Member), scope: &Scope, log: &mut Log) {
    let text = |it: &Member| it.default.as_ref().map(|it| Arc::clone(&it.value));
    if text(a) != text(b) {
        let told = |it: &Member| text(it).map_or_else(|| "none".to_owned(), |it| format!("`{it}`"));
        let at = (Some(a.site), Some(b.site));
        log.add("default-changed", scope, &diff::default_changed(&b.name, told(a), told(b)), at);
    }
}

fn removed(typed: &Typed<'_>, member: &Member, scope: &Scope) -> &'static str {
    let is_input = !scope.exchanges.iter().any(|it| !it.sends());
    match typed.manner {
        Manner::Avro if member.default.is_some() => "field-removed-with-default",
        Manner::Avro => "field-removed",
        Manner::Closed if member.is_required => "closed-property-removed-required",
        Manner::Closed => "closed-property-removed",
        _ if is_input => "closed-property-removed",
        _ if member.value.shape.nullable || member.default.is_some() => "column-removed",
        _ => "column-removed-not-null",
    }
}

fn added(typed: &Typed<'_>, member: &Member, scope: &Scope) -> (&'static str, crate::message::Message) {
    let name = &member.name;
    let has_default = member.default.is_some();
    let is_input = !scope.exchanges.iter().any(|it| !it.sends());
    let must = member.is_required && !has_default;
    match typed.manner {
        Manner::Avro if has_default => ("field-added-with-default", diff::field_added_default(name)),
        Manner::Avro => ("field-added", diff::field_added(name)),
        Manner::Closed if must => ("closed-property-added-required", diff::field_added_required(name)),
        Manner::Closed => ("closed-property-added", diff::field_added(name)),
        _ if is_input && must => ("property-added-required", diff::field_added_required(name)),
        // What only is read may be added; what is stored must come from somewhere.
        _ if !scope.is_data() || !must || member.value.shape.nullable => ("column-added", diff::field_added(name)),
        _ => ("column-added-not-null", diff::field_added_required(name)),
    }
}
