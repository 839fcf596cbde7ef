//! Code tables that people write into prose: `0->待付款；1->待发货`, `1: pending, 2: paid`, `待付款(0)、待发货(1)`.

/// Fewest entries of a table.
const FEWEST: usize = 2;

/// Fewest entries where nothing but a blank parts code and label.
const FEWEST_BARE: usize = 3;

/// Longest label, in characters; what is longer is a sentence.
const LONGEST_LABEL: usize = 60;

/// Longest label behind a mark that also numbers sentences, as in `1. …`.
const LONGEST_NUMBERED: usize = 12;

/// What parts a code from its label, the most telling first. Marks of one row are the same spelling.
const MARKS: [&[&str]; 7] = [
    &["->", "=>", "→", "⇒", "—>"],
    &["=", "＝"],
    &[":", "："],
    &["-", "－", "–", "—"],
    &["、"],
    &[".", "．"],
    &[")", "）"],
];

/// What parts entries.
const ENDS: [char; 12] = ['；', ';', '，', ',', '、', '|', '\n', '\t', '。', '/', '{', '}'];

/// What kind of name a code is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Number,
    Capitals,
    Word,
}

/// One row: the code, what it means, and where the entry starts and ends.
struct Row<'t> {
    code: &'t str,
    label: &'t str,
    class: Class,
}

/// The table in a text; nothing where there is none, or none that is beyond doubt.
pub(super) fn table(text: &str) -> Vec<(&str, &str)> {
    let of = |marks: &[&[&str]]| marks.iter().find_map(|marks| kept(rows(text, marks), FEWEST));
    // A closing bracket behind a code parts it from a label only where no bracket opens before it.
    let (bracket, plain) = MARKS.split_last().unwrap_or((&MARKS[6], &[]));
    let found = of(plain)
        .or_else(|| kept(bracketed(text), FEWEST))
        .or_else(|| of(&[bracket]))
        .or_else(|| kept(columns(text), FEWEST))
        .or_else(|| kept(bare(text), FEWEST_BARE))
        .or_else(|| kept(glued(text), FEWEST_BARE));
    found.unwrap_or_default().into_iter().map(|it| (it.code, it.label)).collect()
}

/// The rows of one class of codes, if there are enough and no code has two meanings.
fn kept(rows: Vec<Row<'_>>, fewest: usize) -> Option<Vec<Row<'_>>> {
    let class = [Class::Number, Class::Capitals, Class::Word]
        .into_iter()
        .find(|class| rows.iter().filter(|it| it.class == *class).count() >= fewest)?;
    let rows: Vec<Row<'_>> = rows.into_iter().filter(|it| it.class == class).collect();
    let mut codes: Vec<&str> = rows.iter().map(|it| it.code).collect();
    codes.sort_unstable();
    codes.dedup();
    (codes.len() == rows.len()).then_some(rows)
}

/// Entries of the form `code mark label`.
fn rows<'t>(text: &'t str, marks: &[&str]) -> Vec<Row<'t>> {
    let mut heads: Vec<(usize, &'t str, usize)> = Vec::new();
    for mark in marks {
        for (at, _) in text.match_indices(mark) {
            if let Some((start, code)) = code_before(text, at) {
                heads.push((start, code, at + mark.len()));
            }
        }
    }
    heads.sort_unstable_by_key(|it| it.0);
    heads.dedup_by_key(|it| it.0);
    let starts: Vec<usize> = heads.iter().skip(1).map(|it| it.0).chain([text.len()]).collect();
    let numbered = marks.iter().any(|it| matches!(*it, "、" | "." | ")"));
    let dashed = marks.contains(&"-");
    let row = |((_, code, from), until): (&(usize, &'t str, usize), &usize)| {
        let rest = text.get(*from..*until)?;
        let spaced = rest.starts_with(' ') || !rest.starts_with(|c: char| c.is_ascii());
        let label = label(rest)?;
        let class = class(code, text.get(..*from)?)?;
        let is_short = !label.contains(' ') && label.chars().count() <= LONGEST_NUMBERED;
        let fits = if numbered { class == Class::Number && is_short } else { !dashed || spaced };
        fits.then_some(Row { code, label, class })
    };
    heads.iter().zip(&starts).filter_map(row).collect()
}

/// Entries of the form `label(code)`.
fn bracketed(text: &str) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    let mut from = 0;
    for (at, open) in text.match_indices(['(', '（']) {
        let inner = text.get(at + open.len()..).unwrap_or_default();
        let Some(end) = inner.find([')', '）']) else { break };
        let code = inner.get(..end).unwrap_or_default().trim();
        let before = text.get(from..at).unwrap_or_default();
        let start = before
            .rfind(ENDS)
            .map_or(0, |it| it + before.get(it..).and_then(|it| it.chars().next()).map_or(1, char::len_utf8));
        let shown = before.get(start..).and_then(|it| it.rsplit(['：', ':', ' ']).find(|it| !it.trim().is_empty()));
        let is_code = !code.is_empty() && code.chars().all(is_code_letter);
        let class = class(code, "").filter(|it| is_code && *it != Class::Word);
        rows.extend(shown.and_then(label).zip(class).map(|(label, class)| Row { code, label, class }));
        from = (at + open.len() + end + 1).min(text.len());
        while !text.is_char_boundary(from) {
            from += 1;
        }
    }
    rows
}

