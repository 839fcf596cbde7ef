//! What one value looks like at first sight.

/// How many looks there are.
pub(super) const LOOKS: usize = 17;

/// A look; as a number its place among all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// Up to three digits.
    Small,
    /// Up to eight digits.
    Digits,
    /// More digits.
    LongDigits,
    /// Eleven digits of a mobile number, some of them perhaps masked.
    Mobile,
    /// A number with a fraction, or with a sign of money.
    Fraction,
    /// A share in per cent.
    Percent,
    Date,
    Time,
    /// `true`, `否` and the like.
    Truth,
    Mail,
    Address,
    /// Capital letters alone.
    Capitals,
    /// Other letters alone.
    Word,
    /// Letters and digits.
    Code,
    /// Up to four Chinese characters.
    Han,
    /// A longer text with Chinese characters.
    HanText,
    /// Everything else: words with blanks, signs.
    Text,
}

/// The look of a value that is not empty.
pub(super) fn look(value: &str) -> Look {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    if matches!(&*value.to_ascii_lowercase(), "true" | "false" | "yes" | "no" | "y" | "n" | "是" | "否") {
        return Look::Truth;
    }
    if let Some(of_number) = number(value, digits) {
        return of_number;
    }
    if value.contains("://") {
        return Look::Address;
    }
    if value.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.')) {
        return Look::Mail;
    }
    if is_day(value) {
        return if value.contains(':') { Look::Time } else { Look::Date };
    }
    letters(value, digits)
}

fn number(value: &str, digits: usize) -> Option<Look> {
    if digits == value.len() {
        return Some(match digits {
            0..=3 => Look::Small,
            8 if is_day(value) => Look::Date,
            4..=8 => Look::Digits,
            11 if is_mobile(value) => Look::Mobile,
            14 if is_day(value) => Look::Time,
            _ => Look::LongDigits,
        });
    }
    if value.len() == 11 && digits >= 7 && is_mobile(value) && value.bytes().all(|it| it == b'*' || it.is_ascii_digit())
    {
        return Some(Look::Mobile);
    }
    if digits > 0 && value.ends_with(['%', '％']) {
        return Some(Look::Percent);
    }
    let bare = value.trim_start_matches(['¥', '￥', '$', '€', '-', '+', ' ']).trim_end_matches(['元', ' ']);
    let is_number = bare.bytes().all(|it| it.is_ascii_digit() || it == b'.' || it == b',');
    (digits > 0 && is_number && bare.bytes().filter(|it| *it == b'.').count() <= 1).then_some(Look::Fraction)
}

/// Mobile numbers of China have 3 to 9 as their second digit.
fn is_mobile(value: &str) -> bool {
    let mut bytes = value.bytes();
    bytes.next() == Some(b'1') && matches!(bytes.next(), Some(b'3'..=b'9'))
}

/// Whether it begins with a day: year first, with or without what parts it.
fn is_day(value: &str) -> bool {
    let parts = |c: char| matches!(c, '-' | '/' | '.' | '年' | '月' | '日' | 'T' | ' ' | ':');
    let mut numbers = value.split(parts).filter(|it| !it.is_empty());
    let first = numbers.next().unwrap_or_default();
    let number = |text: Option<&str>| text.and_then(|it| it.parse::<u32>().ok()).unwrap_or(0);
    let (year, month, day) = if first.len() == 4 {
        (number(Some(first)), number(numbers.next()), number(numbers.next()))
    } else if matches!(first.len(), 8 | 14) {
        (number(first.get(..4)), number(first.get(4..6)), number(first.get(6..8)))
    } else {
        return false;
    };
    (1900..2101).contains(&year) && (1..13).contains(&month) && (1..32).contains(&day)
}

fn letters(value: &str, digits: usize) -> Look {
    let is_han = |c: char| ('\u{3400}'..='\u{9FFF}').contains(&c);
    if value.chars().any(is_han) {
        return if value.chars().count() <= 4 && value.chars().all(is_han) { Look::Han } else { Look::HanText };
    }
    let is_plain = value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '#'));
    match (is_plain, digits) {
        (true, 1..) => Look::Code,
        (true, 0) if !value.chars().any(|c| c.is_ascii_lowercase()) => Look::Capitals,
        (true, 0) => Look::Word,
        _ => Look::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_told_apart_at_first_sight() {
        for (value, expected) in [
            ("3", Look::Small),
            ("20260703", Look::Date),
            ("10012345", Look::Digits),
            ("2026-07-03", Look::Date),
            ("2026年7月3日", Look::Date),
            ("2026-07-03T10:00:00+08:00", Look::Time),
            ("20260703101500", Look::Time),
            ("13800000500", Look::Mobile),
            ("138****0500", Look::Mobile),
            ("12345678901", Look::LongDigits),
            ("-1,204.50", Look::Fraction),
            ("￥12", Look::Fraction),
            ("10%", Look::Percent),
            ("a@example.com", Look::Mail),
            ("https://example.com", Look::Address),
            ("CNY", Look::Capitals),
            ("paid", Look::Word),
            ("HM100-2", Look::Code),
            ("已付款", Look::Han),
            ("卖家已发货，等待买家确认", Look::HanText),
            ("red, large", Look::Text),
            ("否", Look::Truth),
        ] {
            assert_eq!(look(value), expected, "{value}");
        }
    }
}
