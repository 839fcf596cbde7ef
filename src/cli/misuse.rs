//! A command line that cannot be read, told as every other problem is: in the user's language, with the next thing to type.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::problem::Problem;
use crate::message::{Message, misuse as words};

/// What `error` says of the command line `typed`; nothing where help or the version was asked for, which are answers.
pub(super) fn problem(error: &clap::Error, command: &clap::Command, typed: &[OsString]) -> Option<Problem> {
    if !error.use_stderr() || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return None;
    }
    let called = called(command, typed);
    Some(Problem::usage(wrong(error, &called), next(error, &called)))
}

/// What is wrong.
fn wrong(error: &clap::Error, called: &str) -> Message {
    let argument = || all(error, ContextKind::InvalidArg).into_iter().next().unwrap_or_default();
    let value = || one(error, ContextKind::InvalidValue).unwrap_or_default();
    match error.kind() {
        ErrorKind::UnknownArgument => words::unknown_argument(argument()),
        ErrorKind::InvalidSubcommand => {
            words::unknown_command(one(error, ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::InvalidValue if value().is_empty() => words::value_missing(argument()),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => words::unknown_value(value(), argument()),
        ErrorKind::NoEquals => words::value_missing(argument()),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            words::number_of_values(argument())
        }
        ErrorKind::MissingRequiredArgument => words::argument_missing(listed(&all(error, ContextKind::InvalidArg))),
        ErrorKind::MissingSubcommand => words::command_missing(called),
        ErrorKind::ArgumentConflict => conflict(&argument(), &all(error, ContextKind::PriorArg)),
        ErrorKind::InvalidUtf8 => words::not_unicode(),
        _ => words::unreadable(),
    }
}

/// A switch that is given twice conflicts with itself.
fn conflict(argument: &str, others: &[String]) -> Message {
    match others {
        [] => words::given_twice(argument),
        [other] if other == argument => words::given_twice(argument),
        _ => words::conflict(argument, listed(others)),
    }
}

/// What to type instead.
fn next(error: &clap::Error, called: &str) -> Message {
    let suggestions = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    // Several suggestions stand in the order of their likeness, the likest last.
    if let Some(name) = suggestions.into_iter().find_map(|it| all(error, it).pop()) {
        return words::write_instead(name, called);
    }
    let known = [ContextKind::ValidValue, ContextKind::ValidSubcommand];
    match known.into_iter().map(|it| all(error, it)).find(|it| !it.is_empty()) {
        Some(names) => words::use_one_of(listed(&names)),
        None => words::see_help(called),
    }
}

/// The command that was called, with those above it: `dictum baseline create`.
fn called(command: &clap::Command, typed: &[OsString]) -> String {
    let mut name = command.get_name().to_owned();
    let mut command = command;
    for argument in typed.iter().skip(1).filter_map(|it| it.to_str()).take_while(|it| *it != "--") {
        if let Some(below) = command.find_subcommand(argument) {
            name = format!("{name} {}", below.get_name());
            command = below;
        }
    }
    name
}

fn one(error: &clap::Error, kind: ContextKind) -> Option<String> {
    all(error, kind).into_iter().next()
}

fn all(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    }
}

fn listed(names: &[String]) -> String {
    names.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::arguments;
    use crate::message::Lang;

    fn told(typed: &[&str], lang: Lang) -> Option<(String, String)> {
        let typed: Vec<OsString> = typed.iter().map(OsString::from).collect();
        let command = arguments::command(lang);
        let error = command.clone().try_get_matches_from(&typed).err()?;
        problem(&error, &command, &typed)?;
        let called = called(&command, &typed);
        let text = |it: &Message| it.text(lang).to_owned();
        Some((text(&wrong(&error, &called)), text(&next(&error, &called))))
    }

    #[test]
    fn every_misuse_says_what_is_wrong_and_what_to_type() {
        for (typed, wrong, next) in [
            (&["chek"][..], "there is no command `chek`", "write `check`, if that is meant; `dictum --help` shows all"),
            (
                &["check", "--slect", "x"],
                "there is no argument `--slect`",
                "write `--select`, if that is meant; `dictum check --help` shows all",
            ),
            (&["check", "--zzz"], "there is no argument `--zzz`", "type `dictum check --help` to see what it takes"),
            (
                &["check", "--fail-on", "never-ever"],
                "`never-ever` is no value of `--fail-on <SEVERITY>`",
                "write `never`, if that is meant; `dictum check --help` shows all",
            ),
            (
                &["check", "--fail-on", "x"],
                "`x` is no value of `--fail-on <SEVERITY>`",
                "use one of `error`, `warning`, `info`, `never`",
            ),
            (
                &["check", "--jobs", "x"],
                "`x` is no value of `--jobs <N>`",
                "type `dictum check --help` to see what it takes",
            ),
            (
                &["check", "--as-of"],
                "`--as-of <DATE>` needs a value",
                "type `dictum check --help` to see what it takes",
            ),
            (
                &["check", "-q", "-q"],
                "`--quiet` was given more than once",
                "type `dictum check --help` to see what it takes",
            ),
            (&["explain"], "`<RULE|ELEMENT|PACK>` is missing", "type `dictum explain --help` to see what it takes"),
            (
                &["baseline", "creat"],
                "there is no command `creat`",
                "write `create`, if that is meant; `dictum baseline --help` shows all",
            ),
            (&["--lang", "en"], "`dictum` needs a command", "use one of `check`"),
        ] {
            let typed: Vec<&str> = std::iter::once("dictum").chain(typed.iter().copied()).collect();
            let (said, help) = told(&typed, Lang::En).expect("the command line is wrong");
            assert_eq!(said, wrong, "{typed:?}");
            assert!(help.starts_with(next), "{typed:?}: {help}");
            let (said, help) = told(&typed, Lang::ZhCn).expect("the command line is wrong");
            let is_chinese = |it: &str| it.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
            assert!(is_chinese(&said) && is_chinese(&help), "{typed:?}: {said} {help}");
        }
    }

    #[test]
    fn help_and_version_are_answers() {
        for typed in [&["dictum", "--help"][..], &["dictum", "--version"], &["dictum", "help", "check"], &["dictum"]] {
            assert!(told(typed, Lang::En).is_none(), "{typed:?}");
        }
    }
}
