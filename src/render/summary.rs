//! The closing line: what was found, what was not looked at, in how much.

use crate::finding::Report;
use crate::message::{Lang, render as words};

/// The plural's ending in English.
pub(super) fn s(count: u64) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// Such as `2 errors, 1 warning (1 suppressed, 2 not checked) in 3 inputs, 48213 records`.
pub(super) fn summary(report: &Report, lang: Lang) -> String {
    let totals = &report.summary;
    let found = [
        (totals.errors, words::errors(totals.errors, s(totals.errors))),
        (totals.warnings, words::warnings(totals.warnings, s(totals.warnings))),
        (totals.infos, words::infos(totals.infos, s(totals.infos))),
    ];
    let found = join(found.iter().filter(|(count, _)| *count > 0).map(|(_, word)| word.text(lang)), lang);
    let aside = aside(report, lang);
    let inputs = inputs(report, lang);
    match (found.is_empty(), report.inputs.is_empty()) {
        (true, true) => format!("{}{aside}", words::nothing_read().text(lang)),
        (true, false) => format!("{}{aside}", words::none_found_in(inputs).text(lang)),
        (false, true) => format!("{found}{aside}"),
        (false, false) => words::found_in(format!("{found}{aside}"), inputs).text(lang).to_owned(),
    }
}

/// What does not count or could not be looked at, in parentheses; empty where there is nothing.
fn aside(report: &Report, lang: Lang) -> String {
    let totals = &report.summary;
    let incomplete = report.inputs.iter().filter(|input| !input.complete).count();
    let parts = [
        (totals.suppressed, words::suppressed(totals.suppressed)),
        (totals.not_checked, words::not_checked(totals.not_checked)),
        (incomplete as u64, words::incomplete(incomplete)),
    ];
    let aside = join(parts.iter().filter(|(count, _)| *count > 0).map(|(_, word)| word.text(lang)), lang);
    match (aside.is_empty(), lang) {
        (true, _) => aside,
        (false, Lang::En) => format!(" ({aside})"),
        (false, Lang::ZhCn) => format!("（{aside}）"),
    }
}

fn inputs(report: &Report, lang: Lang) -> String {
    let count = report.inputs.len() as u64;
    let records: u64 = report.inputs.iter().map(|input| input.records).sum();
    let inputs = words::inputs(count, s(count));
    let records = (records > 0).then(|| words::records(records, s(records)));
    let parts = [Some(&inputs), records.as_ref()];
    join(parts.into_iter().flatten().map(|word| word.text(lang)), lang)
}

/// Parted as the language parts the items of a list.
pub(super) fn join<'w>(parts: impl Iterator<Item = &'w str>, lang: Lang) -> String {
    let parts: Vec<&str> = parts.collect();
    parts.join(match lang {
        Lang::En => ", ",
        Lang::ZhCn => "，",
    })
}
