//! `secret-exposed`: a key, a token, or a column of bank card numbers that nobody declared.

use crate::finding::{RuleId, Severity};
use crate::format::{Context, Day, Verdict, by_name};
use crate::message::{Message, detect, rules};
use crate::model::{Date, FormatChoice, LogicalType};
use crate::rule::cell::Words;
use crate::rule::column::{Counted, Detector, Interest, Told};
use crate::rule::{Dimension, FieldSpec, Parts, Rule, Scope};
use crate::text::{ByteSet, Signs};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("secret-exposed"),
    summary: rules::secret_exposed,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Files],
    dimension: Dimension::Privacy,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/secret-exposed.md")),
    parts: Parts { column: Some(bind), ..Parts::NONE },
};

/// A kind of token: how it begins, how many letters, digits and `-_=.+/` follow, and what it is called.
struct Token {
    prefix: &'static str,
    least: usize,
    most: usize,
    en: &'static str,
    zh: &'static str,
}

/// Shapes that their makers publish, so that leaked ones can be found; seen in the documentation of GitHub's secret scanning
/// (supported patterns, 2024) and of the makers named.
const TOKENS: [Token; 16] = [
    Token { prefix: "AKIA", least: 16, most: 16, en: "an AWS access key", zh: "AWS 访问密钥" },
    Token { prefix: "LTAI", least: 12, most: 26, en: "an Alibaba Cloud access key", zh: "阿里云访问密钥" },
    Token { prefix: "AKID", least: 32, most: 44, en: "a Tencent Cloud secret id", zh: "腾讯云密钥编号" },
    Token { prefix: "ghp_", least: 36, most: 36, en: "a GitHub token", zh: "GitHub 令牌" },
    Token { prefix: "gho_", least: 36, most: 36, en: "a GitHub token", zh: "GitHub 令牌" },
    Token { prefix: "ghs_", least: 36, most: 36, en: "a GitHub token", zh: "GitHub 令牌" },
    Token { prefix: "github_pat_", least: 60, most: 90, en: "a GitHub token", zh: "GitHub 令牌" },
    Token { prefix: "glpat-", least: 20, most: 60, en: "a GitLab token", zh: "GitLab 令牌" },
    Token { prefix: "xoxb-", least: 20, most: 90, en: "a Slack token", zh: "Slack 令牌" },
    Token { prefix: "xoxp-", least: 20, most: 90, en: "a Slack token", zh: "Slack 令牌" },
    Token { prefix: "sk_live_", least: 20, most: 120, en: "a Stripe key", zh: "Stripe 密钥" },
    Token { prefix: "rk_live_", least: 20, most: 120, en: "a Stripe key", zh: "Stripe 密钥" },
    Token { prefix: "shpat_", least: 32, most: 32, en: "a Shopify token", zh: "Shopify 令牌" },
    Token { prefix: "AIza", least: 35, most: 35, en: "a Google API key", zh: "Google API 密钥" },
    Token { prefix: "npm_", least: 36, most: 36, en: "an npm token", zh: "npm 令牌" },
    Token { prefix: "eyJ", least: 60, most: 4096, en: "a JSON web token", zh: "JSON Web 令牌" },
];

/// What tokens are made of.
const IN_TOKENS: ByteSet =
    ByteSet::DIGITS.or(ByteSet::range(b'A', b'Z')).or(ByteSet::range(b'a', b'z')).or(ByteSet::of(b"-_=.+/"));

/// Class of a private key in PEM; token `n` has class `FIRST_TOKEN + n`.
const PEM: u8 = 2;
const FIRST_TOKEN: u8 = 3;
/// Class of a bank card number.
const CARD: u8 = 1;

/// Fewest cards, and the share of the column, that are no chance: one number in ten has the check digit.
const FEWEST_CARDS: u64 = 5;
const CARDS_OF_100: u64 = 95;

fn bind(spec: &FieldSpec, as_of: Date) -> Option<Box<dyn Detector>> {
    let kind = spec.kind.value;
    let format = spec.constraints.format.as_ref().map(|it| &it.value);
    let declared = match format {
        Some(FormatChoice::Named(name)) => Some(&**name),
        _ => None,
    };
    let text = kind == LogicalType::String && spec.codes.is_none() && declared.is_none();
    let whole = kind == LogicalType::Integer && spec.constraints.unit.is_none();
    let Date { year, month, day } = as_of;
    let context = Context { as_of: Day { year, month, day } };
    (text || whole).then(|| Box::new(Secrets { tokens: text, context }) as Box<dyn Detector>)
}

struct Secrets {
    tokens: bool,
    context: Context,
}

impl Detector for Secrets {
    fn hides(&self) -> bool {
        true
    }

