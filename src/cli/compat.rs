//! `dictum compat`.

use std::fmt::Write;
use std::path::Path;

use super::check;
use super::output;
use super::problem::Problem;
use super::terminal::Terminal;
use super::writing::{Compat, CompatFormat};
use super::{CLEAN, FINDINGS, NO_INPUT, USAGE};
use crate::engine::compat::{self, Compatibility, DatasetVerdict, DraftField, wilson};
use crate::engine::{self, Request, Silent, record, undeclared};
use crate::message::{Lang, Message, cli, compat as say};
use crate::model::Verdict;

/// Runs it and gives the exit status.
pub(super) fn run(arguments: &Compat, terminal: &Terminal) -> Result<u8, Problem> {
    let settings = super::settings::load()?;
    let terminal = &super::settings::terminal(terminal, &settings);
    let mut selection = super::settings::selection(&arguments.inputs.selection(), &settings);
    if let Some(entity) = &arguments.entity {
        selection.dataset = Some(format!("{}.{entity}", undeclared::DRAFT));
    }
    let request = check::request(&selection, selection.paths.clone(), &settings)?;
    let found = compat::compat(&request, &Silent).map_err(|error| Problem::usage(error.message(), error.help()))?;
    if let Some(entity) = arguments
        .entity
        .as_ref()
        .filter(|_| !found.checked.datasets.contains(&selection.dataset.clone().unwrap_or_default()))
    {
        return Err(Problem::usage(say::no_entity(entity), cli::known_names(entities(&request)?)));
    }
    check::check_names(&selection, (&found.checked.systems, &found.checked.datasets))?;
    let Some(verdict) = found.verdict() else {
        check::nothing(&found.checked).report(terminal);
        return Ok(NO_INPUT);
    };
    let lang = terminal.lang;
    let text = match arguments.format {
        CompatFormat::Human => human(&found, lang),
        CompatFormat::Markdown => markdown(&found, lang),
        CompatFormat::Json => format!("{}\n", json(&found, verdict)),
    };
    super::print(text.as_bytes())?;
    if arguments.record {
        recorded(&request, verdict, terminal)?;
    }
    if found.checked.dictionary_has_errors {
        return Ok(USAGE);
    }
    Ok(if verdict == Verdict::Compatible { CLEAN } else { FINDINGS })
}

fn entities(request: &Request) -> Result<String, Problem> {
    let loaded = engine::load(&request.dictionary, request.as_of)
        .map_err(|error| Problem::usage(error.message(), error.help()))?;
    Ok(loaded.dictionary.entities.keys().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", "))
}

/// Writes the verdict into the dictionary; the file is replaced whole, and only its `compat` changes.
fn recorded(request: &Request, verdict: Verdict, terminal: &Terminal) -> Result<(), Problem> {
    let of_dataset = request.dataset.as_deref().and_then(|it| it.split_once('.')).map(|it| it.0);
    let Some(system) = request.system.as_deref().or(of_dataset) else {
        return Err(Problem::usage(say::record_needs_system(), say::record_needs_system_help()));
    };
    let loaded = engine::load(&request.dictionary, request.as_of)
        .map_err(|error| Problem::usage(error.message(), error.help()))?;
    let Some(it) = record::record(&loaded.dictionary, system, (request.as_of, verdict)) else {
        return Err(Problem::usage(say::no_compat(system), say::no_compat_help()));
    };
    output::write(Path::new(&it.path), it.text.as_bytes()).map_err(|why| Problem::unwritable(&it.path, &why))?;
    super::print(format!("{}\n", say::recorded(&it.path, it.line).text(terminal.lang)).as_bytes()).map(|_| ())
}

fn word(verdict: Verdict) -> Message {
    match verdict {
        Verdict::Compatible => say::compatible(),
        Verdict::Conditional => say::conditional(),
        Verdict::Incompatible => say::incompatible(),
    }
}

fn bounds(share: (u64, u64)) -> Message {
    let (low, high) = wilson(share);
    say::bounds(format!("{low:.2} %"), format!("{high:.2} %"))
}

