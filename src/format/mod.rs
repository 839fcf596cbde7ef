//! Floor 1: named formats of strings, and the marks that damage leaves on values.
//!
//! A named format (`format: gtin`) is one static [`NamedFormat`]: what it is called, what it looks like, and pure functions over
//! text. [`detect`] holds the proofs by which damaged values are told from merely wrong ones.

#![expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "every check is of one type, and what it may know can grow without changing it"
)]

mod bank_card;
mod characters;
mod cn_admin_division;
mod cn_cosmetic_filing;
mod cn_landline;
mod cn_mobile;
mod cn_organisation_code;
mod cn_resident_id;
mod cn_uscc;
mod country;
mod currency;
mod day;
pub mod detect;
mod e164;
mod email;
mod gtin;
mod ip;
mod isbn;
mod language;
mod mime;
mod salesforce_id;
mod sc_licence;
mod semver;
mod snowflake_id;
mod table;
mod time_zone;
mod ulid;
mod uri;
mod uuid;

pub use currency::minor_units;
pub use day::Day;

use crate::message::Message;

/// What a check says of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Of the format, in its canonical spelling.
    Valid,
    /// Of the format, in another spelling (case, separators, a prefix) that [`NamedFormat::canonical`] rewrites without loss.
    NonCanonical,
    /// Of the shape, and probably wrong or out of date; no proof, so never an error.
    Doubtful,
    /// Of the shape, and its check digit is wrong.
    Checksum,
    /// Not of the format.
    Malformed,
}

/// What a check may know besides the text.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// The day on which the text is judged; nothing asks the clock.
    pub as_of: Day,
}

/// A named format.
#[derive(Debug)]
pub struct NamedFormat {
    /// Name in dictionaries, kebab-case; permanent.
    pub name: &'static str,
    /// What it is called.
    pub title: fn() -> Message,
    /// What it looks like, in one clause.
    pub expects: fn() -> Message,
    /// Judges a text. Never panics, allocates nothing, and takes time linear in the length of the text.
    pub check: fn(&str, &Context) -> Verdict,
    /// The one spelling under which values of the format compare, itself [`Verdict::Valid`]; [`None`] for a text that is not of the
    /// format on any day. The field is [`None`] where every value has one spelling only.
    pub canonical: Option<fn(&str) -> Option<String>>,
    /// Valid values, for documentation; none is anybody's.
    pub examples: &'static [&'static str],
    /// Whether [`Verdict::Checksum`] can be said.
    pub has_checksum: bool,
}

/// Every named format, by name.
pub static FORMATS: &[&NamedFormat] = &[
    &bank_card::FORMAT,
    &cn_admin_division::FORMAT,
    &cn_cosmetic_filing::FORMAT,
    &cn_landline::FORMAT,
    &cn_mobile::FORMAT,
    &cn_organisation_code::FORMAT,
    &cn_resident_id::FORMAT,
    &cn_uscc::FORMAT,
    &country::FORMAT,
    &currency::FORMAT,
    &e164::FORMAT,
    &email::FORMAT,
    &gtin::GLN,
    &gtin::GTIN,
    &gtin::GTIN12,
    &gtin::GTIN13,
    &gtin::GTIN14,
    &gtin::GTIN8,
    &gtin::IN_STORE,
    &ip::IPV4,
    &ip::IPV6,
    &isbn::ISBN,
    &isbn::ISBN10,
    &isbn::ISBN13,
    &language::FORMAT,
    &mime::FORMAT,
    &salesforce_id::FORMAT,
    &sc_licence::FORMAT,
    &semver::FORMAT,
    &snowflake_id::FORMAT,
    &gtin::SSCC,
    &time_zone::FORMAT,
    &ulid::FORMAT,
    &uri::URI,
    &uri::URL,
    &uuid::FORMAT,
];

/// The format of that name, if there is one.
pub fn by_name(name: &str) -> Option<&'static NamedFormat> {
    FORMATS.iter().copied().find(|it| it.name == name)
}

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
