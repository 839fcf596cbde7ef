//! What the values of a column show: a type, how they are written, a list of codes. Little evidence makes no claim.

use std::sync::LazyLock;

use super::affix::{pattern, undecorated};
use super::profile::Profile;
use crate::format::{self, Context, Day};
use crate::matching::{self, Reading};
use crate::model::{Decimal, DeclaredField, LogicalType, TemporalFormat};
use crate::rule::cell::TemporalMatcher;

/// Of a hundred values, so many have to be of a type; what is left may be damage.
pub(super) const MOST: usize = 98;

/// Fewest values that make a named format, a pattern or a limit.
const FEW: usize = 20;

/// Fewest values that make a list of codes, most codes of one, and values for each of them.
const CODES: (u64, usize, u64) = (50, 20, 8);

/// How systems write dates and times, the most telling first; those of digits alone only under names that say so.
const TEMPORAL: [(&str, LogicalType); 20] = [
    ("yyyy-MM-dd HH:mm:ss", LogicalType::Timestamp),
    ("yyyy-MM-dd HH:mm:ss.SSS", LogicalType::Timestamp),
    ("yyyy-MM-dd HH:mm", LogicalType::Timestamp),
    ("yyyy/MM/dd HH:mm:ss", LogicalType::Timestamp),
    ("yyyy/M/d H:mm:ss", LogicalType::Timestamp),
    ("yyyy/M/d H:mm", LogicalType::Timestamp),
    ("rfc3339", LogicalType::Timestamp),
    ("yyyy-MM-dd'T'HH:mm:ss", LogicalType::Timestamp),
    ("dd/MM/yyyy HH:mm:ss", LogicalType::Timestamp),
    ("MM/dd/yyyy HH:mm:ss", LogicalType::Timestamp),
    ("yyyyMMddHHmmss", LogicalType::Timestamp),
    ("yyyy-MM-dd", LogicalType::Date),
    ("yyyy/MM/dd", LogicalType::Date),
    ("yyyy/M/d", LogicalType::Date),
    ("yyyy年M月d日", LogicalType::Date),
    ("dd.MM.yyyy", LogicalType::Date),
    ("dd/MM/yyyy", LogicalType::Date),
    ("MM/dd/yyyy", LogicalType::Date),
    ("yyyyMMdd", LogicalType::Date),
    ("HH:mm:ss", LogicalType::Time),
];

/// Named formats that values prove, the narrowest first; whether they are personal data.
const NAMED: [(&str, Option<&str>); 9] = [
    ("uuid", None),
    ("email", Some("pi")),
    ("cn-mobile", Some("pi")),
    ("cn-resident-id", Some("sensitive")),
    ("cn-uscc", None),
    ("gtin", None),
    ("uri", None),
    ("currency", None),
    ("time-zone", None),
];

/// Kinds of values that are personal data whatever they look like.
const PERSONAL: [&str; 8] = ["phone", "mobile", "email", "address", "nickname", "person", "birthday", "ip"];

/// Kinds of values that tell things apart.
const IDENTIFYING: [&str; 8] = ["id", "sku", "barcode", "code", "serial", "tracking", "batch", "postcode"];

/// Lengths that limits are rounded up to.
const LENGTHS: [usize; 12] = [8, 16, 20, 32, 50, 64, 100, 128, 200, 255, 500, 1000];

/// What is drafted of a field and its element.
#[derive(Clone, Debug, Default)]
pub(super) struct Shape {
    pub(super) kind: Option<LogicalType>,
    pub(super) representation: Option<&'static str>,
    /// Named format of a string.
    pub(super) format: Option<&'static str>,
    /// How a date or time is written.
    pub(super) written: Option<&'static str>,
    /// The unit of an epoch that is a whole number.
    pub(super) epoch: Option<&'static str>,
    pub(super) precision: Option<u32>,
    pub(super) scale: Option<u32>,
    pub(super) max_length: Option<usize>,
    pub(super) pattern: Option<String>,
    pub(super) prefix: Option<String>,
    pub(super) suffix: Option<String>,
    /// Its values, where they are few and come often.
    pub(super) codes: Vec<String>,
    pub(super) is_nullable: bool,
    pub(super) is_optional: bool,
    pub(super) pii: Option<&'static str>,
    /// Guards round values, as the dictionary calls them.
    pub(super) guards: Vec<&'static str>,
}

/// Whether a column of this name may be a part of a key.
pub(super) fn may_identify(name: &str) -> bool {
    let head = Reading::of(name).head();
    head.is_none_or(|it| IDENTIFYING.contains(&it) || ["sequence", "date", "name"].contains(&it))
}

