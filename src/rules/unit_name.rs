//! Units that names carry: `金额(分)`, `price_cents`, `weightKg`.

use unicode_normalization::UnicodeNormalization;

use crate::format::minor_units;
use crate::model::Unit;

/// What a unit measures and how large it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Money: the currency where it is told, and the power of ten of one such unit in whole units of the currency.
    Money(Option<String>, i32),
    /// Mass, length, volume or time: which of them, and the unit's code of UN/CEFACT Rec 20.
    Measure(char, &'static str),
}

/// Names in lower case, what they mean, and whether they are taken for a unit after a `_` too, or in brackets only.
const NAMES: [(&[&str], Known, bool); 24] = [
    (&["元", "人民币", "人民币元"], Known::Money("CNY", 0), true),
    (&["yuan", "cny", "rmb"], Known::Money("CNY", 0), true),
    (&["usd", "美元"], Known::Money("USD", 0), true),
    (&["eur", "欧元"], Known::Money("EUR", 0), true),
    (&["hkd", "港元", "港币"], Known::Money("HKD", 0), true),
    (&["jpy", "日元"], Known::Money("JPY", 0), true),
    (&["分", "人民币分", "fen"], Known::Money("CNY", -2), true),
    (&["cent", "cents"], Known::Money("", -2), true),
    (&["角"], Known::Money("CNY", -1), true),
    (&["万元"], Known::Money("CNY", 4), true),
    (&["kg", "千克", "公斤", "kilograms"], Known::Measure('m', "KGM"), true),
    (&["g", "克", "grams"], Known::Measure('m', "GRM"), true),
    (&["mg", "毫克"], Known::Measure('m', "MGM"), true),
    (&["斤"], Known::Measure('m', "500 g"), true),
    (&["吨"], Known::Measure('m', "TNE"), true),
    (&["m", "米"], Known::Measure('l', "MTR"), false),
    (&["cm", "厘米"], Known::Measure('l', "CMT"), true),
    (&["mm", "毫米"], Known::Measure('l', "MMT"), true),
    (&["l", "升"], Known::Measure('v', "LTR"), false),
    (&["ml", "毫升"], Known::Measure('v', "MLT"), true),
    (&["ms", "millis", "milliseconds", "毫秒"], Known::Measure('t', "C26"), true),
    (&["s", "secs", "seconds", "秒"], Known::Measure('t', "SEC"), true),
    (&["minutes", "分钟"], Known::Measure('t', "MIN"), true),
    (&["hours", "小时"], Known::Measure('t', "HUR"), true),
];

#[derive(Clone, Copy)]
enum Known {
    Money(&'static str, i32),
    Measure(char, &'static str),
}

impl From<Known> for Meaning {
    fn from(known: Known) -> Self {
        match known {
            Known::Money("", power) => Self::Money(None, power),
            Known::Money(code, power) => Self::Money(Some(code.to_owned()), power),
            Known::Measure(what, code) => Self::Measure(what, code),
        }
    }
}

impl Meaning {
    /// The unit that `name` carries in brackets or as its last word, with the word.
    pub(super) fn of_name(name: &str) -> Option<(Self, String)> {
        let plain: String = name.nfkc().collect();
        let plain = plain.trim().trim_end_matches("[]");
        if let Some(inner) = bracketed(plain) {
            return find(&inner, false).map(|it| (it, inner));
        }
        let last = last_word(plain)?;
        find(&last, true).map(|it| (it, last))
    }

    /// The unit that prose says values are in, with the word: `支付金额（分）`, `单位：元`, `amount in cents`.
    pub(super) fn of_prose(text: &str) -> Option<(Self, String)> {
        let plain: String = text.nfkc().collect();
        let inner = plain.match_indices(['(', '[', '【']).filter_map(|(at, _)| {
            let rest = plain.get(at..)?.trim_start_matches(['(', '[', '【']);
            rest.split([')', ']', '】']).next()
        });
        let after = |mark: &'static str| plain.match_indices(mark).map(|(at, mark)| (at, mark.len()));
        let named = after("单位").filter_map(|(at, length)| plain.get(at + length..));
        let spoken = after(" in ").filter_map(|(at, length)| plain.get(at + length..));
        let told = inner.map(|it| (it.trim().trim_start_matches("单位"), true)).chain(named.map(|it| (it, true)));
        let told = told.chain(spoken.map(|it| (it, false)));
        let mut found = told.filter_map(|(rest, alone)| {
            let rest = rest.trim_start_matches([':', '为', '是', ' ']);
            let word =
                if alone { rest.split(['，', ',', '。', ';', '；', '、', ' ', '\n']).next() } else { word(rest) };
            let word = word?.trim_end_matches(['.', ')']);
            // Short words are units only where nothing but a unit can stand.
            find(word, false).filter(|_| alone || word.len() > 2).map(|it| (it, word.to_owned()))
        });
        found.next()
    }

    /// What a declared unit means; [`None`] for units of which names say nothing.
    pub(super) fn of_unit(unit: &Unit) -> Option<Self> {
        match unit {
            Unit::Code(code) => {
                let measure = NAMES.iter().find_map(|(_, known, _)| match known {
                    Known::Measure(what, it) if *it == &**code => Some(Self::Measure(*what, it)),
                    _ => None,
                });
                measure.or_else(|| minor_units(code).map(|_| Self::Money(Some(code.to_string()), 0)))
            }
            Unit::Part { code, per } => {
                let power = per.checked_ilog10().filter(|it| 10u32.checked_pow(*it) == Some(*per))?;
                Some(Self::Money(Some(code.to_string()), -i32::try_from(power).ok()?))
            }
            Unit::EpochSeconds => Some(Self::Measure('t', "SEC")),
            Unit::EpochMillis => Some(Self::Measure('t', "C26")),
            Unit::Element(_) => Some(Self::Money(None, 0)),
        }
    }

    /// Whether both measure the same thing and differ in size. `price_per_kg` in yuan is no contradiction.
    pub(super) fn contradicts(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Money(one, power), Self::Money(another, other)) => {
                power != other || one.as_ref().zip(another.as_ref()).is_some_and(|(one, another)| one != another)
            }
            (Self::Measure(what, one), Self::Measure(other, another)) => what == other && one != another,
            _ => false,
        }
    }
}

