//! Who writes a schema: whether answers lead to it, or requests, or both.

use std::collections::HashSet;

use super::library::{At, Library, Target};
use super::operation::METHODS;
use crate::document::{Entry, NodeRef};
use crate::model::Direction;

/// Schemas by document and node.
type Reached = HashSet<(usize, u32)>;

/// What requests and answers of a contract lead to.
#[derive(Default)]
pub(super) struct Usage {
    accepted: Reached,
    sent: Reached,
}

impl Usage {
    /// Walks every operation of the contract.
    pub(super) fn of(library: &Library) -> Self {
        let mut usage = Self::default();
        let Some(root) = library.root(0) else { return usage };
        let mut found: Vec<(At<'_>, Direction)> = Vec::new();
        for (key, is_outgoing) in [("paths", false), ("webhooks", true)] {
            let items = root.get(key).into_iter().flat_map(|it| children(&it));
            for item in items.filter_map(|it| end(library, it)) {
                found.extend(item.get("parameters").map(|it| (it, turned(Direction::Accepted, is_outgoing))));
                let operations = METHODS.iter().filter_map(|it| item.get(it));
                operations.for_each(|it| http(&it, is_outgoing, &mut found));
            }
        }
        for channel in root.get("channels").into_iter().flat_map(|it| children(&it)) {
            found.extend(channel.get("publish").map(|it| (it, Direction::Accepted)));
            found.extend(channel.get("subscribe").map(|it| (it, Direction::Sent)));
        }
        for operation in root.get("operations").into_iter().flat_map(|it| children(&it)) {
            let direction = match operation.node.get("action").and_then(NodeRef::as_str) {
                Some("send") => Direction::Sent,
                Some("receive") => Direction::Accepted,
                _ => continue,
            };
            // Its own messages, else all those of its channel.
            let messages = operation.get("messages").or_else(|| operation.get("channel"));
            found.extend(messages.map(|it| (it, direction)));
        }
        for (at, direction) in found {
            usage.reach(library, &at, direction);
        }
        usage
    }

    /// Who writes the schema at a node.
    pub(super) fn direction(&self, at: &At<'_>) -> Direction {
        let id = (at.file, at.node.id());
        match (self.sent.contains(&id), self.accepted.contains(&id)) {
            (true, true) => Direction::Both,
            (true, false) => Direction::Sent,
            (false, true) => Direction::Accepted,
            (false, false) => Direction::Unknown,
        }
    }

    fn reach(&mut self, library: &Library, at: &At<'_>, direction: Direction) {
        let reached = if direction == Direction::Sent { &mut self.sent } else { &mut self.accepted };
        let mut waiting = vec![(at.file, at.node)];
        while let Some((file, node)) = waiting.pop() {
            if node.is_empty() || !reached.insert((file, node.id())) {
                continue;
            }
            if let Some(reference) = node.get("$ref").and_then(NodeRef::as_str) {
                let at = At { file, node, pointer: std::sync::Arc::from(""), key: None };
                if let Target::Found(target) = library.resolve(&at, reference) {
                    waiting.push((target.file, target.node));
                }
            }
            let inner = node.entries().filter(|it| !is_value(it)).map(|it| it.value);
            waiting.extend(inner.chain(node.items()).map(|it| (file, it)));
        }
    }
}

/// Whether what stands under a key is no structure.
fn is_value(entry: &Entry<'_>) -> bool {
    matches!(entry.key, "example" | "examples" | "default" | "enum" | "const") || entry.key.starts_with("x-")
}

/// An operation over HTTP; what a webhook is sent, its answers included, is turned round.
fn http<'c>(operation: &At<'c>, is_outgoing: bool, found: &mut Vec<(At<'c>, Direction)>) {
    let parts =
        [("parameters", Direction::Accepted), ("requestBody", Direction::Accepted), ("responses", Direction::Sent)];
    for (key, direction) in parts {
        found.extend(operation.get(key).map(|it| (it, turned(direction, is_outgoing))));
    }
    let callbacks = operation.get("callbacks").into_iter().flat_map(|it| children(&it));
    for item in callbacks.flat_map(|it| children(&it)).filter(|_| !is_outgoing) {
        METHODS.iter().filter_map(|it| item.get(it)).for_each(|it| http(&it, true, found));
    }
}

fn turned(direction: Direction, is_outgoing: bool) -> Direction {
    match (direction, is_outgoing) {
        (Direction::Accepted, true) => Direction::Sent,
        (Direction::Sent, true) => Direction::Accepted,
        _ => direction,
    }
}

/// What a path that refers to another stands for.
fn end<'c>(library: &'c Library, at: At<'c>) -> Option<At<'c>> {
    match at.node.get("$ref").and_then(NodeRef::as_str) {
        Some(reference) => match library.resolve(&at, reference) {
            Target::Found(target) => Some(target),
            Target::Remote | Target::Missing => None,
        },
        None => Some(at),
    }
}

fn children<'c>(at: &At<'c>) -> Vec<At<'c>> {
    at.node.entries().map(|it| at.child(it.key, Some(it.key_span), it.value)).collect()
}
