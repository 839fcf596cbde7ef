//! `remotes`: local copies of documents that contracts refer to by address.

use std::sync::Arc;

use super::{Cx, beside};
use crate::dictionary::part::{At, Part, entries};
use crate::message::dictionary as say;
use crate::model::Remote;

/// Adds those of one file.
pub(super) fn of(cx: &mut Cx<'_, '_, '_>, part: &Part, remotes: &mut Vec<Remote>) {
    let top = At::top(part.file, "remotes");
    for (address, given) in entries(&part.raw.remotes) {
        let Some((source, span)) = given.get() else { continue };
        let at = top.key(&address.value);
        if !address.value.contains(':') || address.value.contains('#') {
            let origin = at.origin(address.span);
            cx.loading.invalid(origin, &at.path, say::remote_address(&*address.value), say::remote_address_help());
            continue;
        }
        let origin = at.origin(span);
        let path = if address.value.ends_with('/') {
            beside::folder(cx, part, (&at, origin), source)
        } else {
            let path = beside::file(cx, part, (&at, origin), source);
            // A copy is a part of contracts, and no input by itself.
            if let Some(path) = &path {
                cx.loading.note_file(path.clone());
            }
            path
        };
        let Some(path) = path else { continue };
        let shown = cx.loading.shown(&path);
        remotes.push(Remote { address: Arc::from(&*address.value), path, shown });
    }
}
