//! `language`: a language tag such as `zh-CN` or `zh-Hans`.
//!
//! BCP 47: a language of two or three letters from ISO 639, then, each at most once and in this order, up to three extended languages,
//! a script (ISO 15924), a region (ISO 3166-1 or three digits of UN M49); then variants, extensions and private use. Another case,
//! `_` for `-` and three letters where two exist (`zho` for `zh`) are other spellings. The irregular tags of old (`i-klingon`) are
//! not taken. Source: RFC 5646; tables made from Debian's iso-codes (facts only).

use super::country::is_country;
use super::table::line;
use super::{Context, NamedFormat, Verdict};
use crate::message::format as words;

/// The format.
pub(super) static FORMAT: NamedFormat = NamedFormat {
    name: "language",
    title: words::language,
    expects: words::language_expects,
    check: |text, _: &Context| {
        let mut rest = text;
        match spell(text, |subtag| {
            let same = rest.strip_prefix(subtag.lead()).and_then(|it| subtag.written_at_start(it));
            match same {
                Some(after) => rest = after,
                None => rest = "\0",
            }
        }) {
            None => Verdict::Malformed,
            Some(()) if rest.is_empty() => Verdict::Valid,
            Some(()) => Verdict::NonCanonical,
        }
    },
    canonical: Some(|text| {
        let mut tag = String::new();
        spell(text, |subtag| subtag.push_to(&mut tag))?;
        Some(tag)
    }),
    examples: &["zh-CN", "zh-Hans", "en"],
    has_checksum: false,
};

/// Lines of a code of two or three letters and, for three, the two that are written instead; `--` for none.
const LANGUAGES: &str = include_str!("data/language.txt");
/// Lines of codes of four letters.
const SCRIPTS: &str = include_str!("data/script.txt");

/// How a subtag is spelled.
#[derive(Clone, Copy)]
enum Case {
    Lower,
    Title,
    Upper,
}

/// One part of a tag, and how it is to be written.
struct Subtag<'t> {
    text: &'t str,
    case: Case,
    is_first: bool,
}

impl<'t> Subtag<'t> {
    fn lead(&self) -> &'static str {
        if self.is_first { "" } else { "-" }
    }

    fn letters(&self) -> impl Iterator<Item = char> + use<'t> {
        let case = self.case;
        self.text.chars().enumerate().map(move |(at, it)| match (case, at) {
            (Case::Upper, _) | (Case::Title, 0) => it.to_ascii_uppercase(),
            _ => it.to_ascii_lowercase(),
        })
    }

    /// What follows this subtag where `text` starts with it, rightly written.
    fn written_at_start<'r>(&self, text: &'r str) -> Option<&'r str> {
        self.letters().try_fold(text, |rest, it| rest.strip_prefix(it))
    }

    fn push_to(&self, tag: &mut String) {
        tag.push_str(self.lead());
        tag.extend(self.letters());
    }
}

/// Where in a tag the reading is; later parts do not go back.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Stage {
    Language(u8),
    Script,
    Region,
    Variant,
    /// After a singleton, which wants at least one subtag.
    Singleton,
    Extension,
    /// After `x`, which wants at least one subtag.
    PrivateStart,
    Private,
}

/// Hands each subtag on as it is to be written. [`None`] where the text is no tag.
fn spell<'t>(text: &'t str, mut each: impl FnMut(Subtag<'t>)) -> Option<()> {
    let mut subtags = text.split(['-', '_']);
    let language = subtags.next()?;
    let mut stage = if language.eq_ignore_ascii_case("x") {
        each(Subtag { text: language, case: Case::Lower, is_first: true });
        Stage::PrivateStart
    } else {
        each(Subtag { text: shortest(language)?, case: Case::Lower, is_first: true });
        Stage::Language(0)
    };
    for text in subtags {
        let case;
        (stage, case) = next(stage, text)?;
        each(Subtag { text, case, is_first: false });
    }
    (!matches!(stage, Stage::Singleton | Stage::PrivateStart)).then_some(())
}