fn human(found: &Compatibility, lang: Lang) -> String {
    let mut text = String::new();
    for it in &found.datasets {
        let head = say::verdict(&it.dataset, word(it.verdict).text(lang));
        let _ = writeln!(text, "{}", head.text(lang));
        for reason in &it.reasons {
            let _ = writeln!(text, "  {}: {}", word(reason.allows).text(lang), reason.message.text(lang));
        }
        if it.reasons.is_empty() {
            let _ = writeln!(text, "  {}", say::nothing().text(lang));
        }
        for cell in &it.cells {
            let share = if cell.share.1 > 0 {
                format!("  {}/{} ({})", cell.share.0, cell.share.1, bounds(cell.share).text(lang))
            } else {
                String::new()
            };
            let _ = writeln!(text, "  {:<10} {} {}{share}", cell.state.name(), cell.tier, cell.element);
        }
        text.push_str(&draft(it, lang));
    }
    text
}

/// The draft mapping, in the dictionary's own YAML.
fn draft(it: &DatasetVerdict, lang: Lang) -> String {
    if it.draft.is_empty() {
        return String::new();
    }
    let mut text = format!("  # {}\n  fields:\n", say::draft_head().text(lang));
    for field in &it.draft {
        let name = serde_json::to_string(&*field.name).unwrap_or_default();
        let line = match (&field.element, field.near.first()) {
            (Some(element), _) => format!("    {name}: {element}\n"),
            (None, Some(near)) => format!("    # {name}: {}  # {}\n", near.name, likeness(field)),
            (None, None) => format!("    # {name}: ?\n"),
        };
        text.push_str(&line);
    }
    text
}

fn likeness(field: &DraftField) -> String {
    field
        .near
        .iter()
        .map(|it| format!("{} {}.{}", it.name, it.likeness / 1000, it.likeness % 1000 / 100))
        .collect::<Vec<_>>()
        .join(", ")
}

fn markdown(found: &Compatibility, lang: Lang) -> String {
    let mut text = String::new();
    for it in &found.datasets {
        let head = say::verdict(format!("`{}`", it.dataset), format!("**{}**", word(it.verdict).text(lang)));
        let _ = writeln!(text, "## {}\n", head.text(lang));
        for reason in &it.reasons {
            let _ = writeln!(text, "- {}: {}", word(reason.allows).text(lang), reason.message.text(lang));
        }
        let _ = writeln!(text, "\n| | tier | element | failed | tested | 95 % |\n|---|---|---|---|---|---|");
        for cell in &it.cells {
            let (failed, tested) = cell.share;
            let (low, high) = wilson(cell.share);
            let (state, tier) = (cell.state.name(), cell.tier);
            let _ = writeln!(
                text,
                "| {state} | {tier} | `{}` | {failed} | {tested} | {low:.2}–{high:.2} % |",
                cell.element
            );
        }
        let draft = draft(it, lang);
        if !draft.is_empty() {
            let _ = writeln!(text, "\n```yaml\n{draft}```");
        }
        text.push('\n');
    }
    text
}

fn json(found: &Compatibility, verdict: Verdict) -> serde_json::Value {
    let dataset = |it: &DatasetVerdict| {
        let reason = |it: &compat::Reason| serde_json::json!({"allows": it.allows.name(), "kind": it.kind, "element": it.element.as_deref(), "message": it.message.text(Lang::En)});
        let cell = |it: &compat::CompatCell| {
            let (low, high) = wilson(it.share);
            let bounds = [format!("{low:.4}"), format!("{high:.4}")];
            serde_json::json!({"element": &*it.element, "tier": it.tier, "state": it.state.name(), "failed": it.share.0, "tested": it.share.1, "wilson95": bounds})
        };
        let field = |it: &DraftField| {
            let near: Vec<_> =
                it.near.iter().map(|it| serde_json::json!({"name": &*it.name, "likeness": it.likeness})).collect();
            serde_json::json!({"name": &*it.name, "element": it.element.as_deref(), "near": near})
        };
        serde_json::json!({
            "dataset": &*it.dataset,
            "verdict": it.verdict.name(),
            "records": it.records,
            "reasons": it.reasons.iter().map(reason).collect::<Vec<_>>(),
            "cells": it.cells.iter().map(cell).collect::<Vec<_>>(),
            "draft": it.draft.iter().map(field).collect::<Vec<_>>(),
        })
    };
    let datasets: Vec<_> = found.datasets.iter().map(dataset).collect();
    serde_json::json!({"version": 1, "verdict": verdict.name(), "datasets": datasets})
}
