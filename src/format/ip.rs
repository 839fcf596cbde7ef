//! `ipv4`, `ipv6`: addresses of the internet protocol.
//!
//! Version 4 is four decimal numbers without leading zeros, which some programs read as octal. Version 6 is any text form of RFC 4291
//! without zone; the canonical spelling is that of RFC 5952 (lower case, the longest run of zeros shortened).

use std::fmt::{self, Write};
use std::net::{Ipv4Addr, Ipv6Addr};

use super::{Context, NamedFormat, Verdict};
use crate::message::format as words;

/// Version 4.
pub(super) static IPV4: NamedFormat = NamedFormat {
    name: "ipv4",
    title: words::ipv4,
    expects: words::ipv4_expects,
    check: |text, _: &Context| if text.parse::<Ipv4Addr>().is_ok() { Verdict::Valid } else { Verdict::Malformed },
    canonical: None,
    examples: &["192.0.2.1", "10.0.0.255"],
    has_checksum: false,
};

/// Version 6.
pub(super) static IPV6: NamedFormat = NamedFormat {
    name: "ipv6",
    title: words::ipv6,
    expects: words::ipv6_expects,
    check: |text, _: &Context| {
        let Ok(address) = text.parse::<Ipv6Addr>() else { return Verdict::Malformed };
        let mut rest = Rest(text);
        let same = write!(rest, "{address}").is_ok() && rest.0.is_empty();
        if same { Verdict::Valid } else { Verdict::NonCanonical }
    },
    canonical: Some(|text| text.parse::<Ipv6Addr>().ok().map(|it| it.to_string())),
    examples: &["2001:db8::1", "::1"],
    has_checksum: false,
};

/// What of a text has not been written yet; writing anything else fails. Compares without allocating.
struct Rest<'t>(&'t str);

impl Write for Rest<'_> {
    fn write_str(&mut self, written: &str) -> fmt::Result {
        self.0 = self.0.strip_prefix(written).ok_or(fmt::Error)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{hold, rewrites};
    use super::Verdict::{Malformed, NonCanonical, Valid};
    use super::{IPV4, IPV6};

    #[test]
    fn addresses_of_version_4_are_four_numbers() {
        hold(
            &IPV4,
            &[
                ("192.0.2.1", Valid),
                ("0.0.0.0", Valid),
                ("255.255.255.255", Valid),
                ("10.0.0.1", Valid),
                ("256.0.0.1", Malformed),
                ("192.0.2", Malformed),
                ("192.0.2.1.5", Malformed),
                ("192.0.02.1", Malformed),
                ("010.0.0.1", Malformed),
                ("192.0.2.", Malformed),
                (".192.0.2", Malformed),
                ("192..2.1", Malformed),
                ("192.0.2.1/24", Malformed),
                ("192.0.2.1:80", Malformed),
                ("192.0.2.-1", Malformed),
                ("0xC0.0.2.1", Malformed),
                ("3221225985", Malformed),
                (" 192.0.2.1", Malformed),
                ("192。0。2。1", Malformed),
                ("１９２.0.2.1", Malformed),
                ("::1", Malformed),
                ("", Malformed),
            ],
        );
    }

    #[test]
    fn addresses_of_version_6_have_one_shortest_spelling() {
        hold(
            &IPV6,
            &[
                ("2001:db8::1", Valid),
                ("::1", Valid),
                ("::", Valid),
                ("fe80::1", Valid),
                ("2001:db8:0:1:1:1:1:1", Valid),
                ("::ffff:192.0.2.1", Valid),
                ("2001:DB8::1", NonCanonical),
                ("2001:0db8::1", NonCanonical),
                ("2001:db8:0:0:0:0:0:1", NonCanonical),
                ("::ffff:c000:201", NonCanonical),
                ("2001:db8::1::2", Malformed),
                ("2001:db8", Malformed),
                ("2001:db8:::1", Malformed),
                ("1:2:3:4:5:6:7:8:9", Malformed),
                ("12345::1", Malformed),
                ("g::1", Malformed),
                ("fe80::1%eth0", Malformed),
                ("[::1]", Malformed),
                ("::1/64", Malformed),
                ("192.0.2.1", Malformed),
                (" ::1", Malformed),
                ("：：1", Malformed),
                ("", Malformed),
            ],
        );
        rewrites(&IPV6, &[("2001:0DB8:0:0:0:0:0:1", Some("2001:db8::1")), ("g::1", None)]);
    }
}
