//! What stops a command before it has a report: what is wrong, and what to type instead.

use std::io::{self, Write};

use super::terminal::Terminal;
use super::{INTERNAL, USAGE};
use crate::message::{Message, cli};

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
