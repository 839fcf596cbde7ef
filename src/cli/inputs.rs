//! `dictum inputs`.

use std::fmt::Write;

use super::check;
use super::problem::Problem;
use super::terminal::Terminal;
use super::writing::{Listing, Told};
use super::{CLEAN, NO_INPUT};
use crate::engine::listing::{self, Listed, ToldBy};
use crate::finding::InputKind;
use crate::message::{Lang, inputs as say};

/// Runs it and gives the exit status.
pub(super) fn run(arguments: &Listing, terminal: &Terminal) -> Result<u8, Problem> {
    let settings = super::settings::load()?;
    let terminal = &super::settings::terminal(terminal, &settings);
    let selection = super::settings::selection(&arguments.inputs.selection(), &settings);
    let request = check::request(&selection, selection.paths.clone(), &settings)?;
    let listing = listing::list(&request).map_err(|error| Problem::usage(error.message(), error.help()))?;
    check::check_names(&selection, (&listing.systems, &listing.datasets))?;
    let text = match arguments.format {
        Told::Human => human(&listing.files, terminal.lang),
        Told::Json => json(&listing.files, terminal.asked.unwrap_or(Lang::En)),
    };
    super::print(text.as_bytes())?;
    Ok(if listing.files.iter().any(|it| it.problem.is_none()) { CLEAN } else { NO_INPUT })
}

fn human(files: &[Listed], lang: Lang) -> String {
    let mut text = String::new();
    for it in files {
        let _ = writeln!(text, "{}", if it.path.is_empty() { "-" } else { &it.path });
        if let (Some(dataset), Some((path, line))) = (&it.dataset, &it.claimed) {
            let _ = writeln!(text, "  {}", say::claimed(dataset, format!("{path}:{line}")).text(lang));
        }
        if let Some(format) = it.format {
            let by = match it.told_by {
                Some(ToldBy::Declaration) => say::by_declaration(format),
                Some(ToldBy::Name) => say::by_name(format),
                _ => say::by_content(format),
            };
            let _ = writeln!(text, "  {}{}", by.text(lang), facts(it, lang));
        }
        if let Some(problem) = &it.problem {
            let _ = writeln!(text, "  {}", say::not_read(problem.text(lang)).text(lang));
        }
    }
    let read = files.iter().filter(|it| it.problem.is_none()).count();
    let _ = writeln!(text, "\n{}", say::summary(read, files.len()).text(lang));
    text
}

/// What was settled: encoding, delimiter, header.
fn facts(it: &Listed, lang: Lang) -> String {
    let Some(head) = &it.head else { return String::new() };
    let mut facts = Vec::new();
    facts.extend(head.encoding.map(str::to_owned));
    if head.delimiter != 0 {
        let sign = if head.delimiter == b'\t' { "TAB".to_owned() } else { char::from(head.delimiter).to_string() };
        facts.push(format!("`{sign}`"));
    }
    facts.extend(head.sheet.as_ref().map(|it| say::sheet(it).text(lang).to_owned()));
    let columns = head.header.len();
    let header =
        if head.header_lines.is_empty() { say::columns(columns) } else { say::header(head.header_line + 1, columns) };
    facts.push(header.text(lang).to_owned());
    let part = if lang == Lang::En { ", " } else { "，" };
    format!("{part}{}", facts.join(part))
}

fn json(files: &[Listed], lang: Lang) -> String {
    let files: Vec<_> = files
        .iter()
        .map(|it| {
            let head = it.head.as_ref();
            serde_json::json!({
                "path": &*it.path,
                "dataset": it.dataset.as_deref(),
                "declaredAt": it.claimed.as_ref().map(|(path, line)| serde_json::json!({"path": &**path, "line": line})),
                "kind": if it.kind == InputKind::Contract { "contract" } else { "data" },
                "format": it.format,
                "formatBy": it.told_by.map(ToldBy::name),
                "encoding": head.and_then(|it| it.encoding),
                "delimiter": head.filter(|it| it.delimiter != 0).map(|it| char::from(it.delimiter).to_string()),
                "sheet": head.and_then(|it| it.sheet.as_deref()),
                "headerLine": head.filter(|it| !it.header_lines.is_empty()).map(|it| it.header_line + 1),
                "columns": head.map(|it| it.header.iter().map(|it| &*it.text).collect::<Vec<_>>()),
                "problem": it.problem.as_ref().map(|it| it.text(lang)),
            })
        })
        .collect();
    format!("{:#}\n", serde_json::Value::from(files))
}
