//! The privacy policy: classes of personal data that masked values have to hide, and how much of them.

use std::sync::Arc;

use super::{Cx, value};
use crate::dictionary::part::{At, Part, Standing, entries};
use crate::dictionary::raw;
use crate::document::{Spanned, Text};
use crate::message::dictionary as say;
use crate::model::{Declared, Dictionary, Forbidden, personal_class, personal_classes};
use crate::text::nearest;

/// Adds the policy of one file.
pub(super) fn of(cx: &mut Cx<'_, '_, '_>, part: &Part, dictionary: &mut Dictionary) {
    let Some((raw, _)) = part.raw.privacy.get() else { return };
    let at = At::top(part.file, "privacy");
    if let Some(basis) = value::text(&at, &raw.basis) {
        dictionary.privacy.basis.get_or_insert_with(|| Arc::clone(&basis.value));
    }
    forbidden(cx, &at.key("forbid"), raw, dictionary);
    let at = at.key("mask");
    for (name, given) in entries(&raw.mask) {
        let at = at.key(&name.value);
        let (Some(class), Some(policy)) = (class(cx, &at, name), &given.value) else { continue };
        if let Some(least) = value::count(cx.loading, &at.key("hideAtLeast"), &policy.hide_at_least) {
            let kept = dictionary.privacy.mask.entry(class).or_insert_with(|| least.clone());
            // Files of the dictionary itself come first.
            if part.standing == Standing::Imported && kept.value < least.value {
                dictionary.privacy.loosened.push((class, kept.clone(), least));
            }
        }
    }
}

/// Who must not hold which class.
fn forbidden(cx: &mut Cx<'_, '_, '_>, at: &At, raw: &raw::Privacy, dictionary: &mut Dictionary) {
    for (name, given) in entries(&raw.forbid) {
        let at = at.key(&name.value);
        let (Some(class), Some(policy)) = (class(cx, &at, name), &given.value) else { continue };
        for system in value::names(cx.loading, &at.key("systems"), &policy.systems) {
            if dictionary.systems.contains_key(&system.value) {
                let who = Declared::new(Forbidden::System(system.value), system.origin);
                dictionary.privacy.forbidden.push((class, who));
                continue;
            }
            let known = dictionary.systems.keys().map(|it| &**it);
            cx.loading.dangling((&at, system.origin), say::no_system(&system.value), &system.value, known);
        }
        for (kind, span) in value::plain(&policy.purposes) {
            let who = Declared::new(Forbidden::Purpose(Arc::from(kind.0.0)), at.origin(span));
            dictionary.privacy.forbidden.push((class, who));
        }
    }
}

/// The class that a key names.
fn class(cx: &mut Cx<'_, '_, '_>, at: &At, name: &Spanned<Text>) -> Option<&'static str> {
    if let Some(class) = personal_class(&name.value) {
        return Some(class.id);
    }
    let known = personal_classes().iter().map(|it| it.id);
    let help = nearest(&name.value, known.clone())
        .map_or_else(|| say::class_unknown_help(known.collect::<Vec<_>>().join("`, `")), say::write_instead);
    cx.loading.invalid(at.origin(name.span), &at.path, say::class_unknown(&*name.value), help);
    None
}
