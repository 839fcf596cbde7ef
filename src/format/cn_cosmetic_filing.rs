//! `cn-cosmetic-filing`: the number under which a cosmetic is filed or registered in China.
//!
//! Ordinary cosmetics are filed: `省简称G妆网备字` for domestic ones, `国妆网备进字（省简称）` for imported ones, `国妆网备制字（省简称）` for
//! those of Hong Kong, Macao and Taiwan, each with the year and six digits. Special ones are registered: `国妆特字`, `国妆特进字`,
//! `国妆特制字` with the year and four digits; before 2021 `国妆特字G` and `国妆特进字J` with the same.
//! Half-width brackets are another spelling. Years run from 2000 to that of `--as-of`. Source: 化妆品注册备案管理办法, article 61.

use super::characters::all_digits;
use super::{NamedFormat, Verdict};
use crate::message::format as words;

/// The format.
pub(super) static FORMAT: NamedFormat = NamedFormat {
    name: "cn-cosmetic-filing",
    title: words::cn_cosmetic_filing,
    expects: words::cn_cosmetic_filing_expects,
    check: |text, context| match spelled(text) {
        Some((year, _)) if !(2000..=context.as_of.year).contains(&year) => Verdict::Malformed,
        Some((_, true)) => Verdict::Valid,
        Some((_, false)) => Verdict::NonCanonical,
        None => Verdict::Malformed,
    },
    canonical: Some(|text| {
        let (year, _) = spelled(text)?;
        (year >= 2000).then(|| text.replace('(', "（").replace(')', "）"))
    }),
    examples: &["粤G妆网备字2021123456", "国妆网备进字（沪）2021000001", "国妆特字20210001"],
    has_checksum: false,
};

const PROVINCES: &str = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新";

/// The year, and whether the brackets are the canonical ones.
fn spelled(text: &str) -> Option<(u16, bool)> {
    let (digits, sequence, canonical) = filed_abroad(text)
        .or_else(|| filed(text).map(|it| (it, 6, true)))
        .or_else(|| registered(text).map(|it| (it, 4, true)))?;
    if digits.len() != 4 + sequence || !all_digits(digits.as_bytes()) {
        return None;
    }
    Some((digits.get(..4)?.parse().ok()?, canonical))
}

fn province(text: &str) -> Option<&str> {
    let letter = text.chars().next().filter(|it| PROVINCES.contains(*it))?;
    text.strip_prefix(letter)
}

fn filed(text: &str) -> Option<&str> {
    province(text)?.strip_prefix("G妆网备字")
}

fn filed_abroad(text: &str) -> Option<(&str, usize, bool)> {
    let rest = ["国妆网备进字", "国妆网备制字"].iter().find_map(|it| text.strip_prefix(it))?;
    if let Some(inner) = rest.strip_prefix('（') {
        return Some((province(inner)?.strip_prefix('）')?, 6, true));
    }
    Some((province(rest.strip_prefix('(')?)?.strip_prefix(')')?, 6, false))
}

fn registered(text: &str) -> Option<&str> {
    ["国妆特字G", "国妆特进字J", "国妆特字", "国妆特进字", "国妆特制字"].iter().find_map(|it| text.strip_prefix(it))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{hold, rewrites};
    use super::FORMAT;
    use super::Verdict::{Malformed, NonCanonical, Valid};

    #[test]
    fn numbers_follow_their_kind() {
        hold(
            &FORMAT,
            &[
                ("粤G妆网备字2021123456", Valid),
                ("沪G妆网备字2017000123", Valid),
                ("国妆网备进字（沪）2021000001", Valid),
                ("国妆网备制字（粤）2022000001", Valid),
                ("国妆特字20210001", Valid),
                ("国妆特进字20210001", Valid),
                ("国妆特制字20220001", Valid),
                ("国妆特字G20160001", Valid),
                ("国妆特进字J20160001", Valid),
                ("国妆网备进字(沪)2021000001", NonCanonical),
                ("国妆网备制字(粤)2022000001", NonCanonical),
                ("国妆网备进字（沪)2021000001", Malformed),
                ("国妆网备进字沪2021000001", Malformed),
                ("国妆网备进字（申）2021000001", Malformed),
                ("粤G妆网备字202112345", Malformed),
                ("粤G妆网备字20211234567", Malformed),
                ("粤G妆网备字2031123456", Malformed),
                ("粤G妆网备字1999123456", Malformed),
                ("国妆特字2021000100", Malformed),
                ("国妆特字2021000A", Malformed),
                ("国妆备字20210001", Malformed),
                ("粤妆20210001", Malformed),
                ("国妆特字２０２１０００１", Malformed),
                ("", Malformed),
            ],
        );
        rewrites(
            &FORMAT,
            &[("国妆网备进字(沪)2021000001", Some("国妆网备进字（沪）2021000001")), ("国妆特字2021", None)],
        );
    }
}
