//! A name to its words.

use unicode_normalization::UnicodeNormalization;

use super::lexicon::{Lexicon, Meaning};

/// Characters of a name that are read: no name says more in more.
const LONGEST: usize = 200;

/// Most words that are read as one.
const MOST_JOINED: usize = 5;

/// Letters of the shortest unknown word that may be two known ones.
const SPLITTABLE: usize = 6;

/// Letters that stand for a type before names in some systems, as in `cCustomerCode`, and letters of the shortest name after one.
const TYPES: (&str, usize) = ("bcdfinsv", 3);

/// A stretch of a name.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Segment {
    /// In lower case.
    pub(super) text: String,
    /// Empty where it is not known.
    pub(super) meanings: Vec<Meaning>,
}

/// The words of a name in their order.
pub(super) fn segments(lexicon: &Lexicon, name: &str) -> Vec<Segment> {
    let name: String = name.nfkc().take(LONGEST).collect();
    let mut segments = Vec::new();
    for run in runs(&name) {
        match run {
            Run::Letters(words) => letters(lexicon, &words, &mut segments),
            Run::Characters(text) => characters(lexicon, &text, &mut segments),
        }
    }
    segments
}

/// Stretches of one script.
enum Run {
    /// Words that case or a separator parts, in lower case.
    Letters(Vec<String>),
    /// Chinese, without anything that parts words.
    Characters(String),
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !is_han(c)
}

fn is_han(c: char) -> bool {
    ('\u{3400}'..='\u{9FFF}').contains(&c) || ('\u{F900}'..='\u{FAFF}').contains(&c)
}

fn runs(name: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let (mut before, mut begins) = (' ', true);
    let characters: Vec<char> = name.chars().collect();
    for (at, c) in characters.iter().copied().enumerate() {
        let after = characters.get(at + 1).copied().unwrap_or(' ');
        if is_han(c) || is_within_han(&characters, at) {
            match runs.last_mut() {
                Some(Run::Characters(text)) if !begins => text.push(c),
                _ => runs.push(Run::Characters(c.to_string())),
            }
        } else if is_letter(c) {
            // `orderId`, `OrderID`, `SKUCode`.
            let hump = c.is_uppercase() && (before.is_lowercase() || (before.is_uppercase() && after.is_lowercase()));
            let starts = begins || hump || !is_letter(before);
            let small = c.to_lowercase();
            match runs.last_mut() {
                Some(Run::Letters(words)) if !starts => words.last_mut().map_or((), |it| it.extend(small)),
                Some(Run::Letters(words)) if !is_han(before) => words.push(small.collect()),
                _ => runs.push(Run::Letters(vec![small.collect()])),
            }
        }
        let is_part = is_han(c) || is_within_han(&characters, at);
        begins = !is_letter(c) && !is_part;
        before = c;
    }
    runs
}

/// Whether it is a digit between Chinese characters: `69码`.
fn is_within_han(characters: &[char], at: usize) -> bool {
    let (before, after) = characters.split_at_checked(at).unwrap_or_default();
    if !after.first().is_some_and(char::is_ascii_digit) {
        return false;
    }
    let next = after.iter().find(|it| !it.is_ascii_digit());
    let last = before.iter().rev().find(|it| !it.is_ascii_digit());
    next.is_some_and(|it| is_han(*it)) && last.is_some_and(|it| is_han(*it))
}

/// What a way of reading has cost so far, and the segment that it ends with.
type Best = (f64, usize, Vec<String>);

/// Reads words with as few segments as may be, unknown ones last.
fn letters(lexicon: &Lexicon, words: &[String], segments: &mut Vec<Segment>) {
    let mut best: Vec<Best> = vec![(0.0, 0, Vec::new())];
    for end in 1..=words.len() {
        let mut way: Best = (f64::MAX, 0, Vec::new());
        for begin in end.saturating_sub(MOST_JOINED)..end {
            let joined = words.get(begin..end).unwrap_or_default().concat();
            let before = best.get(begin).map_or(f64::MAX, |it| it.0);
            let (cost, pieces) = match lexicon.form(&joined) {
                Some((form, sure)) => (1.0 + 0.3 * (1.0 - sure), vec![form.to_owned()]),
                None if begin + 1 == end => split(lexicon, &joined),
                None => continue,
            };
            if before + cost < way.0 {
                way = (before + cost, begin, pieces);
            }
        }
        best.push(way);
    }
    backwards(lexicon, &best, words.len(), segments);
}