/// The first word of ASCII letters.
fn word(text: &str) -> Option<&str> {
    text.split(|c: char| !c.is_ascii_alphabetic()).next().filter(|it| !it.is_empty())
}

fn find(word: &str, is_suffix: bool) -> Option<Meaning> {
    let word = word.to_lowercase();
    let found = NAMES.iter().find(|(names, _, suffix)| (*suffix || !is_suffix) && names.contains(&word.as_str()));
    found.map(|(_, known, _)| Meaning::from(*known))
}

/// What stands in brackets at the end: `金额（单位：元）` carries `元`.
fn bracketed(name: &str) -> Option<String> {
    let inner = name.strip_suffix([')', ']', '】'])?;
    let (before, unit) = inner.rsplit_once(['(', '[', '【'])?;
    let unit = unit.trim().trim_start_matches("单位").trim_start_matches([':', '：']).trim();
    (!before.trim().is_empty()).then(|| unit.to_owned())
}

/// The last word after a `_`, `-` or blank, or where capitals begin one; none for names of one word.
fn last_word(name: &str) -> Option<String> {
    let is_break = |c: char| matches!(c, '_' | '-' | ' ');
    if let Some((before, word)) = name.rsplit_once(is_break) {
        return (!before.is_empty()).then(|| word.to_owned());
    }
    let shouted = !name.chars().any(char::is_lowercase);
    let (start, _) = name.char_indices().rev().find(|(_, c)| c.is_ascii_uppercase()).filter(|_| !shouted)?;
    let word = name.get(start..)?;
    (start > 0 && word.len() > 1).then(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(code: &str) -> Unit {
        Unit::Code(code.into())
    }

    #[test]
    fn prose_tells_a_unit_where_it_names_one_alone() {
        for (text, expected) in [
            ("支付金额（分）", Some("分")),
            ("支付金额，单位：分", Some("分")),
            ("单位为元，保留两位小数", Some("元")),
            ("实付金额(单位:元)", Some("元")),
            ("Amount in cents, as an integer", Some("cents")),
            ("the amount in yuan.", Some("yuan")),
            ("Amount [kg]", Some("kg")),
            ("Amount in the smallest currency unit", None),
            ("订单得分", None),
            ("部分发货（含赠品）", None),
            ("in g", None),
        ] {
            assert_eq!(Meaning::of_prose(text).map(|it| it.1).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn names_contradict_units_of_the_same_thing_only() {
        let fen = Unit::Part { code: "CNY".into(), per: 100 };
        for (name, unit, contradicts) in [
            ("金额(分)", code("CNY"), true),
            ("金额（元）", code("CNY"), false),
            ("金额（单位：元）", fen.clone(), true),
            ("金额(万元)", code("CNY"), true),
            ("金额(美元)", code("CNY"), true),
            ("amount_usd", code("USD"), false),
            ("price_cents", code("USD"), true),
            ("priceCents", code("USD"), true),
            ("price_cents", Unit::Part { code: "USD".into(), per: 100 }, false),
            ("pay_amount_fen", fen, false),
            ("amount_cents", Unit::Element("order.currency".into()), true),
            ("重量(kg)", code("GRM"), true),
            ("重量(kg)", code("KGM"), false),
            ("weightKg", code("GRM"), true),
            ("重量(斤)", code("KGM"), true),
            ("price_per_kg", code("CNY"), false),
            ("得分(分)", code("C62"), false),
            ("时长(分)", code("MIN"), false),
            ("create_time_ms", Unit::EpochSeconds, true),
            ("createTimeMs", Unit::EpochMillis, false),
            ("订单数", code("CNY"), false),
            ("size_m", code("CMT"), false),
            ("cents", code("CNY"), false),
            ("AMOUNT", code("CNY"), false),
        ] {
            let spoken = Meaning::of_name(name).map(|it| it.0);
            let declared = Meaning::of_unit(&unit);
            let found = spoken.zip(declared).is_some_and(|(spoken, declared)| spoken.contradicts(&declared));
            assert_eq!(found, contradicts, "{name} {unit:?}");
        }
    }
}
