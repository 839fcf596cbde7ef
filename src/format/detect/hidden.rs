//! Characters that look like others, or like nothing.

use std::borrow::Cow;

/// Whether a text holds full-width forms of ASCII (U+FF01 to U+FF5E) or the ideographic space.
///
/// Wrong in identifiers, codes, numbers and dates; right in names and addresses.
pub fn has_full_width(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(|it| narrow(it) != it)
}

/// A text with full-width forms of ASCII narrowed, all else as it is.
pub fn narrowed(text: &str) -> Cow<'_, str> {
    if has_full_width(text) { text.chars().map(narrow).collect::<String>().into() } else { text.into() }
}

fn narrow(it: char) -> char {
    match it {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(it) - 0xFEE0).unwrap_or(it),
        '\u{3000}' => ' ',
        it => it,
    }
}

/// The first invisible character of a text, if any: byte order marks, joiners, marks of direction, soft hyphens, blanks that do not
/// break, and control characters but TAB, CR and LF.
///
/// The joiner U+200D between two symbols makes one emoji of them and is no defect.
pub fn invisible(text: &str) -> Option<char> {
    if text.bytes().all(|it| matches!(it, b' '..=b'~')) {
        return None;
    }
    let mut before = None;
    let mut rest = text.chars();
    while let Some(it) = rest.next() {
        let joins = it == '\u{200D}' && before.is_some_and(is_symbol) && rest.clone().next().is_some_and(is_symbol);
        if is_invisible(it) && !joins {
            return Some(it);
        }
        before = Some(it);
    }
    None
}

fn is_invisible(it: char) -> bool {
    match it {
        '\t' | '\r' | '\n' => false,
        '\u{FEFF}'
        | '\u{AD}'
        | '\u{180E}'
        | '\u{A0}'
        | '\u{202F}'
        | '\u{3000}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}' => true,
        it => it.is_control(),
    }
}

/// Emoji, their variation selector and skin tones, roughly: enough to tell a joiner from a stray one.
fn is_symbol(it: char) -> bool {
    matches!(it, '\u{1F000}'..='\u{1FAFF}' | '\u{2190}'..='\u{2BFF}' | '\u{FE0F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_is_narrowed() {
        for (text, narrow) in [
            ("ｓｋｕ１２３", "sku123"),
            ("金额（元）", "金额(元)"),
            ("2014-11-10 16：33：45", "2014-11-10 16:33:45"),
            ("a　b", "a b"),
            ("sku123", "sku123"),
            ("订单", "订单"),
            ("￥", "￥"),
            ("", ""),
        ] {
            assert_eq!(narrowed(text), narrow, "{text}");
            assert_eq!(has_full_width(text), text != narrow, "{text}");
        }
    }

    #[test]
    fn invisible_characters_are_found() {
        for (text, found) in [
            ("\u{FEFF}a", Some('\u{FEFF}')),
            ("a\u{200B}b", Some('\u{200B}')),
            ("a\u{202E}b", Some('\u{202E}')),
            ("a\u{A0}b", Some('\u{A0}')),
            ("a\u{3000}", Some('\u{3000}')),
            ("a\0", Some('\0')),
            ("a\u{85}", Some('\u{85}')),
            ("a\u{200D}b", Some('\u{200D}')),
            ("👨\u{200D}", Some('\u{200D}')),
            ("👨‍👩‍👧 家庭", None),
            ("❤️‍🔥", None),
            ("a\tb\r\n", None),
            ("订单 1", None),
            ("", None),
        ] {
            assert_eq!(invisible(text), found, "{text:?}");
        }
    }
}