/// Lines of a table such as Markdown's: `| 0 | pending |`.
fn columns(text: &str) -> Vec<Row<'_>> {
    fn row(line: &str) -> Option<(&str, &str, Class)> {
        let mut cells = line.trim().strip_prefix('|')?.split('|').map(str::trim);
        let (code, shown) = (cells.next()?.trim_matches('`'), cells.next()?);
        let is_code = !code.is_empty() && code.chars().all(is_code_letter);
        let class = class(code, "").filter(|it| is_code && *it != Class::Word)?;
        Some((code, shown, class))
    }
    let rows = text.lines().filter_map(row);
    rows.filter_map(|(code, shown, class)| Some(Row { code, label: label(shown)?, class })).collect()
}

/// Entries of the form `code label`, where the whole text is such.
fn bare(text: &str) -> Vec<Row<'_>> {
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || ENDS.contains(&c)).filter(|it| !it.is_empty()).collect();
    let first = words.iter().position(|it| it.bytes().all(|b| b.is_ascii_digit())).unwrap_or(words.len());
    let rows: Vec<Row<'_>> = words
        .get(first..)
        .unwrap_or_default()
        .chunks(2)
        .filter_map(|pair| match pair {
            [code, shown]
                if code.bytes().all(|b| b.is_ascii_digit()) && !shown.starts_with(|c: char| c.is_ascii_digit()) =>
            {
                Some(Row { code, label: label(shown)?, class: Class::Number })
            }
            _ => None,
        })
        .collect();
    // Prose has numbers too: a table is all that follows its first code, but for a word or two.
    if first <= 2 && rows.len() * 2 + first + 1 >= words.len() { rows } else { Vec::new() }
}

/// Entries of the form `0待付款`, where the whole text is such.
fn glued(text: &str) -> Vec<Row<'_>> {
    fn row(word: &str) -> Option<(&str, &str)> {
        let (code, shown) = word.split_at_checked(word.bytes().take_while(u8::is_ascii_digit).count())?;
        let is_label = shown.chars().count() >= 2 && shown.chars().all(|c| c.is_alphabetic() && !c.is_ascii());
        Some((code, shown)).filter(|_| !code.is_empty() && code.len() <= 2 && is_label)
    }
    let words = text.split(|c: char| c.is_whitespace() || ENDS.contains(&c)).filter(|it| !it.is_empty());
    let mut rows: Vec<Row<'_>> = Vec::new();
    let mut others = 0;
    for word in words {
        match row(word) {
            Some((code, label)) if !rows.iter().any(|it| it.label == label) => {
                rows.push(Row { code, label, class: Class::Number });
            }
            _ => others += 1,
        }
    }
    if others <= 1 { rows } else { Vec::new() }
}

/// The code that ends right before `at`, and where its entry starts.
fn code_before(text: &str, at: usize) -> Option<(usize, &str)> {
    let before = text.get(..at)?.trim_end_matches([' ', '`', '"', '\'', '*']);
    let length: usize = before.chars().rev().take_while(|c| is_code_letter(*c)).map(char::len_utf8).sum();
    let start = before.len() - length;
    let code = before.get(start..)?.trim_start_matches('-');
    let minus = length - code.len();
    let is_number = code.bytes().all(|it| it.is_ascii_digit());
    let (start, code) = if minus == 1 && is_number { (start, before.get(start..)?) } else { (start + minus, code) };
    let follows = before.get(..start)?.chars().next_back();
    let is_own = follows.is_none_or(|it| !it.is_alphabetic() || !it.is_ascii());
    (is_own && !code.is_empty() && code.len() <= 40).then_some((start, code))
}

