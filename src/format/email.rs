//! `email`: an address for electronic mail.
//!
//! One `@`; before it at most 64 bytes of letters, digits and ``!#$%&'*+/=?^_`{|}~-.``, no point at either end and no two together;
//! after it at least two labels of at most 63 bytes, of letters, digits and inner hyphens, the last not of digits only; at most 254
//! bytes in all. Letters of any script are allowed on both sides. Quoted local parts are not taken: no export means them.
//! Whether the address exists is never asked. Source: RFC 5321, RFC 6531. Values are personal data: mask the element.

use super::{Context, NamedFormat, Verdict};
use crate::message::format as words;

/// The format.
pub(super) static FORMAT: NamedFormat = NamedFormat {
    name: "email",
    title: words::email,
    expects: words::email_expects,
    check: |text, _: &Context| if is_address(text) { Verdict::Valid } else { Verdict::Malformed },
    canonical: None,
    examples: &["li.it@example.com", "用户@例子.中国"],
    has_checksum: false,
};

fn is_address(text: &str) -> bool {
    if text.len() > 254 {
        return false;
    }
    text.split_once('@').is_some_and(|(local, domain)| is_local(local) && is_host(domain, 2))
}

fn is_local(local: &str) -> bool {
    let of_word = |it: char| it.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~-".contains(it) || is_letter_abroad(it);
    local.len() <= 64 && local.split('.').all(|word| !word.is_empty() && word.chars().all(of_word))
}

/// Whether a text is a name of at least so many labels.
pub(super) fn is_host(host: &str, least: usize) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|it| it.is_ascii_alphanumeric() || it == '-' || is_letter_abroad(it))
    };
    let last_names = host.rsplit('.').next().is_some_and(|it| it.chars().any(|it| !it.is_ascii_digit()));
    host.len() <= 253 && last_names && host.split('.').all(is_label) && host.split('.').count() >= least
}

/// Letters and digits outside ASCII, but none of the full-width ones that stand for ASCII.
fn is_letter_abroad(it: char) -> bool {
    !it.is_ascii() && it.is_alphanumeric() && !('\u{FF01}'..='\u{FF5E}').contains(&it)
}

#[cfg(test)]
mod tests {
    use super::super::testing::hold;
    use super::FORMAT;
    use super::Verdict::{Malformed, Valid};

    #[test]
    fn addresses_have_one_at_and_two_sides() {
        let long_local = format!("{}@example.com", "a".repeat(65));
        let most_local = format!("{}@example.com", "a".repeat(64));
        let long_label = format!("a@{}.com", "b".repeat(64));
        let long = format!("a@{}com", "bbbbbbbbb.".repeat(26));
        hold(
            &FORMAT,
            &[
                ("li.it@example.com", Valid),
                ("a+b@example.co.uk", Valid),
                ("用户@例子.中国", Valid),
                ("x@xn--fiqs8s.cn", Valid),
                ("o'neil@example.com", Valid),
                (&most_local, Valid),
                (&long_local, Malformed),
                (&long_label, Malformed),
                (&long, Malformed),
                ("a@b@example.com", Malformed),
                ("a..b@example.com", Malformed),
                (".a@example.com", Malformed),
                ("a.@example.com", Malformed),
                ("a@example..com", Malformed),
                ("a@example", Malformed),
                ("a@-example.com", Malformed),
                ("a@example-.com", Malformed),
                ("a@1.2.3.4", Malformed),
                ("a b@example.com", Malformed),
                ("a@exam ple.com", Malformed),
                ("a***@example.com\n", Malformed),
                ("a＠example.com", Malformed),
                ("ａ@example.com", Malformed),
                ("@example.com", Malformed),
                ("a@", Malformed),
                ("@", Malformed),
                ("", Malformed),
            ],
        );
    }
}
