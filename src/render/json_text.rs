//! JSON that is safe to print: what acts on a terminal or a build server is written as an escape, which loses nothing.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter, Serializer};

use super::escape::acts;

/// One value over several lines, with a newline at the end.
pub(super) fn write_pretty(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(&mut *out, Safe(PrettyFormatter::new()));
    value.serialize(&mut serializer)?;
    out.write_all(b"\n")
}

/// One value on one line, with a newline at the end.
pub(super) fn write_line(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(&mut *out, Safe(CompactFormatter));
    value.serialize(&mut serializer)?;
    out.write_all(b"\n")
}

/// Another formatter, with stricter strings.
struct Safe<F>(F);

/// Hands a method with the given arguments on to the inner formatter.
macro_rules! inner {
    ($($method:ident($($arg:ident: $kind:ty),*);)*) => {
        $(
            fn $method<W: ?Sized + Write>(&mut self, out: &mut W $(, $arg: $kind)*) -> io::Result<()> {
                self.0.$method(out $(, $arg)*)
            }
        )*
    };
}

impl<F: Formatter> Formatter for Safe<F> {
    inner! {
        begin_array();
        end_array();
        begin_array_value(first: bool);
        end_array_value();
        begin_object();
        end_object();
        begin_object_key(first: bool);
        end_object_key();
        begin_object_value();
        end_object_value();
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut plain = 0;
        let mut before = None;
        for (at, c) in fragment.char_indices() {
            if acts(c) || (c == '#' && before == Some('#')) {
                out.write_all(&fragment.as_bytes()[plain..at])?;
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(out, "\\u{unit:04x}")?;
                }
                plain = at + c.len_utf8();
            }
            before = Some(c);
        }
        out.write_all(&fragment.as_bytes()[plain..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_what_acts_and_loses_nothing() {
        let hostile = "\u{202e}x\u{9b}31m\u{7f} ##vso[a] \u{e0041}\"\n订";
        let mut out = Vec::new();
        write_line(&hostile, &mut out).expect("memory takes everything");
        let text = String::from_utf8(out).expect("JSON is UTF-8");
        assert_eq!(text, "\"\\u202ex\\u009b31m\\u007f #\\u0023vso[a] \\udb40\\udc41\\\"\\n订\"\n");
        assert_eq!(serde_json::from_str::<String>(&text).expect("it is JSON"), hostile);
    }
}