/// By the values of a column; `typed`: whether its container tells texts from numbers.
pub(super) fn of_values(name: &str, profile: &Profile, typed: bool) -> Shape {
    let reading = Reading::of(name);
    let head = reading.head().unwrap_or_default();
    let mut shape = Shape {
        is_nullable: profile.filled * 100 < profile.cells * 99,
        is_optional: profile.absent > 0,
        pii: PERSONAL.contains(&head).then_some("pi"),
        ..Shape::default()
    };
    shape.guards = profile.guards.iter().filter(|it| *it.1 * 2 > profile.filled).map(|it| *it.0).collect();
    let values: Vec<&str> = profile.sample.iter().map(|it| &**it).collect();
    if values.is_empty() {
        shape.kind = Some(LogicalType::String);
        return shape;
    }
    let found = shape.boolean(&values)
        || shape.temporal(&values, head)
        || shape.epoch(&values, head)
        || shape.named(&values)
        || shape.listed(&reading, profile)
        || shape.number(&values, (head, typed), profile);
    if !found {
        shape.text(&values, head);
    }
    if shape.representation.is_none() {
        shape.representation = representation(head, shape.kind);
    }
    shape
}

/// By what a contract declares.
pub(super) fn of_declared(field: &DeclaredField) -> Shape {
    let declared = &field.shape;
    let head = Reading::of(&field.name).head().unwrap_or_default();
    let format = declared.format.as_ref().map(|it| &*it.value);
    let kind = matching::kind(field).unwrap_or(LogicalType::String);
    let codes = declared.values.as_ref().map(|it| it.value.iter().map(|it| it.value.to_string()).collect());
    Shape {
        kind: Some(kind),
        representation: representation(head, Some(kind)),
        format: NAMED.iter().map(|it| it.0).find(|it| Some(*it) == format),
        written: (kind == LogicalType::Timestamp).then_some("rfc3339"),
        max_length: declared.max_length.as_ref().and_then(|it| usize::try_from(it.value).ok()),
        scale: declared.scale.as_ref().map(|it| it.value),
        precision: declared.precision.as_ref().map(|it| it.value),
        codes: codes.filter(|_| kind == LogicalType::String).unwrap_or_default(),
        is_nullable: declared.nullable,
        is_optional: !field.required,
        pii: PERSONAL.contains(&head).then_some("pi"),
        ..Shape::default()
    }
}

pub(super) fn most(values: &[&str], is: impl Fn(&str) -> bool) -> bool {
    values.iter().filter(|it| is(it)).count() * 100 >= values.len() * MOST
}

impl Shape {
    fn boolean(&mut self, values: &[&str]) -> bool {
        let is = most(values, |it| it == "true" || it == "false");
        self.kind = is.then_some(LogicalType::Boolean).or(self.kind);
        is
    }

    fn temporal(&mut self, values: &[&str], head: &str) -> bool {
        static FORMS: LazyLock<Vec<(TemporalMatcher, &str, LogicalType)>> = LazyLock::new(|| {
            let parse = |(form, kind): &(&'static str, LogicalType)| {
                Some((TemporalMatcher::new(*kind, &[TemporalFormat::parse(form).ok()?]), *form, *kind))
            };
            TEMPORAL.iter().filter_map(parse).collect()
        });
        let speaks = ["time", "date", "day", "birthday", "period", "month", "year"].contains(&head);
        let found = FORMS.iter().find(|(form, text, _)| {
            let digits = !text.contains(['-', '/', '.', ':', '年', '3']);
            (speaks || !digits) && most(values, |it| form.read(it.as_bytes()).is_some())
        });
        let Some((_, text, kind)) = found else { return false };
        self.written = Some(text);
        self.kind = Some(*kind);
        true
    }

    fn epoch(&mut self, values: &[&str], head: &str) -> bool {
        if !["time", "date"].contains(&head) {
            return false;
        }
        // From 2001 on, until digits are one more.
        let of = |digits: usize| most(values, |it| it.len() == digits && it.bytes().all(|it| it.is_ascii_digit()));
        self.epoch = if of(10) { Some("epochSeconds") } else { of(13).then_some("epochMillis") };
        if self.epoch.is_some() {
            self.kind = Some(LogicalType::Timestamp);
        }
        self.epoch.is_some()
    }

    fn named(&mut self, values: &[&str]) -> bool {
        if values.len() < FEW {
            return false;
        }
        let Some(as_of) = Day::compact(b"21000101") else { return false };
        let context = Context { as_of };
        let fits = |name: &str| {
            let Some(named) = format::by_name(name) else { return false };
            let is = |it: &str| {
                matches!((named.check)(it, &context), format::Verdict::Valid | format::Verdict::NonCanonical)
            };
            values.iter().filter(|it| is(it)).count() * 100 >= values.len() * 95
        };
        let Some((name, pii)) = NAMED.iter().find(|it| fits(it.0)) else { return false };
        (self.kind, self.format) = (Some(LogicalType::String), Some(*name));
        self.pii = pii.or(self.pii);
        if *name == "uri" {
            self.representation = Some("uri");
        }
        true
    }

