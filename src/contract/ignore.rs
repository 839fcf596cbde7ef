//! `x-dictum-ignore`: what a contract's author leaves as it is, and why.
//!
//! ```yaml
//! buyer_words:
//!   type: string
//!   maxLength: 500
//!   x-dictum-ignore: {rule: length-exceeded, reason: notes from before 2024 are longer, until: 2027-01-01}
//! ```
//!
//! It holds for the object it stands in and everything within. Several stand in a list; `"rule: reason"` is the short form.

use super::library::Library;
use crate::document::{Kind, NodeRef};
use crate::model::{Date, Declared};
use crate::text::{Origin, Span};

/// The key.
const KEY: &str = "x-dictum-ignore";

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignore {
    /// The rule that is not to report here; none where none is named.
    pub rule: Option<Declared<String>>,
    /// Why; none where nobody says.
    pub reason: Option<String>,
    /// The last day on which it holds; an error where what is written is no day.
    pub until: Option<Result<Date, Origin>>,
    /// Where it is written.
    pub origin: Origin,
    /// The object that it holds for.
    pub scope: Origin,
}

/// All of a contract, in the order of the text.
pub(super) fn collect(library: &Library) -> Vec<Ignore> {
    let mut found = Vec::new();
    for (index, loaded) in library.files.iter().enumerate() {
        // Nearly no document has one, and looking for the word is cheaper than walking.
        if !loaded.document.text().contains(KEY) {
            continue;
        }
        let mut seen = std::collections::HashSet::new();
        let mut waiting = vec![(loaded.document.root(), None)];
        while let Some((node, key)) = waiting.pop() {
            if node.is_empty() || !seen.insert(node.id()) {
                continue;
            }
            if let Some(entry) = node.entry(KEY) {
                let origin = |span| library.origin(index, span);
                let scope = origin(around(key, node));
                read(entry.value, &mut |rule, reason, until, at| {
                    let rule = rule.map(|(rule, span)| Declared::new(rule, origin(span)));
                    let until = until.map(|it: Result<Date, Span>| it.map_err(origin));
                    found.push(Ignore { rule, reason, until, origin: origin(at), scope });
                });
            }
            let inner = node.entries().filter(|it| it.key != KEY).map(|it| (it.value, Some(it.key_span)));
            waiting.extend(inner.chain(node.items().map(|it| (it, None))));
        }
    }
    found.sort_by_key(|it| it.origin);
    found
}

/// From the key of an object to its end: the name of a property is a part of what is declared there.
fn around(key: Option<Span>, node: NodeRef<'_>) -> Span {
    let span = node.span();
    let start = key.filter(|it| it.start <= span.start).map_or(span.start, |it| it.start);
    Span { start, end: span.end }
}

type Rule = Option<(String, Span)>;

fn read(node: NodeRef<'_>, add: &mut impl FnMut(Rule, Option<String>, Option<Result<Date, Span>>, Span)) {
    match node.kind() {
        Kind::Array => node.items().for_each(|it| read(it, add)),
        Kind::Object => {
            let text = |key| node.get(key).and_then(NodeRef::scalar).map(str::trim).filter(|it| !it.is_empty());
            let until = node.get("until").map(|it| it.scalar().and_then(Date::parse).ok_or_else(|| it.site()));
            let reason = text("reason").map(str::to_owned);
            let rules: Vec<NodeRef<'_>> = match node.get("rule") {
                Some(list) if list.kind() == Kind::Array => list.items().collect(),
                one => one.into_iter().collect(),
            };
            let named = rules.iter().filter_map(|it| Some((it.as_str()?.to_owned(), it.site())));
            let mut any = false;
            for rule in named {
                any = true;
                add(Some(rule), reason.clone(), until, node.site());
            }
            if !any {
                add(None, reason, until, node.site());
            }
        }
        _ => {
            let text = node.scalar().unwrap_or_default();
            let (rule, reason) = text.split_once(':').unwrap_or((text, ""));
            let rule = (!rule.trim().is_empty()).then(|| (rule.trim().to_owned(), node.site()));
            let reason = Some(reason.trim().to_owned()).filter(|it| !it.is_empty());
            add(rule, reason, None, node.site());
        }
    }
}
