//! `uri`, `url`: addresses of resources.
//!
//! A URI is a scheme of at least two characters, `:`, and characters that a URI may hold; `%` takes two hexadecimal digits. One letter
//! before the colon is a drive of Windows, not a scheme. A URL is a URI of scheme `http` or `https` with `//` and a host: a name of
//! any script, an IPv4 address or an IPv6 address in square brackets, with a port up to 65535 and perhaps a user. Letters outside
//! ASCII are allowed (RFC 3987), blanks and control characters never. Nothing is fetched. Source: RFC 3986.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::email::is_host;
use super::{Context, NamedFormat, Verdict};
use crate::message::format as words;

/// Any URI.
pub(super) static URI: NamedFormat = NamedFormat {
    name: "uri",
    title: words::uri,
    expects: words::uri_expects,
    check: |text, _: &Context| if is_uri(text) { Verdict::Valid } else { Verdict::Malformed },
    canonical: None,
    examples: &["https://example.com/a?b=c", "urn:isbn:9780306406157", "mailto:li@example.com"],
    has_checksum: false,
};

/// A web address.
pub(super) static URL: NamedFormat = NamedFormat {
    name: "url",
    title: words::url,
    expects: words::url_expects,
    check: |text, _: &Context| if is_web(text) && is_uri(text) { Verdict::Valid } else { Verdict::Malformed },
    canonical: None,
    examples: &["https://example.com/a?b=c", "http://例子.中国/商品"],
    has_checksum: false,
};

fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let shaped = scheme.len() >= 2
        && scheme.starts_with(|it: char| it.is_ascii_alphabetic())
        && scheme.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'+' | b'-' | b'.'));
    shaped && !rest.is_empty() && holds_characters(rest) && (!is_web_scheme(scheme) || is_web(text))
}

fn is_web_scheme(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

fn is_web(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let place = authority.rsplit_once('@').map_or(authority, |(_, place)| place);
    is_web_scheme(scheme) && is_place(place)
}

/// A host and perhaps a port.
fn is_place(place: &str) -> bool {
    if let Some(rest) = place.strip_prefix('[') {
        return rest.split_once(']').is_some_and(|(host, port)| {
            host.parse::<Ipv6Addr>().is_ok() && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port))
        });
    }
    let (host, port) = place.split_once(':').map_or((place, None), |(host, port)| (host, Some(port)));
    port.is_none_or(is_port) && (is_host(host, 1) || host.parse::<Ipv4Addr>().is_ok())
}

fn is_port(port: &str) -> bool {
    port.bytes().all(|it| it.is_ascii_digit()) && (port.is_empty() || port.parse::<u16>().is_ok())
}

fn holds_characters(text: &str) -> bool {
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let holds = match byte {
            b'%' => (0..2).all(|_| bytes.next().is_some_and(|it| it.is_ascii_hexdigit())),
            b'<' | b'>' | b'"' | b'{' | b'}' | b'|' | b'\\' | b'^' | b'`' => false,
            byte => byte > b' ' && byte != 0x7F,
        };
        if !holds {
            return false;
        }
    }
    text.is_ascii() || text.chars().all(|it| it.is_ascii() || is_of_iri(it))
}

/// Printable characters outside ASCII, less blanks, marks of direction, and the full-width forms of ASCII.
fn is_of_iri(it: char) -> bool {
    let invisible = matches!(it, '\u{80}'..='\u{A0}' | '\u{AD}' | '\u{180E}' | '\u{FEFF}' | '\u{FFF0}'..='\u{FFFF}');
    let direction = matches!(it, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202F}' | '\u{2060}'..='\u{2069}');
    !invisible && !direction && !it.is_whitespace() && !('\u{FF01}'..='\u{FF5E}').contains(&it)
}

#[cfg(test)]
mod tests {
    use super::super::testing::hold;
    use super::Verdict::{Malformed, Valid};
    use super::{URI, URL};

    #[test]
    fn uris_have_a_scheme_and_urls_a_host() {
        let rows = [
            ("https://example.com", Valid, Valid),
            ("http://example.com:8080/a/b?c=d#e", Valid, Valid),
            ("HTTPS://EXAMPLE.COM/", Valid, Valid),
            ("http://例子.中国/商品?名=一", Valid, Valid),
            ("http://user:word@example.com/", Valid, Valid),
            ("http://192.168.0.1/", Valid, Valid),
            ("http://[2001:db8::1]:80/", Valid, Valid),
            ("http://localhost/", Valid, Valid),
            ("https://example.com/%E5%95%86", Valid, Valid),
            ("urn:isbn:9780306406157", Valid, Malformed),
            ("mailto:li@example.com", Valid, Malformed),
            ("ftp://example.com/a", Valid, Malformed),
            ("alipays://platformapi/startapp", Valid, Malformed),
            ("http://", Malformed, Malformed),
            ("http:///a", Malformed, Malformed),
            ("http:example.com", Malformed, Malformed),
            ("http://example.com/a b", Malformed, Malformed),
            ("http://example.com/%E5%9", Malformed, Malformed),
            ("http://example.com/<a>", Malformed, Malformed),
            ("http://example.com:99999/", Malformed, Malformed),
            ("http://exam_ple.com:a/", Malformed, Malformed),
            ("http://1.2.3.400/", Malformed, Malformed),
            ("http://[::1/", Malformed, Malformed),
            ("www.example.com", Malformed, Malformed),
            ("//example.com/a", Malformed, Malformed),
            ("C:\\Users", Malformed, Malformed),
            ("c:/users", Malformed, Malformed),
            ("1a:b", Malformed, Malformed),
            ("ｈｔｔｐ://example.com", Malformed, Malformed),
            ("https://example.com/\u{202E}", Malformed, Malformed),
            ("", Malformed, Malformed),
        ];
        hold(&URI, &rows.map(|(text, verdict, _)| (text, verdict)));
        hold(&URL, &rows.map(|(text, _, verdict)| (text, verdict)));
    }
}