/// The code of a language, of two letters where there is one.
fn shortest(language: &str) -> Option<&str> {
    let is_private = |it: &[u8]| matches!(it, [b'q' | b'Q', b'a'..=b't' | b'A'..=b'T', b'a'..=b'z' | b'A'..=b'Z']);
    if is_private(language.as_bytes()) {
        return Some(language);
    }
    let found = line(LANGUAGES, language).filter(|_| matches!(language.len(), 2 | 3))?;
    match found.split_once(' ')?.1 {
        "--" => Some(language),
        short => Some(short),
    }
}

fn next(stage: Stage, subtag: &str) -> Option<(Stage, Case)> {
    let letters = subtag.bytes().all(|it| it.is_ascii_alphabetic());
    let digits = subtag.bytes().all(|it| it.is_ascii_digit());
    if !matches!(subtag.len(), 1..=8) || !subtag.bytes().all(|it| it.is_ascii_alphanumeric()) {
        return None;
    }
    if matches!(stage, Stage::PrivateStart | Stage::Private) {
        return Some((Stage::Private, Case::Lower));
    }
    if subtag.len() == 1 {
        let is_private = subtag.eq_ignore_ascii_case("x");
        let after = if is_private { Stage::PrivateStart } else { Stage::Singleton };
        return (stage != Stage::Singleton).then_some((after, Case::Lower));
    }
    if matches!(stage, Stage::Singleton | Stage::Extension) {
        return Some((Stage::Extension, Case::Lower));
    }
    match (stage, subtag.len()) {
        (Stage::Language(count @ 0..3), 3) if letters => {
            shortest(subtag).map(|_| (Stage::Language(count + 1), Case::Lower))
        }
        (Stage::Language(_), 4) if letters => line(SCRIPTS, subtag).map(|_| (Stage::Script, Case::Title)),
        (Stage::Language(_) | Stage::Script, 2) if letters => {
            is_country(subtag).then_some((Stage::Region, Case::Upper))
        }
        (Stage::Language(_) | Stage::Script, 3) if digits => Some((Stage::Region, Case::Upper)),
        (_, 5..=8) => Some((Stage::Variant, Case::Lower)),
        (_, 4) if subtag.starts_with(|it: char| it.is_ascii_digit()) => Some((Stage::Variant, Case::Lower)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{hold, rewrites};
    use super::FORMAT;
    use super::Verdict::{Malformed, NonCanonical, Valid};

    #[test]
    fn tags_follow_their_grammar() {
        hold(
            &FORMAT,
            &[
                ("zh", Valid),
                ("zh-CN", Valid),
                ("zh-Hans", Valid),
                ("zh-Hans-CN", Valid),
                ("en-US", Valid),
                ("es-419", Valid),
                ("yue-HK", Valid),
                ("zh-yue-HK", Valid),
                ("de-CH-1996", Valid),
                ("sl-rozaj-biske", Valid),
                ("en-u-ca-gregory", Valid),
                ("x-shop", Valid),
                ("en-x-shop", Valid),
                ("qaa-Latn", Valid),
                ("zh-cn", NonCanonical),
                ("ZH-CN", NonCanonical),
                ("zh_CN", NonCanonical),
                ("zho-CN", NonCanonical),
                ("zh-hans", NonCanonical),
                ("zh-CN-Hans", Malformed),
                ("zh-CN-US", Malformed),
                ("zh_CN.UTF-8", Malformed),
                ("chinese", Malformed),
                ("中文", Malformed),
                ("zz", Malformed),
                ("zh-", Malformed),
                ("-zh", Malformed),
                ("zh--CN", Malformed),
                ("zh-ZZ", Malformed),
                ("zh-Abcd", Malformed),
                ("en-u", Malformed),
                ("x", Malformed),
                ("en-x", Malformed),
                ("C", Malformed),
                ("ｚｈ", Malformed),
                ("", Malformed),
            ],
        );
        rewrites(
            &FORMAT,
            &[
                ("ZH_hans_cn", Some("zh-Hans-CN")),
                ("chi", Some("zh")),
                ("DE-ch-1996", Some("de-CH-1996")),
                ("chinese", None),
            ],
        );
    }
}
