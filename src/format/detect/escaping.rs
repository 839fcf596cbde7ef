//! Text that was written for a machine and arrived undecoded, and values that were hidden on purpose.

/// An escape that was left in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escape {
    /// `&amp;`, `&#39;`, `&#x4E2D;`.
    Entity,
    /// `%E8%AE%A2`: at least two bytes that are not ASCII.
    Percent,
    /// `\u8ba2`.
    Unicode,
    /// `<br>`, `<p>` and their like.
    Tag,
}

/// The first kind of escape that a text holds. Look only where none is declared, and not in addresses of the web.
pub fn escape(text: &str) -> Option<Escape> {
    if !text.bytes().any(|it| matches!(it, b'&' | b'%' | b'\\' | b'<')) {
        None
    } else if has_entity(text) {
        Some(Escape::Entity)
    } else if has_percent(text.as_bytes()) {
        Some(Escape::Percent)
    } else if text.match_indices("\\u").any(|(at, _)| is_hex(text.as_bytes().get(at + 2..at + 6))) {
        Some(Escape::Unicode)
    } else if has_tag(text) {
        Some(Escape::Tag)
    } else {
        None
    }
}

fn is_hex(bytes: Option<&[u8]>) -> bool {
    bytes.is_some_and(|it| !it.is_empty() && it.iter().all(u8::is_ascii_hexdigit))
}

/// Longest name of an entity that is looked for; bounds the look from each `&`.
const ENTITY: usize = 10;

fn has_entity(text: &str) -> bool {
    const NAMES: [&str; 10] = ["amp", "lt", "gt", "quot", "apos", "nbsp", "yen", "middot", "hellip", "times"];
    text.match_indices('&').any(|(at, _)| {
        let rest = text.as_bytes().get(at + 1..).unwrap_or_default();
        let Some(end) = rest.iter().take(ENTITY).position(|it| *it == b';') else { return false };
        let Some(name) = rest.get(..end) else { return false };
        match name {
            [b'#', b'x' | b'X', digits @ ..] => is_hex(Some(digits)),
            [b'#', digits @ ..] => !digits.is_empty() && digits.iter().all(u8::is_ascii_digit),
            name => NAMES.iter().any(|it| it.as_bytes() == name),
        }
    })
}

/// Two escaped bytes in a row, both above ASCII: a percentage is never that.
fn has_percent(bytes: &[u8]) -> bool {
    bytes.windows(6).any(|it| {
        matches!(it, [b'%', b'8'..=b'9' | b'A'..=b'F' | b'a'..=b'f', one, b'%', b'8'..=b'9' | b'A'..=b'F' | b'a'..=b'f', other]
            if one.is_ascii_hexdigit() && other.is_ascii_hexdigit())
    })
}

fn has_tag(text: &str) -> bool {
    const NAMES: [&str; 8] = ["br", "p", "div", "span", "b", "img", "a", "font"];
    text.match_indices('<').any(|(at, _)| {
        let rest = text.get(at + 1..).unwrap_or_default();
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let end = rest.bytes().take(6).position(|it| !it.is_ascii_alphanumeric());
        let Some((name, after)) = end.and_then(|it| rest.split_at_checked(it)) else { return false };
        after.starts_with(['>', ' ', '/']) && NAMES.iter().any(|it| it.eq_ignore_ascii_case(name))
    })
}

/// Whether part of a value was masked: three `*` in a row, or an ellipsis between digits.
///
/// A masked value can be shown and is never a key.
pub fn is_masked(text: &str) -> bool {
    let is_digit = |it: Option<char>| it.is_some_and(|it| it.is_ascii_digit());
    let hides = |at: usize, mark: &str| {
        let (before, after) = (text.get(..at), text.get(at + mark.len()..));
        is_digit(before.and_then(|it| it.chars().next_back())) && is_digit(after.and_then(|it| it.chars().next()))
    };
    text.contains("***")
        || ["...", "…", "……"].iter().any(|mark| text.match_indices(mark).any(|(at, _)| hides(at, mark)))
}

/// Whether a value is in the shell that platforms put round encrypted ones: `$…$1$`, `~…~1~`, `#…##`.
///
/// The text inside differs with every key, so it is no key.
pub fn is_sealed(text: &str) -> bool {
    let sealed = |mark: char| {
        let inner = text.strip_prefix(mark).and_then(|it| it.strip_suffix(mark));
        let version = inner.and_then(|it| it.rsplit_once(mark));
        version.is_some_and(|(body, version)| {
            body.len() >= 16 && version.len() <= 3 && version.bytes().all(|it| it.is_ascii_digit())
        })
    };
    ['$', '~', '#'].into_iter().any(sealed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_told_from_text() {
        for (text, found) in [
            ("A&amp;B", Some(Escape::Entity)),
            ("it&#39;s", Some(Escape::Entity)),
            ("&#x4E2D;", Some(Escape::Entity)),
            ("&nbsp;", Some(Escape::Entity)),
            ("%E8%AE%A2", Some(Escape::Percent)),
            ("\\u8ba2\\u5355", Some(Escape::Unicode)),
            ("一行<br>二行", Some(Escape::Tag)),
            ("</p>", Some(Escape::Tag)),
            ("<BR/>", Some(Escape::Tag)),
            ("A&B; C", None),
            ("A & B", None),
            ("100%", None),
            ("50%A5", None),
            ("C:\\users", None),
            ("a<b", None),
            ("<3", None),
            ("&;", None),
            ("", None),
        ] {
            assert_eq!(escape(text), found, "{text}");
        }
    }

    #[test]
    fn masked_and_sealed_values_are_known() {
        for (text, masked, sealed) in [
            ("138****8000", true, false),
            ("1******6198", true, false),
            ("138…8000", true, false),
            ("138...8000", true, false),
            ("等等...", false, false),
            ("5**", false, false),
            ("$c2FsdGVkX18xMjM0NTY3ODkw$1$", false, true),
            ("~AbCdEfGhIjKlMnOpQr~12~", false, true),
            ("$5$", false, false),
            ("$100", false, false),
            ("", false, false),
        ] {
            assert_eq!((is_masked(text), is_sealed(text)), (masked, sealed), "{text}");
        }
    }
}
