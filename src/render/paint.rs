//! The few colours, from the sixteen that every terminal theme makes legible.

use std::fmt::Display;

use crate::finding::{Finding, Severity};
use crate::message::{Lang, Message, render as words};

use super::Style;

/// What is to be set off.
#[derive(Clone, Copy)]
pub(super) enum Ink {
    /// Most important.
    Strong,
    /// Least important.
    Faint,
    /// A word of help.
    Help,
    /// Good news.
    Good,
    /// A severity, bold.
    Of(Severity),
}

impl Ink {
    fn code(self) -> &'static str {
        match self {
            Self::Strong => "1",
            Self::Faint => "2",
            Self::Help => "36",
            Self::Good => "32",
            Self::Of(Severity::Error) => "1;31",
            Self::Of(Severity::Warning) => "1;33",
            Self::Of(Severity::Info) => "1;36",
        }
    }
}

/// `text` in `ink`, or as it is where colour is off.
pub(super) fn paint(style: &Style, ink: Ink, text: impl Display) -> String {
    if style.color { format!("\u{1b}[{}m{text}\u{1b}[0m", ink.code()) } else { text.to_string() }
}

/// The severity as a word.
pub(super) fn severity(severity: Severity) -> Message {
    match severity {
        Severity::Error => words::error(),
        Severity::Warning => words::warning(),
        Severity::Info => words::info(),
    }
}

/// The severity as a word, or that the finding is suppressed.
pub(super) fn standing(finding: &Finding, lang: Lang) -> String {
    let word = if finding.suppressed.is_some() { words::suppressed_word() } else { severity(finding.severity) };
    word.text(lang).to_owned()
}
