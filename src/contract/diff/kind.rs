//! Every kind of change, its mirror, and what it does to each side: the table that the comparison only fills in.

use crate::finding::{Exchange, Verdict};
use crate::message::{Message, diff};

use Verdict::{Breaking, Safe, Undecidable};

/// A kind of change.
#[derive(Debug)]
#[cfg_attr(not(test), expect(dead_code, reason = "mirrors are held against each other by a test"))]
pub(in crate::contract) struct Kind {
    /// Its name in reports.
    pub(in crate::contract) id: &'static str,
    /// The kind that takes it back.
    pub(in crate::contract) mirror: &'static str,
    /// For those who send: what they sent before, by the new version.
    pub(in crate::contract) sent: (Verdict, fn() -> Message),
    /// For those who read: what they are sent now, by the old version.
    pub(in crate::contract) read: (Verdict, fn() -> Message),
    /// Why the mirror's verdict is not the opposite one, where it is not.
    pub(in crate::contract) odd: Option<&'static str>,
}

impl Kind {
    /// What the change does to one side, and why.
    pub(in crate::contract) fn verdict(&self, exchange: Exchange) -> (Verdict, Message) {
        let (verdict, reason) = if exchange.sends() { self.sent } else { self.read };
        (verdict, reason())
    }
}

type Said = (Verdict, fn() -> Message);

const ACCEPTED: Said = (Safe, diff::accepted_still);
const REFUSED: Said = (Breaking, diff::refused_now);
const KNOWN: Said = (Safe, diff::known_still);
const UNKNOWN: Said = (Breaking, diff::unknown_now);
const MISSING: Said = (Breaking, diff::missing_now);
const TOLD: Said = (Safe, diff::told_only);
const NEITHER: Said = (Breaking, diff::neither_way);
const LIMITED: Said = (Undecidable, diff::limited_now);
const OPAQUE: Said = (Undecidable, diff::not_compared);
const IGNORED: Said = (Undecidable, diff::ignored_now);
const NO_DEFAULT: Said = (Breaking, diff::no_default);
const DEFAULT: Said = (Safe, diff::has_default);
const RECORDED: Said = (Safe, diff::recorded);
const ANNOUNCED: Said = (Safe, diff::announced);

/// One row and its mirror.
macro_rules! pairs {
    ($( $id:literal $sent:expr, $read:expr; $mirror:literal $back_sent:expr, $back_read:expr; $odd:expr )*) => {
        /// Every kind; each beside its mirror.
        pub(in crate::contract) static KINDS: &[Kind] = &[$(
            Kind { id: $id, mirror: $mirror, sent: $sent, read: $read, odd: $odd },
            Kind { id: $mirror, mirror: $id, sent: $back_sent, read: $back_read, odd: $odd },
        )*];
    };
}

const NONE: Option<&str> = None;
const SENDERS: Option<&str> = Some("who still sends what is gone may be ignored: no contract says");
const LISTS: Option<&str> = Some("a new value breaks only readers that treat the list as closed");
const LIMITS: Option<&str> = Some("a first limit may be one that all senders kept anyway");
const SELF: Option<&str> = Some("neither version accepts the other's values, so it breaks in both directions");
const TOLD_ONLY: Option<&str> = Some("nothing that is exchanged changes, in either direction");
const FRESH: Option<&str> = Some("what is new was relied on by nobody");
const UNSEEN: Option<&str> = Some("readers pass over what they do not know");
const UNTOLD: Option<&str> = Some("what the two keywords permit is not compared");
const KEPT: Option<&str> = Some("the removal is recorded, so that no side is surprised");

