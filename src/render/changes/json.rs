//! `json`: everything, as one document of version 1.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::ChangeFormat;
use crate::finding::{Bump, Changes, Place, Verdict};
use crate::render::Style;
use crate::render::json_text::write_pretty;

pub(super) const FORMAT: ChangeFormat = ChangeFormat { name: "json", is_machine: true, render };

fn render(changes: &Changes, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let lang = style.lang;
    let all = changes.changes.iter().map(|it| {
        json!({
            "kind": it.kind,
            "exchange": it.exchange.name(),
            "verdict": it.verdict.name(),
            "subject": it.subject,
            "message": it.message.text(lang),
            "reason": it.reason.text(lang),
            "old": it.old.as_ref().map(place),
            "new": it.new.as_ref().map(place),
        })
    });
    let unread = changes.unread.iter().map(|(path, reason)| json!({"path": path, "reason": reason.text(lang)}));
    let document = json!({
        "version": 1,
        "tool": {"name": "dictum", "version": env!("CARGO_PKG_VERSION")},
        "old": changes.sides.0,
        "new": changes.sides.1,
        "changes": all.collect::<Vec<Value>>(),
        "unread": unread.collect::<Vec<Value>>(),
        "dictionaryVersion": changes.version.as_ref().map(|it| json!({
            "old": it.old, "new": it.new, "needed": it.needed, "needs": it.needs.map(Bump::name), "isEnough": it.is_enough,
        })),
        "summary": {
            "breaking": changes.count(Verdict::Breaking),
            "undecidable": changes.count(Verdict::Undecidable),
            "safe": changes.count(Verdict::Safe),
        },
    });
    write_pretty(&document, out)
}

fn place(place: &Place) -> Value {
    json!({
        "path": place.path.as_deref(),
        "line": place.line,
        "column": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "offset": place.offset,
        "length": place.length,
    })
}