fn is_code_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '-'
}

/// The label at the start of a text, without what closes an entry; none where it is no label.
fn label(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let end = text.find(ENDS).unwrap_or(text.len());
    let label = text.get(..end)?.trim_end_matches(|c: char| c.is_whitespace() || "()（）[]【】`'\"*.-–".contains(c));
    let label = label.trim_start_matches(['`', '"', '\'', '*', ' ']);
    let is_text = label.chars().any(char::is_alphabetic);
    (is_text && label.chars().count() <= LONGEST_LABEL).then_some(label)
}

/// What kind of name it is; words count only where they are quoted or stand first in a line.
fn class(code: &str, before: &str) -> Option<Class> {
    let digits = code.trim_start_matches('-');
    if digits.bytes().all(|it| it.is_ascii_digit()) {
        return (digits.len() <= 6).then_some(Class::Number);
    }
    let capitals = code.bytes().all(|it| it.is_ascii_uppercase() || it.is_ascii_digit() || it == b'_' || it == b'-');
    // One letter may be a word or a list of points: it is a code where an equals sign says so.
    if capitals && (code.len() > 1 || before.trim_end().ends_with(['=', '＝', '>', '→', '⇒'])) {
        return Some(Class::Capitals);
    }
    let line = before.rsplit('\n').next().unwrap_or_default();
    let opens = line.trim_start_matches([' ', '*', '-', '`', '"', '\'']).starts_with(code);
    (line.contains(&format!("`{code}`")) || (opens && before.contains('\n'))).then_some(Class::Word)
}

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn tables_are_read_in_the_spellings_people_use() {
        for (text, expected) in [
            ("0->待付款；1->待发货；2->已发货", "0=待付款 1=待发货 2=已发货"),
            ("订单状态：0->待付款；1->待发货", "0=待付款 1=待发货"),
            ("订单状态：0：待付款，1：待发货", "0=待付款 1=待发货"),
            ("status: 0: pending, 1: paid in full", "0=pending 1=paid in full"),
            ("状态 0=待付款 1=待发货", "0=待付款 1=待发货"),
            ("支付状态(0-未支付,1-已支付)", "0=未支付 1=已支付"),
            ("-3:关闭 -1:取消 0:待付款", "-3=关闭 -1=取消 0=待付款"),
            ("待付款(0)、待发货(1)", "0=待付款 1=待发货"),
            ("状态：待付款（0），待发货（1）", "0=待付款 1=待发货"),
            ("待付款(0) 待发货(1) 已发货(2)", "0=待付款 1=待发货 2=已发货"),
            ("0)待付款 1)待发货", "0=待付款 1=待发货"),
            ("| 值 | 含义 |\n|---|---|\n| 0 | 待付款 |\n| `1` | 待发货 |", "0=待付款 1=待发货"),
            ("A = Not yet processed, B = Partially processed", "A=Not yet processed B=Partially processed"),
            ("订单状态 0待付款 1待发货 2已发货", "0=待付款 1=待发货 2=已发货"),
            ("A - Z, a - z", ""),
            ("1 待支付 2 备货中 3 已发货", "1=待支付 2=备货中 3=已发货"),
            ("0、待付款 1、待发货", "0=待付款 1=待发货"),
            ("0.待付款 1.待发货", "0=待付款 1=待发货"),
            ("NEW=新增;ACCEPT=仓库接单", "NEW=新增 ACCEPT=仓库接单"),
            (
                "The status.\n* `created` - the order is there\n* `paid` - it was paid",
                "created=the order is there paid=it was paid",
            ),
            ("PENDING: not paid yet\nPAID: paid", "PENDING=not paid yet PAID=paid"),
            ("下单时间，格式 10:30:00", ""),
            ("see RFC 3339, section 5.6", ""),
            ("Between 1 and 99 pieces", ""),
            ("e.g. SO-123 or SO-124", ""),
            ("1. Create the order first. 2. Then pay for it.", ""),
            ("1: 甲 1: 乙", ""),
            ("", ""),
            ("（（（", ""),
        ] {
            let found: Vec<String> = table(text).iter().map(|(code, label)| format!("{code}={label}")).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }
}