/// An unknown word as known ones written together, where it is all of them: `paytime`, `dingdanbianhao`; a letter before them
/// may stand for a type.
fn split(lexicon: &Lexicon, word: &str) -> (f64, Vec<String>) {
    let whole = (2.0, vec![word.to_owned()]);
    if !word.is_ascii() {
        return whole;
    }
    let (letters, shortest) = TYPES;
    let typed = word.get(1..).filter(|it| word.starts_with(|c| letters.contains(c)) && it.len() >= shortest);
    let typed = typed.and_then(|rest| match lexicon.form(rest) {
        Some((form, sure)) if sure >= 0.6 => Some((1.7 - 0.4 * sure, vec![form.to_owned()])),
        _ => joined(lexicon, rest).map(|(cost, pieces)| (cost + 0.3, pieces)),
    });
    let plain = joined(lexicon, word);
    let ways = plain.into_iter().chain(typed).filter(|it| it.1.len() < 5);
    ways.min_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or(whole)
}

/// A word as several known ones, where it is nothing else.
fn joined(lexicon: &Lexicon, word: &str) -> Option<(f64, Vec<String>)> {
    if word.len() < SPLITTABLE {
        return None;
    }
    let mut best: Vec<Option<(f64, Vec<String>)>> = vec![Some((0.3, Vec::new()))];
    for end in 1..=word.len() {
        let mut way: Option<(f64, Vec<String>)> = None;
        for begin in 0..end.saturating_sub(1) {
            let Some((before, pieces)) = best.get(begin).and_then(Option::as_ref) else { continue };
            let piece = word.get(begin..end).unwrap_or_default();
            let Some(sure) = lexicon.sure(piece).filter(|_| piece.len() > 2 || end == word.len()) else { continue };
            let cost = before + 1.0 + 0.4 * (1.0 - sure);
            if way.as_ref().is_none_or(|it| cost < it.0) {
                let pieces = pieces.iter().cloned().chain([piece.to_owned()]).collect();
                way = Some((cost, pieces));
            }
        }
        best.push(way);
    }
    best.pop().flatten()
}

/// Reads Chinese by the longest known words.
fn characters(lexicon: &Lexicon, text: &str, segments: &mut Vec<Segment>) {
    let all: Vec<char> = text.chars().collect();
    let mut best: Vec<Best> = vec![(0.0, 0, Vec::new())];
    for end in 1..=all.len() {
        let mut way: Best = (f64::MAX, 0, Vec::new());
        for begin in end.saturating_sub(lexicon.longest)..end {
            let piece: String = all.get(begin..end).unwrap_or_default().iter().collect();
            let before = best.get(begin).map_or(f64::MAX, |it| it.0);
            let cost = match lexicon.sure(&piece) {
                Some(sure) => 1.0 + 0.3 * (1.0 - sure),
                None if begin + 1 == end => 1.6,
                None => continue,
            };
            if before + cost < way.0 {
                // A digit that is part of no word says nothing.
                let says = !piece.bytes().all(|it| it.is_ascii_digit());
                way = (before + cost, begin, if says { vec![piece] } else { Vec::new() });
            }
        }
        best.push(way);
    }
    backwards(lexicon, &best, all.len(), segments);
}

fn backwards(lexicon: &Lexicon, best: &[Best], end: usize, segments: &mut Vec<Segment>) {
    let mut found: Vec<Segment> = Vec::new();
    let mut at = end;
    while at > 0 {
        let Some((_, begin, pieces)) = best.get(at) else { break };
        for text in pieces.iter().rev() {
            found.push(Segment { text: text.clone(), meanings: lexicon.meanings(text).to_vec() });
        }
        at = *begin;
    }
    found.reverse();
    segments.extend(found);
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::lexicon;
    use super::*;

    #[test]
    fn names_are_parted_where_their_words_are() {
        for (name, words) in [
            ("orderId", "orderid|order id"),
            ("order_create_time", ""),
            ("SellerSKU", "sellersku"),
            ("买家实际支付金额", "买家实际支付金额|买家 实际 支付 金额"),
            ("仓库发货数量", "仓库 发货 数量|仓库 发货数量"),
            ("订单创建时间", "订单创建时间"),
            ("FMaterialId", "fmaterialid|f materialid"),
            ("shuliang", "shuliang"),
            ("dingdanbianhao", "dingdanbianhao|dingdan bianhao"),
            ("items[].sku", "items sku"),
            ("实付金额（元）", "实付金额 元|实付 金额 元"),
            ("商品69码", "商品69码|商品 69码"),
            ("第2收货人", "第 收货人"),
            ("vbillcode", "billcode"),
            ("nnum", "num"),
            ("statuses", "status"),
            ("dcreatesystime", "create sys time"),
        ] {
            let found: Vec<String> = segments(lexicon(), name).into_iter().map(|it| it.text).collect();
            let found = found.join(" ");
            assert!(words.is_empty() || words.split('|').any(|it| it == found), "{name}: {found}");
        }
    }
}