pairs! {
    "operation-added" ACCEPTED, KNOWN; "operation-removed" REFUSED, MISSING; NONE
    "operation-added-again" ACCEPTED, KNOWN; "operation-removed-after-sunset" ANNOUNCED, ANNOUNCED; KEPT
    "parameter-added-required" REFUSED, KNOWN; "parameter-removed" IGNORED, KNOWN; SENDERS
    "parameter-added-optional" ACCEPTED, KNOWN; "parameter-removed-optional" IGNORED, KNOWN; SENDERS
    "parameter-added-again" ACCEPTED, KNOWN; "parameter-removed-after-sunset" ANNOUNCED, ANNOUNCED; KEPT
    "parameter-became-required" REFUSED, KNOWN; "parameter-became-optional" ACCEPTED, KNOWN; UNSEEN
    "parameter-default-changed" (Breaking, diff::default_relied_on), KNOWN; "parameter-default-changed-back" (Breaking, diff::default_relied_on), KNOWN; SELF
    "body-added-required" REFUSED, KNOWN; "body-removed" IGNORED, KNOWN; SENDERS
    "body-added-optional" ACCEPTED, KNOWN; "body-removed-optional" IGNORED, KNOWN; SENDERS
    "body-became-required" REFUSED, KNOWN; "body-became-optional" ACCEPTED, KNOWN; UNSEEN
    "media-type-added" ACCEPTED, KNOWN; "media-type-removed" REFUSED, MISSING; NONE
    "response-added" ACCEPTED, KNOWN; "response-removed" ACCEPTED, MISSING; FRESH
    "failure-added" ACCEPTED, KNOWN; "failure-removed" ACCEPTED, KNOWN; UNSEEN
    "header-added-required" ACCEPTED, KNOWN; "header-removed" ACCEPTED, MISSING; FRESH
    "header-added-optional" ACCEPTED, KNOWN; "header-removed-optional" ACCEPTED, (Undecidable, diff::relied_on); FRESH
    "header-became-required" ACCEPTED, KNOWN; "header-became-optional" ACCEPTED, MISSING; FRESH
    "property-added-required" REFUSED, KNOWN; "property-removed" IGNORED, MISSING; SENDERS
    "property-added-with-default" DEFAULT, KNOWN; "property-removed-with-default" IGNORED, MISSING; SENDERS
    "property-added-optional" ACCEPTED, KNOWN; "property-removed-optional" IGNORED, (Undecidable, diff::relied_on); SENDERS
    "property-added-again" ACCEPTED, KNOWN; "property-removed-after-sunset" ANNOUNCED, ANNOUNCED; KEPT
    "property-became-required" REFUSED, KNOWN; "property-became-optional" ACCEPTED, MISSING; NONE
    "property-became-required-with-default" DEFAULT, KNOWN; "property-became-optional-with-default" ACCEPTED, MISSING; Some("with a default, nobody has to send it")
    "open-property-added" (Undecidable, diff::open_content), KNOWN; "open-property-removed" ACCEPTED, (Undecidable, diff::open_content); Some("what an open record held under the name is not known")
    "closed-property-added" ACCEPTED, (Breaking, diff::closed_content); "closed-property-removed" REFUSED, KNOWN; NONE
    "closed-property-added-required" REFUSED, (Breaking, diff::closed_content); "closed-property-removed-required" REFUSED, MISSING; SELF
    "field-added" NO_DEFAULT, KNOWN; "field-removed" ACCEPTED, (Breaking, diff::no_default); NONE
    "field-added-with-default" DEFAULT, KNOWN; "field-removed-with-default" ACCEPTED, DEFAULT; Some("with a default, each version reads the other's data")
    "field-added-optional" ACCEPTED, KNOWN; "field-removed-unrecorded" (Undecidable, diff::reused_number), MISSING; Some("the number of a removed field may be used again by mistake")
    "field-added-again" ACCEPTED, KNOWN; "field-removed-and-reserved" RECORDED, RECORDED; KEPT
    "field-renamed" (Breaking, diff::name_only), (Breaking, diff::name_only); "field-renamed-back" (Breaking, diff::name_only), (Breaking, diff::name_only); SELF
    "field-renamed-unseen" TOLD, TOLD; "field-renamed-back-unseen" TOLD, TOLD; TOLD_ONLY
    "type-removed-unseen" TOLD, TOLD; "type-added-unseen" TOLD, TOLD; TOLD_ONLY
    "type-changed-unseen" TOLD, TOLD; "type-changed-back-unseen" TOLD, TOLD; TOLD_ONLY
    "open-property-added-required" REFUSED, KNOWN; "open-property-removed-required" ACCEPTED, MISSING; NONE
    "field-renamed-with-alias" RECORDED, MISSING; "field-renamed-back-to-alias" NO_DEFAULT, RECORDED; NONE
    "field-number-changed" (Breaking, diff::reused_number), (Breaking, diff::reused_number); "field-number-changed-back" (Breaking, diff::reused_number), (Breaking, diff::reused_number); SELF
    "reservation-added" TOLD, TOLD; "reservation-dropped" (Breaking, diff::reused_number), (Breaking, diff::reused_number); NONE
    "column-added" ACCEPTED, KNOWN; "column-removed" REFUSED, MISSING; NONE
    "column-added-not-null" NO_DEFAULT, KNOWN; "column-removed-not-null" REFUSED, MISSING; SELF
    "type-added" ACCEPTED, KNOWN; "type-removed" (Breaking, diff::missing_now), MISSING; NONE
    "became-nullable" ACCEPTED, UNKNOWN; "became-not-nullable" REFUSED, KNOWN; NONE
    "enum-value-added" ACCEPTED, (Undecidable, diff::unlisted); "enum-value-removed" REFUSED, KNOWN; LISTS
    "enum-symbol-added" ACCEPTED, UNKNOWN; "enum-symbol-removed" REFUSED, KNOWN; NONE
    "enum-symbol-added-with-default" ACCEPTED, DEFAULT; "enum-symbol-removed-with-default" DEFAULT, KNOWN; Some("a default stands for every symbol that is not known")
    "open-enum-value-added" ACCEPTED, KNOWN; "open-enum-value-removed" REFUSED, KNOWN; Some("readers of a list that is said to grow expect new values")
    "discriminator-changed" TOLD, TOLD; "discriminator-changed-back" TOLD, TOLD; TOLD_ONLY
    "enum-added" REFUSED, KNOWN; "enum-removed" ACCEPTED, UNKNOWN; NONE
    "type-widened" ACCEPTED, UNKNOWN; "type-narrowed" REFUSED, KNOWN; NONE
    "type-changed" NEITHER, NEITHER; "type-changed-back" NEITHER, NEITHER; SELF
    "list-changed" NEITHER, NEITHER; "list-changed-back" NEITHER, NEITHER; SELF
    "key-changed" NEITHER, NEITHER; "key-changed-back" NEITHER, NEITHER; SELF
    "code-type-changed" (Breaking, diff::code_only), (Breaking, diff::code_only); "code-type-changed-back" (Breaking, diff::code_only), (Breaking, diff::code_only); SELF
    "format-added" REFUSED, KNOWN; "format-removed" ACCEPTED, UNKNOWN; NONE
    "limit-added" LIMITED, KNOWN; "limit-removed" ACCEPTED, UNKNOWN; LIMITS
    "limit-tightened" REFUSED, KNOWN; "limit-loosened" ACCEPTED, UNKNOWN; NONE
    "pattern-changed" OPAQUE, OPAQUE; "pattern-changed-back" OPAQUE, OPAQUE; UNTOLD
    "branch-added" ACCEPTED, UNKNOWN; "branch-removed" REFUSED, KNOWN; NONE
    "interface-added" ACCEPTED, KNOWN; "interface-removed" REFUSED, MISSING; NONE
    "condition-added" REFUSED, KNOWN; "condition-removed" (Undecidable, diff::limited_now), UNKNOWN; Some("a condition that is dropped may be told elsewhere in the schema")
    "keyword-added" REFUSED, KNOWN; "keyword-removed" ACCEPTED, UNKNOWN; NONE
    "keyword-changed" OPAQUE, OPAQUE; "keyword-changed-back" OPAQUE, OPAQUE; UNTOLD
    "default-changed" TOLD, TOLD; "default-changed-back" TOLD, TOLD; TOLD_ONLY
    "deprecated" TOLD, TOLD; "revived" TOLD, TOLD; TOLD_ONLY
    "contract-added" ACCEPTED, KNOWN; "contract-removed" REFUSED, MISSING; NONE
}

/// The kind called `id`.
pub(in crate::contract) fn kind(id: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|it| it.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_mirror_with_the_opposite_verdict_or_a_reason() {
        for it in KINDS {
            let mirror = kind(it.mirror).unwrap_or_else(|| panic!("{}", it.mirror));
            assert_eq!(mirror.mirror, it.id);
            assert_eq!(KINDS.iter().filter(|other| other.id == it.id).count(), 1, "{}", it.id);
            let opposite = |(a, b): (Verdict, Verdict)| matches!((a, b), (Breaking, Safe) | (Safe, Breaking));
            let is_opposite = opposite((it.sent.0, mirror.sent.0)) && opposite((it.read.0, mirror.read.0));
            assert_eq!(is_opposite, it.odd.is_none(), "{}: {:?} {:?}", it.id, it.sent.0, mirror.sent.0);
        }
    }
}
