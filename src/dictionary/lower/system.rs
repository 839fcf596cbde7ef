//! Systems.

use std::sync::Arc;

use super::names::Declaration;
use super::{Cx, preset, transport, value};
use crate::dictionary::part::At;
use crate::dictionary::raw::{self, Given};
use crate::model::{Compat, Enforcement, System};

/// One system, with what it takes over from presets; its datasets are apart.
pub(super) fn one(cx: &mut Cx<'_, '_, '_>, id: &str, declared: &Declaration<'_, raw::System>) -> System {
    let mut own = alone(cx, id, declared);
    let Some(raw) = &declared.given.value else { return own };
    for preset in cx.names.presets.system(id) {
        let below = alone(cx, id, preset);
        own = preset::system(own, raw, below);
    }
    own
}

fn alone(cx: &mut Cx<'_, '_, '_>, id: &str, declared: &Declaration<'_, raw::System>) -> System {
    let at = &declared.at;
    let nothing = raw::System::default();
    let raw = declared.given.value.as_ref().unwrap_or(&nothing);
    cx.department(&at.key("custodian"), &raw.custodian);
    System {
        id: Arc::from(id),
        origin: declared.origin,
        title: cx.title(&raw.title),
        kind: raw.kind.value.map(|it| Arc::from(it.0.0)),
        owner: cx.department(&at.key("owner"), &raw.owner),
        enforcement: raw.enforcement.value.map_or(Enforcement::Enforce, |it| it.0),
        naming: raw.naming.get().and_then(|(it, _)| value::choice(&at.key("naming"), &it.properties)),
        transport: transport::of(cx, &at.key("transport"), &raw.transport),
        compat: compat(cx, &at.key("compat"), &raw.compat),
    }
}

fn compat(cx: &mut Cx<'_, '_, '_>, at: &At, given: &Given<raw::Compat>) -> Option<Compat> {
    let (raw, span) = given.get()?;
    Some(Compat {
        origin: at.origin(span),
        every: value::length(cx.loading, &at.key("every"), &raw.every),
        last: value::day(cx.loading, &at.key("last"), &raw.last),
        verdict: value::choice(&at.key("verdict"), &raw.verdict),
    })
}
