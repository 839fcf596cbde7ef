//! Systems.

use std::sync::Arc;

use super::names::Declaration;
use super::{Cx, transport, value};
use crate::dictionary::raw;
use crate::message::dictionary as say;
use crate::model::{Enforcement, System};

/// One system; its datasets are apart.
pub(super) fn one(cx: &mut Cx<'_, '_, '_>, id: &str, declared: &Declaration<'_, raw::System>) -> System {
    let at = &declared.at;
    let nothing = raw::System::default();
    let raw = declared.given.value.as_ref().unwrap_or(&nothing);
    if let Some(span) = raw.compat.span {
        cx.loading.unchecked("systems.compat", at.origin(span), say::unchecked_key("compat", id));
    }
    if let Some((compat, _)) = raw.compat.get() {
        value::length(cx.loading, &at.key("compat.every"), &compat.every);
        value::day(cx.loading, &at.key("compat.last"), &compat.last);
    }
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
    }
}
