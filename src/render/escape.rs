//! The one home of escaping: names and values are hostile until proven otherwise.

use std::borrow::Cow;
use std::fmt::Write;

/// Characters that act instead of showing: controls, marks that turn the direction of text, breaks, invisible ones.
pub(super) fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// `text` on one line with nothing in it that acts: `\n`, `\t`, `\u{1b}` stand for what they name.
///
/// Build servers obey `::name` at the start of a line and `##[name]` or `##vso[name]` anywhere in it; those are broken up.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    let commands = text.starts_with("::") || text.contains("##");
    if !commands && !text.chars().any(acts) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    let mut before = None;
    for (at, c) in text.char_indices() {
        let command = (c == '#' && before == Some('#')) || (at == 0 && text.starts_with("::"));
        push_visible(&mut shown, c, command);
        before = Some(c);
    }
    Cow::Owned(shown)
}

/// Adds one character as [`visible`] shows it; `always` escapes it whatever it is.
pub(super) fn push_visible(shown: &mut String, c: char, always: bool) {
    match c {
        '\n' => shown.push_str("\\n"),
        '\r' => shown.push_str("\\r"),
        '\t' => shown.push_str("\\t"),
        c if always || acts(c) => {
            let _infallible = write!(shown, "\\u{{{:x}}}", u32::from(c));
        }
        c => shown.push(c),
    }
}

/// Text or a double-quoted attribute of XML or HTML. Characters XML cannot hold at all are shown as [`visible`] does.
pub(super) fn markup(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for c in visible(text).chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\u{FFFE}' | '\u{FFFF}' => safe.push('\u{FFFD}'),
            c => safe.push(c),
        }
    }
    safe
}

/// Inline Markdown: what stands between backticks stays code, all else is taken literally.
///
/// A piece between two backticks holds none itself, so nothing can leave its code span however many a value brings along.
pub(super) fn markdown(text: &str) -> String {
    let shown = visible(text);
    let pieces: Vec<&str> = shown.split('`').collect();
    let mut safe = String::with_capacity(text.len() + 8);
    for (index, piece) in pieces.iter().enumerate() {
        // An odd backtick at the end opens nothing.
        let is_code = index % 2 == 1 && index + 1 < pieces.len();
        match (is_code, piece.trim().is_empty()) {
            (true, false) => {
                safe.push('`');
                safe.push_str(piece);
                safe.push('`');
            }
            (true, true) => safe.push_str("\\`\\`"),
            (false, _) => push_literal(&mut safe, piece),
        }
    }
    safe
}

/// One code span that holds all of `text`; in a table its bars still have to be escaped.
pub(super) fn markdown_code(text: &str) -> String {
    let shown = visible(text);
    let longest = shown.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let (fence, blank) = ("`".repeat(longest + 1), if longest > 0 { " " } else { "" });
    format!("{fence}{blank}{shown}{blank}{fence}")
}

fn push_literal(safe: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            // Hosts of code turn it into a mention, which sends mail.
            '@' => safe.push_str("&#64;"),
            '\\' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '!' | '$' => {
                safe.push('\\');
                safe.push(c);
            }
            c => safe.push(c),
        }
    }
}

/// One field of a CSV line. A spreadsheet takes a leading `=`, `+`, `-` or `@` for a formula; such text gets an apostrophe,
/// unless it is plainly a number.
pub(super) fn csv(text: &str) -> String {
    let shown = visible(text);
    let first = shown.trim_start().chars().next();
    let is_formula = matches!(first, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'))
        && !(shown.len() > 1 && shown.trim_start().chars().skip(1).all(|c| matches!(c, '0'..='9' | '.' | ',')));
    let guard = if is_formula { "'" } else { "" };
    if is_formula || shown.contains(['"', ',', ';', '\n']) || shown.trim() != shown {
        format!("\"{guard}{}\"", shown.replace('"', "\"\""))
    } else {
        shown.into_owned()
    }
}

/// A path as a URI reference: relative ones stay relative, absolute ones become `file:`. Everything but unreserved
/// characters and `/` is percent-encoded, so there is neither a backslash nor a scheme by accident.
pub(super) fn uri(path: &str) -> String {
    let path = path.trim_start_matches("./");
    let drive = path.as_bytes().get(..3).filter(|it| it[0].is_ascii_alphabetic() && it[1] == b':' && it[2] == b'/');
    let mut uri = String::with_capacity(path.len() + 8);
    let rest = match (drive, path.starts_with('/')) {
        (Some(_), _) => {
            uri.push_str("file:///");
            uri.push_str(&path[..2]);
            &path[2..]
        }
        (None, true) => {
            uri.push_str("file://");
            path
        }
        (None, false) => path,
    };
    for byte in rest.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _infallible = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_acts_is_left() {
        for (text, shown) in [
            ("订单状态", "订单状态"),
            ("a\nb\t\u{1b}[31m", "a\\nb\\t\\u{1b}[31m"),
            ("\u{202e}gpj.exe", "\\u{202e}gpj.exe"),
            ("::error::x", "\\u{3a}:error::x"),
            ("x ##vso[task]", "x #\\u{23}vso[task]"),
            ("\u{9b}31m\u{7f}", "\\u{9b}31m\\u{7f}"),
        ] {
            assert_eq!(visible(text), shown);
        }
    }

    #[test]
    fn markup_holds_no_markup() {
        assert_eq!(markup("<a href='x'>&\"]]>\u{0}"), "&lt;a href=&#39;x&#39;&gt;&amp;&quot;]]&gt;\\u{0}");
    }

    #[test]
    fn markdown_keeps_code_and_nothing_else() {
        for (text, shown) in [
            ("`a|b` is *bad*|", "`a|b` is \\*bad\\*\\|"),
            ("`x` holds `a`<b>`", "`x` holds `a`&lt;b&gt;"),
            ("[me](http://x) @all", "\\[me\\](http://x) &#64;all"),
            ("`` empty", "\\`\\` empty"),
        ] {
            assert_eq!(markdown(text), shown);
        }
    }

    #[test]
    fn a_code_span_is_fenced_longer_than_what_it_holds() {
        for (text, shown) in [("a|b", "`a|b`"), ("a`b", "`` a`b ``"), ("``", "``` `` ```")] {
            assert_eq!(markdown_code(text), shown);
        }
    }

    #[test]
    fn csv_holds_no_formula() {
        for (text, shown) in [
            ("plain", "plain"),
            ("=1+1", "\"'=1+1\""),
            ("-12.50", "-12.50"),
            ("-2+3", "\"'-2+3\""),
            ("a\"b,c", "\"a\"\"b,c\""),
            (" @x", "\"' @x\""),
        ] {
            assert_eq!(csv(text), shown, "{text}");
        }
    }

    #[test]
    fn uris_are_references() {
        for (path, shown) in [
            ("./a b/订.csv", "a%20b/%E8%AE%A2.csv"),
            ("a:b\\c", "a%3Ab%5Cc"),
            ("/tmp/x#1", "file:///tmp/x%231"),
            ("C:/x y", "file:///C:/x%20y"),
        ] {
            assert_eq!(uri(path), shown);
        }
    }
}
