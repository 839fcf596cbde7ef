//! `narrated`: the same as `human` in sentences, for logs and screen readers: nothing is said by a drawing or a colour.

use std::io::{self, Write};

use super::chosen::chosen;
use super::escape::visible;
use super::locate::{Spot, beyond, key, locate, path_of, share};
use super::paint::standing;
use super::summary::{join, s, summary};
use super::{Renderer, Style};
use crate::finding::{Finding, Place, Report, Safety};
use crate::message::{Lang, Message, render as words};
use crate::text::Excerpt;

pub(super) struct Format;

impl Renderer for Format {
    fn name(&self) -> &'static str {
        "narrated"
    }

    fn title(&self) -> Message {
        words::format_narrated()
    }

    fn is_machine(&self) -> bool {
        false
    }

    fn render(&self, report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let chosen = chosen(report, style);
        for finding in &chosen.findings {
            let said = sentences(report, finding, style);
            said.iter().try_for_each(|line| writeln!(out, "{line}"))?;
            writeln!(out)?;
        }
        if chosen.left_out > 0 {
            writeln!(out, "{}", words::not_shown(chosen.left_out, s(chosen.left_out)).text(style.lang))?;
        }
        if !style.quiet {
            writeln!(out, "{}", summary(report, style.lang))?;
        }
        Ok(())
    }
}

fn sentences(report: &Report, finding: &Finding, style: &Style) -> Vec<String> {
    let lang = style.lang;
    let say = |message: &Message| format!("  {}", visible(message.text(lang)));
    let named = |word: &Message, text: &str| format!("  {}: {}", word.text(lang), visible(text));
    let message = visible(finding.message.text(lang));
    let mut said = vec![format!("{} {}: {message}", standing(finding, lang), finding.rule)];
    said.push(say(&spoken(&locate(report, finding))));
    let place = finding.places.first();
    let record = place.and_then(|place| place.record).map(|number| words::record(number).text(lang).to_owned());
    let key = place.map(key).filter(|key| !key.is_empty()).map(|key| words::narrated_key(key).text(lang).to_owned());
    let facts = join([share(finding, lang), record, key].iter().flatten().map(String::as_str), lang);
    if !facts.is_empty() {
        said.push(format!("  {facts}"));
    }
    if let Some(line) = place.and_then(|place| place.excerpt.as_ref()).and_then(marked_line) {
        said.push(say(&words::narrated_line(line)));
    }
    said.extend(finding.label.as_ref().map(|label| say(&words::narrated_label(label.text(lang)))));
    for (path, related) in beyond(finding) {
        let place = spoken(&Spot::of(path, &related.place)).text(lang).to_owned();
        said.push(format!("  {}: {place}", visible(words::see(related.message.text(lang)).text(lang))));
    }
    said.extend(elsewhere(finding, style));
    said.extend(finding.help.as_ref().map(|help| named(&words::help(), help.text(lang))));
    said.extend(finding.fix.as_ref().map(|fix| {
        let word = if fix.safety == Safety::Safe { words::fix_safe() } else { words::fix_unsafe() };
        named(&word, fix.description.text(lang))
    }));
    said.extend(finding.suppressed.as_ref().map(&say));
    said
}

/// The marked line as it stands, to be read out.
fn marked_line(excerpt: &Excerpt) -> Option<&str> {
    let before = excerpt.text.get(..excerpt.mark.start)?;
    excerpt.text.split('\n').nth(before.matches('\n').count()).filter(|line| !line.is_empty())
}

fn spoken(spot: &Spot<'_>) -> Message {
    let path = visible(spot.path);
    match spot.place.and_then(|place| place.cell.as_ref()) {
        Some(cell) => words::narrated_cell(path, format!("{}!{}", visible(&cell.sheet), visible(&cell.name))),
        None if spot.place.is_none() => Message::verbatim(path),
        None => words::narrated_place(path, spot.line, spot.column),
    }
}

/// The further places, in words.
fn elsewhere(finding: &Finding, style: &Style) -> Option<String> {
    let lang = style.lang;
    let home = finding.places.first().and_then(|first| path_of(finding, first));
    let spot = |place: &Place| match path_of(finding, place) {
        Some(path) if Some(path) != home => spoken(&Spot::of(path, place)),
        _ => match &place.cell {
            Some(cell) => Message::verbatim(format!("{}!{}", visible(&cell.sheet), visible(&cell.name))),
            None => words::narrated_spot(place.line, place.column),
        },
    };
    let most = style.max_places.saturating_sub(1);
    let listed: Vec<Message> = finding.places.iter().skip(1).take(most).map(spot).collect();
    let more = finding.count.saturating_sub(1 + listed.len() as u64);
    let parting = match lang {
        Lang::En => "; ",
        Lang::ZhCn => "；",
    };
    let texts: Vec<&str> = listed.iter().map(|it| it.text(lang)).collect();
    let places = texts.join(parting);
    match (listed.is_empty(), more) {
        (true, _) => None,
        (false, 0) => Some(format!("  {}", words::also_at(places).text(lang))),
        (false, _) => Some(format!("  {}", words::also_at_more(places, more).text(lang))),
    }
}
