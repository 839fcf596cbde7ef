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
    /// The stream that is written to is gone: nobody is left to tell.
    ClosedPipe,
    /// An output could not be written.
    Output(io::Error),
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
        Self::Usage(Box::new(Advice { message, help }))
    }

    /// Tells it on standard error, and gives the exit status.
    pub(super) fn report(&self, terminal: &Terminal) -> u8 {
        let lang = terminal.lang;
        let (red, cyan, plain) =
            if terminal.err.color { ("\u{1b}[31;1m", "\u{1b}[36m", "\u{1b}[0m") } else { ("", "", "") };
        let mut err = io::stderr().lock();
        let (head, help) = (cli::problem(), cli::problem_help());
        // A standard error that is closed cannot be told about.
        let (_, status) = match self {
            Self::Usage(advice) => (
                writeln!(
                    err,
                    "{red}{}{plain}: {}\n  {cyan}{}{plain}: {}",
                    head.text(lang),
                    advice.message.text(lang),
                    help.text(lang),
                    advice.help.text(lang)
                ),
                USAGE,
            ),
            Self::ClosedPipe => (Ok(()), super::CLEAN),
            Self::Output(error) => (writeln!(err, "{red}{}{plain}: {error}", head.text(lang)), INTERNAL),
        };
        status
    }
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::ClosedPipe } else { Self::Output(error) }
    }
}
