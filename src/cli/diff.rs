//! `dictum diff`.

use std::io::{self, BufWriter, Write};

use super::arguments::{BreakOn, Diff, Keep};
use super::moment;
use super::problem::Problem;
use super::terminal::Terminal;
use super::{CLEAN, FINDINGS};
use crate::contract::Strictness;
use crate::engine::{self, Asked};
use crate::finding::{Changes, Verdict};
use crate::message::{Lang, cli};
use crate::render::{CHANGE_FORMATS, Style};

/// Compares, writes what differs, and gives the exit status.
pub(super) fn run(arguments: &Diff, terminal: &Terminal) -> Result<u8, Problem> {
    let name = arguments.format.as_deref().unwrap_or("human");
    let format = CHANGE_FORMATS.iter().find(|it| it.name == name).ok_or_else(|| {
        let known: Vec<String> = CHANGE_FORMATS.iter().map(|it| format!("`{}`", it.name)).collect();
        Problem::usage(cli::unknown_format(name), cli::known_formats(known.join(", ")))
    })?;
    let asked = Asked {
        old: &arguments.old,
        new: &arguments.new,
        as_of: arguments.as_of.as_deref().map_or_else(|| Ok(moment::present().0), moment::day)?,
        strictness: match arguments.keep {
            Keep::Wire => Strictness::Wire,
            Keep::Json => Strictness::Json,
            Keep::Source => Strictness::Source,
        },
        with: &arguments.with,
    };
    let mut changes = engine::diff(&asked).map_err(|error| Problem::usage(error.message, error.help))?;
    let status = status(&changes, arguments.fail_on);
    if arguments.quiet {
        changes.changes.retain(|it| it.verdict != Verdict::Safe);
    }
    let style = Style {
        lang: if format.is_machine { terminal.asked.unwrap_or(Lang::En) } else { terminal.lang },
        color: terminal.out.color,
        unicode: terminal.out.unicode,
        width: terminal.out.width,
        ..Style::default()
    };
    let mut out = BufWriter::new(io::stdout().lock());
    (format.render)(&changes, &style, &mut out)?;
    out.flush()?;
    Ok(status)
}

/// What could not be compared is no pass.
fn status(changes: &Changes, fail_on: BreakOn) -> u8 {
    let least = match fail_on {
        BreakOn::Breaking => Some(Verdict::Breaking),
        BreakOn::Undecidable => Some(Verdict::Undecidable),
        BreakOn::Never => None,
    };
    let is_told = changes.version.as_ref().is_some_and(|it| it.is_enough && it.needs.is_some());
    let is_small = changes.version.as_ref().is_some_and(|it| !it.is_enough);
    // A dictionary that breaks and says so by its version has done what it should; records that newly fail are told all the same.
    let counts = |it: &crate::finding::Change| !is_told || it.kind == "records-newly-failing";
    let failed = least.is_some_and(|least| {
        is_small || !changes.unread.is_empty() || changes.changes.iter().any(|it| it.verdict >= least && counts(it))
    });
    if failed { FINDINGS } else { CLEAN }
}