    /// Few values that come often, and tell neither things nor persons apart.
    fn listed(&mut self, reading: &Reading, profile: &Profile) -> bool {
        let head = reading.head().unwrap_or_default();
        let (fewest, most, times) = CODES;
        let Some(counts) = &profile.counts else { return false };
        let is_listed = ["status", "type", "flag", "level", "gender", "method", "channel", "currency", "category"];
        let numeric = counts.keys().all(|it| Decimal::parse(it).is_some());
        let tells = ["id", "name", "nickname", "person", "sku", "barcode", "remark", "address", "date", "time"];
        let may = is_listed.contains(&head) || (!numeric && !tells.contains(&head));
        let often = profile.filled >= fewest && profile.filled >= times * counts.len() as u64;
        // Several values in one cell are no code.
        let short = counts.keys().all(|it| {
            it.chars().count() <= 24 && !it.starts_with(['=', '\'', '`']) && !it.contains([';', '|', ',', '、'])
        });
        if !may || !often || !short || counts.len() > most || counts.len() < 2 || self.pii.is_some() {
            return false;
        }
        self.codes = counts.keys().cloned().collect();
        self.kind = Some(LogicalType::String);
        self.representation = Some("code");
        true
    }

    fn number(&mut self, values: &[&str], (head, typed): (&str, bool), profile: &Profile) -> bool {
        let (values, prefix, suffix) = undecorated(values);
        let numbers: Vec<&str> = values.into_iter().filter(|it| Decimal::parse(it).is_some()).collect();
        if numbers.len() * 100 < profile.sample.len() * MOST {
            return false;
        }
        let digits = |it: &&str| it.bytes().filter(u8::is_ascii_digit).count();
        let scale_of = |it: &&str| it.split_once('.').map_or(0, |(_, rest)| rest.len());
        let (widest, scale) =
            (numbers.iter().map(digits).max().unwrap_or(0), numbers.iter().map(scale_of).max().unwrap_or(0));
        let padded = numbers.iter().any(|it| it.len() > 1 && it.starts_with('0') && !it.starts_with("0."));
        let identifies = IDENTIFYING.contains(&head) || ["phone", "mobile"].contains(&head);
        if scale == 0 && (padded || identifies || widest >= 12) {
            return false;
        }
        // A container that holds texts means texts.
        if typed && profile.kinds.0 == 0 && scale == 0 && !["quantity", "amount", "price"].contains(&head) {
            return false;
        }
        (self.prefix, self.suffix) = (prefix, suffix);
        let money = ["amount", "price", "fee", "cost", "freight", "tax", "discount", "balance"].contains(&head);
        if scale == 0 && !money {
            self.kind = Some(LogicalType::Integer);
            return true;
        }
        self.kind = Some(LogicalType::Decimal);
        let scale = if money { scale.max(2) } else { scale };
        self.scale = u32::try_from(scale).ok();
        self.precision = u32::try_from((widest + 4).max(12)).ok();
        true
    }

    fn text(&mut self, values: &[&str], head: &str) {
        self.kind = Some(LogicalType::String);
        let longest = values.iter().map(|it| it.chars().count()).max().unwrap_or(0);
        if values.len() < FEW {
            return;
        }
        if IDENTIFYING.contains(&head) {
            self.pattern = pattern(values);
        }
        if self.pattern.is_none() {
            self.max_length = LENGTHS.into_iter().find(|it| *it * 2 >= longest * 3);
        }
    }
}

fn representation(head: &str, kind: Option<LogicalType>) -> Option<&'static str> {
    match kind {
        Some(LogicalType::Timestamp) => Some("datetime"),
        Some(LogicalType::Date) => Some("date"),
        Some(LogicalType::Boolean) => Some("indicator"),
        Some(LogicalType::Decimal) => match head {
            "rate" | "percent" => Some("percent"),
            "weight" | "volume" | "length" | "width" | "height" => Some("measure"),
            "quantity" => Some("quantity"),
            "amount" | "price" | "fee" | "cost" | "freight" | "tax" | "discount" | "balance" => Some("amount"),
            _ => None,
        },
        Some(LogicalType::Integer) => match head {
            "quantity" | "views" | "clicks" | "visits" => Some("quantity"),
            _ => None,
        },
        Some(LogicalType::String) => match head {
            "id" | "sku" | "barcode" | "serial" | "tracking" | "phone" | "mobile" | "email" => Some("identifier"),
            "name" | "nickname" | "person" => Some("name"),
            "status" | "type" | "code" | "currency" | "method" | "level" | "gender" => Some("code"),
            "remark" | "description" | "text" | "content" | "address" | "reason" => Some("text"),
            _ => None,
        },
        _ => None,
    }
}
