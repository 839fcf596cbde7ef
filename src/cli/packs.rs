//! `dictum packs`: what ships with dictum to build a dictionary on.

use super::arguments::Rules;
use super::problem::Problem;
use super::terminal::Terminal;
use crate::dictionary::{PACKS, Pack, PackAbout};
use crate::message::{Lang, cli};

/// Lists the packs in their order: terms, profiles, presets.
pub(super) fn run(arguments: &Rules, terminal: &Terminal) -> Result<u8, Problem> {
    let packs: Vec<(&Pack, PackAbout)> = PACKS.iter().map(|it| (it, it.about())).collect();
    let text =
        if arguments.json { json(&packs, terminal.asked.unwrap_or(Lang::En)) } else { table(&packs, terminal.lang) };
    super::print(text.as_bytes())
}

fn title(about: &PackAbout, lang: Lang) -> &str {
    let wanted = Lang::ALL.iter().find(|(_, it)| *it == lang).map_or("en", |(tag, _)| tag);
    let found = about.title.iter().find(|(tag, _)| tag == wanted).or_else(|| about.title.first());
    found.map_or("", |(_, text)| text)
}

fn json(packs: &[(&Pack, PackAbout)], lang: Lang) -> String {
    let one = |(pack, about): &(&Pack, PackAbout)| {
        let exports: Vec<_> = about
            .exports
            .iter()
            .map(|it| {
                let columns: Vec<&String> = it.columns.iter().filter_map(|names| names.first()).collect();
                serde_json::json!({"system": it.system, "dataset": it.dataset, "files": it.files, "columns": columns})
            })
            .collect();
        serde_json::json!({
            "name": pack.name, "kind": pack.kind.name(), "version": about.version, "title": title(about, lang), "exports": exports,
        })
    };
    format!("{:#}\n", serde_json::Value::from(packs.iter().map(one).collect::<Vec<_>>()))
}

fn table(packs: &[(&Pack, PackAbout)], lang: Lang) -> String {
    let widest = packs.iter().map(|(pack, _)| pack.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for (pack, about) in packs {
        let files: Vec<&str> = about.exports.iter().flat_map(|it| &it.files).map(String::as_str).collect();
        let files = if files.is_empty() { String::new() } else { format!("  {}", files.join(" ")) };
        let columns = format!("{:widest$}  {:7}  {:6}  ", pack.name, pack.kind.name(), about.version);
        text.extend([&columns, title(about, lang), &files, "\n"]);
    }
    text.extend(["\n", cli::packs_count(packs.len()).text(lang), "\n"]);
    text
}
