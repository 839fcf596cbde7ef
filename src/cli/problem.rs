//! What stops a command before it has a report: what is wrong, and what to type instead.

use std::fmt::Display;
use std::io::{self, Write};

use super::terminal::Terminal;
use super::{INTERNAL, USAGE};
use crate::finding::{Finding, Severity};
use crate::message::{Message, cli, settings};

/// Most errors of a dictionary that are told by a command which then does nothing.
const MOST_TOLD: usize = 3;

/// Why a command stopped.
#[derive(Debug)]
pub(super) enum Problem {
    /// The user can mend it.
    Usage(Box<Advice>),
    /// The user can mend all of it.
    Several(Vec<Advice>),
    /// The stream that is written to is gone: nobody is left to tell.
    ClosedPipe,
    /// Somebody asked to stop, and nothing half-written is left.
    Interrupted,
    /// An output could not be written.
    Output(io::Error),
    /// Something in dictum itself.
    Defect,
}

/// What is wrong, and what to do.
#[derive(Debug)]
pub(super) struct Advice {
    message: Message,
    help: Message,
}

impl Problem {
    /// Something the user can mend.
    pub(super) fn usage(message: Message, help: Message) -> Self {
        Self::Usage(Box::new(Advice::new(message, help)))
    }

    /// A file or folder that could not be written, and the system's reason.
    pub(super) fn unwritable(path: impl Display, why: &io::Error) -> Self {
        if why.kind() == io::ErrorKind::BrokenPipe {
            return Self::ClosedPipe;
        }
        Self::usage(cli::unwritable(path, why), cli::cannot_write_help())
    }

    /// A dictionary with errors, of which the first few are told at their places, and what therefore was not done.
    pub(super) fn of_dictionary(findings: &[Finding], (message, help): (Message, Message)) -> Self {
        let errors = findings.iter().filter(|it| it.severity == Severity::Error && it.dataset.is_none());
        let told = errors.filter_map(|it| {
            let place = it.places.first()?;
            let path = it.path.as_deref().or(place.path.as_deref())?;
            let at = settings::at(path, place.line, place.column);
            Some(Advice::new(at.followed_by(&it.message), it.help.clone().unwrap_or_else(|| help.clone())))
        });
        let mut all: Vec<Advice> = told.take(MOST_TOLD).collect();
        all.push(Advice::new(message, help.clone()));
        Self::Several(all)
    }

    /// Tells it on standard error, and gives the exit status.
    pub(super) fn report(&self, terminal: &Terminal) -> u8 {
        let mut err = io::stderr().lock();
        match self {
            Self::Usage(advice) => advice.tell(&mut err, terminal),
            Self::Several(advice) => advice.iter().for_each(|it| it.tell(&mut err, terminal)),
            Self::Defect => {
                let (red, _, plain) = inks(terminal);
                let (head, words) = (cli::problem(), cli::defect());
                // A standard error that is closed cannot be told about.
                let _ = writeln!(err, "{red}{}{plain}: {}", head.text(terminal.lang), words.text(terminal.lang));
                return INTERNAL;
            }
            Self::ClosedPipe => return super::CLEAN,
            Self::Interrupted => return super::INTERRUPTED,
            Self::Output(error) => {
                let (red, _, plain) = inks(terminal);
                // A standard error that is closed cannot be told about.
                let _ = writeln!(err, "{red}{}{plain}: {error}", cli::problem().text(terminal.lang));
                return INTERNAL;
            }
        }
        USAGE
    }
}

impl Advice {
    /// What is wrong, and what to do.
    pub(super) fn new(message: Message, help: Message) -> Self {
        Self { message, help }
    }

    fn tell(&self, err: &mut impl Write, terminal: &Terminal) {
        let (red, cyan, plain) = inks(terminal);
        let text = |it: &Message| it.text(terminal.lang).to_owned();
        let (head, message) = (text(&cli::problem()), text(&self.message));
        let (word, help) = (text(&cli::problem_help()), text(&self.help));
        // A standard error that is closed cannot be told about.
        let _ = writeln!(err, "{red}{head}{plain}: {message}\n  {cyan}{word}{plain}: {help}");
    }
}

fn inks(terminal: &Terminal) -> (&'static str, &'static str, &'static str) {
    if terminal.err.color { ("\u{1b}[31;1m", "\u{1b}[36m", "\u{1b}[0m") } else { ("", "", "") }
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::ClosedPipe } else { Self::Output(error) }
    }
}
