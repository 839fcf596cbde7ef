//! The privacy policy: classes of personal data that masked values have to hide, and how much of them.

use std::sync::Arc;

use super::{Cx, value};
use crate::dictionary::part::{At, Part, Standing, entries};
use crate::message::dictionary as say;
use crate::model::{Privacy, personal_class, personal_classes};
use crate::text::nearest;

/// Adds the policy of one file.
pub(super) fn of(cx: &mut Cx<'_, '_, '_>, part: &Part, privacy: &mut Privacy) {
    let Some((raw, _)) = part.raw.privacy.get() else { return };
    let at = At::top(part.file, "privacy");
    if let Some(basis) = value::text(&at, &raw.basis) {
        privacy.basis.get_or_insert_with(|| Arc::clone(&basis.value));
    }
    let at = at.key("mask");
    for (name, given) in entries(&raw.mask) {
        let at = at.key(&name.value);
        let Some(class) = personal_class(&name.value) else {
            let known = personal_classes().iter().map(|it| it.id);
            let help = nearest(&name.value, known.clone())
                .map_or_else(|| say::class_unknown_help(known.collect::<Vec<_>>().join("`, `")), say::write_instead);
            cx.loading.invalid(at.origin(name.span), &at.path, say::class_unknown(&*name.value), help);
            continue;
        };
        let Some(policy) = &given.value else { continue };
        if let Some(least) = value::count(cx.loading, &at.key("hideAtLeast"), &policy.hide_at_least) {
            let kept = privacy.mask.entry(class.id).or_insert_with(|| least.clone());
            // Files of the dictionary itself come first.
            if part.standing == Standing::Imported && kept.value < least.value {
                privacy.loosened.push((class.id, kept.clone(), least));
            }
        }
    }
}