    fn interests(&self) -> Vec<Interest> {
        let card = Interest { least: 13, most: 23, first: ByteSet::range(b'2', b'6'), ..Interest::ANY };
        let first = ByteSet::of(b"ALgxsrne");
        let token = Interest { least: 16, first, within: IN_TOKENS, ..Interest::ANY };
        let pem = Interest { least: 13, first: ByteSet::of(b"-"), holds: ByteSet::of(b"- "), ..Interest::ANY };
        if self.tokens { vec![card, token, pem] } else { vec![card] }
    }

    fn class(&self, cell: &[u8], _: Signs) -> u8 {
        match cell.first() {
            Some(b'2'..=b'6') if cell.len() <= 23 => self.card(cell),
            Some(b'A' | b'L' | b'g' | b'x' | b's' | b'r' | b'n' | b'e' | b'-') if self.tokens => token(cell),
            _ => 0,
        }
    }

    fn judge(&self, spec: &FieldSpec, counted: &Counted<'_>) -> Vec<Told> {
        let mut told = Vec::new();
        let cards = counted.of(CARD);
        if cards >= FEWEST_CARDS && cards * 100 >= counted.tested * CARDS_OF_100 {
            let words = Words::of_field(
                spec,
                detect::secret_cards(&spec.field),
                detect::secret_label(),
                detect::secret_cards_help(),
            );
            told.push(Told { subject: "cards".to_owned(), ..Told::new(&[CARD], words) });
        }
        for (class, (en, zh)) in (PEM..).zip(names()) {
            if counted.of(class) > 0 {
                let message =
                    Message::both(detect::secret_token(&spec.field, en), &detect::secret_token(&spec.field, zh));
                let words = Words::of_field(spec, message, detect::secret_label(), detect::secret_help());
                told.push(Told { subject: en.to_owned(), ..Told::new(&[class], words) });
            }
        }
        told
    }
}

impl Secrets {
    fn card(&self, cell: &[u8]) -> u8 {
        let digits = cell.iter().filter(|it| it.is_ascii_digit()).count();
        // The next test costs more than the count of most cells.
        if digits < 15 {
            return 0;
        }
        let issued = match cell {
            [b'6', b'2', ..] => (16..=19).contains(&digits),
            [b'4', ..]
            | [b'5', b'1'..=b'5', ..]
            | [b'2', b'2'..=b'7', ..]
            | [b'6', b'0' | b'5', ..]
            | [b'3', b'5', ..] => digits == 16,
            [b'3', b'4' | b'7', ..] => digits == 15,
            _ => false,
        };
        let text = std::str::from_utf8(cell).unwrap_or_default();
        let valid = |verdict| matches!(verdict, Verdict::Valid | Verdict::NonCanonical);
        let holds = issued && by_name("bank-card").is_some_and(|it| valid((it.check)(text, &self.context)));
        u8::from(holds) * CARD
    }
}

/// What each class from [`PEM`] on is called.
fn names() -> impl Iterator<Item = (&'static str, &'static str)> {
    std::iter::once(("a private key", "私钥")).chain(TOKENS.iter().map(|it| (it.en, it.zh)))
}

fn token(cell: &[u8]) -> u8 {
    if cell.starts_with(b"-----BEGIN ") && memchr::memmem::find(cell, b"PRIVATE KEY-----").is_some() {
        return PEM;
    }
    let is_token = |it: &Token| {
        let Some(body) = cell.strip_prefix(it.prefix.as_bytes()) else { return false };
        let plain = body.iter().all(|it| IN_TOKENS.has(*it));
        let parted = it.prefix != "eyJ" || memchr::memchr_iter(b'.', body).count() == 2;
        (it.least..=it.most).contains(&body.len()) && plain && parted && body.iter().any(u8::is_ascii_digit)
    };
    let found = (FIRST_TOKEN..).zip(&TOKENS).find(|(_, it)| is_token(it));
    found.map_or(0, |(class, _)| class)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made up from the published shapes at run time, so that no scanner takes this file for a leak.
    fn made(prefix: &str, length: usize) -> String {
        let body: String = "Ab3dE6gH9jK2mN5pQ8rS1tU4wX7zC0yV".chars().cycle().take(length).collect();
        format!("{prefix}{body}")
    }

    #[test]
    fn tokens_are_known_by_their_shape() {
        for it in &TOKENS {
            if it.prefix != "eyJ" {
                assert_ne!(token(made(it.prefix, it.least).as_bytes()), 0, "{}", it.prefix);
                assert_eq!(token(made(it.prefix, it.least - 1).as_bytes()), 0, "{}", it.prefix);
                assert_eq!(token(made(it.prefix, it.most + 1).as_bytes()), 0, "{}", it.prefix);
            }
        }
        let parts = format!("{}.{}.{}", made("eyJ", 20), made("eyJ", 20), made("", 30));
        assert_ne!(token(parts.as_bytes()), 0);
        for text in ["AKIA", "LTAI-2026 的订单", "eyJust a text", "-----BEGIN CERTIFICATE-----", "expedited delivery"]
        {
            assert_eq!(token(text.as_bytes()), 0, "{text}");
        }
    }
}
