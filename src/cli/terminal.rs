//! Who reads: language, colour, characters and width, decided for each stream.

use std::env;
use std::ffi::OsString;
use std::io::IsTerminal;

use super::arguments::Color;
use crate::message::Lang;

/// What is known of the terminal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terminal {
    /// Language for people.
    pub(super) lang: Lang,
    /// The language that was asked for, which machine formats follow too.
    pub(super) asked: Option<Lang>,
    /// How standard output is read.
    pub(super) out: Stream,
    /// How standard error is read.
    pub(super) err: Stream,
}

/// How one stream is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stream {
    /// Whether it is a terminal.
    pub(super) terminal: bool,
    /// Whether to colour.
    pub(super) color: bool,
    /// Whether characters beyond ASCII may be drawn with.
    pub(super) unicode: bool,
    /// Columns.
    pub(super) width: usize,
}

/// Columns where nothing is known.
const WIDTH: usize = 100;

impl Terminal {
    /// Reads the environment; `--lang` and `--color` are looked up before all else is parsed, so that errors follow them.
    pub(super) fn of_environment(arguments: &[OsString]) -> Self {
        let asked = value_of(arguments, "--lang").map(|tag| Lang::from_tag(&tag));
        let color = match value_of(arguments, "--color").as_deref() {
            Some("always") => Color::Always,
            Some("never") => Color::Never,
            _ => Color::Auto,
        };
        Self {
            lang: asked.unwrap_or_else(lang_of_environment),
            asked,
            out: stream(std::io::stdout().is_terminal(), color, supports_color::Stream::Stdout),
            err: stream(std::io::stderr().is_terminal(), color, supports_color::Stream::Stderr),
        }
    }
}

fn stream(terminal: bool, color: Color, stream: supports_color::Stream) -> Stream {
    let color = match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => automatic(terminal, stream),
    };
    let width = env::var("COLUMNS").ok().and_then(|it| it.parse().ok()).unwrap_or(WIDTH);
    Stream { terminal, color, unicode: unicode(terminal), width: width.clamp(40, 160) }
}

/// `NO_COLOR` beats all; a force beats the lack of a terminal.
fn automatic(terminal: bool, stream: supports_color::Stream) -> bool {
    let set = |name: &str| env::var_os(name).filter(|it| !it.is_empty());
    if set("NO_COLOR").is_some() {
        return false;
    }
    let forced = |name: &str| set(name).is_some_and(|it| it != "0" && it != "false");
    if forced("CLICOLOR_FORCE") || forced("FORCE_COLOR") {
        return true;
    }
    let dumb = set("TERM").is_some_and(|it| it == "dumb");
    // An empty `NO_COLOR` says nothing by its convention, which the crate reads otherwise.
    let emptied = env::var_os("NO_COLOR").is_some_and(|it| it.is_empty());
    terminal && !dumb && (emptied || supports_color::on(stream).is_some())
}

/// A C locale on a terminal cannot draw; a file or pipe takes UTF-8 whatever the locale.
fn unicode(terminal: bool) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|it| env::var(it).ok().filter(|it| !it.is_empty()));
    match locale.as_deref() {
        Some("C" | "POSIX") => false,
        Some(_) => true,
        None => !terminal || cfg!(windows),
    }
}

fn lang_of_environment() -> Lang {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|it| env::var(it).ok().filter(|it| !it.is_empty()));
    locale.map_or(Lang::En, |it| Lang::from_tag(&it))
}

fn value_of(arguments: &[OsString], option: &str) -> Option<String> {
    let mut arguments = arguments.iter().map(|it| it.to_string_lossy());
    while let Some(argument) = arguments.next() {
        if argument == "--" {
            return None;
        }
        if argument == option {
            return arguments.next().map(std::borrow::Cow::into_owned);
        }
        if let Some(value) = argument.strip_prefix(option).and_then(|it| it.strip_prefix('=')) {
            return Some(value.to_owned());
        }
    }
    None
}
