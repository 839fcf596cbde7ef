//! The command line.

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::writing::{Compat, Convert, Export, Fix, Infer, Listing};
use crate::message::{Lang, Message, cli};

/// Lints exported data files and API contracts against one enterprise data dictionary.
#[derive(Debug, Parser)]
#[command(name = "dictum", version, about, propagate_version = true, arg_required_else_help = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
    /// Language of messages and help: en or zh-CN.
    #[arg(long, global = true, value_name = "LANG", value_enum)]
    pub(super) lang: Option<Language>,
    /// When to colour.
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = Color::Auto)]
    pub(super) color: Color,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Lint data files and contracts.
    Check(Box<Check>),
    /// Compare two versions of contracts or of a dictionary: what changed, and whom it breaks.
    Diff(Box<Diff>),
    /// Tell whether a tool can be connected: compatible, conditional or incompatible, and why.
    Compat(Box<Compat>),
    /// Write records in their canonical form: element names, types, units, codes, zones.
    Convert(Box<Convert>),
    /// Write what the dictionary says in another form.
    Export(Export),
    /// Mend what can be mended without loss, into a copy.
    Fix(Box<Fix>),
    /// Draft a dictionary from exports and contracts: elements, mappings, codes, keys, relations.
    Infer(Infer),
    /// List which files would be read as what, and why.
    Inputs(Box<Listing>),
    /// Keep how data looks now, so that later checks tell what drifts.
    Snapshot(Box<Selection>),
    /// Keep known findings in a file, so that only new ones fail.
    #[command(subcommand)]
    Baseline(Box<Baseline>),
    /// Write a small dictionary and settings to start from.
    Init(Init),
    /// Print each setting of `check` and where it comes from.
    Settings(Box<Check>),
    /// Explain a rule, a pack, or an element and where systems keep it.
    Explain(Explain),
    /// Write the files of a dictionary in their one form: indent, order of keys, blanks; comments stay.
    Fmt(Fmt),
    /// List the packs and presets that ship with dictum.
    Packs(Rules),
    /// List the rules.
    Rules(Rules),
    /// Print a JSON Schema, for editors and validators.
    Schema {
        /// Of which file format.
        #[arg(value_enum, default_value_t = SchemaOf::Dictionary)]
        of: SchemaOf,
    },
    /// Print a completion script for a shell.
    Completions {
        /// The shell.
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Print the manual page.
    Man,
}

/// What is checked, and by which rules: the same for every command that checks.
#[derive(Args, Clone, Debug)]
pub(super) struct Selection {
    /// Files and folders; `-` is standard input and needs --dataset.
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) paths: Vec<PathBuf>,
    /// The dictionary, a file or a folder [default: dictum.yaml or dictionary/, nearest upwards].
    #[arg(short, long, value_name = "PATH")]
    pub(super) dictionary: Option<PathBuf>,
    /// Only datasets of this system claim files.
    #[arg(long, value_name = "ID")]
    pub(super) system: Option<String>,
    /// Every file is of this dataset.
    #[arg(long, value_name = "SYSTEM.DATASET")]
    pub(super) dataset: Option<String>,
    /// Only these rules report (id, or a prefix with `*`).
    #[arg(long, value_name = "RULE")]
    pub(super) select: Vec<String>,
    /// These rules do not report.
    #[arg(long, value_name = "RULE")]
    pub(super) ignore: Vec<String>,
    /// Severity of a rule: error, warning, info or off.
    #[arg(long, value_name = "RULE=SEVERITY")]
    pub(super) level: Vec<String>,
    /// Earlier versions that contracts must keep to: a revision of git, or a folder that holds them.
    #[arg(long, value_name = "REV|FOLDER")]
    pub(super) against: Option<String>,
    /// The baseline: findings that are known and agreed on.
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// The snapshot: how data looked once, which is compared with.
    #[arg(long, value_name = "FILE")]
    pub(super) snapshot: Option<PathBuf>,
    /// The day that counts as today (yyyy-MM-dd), or the instant that counts as now (RFC 3339).
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<String>,
    /// Threads [default: one per processor].
    #[arg(short, long, value_name = "N")]
    pub(super) jobs: Option<usize>,
    /// Most memory for keys, such as 64MiB or 2GB; what is more goes to temporary files [default: a quarter of the machine's].
    #[arg(long, value_name = "SIZE")]
    pub(super) memory: Option<String>,
    /// The format of every given file, such as csv or ndjson [default: what its bytes and name tell].
    #[arg(long, value_name = "FORMAT")]
    pub(super) input_format: Option<String>,
    /// Most bytes that one packed file may hold, such as 4GiB [default: 16GiB].
    #[arg(long, value_name = "SIZE")]
    pub(super) max_unpacked: Option<String>,
    /// Keep results of unchanged files in this folder, and take them from there [default: `DICTUM_CACHE`, else none are kept].
    #[arg(long, value_name = "DIR")]
    pub(super) cache_dir: Option<PathBuf>,
    /// Judge everything anew, whatever the settings and `DICTUM_CACHE` say.
    #[arg(long, conflicts_with = "cache_dir")]
    pub(super) no_cache: bool,
    /// No progress bar.
    #[arg(long)]
    pub(super) no_progress: bool,
}

/// `dictum check`.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
#[derive(Args, Clone, Debug)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) selection: Selection,
    /// Format on standard output [default: human].
    #[arg(long, value_name = "FORMAT")]
    pub(super) format: Option<String>,
    /// Write a report to a file as well; may be given several times.
    #[arg(long, value_name = "FORMAT=PATH")]
    pub(super) output: Vec<String>,
    /// Severity from which on the run fails [default: error].
    #[arg(long, value_name = "SEVERITY", value_enum)]
    pub(super) fail_on: Option<FailOn>,
    /// Show at most so many findings; totals stay true.
    #[arg(long, value_name = "N")]
    pub(super) max_findings: Option<usize>,
    /// Show at most so many places of a finding; totals stay true [default: 5; ndjson and csv list 10000 or more].
    #[arg(long, value_name = "N")]
    pub(super) max_places: Option<usize>,
    /// Show values that are masked otherwise: personal data and columns the dictionary does not know.
    #[arg(long)]
    pub(super) show_values: bool,
    /// Judge this revision of git as well, and let only what is new since then fail.
    #[arg(long, value_name = "REV")]
    pub(super) changed_since: Option<String>,
    /// Part good records from bad ones into this folder, which must be new or empty; it holds the original data.
    #[arg(long, value_name = "DIR")]
    pub(super) quarantine: Option<PathBuf>,
    /// Fail if a declared check could not run.
    #[arg(long)]
    pub(super) fail_on_skipped: bool,
    /// Only the summary.
    #[arg(short, long)]
    pub(super) quiet: bool,
    /// Suppressed findings too.
    #[arg(short, long)]
    pub(super) verbose: bool,
}

/// `dictum diff`.
#[derive(Args, Clone, Debug)]
pub(super) struct Diff {
    /// The old version: a contract, a dictionary, a folder of either, or `git:REV:path`.
    #[arg(value_name = "OLD")]
    pub(super) old: String,
    /// The new version, in the same forms.
    #[arg(value_name = "NEW")]
    pub(super) new: String,
    /// human, json or markdown [default: human].
    #[arg(long, value_name = "FORMAT")]
    pub(super) format: Option<String>,
    /// What Protocol Buffers must keep: bytes, JSON as well, or generated code as well.
    #[arg(long, value_name = "WHAT", value_enum, default_value_t = Keep::Source)]
    pub(super) keep: Keep,
    /// Verdict from which on the comparison fails.
    #[arg(long, value_name = "VERDICT", value_enum, default_value_t = BreakOn::Breaking)]
    pub(super) fail_on: BreakOn,
    /// The day by which sunsets count as passed (yyyy-MM-dd).
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<String>,
    /// Of dictionaries: files and folders that both versions are tried on, to tell what newly fails or passes.
    #[arg(long, value_name = "PATH")]
    pub(super) with: Vec<PathBuf>,
    /// Leave safe changes out.
    #[arg(short, long)]
    pub(super) quiet: bool,
}

/// What must be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Keep {
    /// Bytes.
    Wire,
    /// Bytes and JSON.
    Json,
    /// Bytes, JSON and code.
    Source,
}

/// Verdict from which on a comparison fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum BreakOn {
    /// Breaking changes.
    Breaking,
    /// Undecidable ones too.
    Undecidable,
    /// Nothing.
    Never,
}

/// `dictum baseline`.
#[derive(Debug, Subcommand)]
pub(super) enum Baseline {
    /// Write everything that is found into a new baseline.
    Create(Agree),
    /// Take in what is new, drop what is fixed.
    Update(Agree),
    /// Drop what is fixed, and lower counts.
    Prune(Selection),
}

/// What new entries of a baseline say.
#[derive(Args, Clone, Debug)]
pub(super) struct Agree {
    #[command(flatten)]
    pub(super) selection: Selection,
    /// Why the findings may stay for now.
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: Option<String>,
    /// Who mends them.
    #[arg(long, value_name = "NAME")]
    pub(super) owner: Option<String>,
    /// The last day on which they are suppressed (yyyy-MM-dd).
    #[arg(long, value_name = "DATE")]
    pub(super) expires: Option<String>,
}

/// `dictum init`.
#[derive(Args, Debug)]
pub(super) struct Init {
    /// The folder to write into.
    #[arg(value_name = "FOLDER", default_value = ".")]
    pub(super) folder: PathBuf,
    /// Write the file of a continuous integration as well.
    #[arg(long, value_name = "CI", value_enum)]
    pub(super) ci: Option<Ci>,
}

/// A continuous integration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Ci {
    /// GitHub Actions.
    Github,
    /// GitLab CI.
    Gitlab,
    /// The pre-commit framework.
    PreCommit,
}

/// `dictum explain`.
#[derive(Args, Debug)]
pub(super) struct Explain {
    /// A rule's id, an element's, or a pack's.
    #[arg(value_name = "RULE|ELEMENT|PACK")]
    pub(super) what: String,
    /// The dictionary that knows the element.
    #[arg(short, long, value_name = "PATH")]
    pub(super) dictionary: Option<PathBuf>,
}

/// `dictum fmt`.
#[derive(Args, Debug)]
pub(super) struct Fmt {
    /// Dictionary files and folders of them [default: the dictionary, as `check` finds it].
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Write nothing; fail where a file is not in form.
    #[arg(long)]
    pub(super) check: bool,
    /// Write nothing; show what would change.
    #[arg(long)]
    pub(super) diff: bool,
}

/// `dictum rules` and `dictum packs`.
#[derive(Args, Debug)]
pub(super) struct Rules {
    /// As JSON.
    #[arg(long)]
    pub(super) json: bool,
}

/// A language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Language {
    /// English.
    #[value(name = "en")]
    En,
    /// 简体中文.
    #[value(name = "zh-CN", alias = "zh")]
    ZhCn,
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Severity from which on a run fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Errors.
    Error,
    /// Warnings and errors.
    Warning,
    /// Anything.
    Info,
    /// Nothing.
    Never,
}

/// A published schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaOf {
    /// The dictionary's files.
    Dictionary,
    /// The `json` report.
    Report,
    /// The settings file, dictum.toml.
    Settings,
    /// The file of known findings.
    Baseline,
}

/// The command line with its help in `lang`.
pub(super) fn command(lang: Lang) -> clap::Command {
    let styles = Styles::styled()
        .header(AnsiColor::Green.on_default().bold())
        .usage(AnsiColor::Green.on_default().bold())
        .literal(AnsiColor::Cyan.on_default().bold())
        .placeholder(AnsiColor::Cyan.on_default());
    let command = Arguments::command().styles(styles);
    match lang {
        Lang::En => command,
        Lang::ZhCn => translated(command, lang),
    }
}

/// Replaces every description that the catalogue knows; one that it lacks stays in English, and a test says so.
fn translated(command: clap::Command, lang: Lang) -> clap::Command {
    let name = command.get_name().to_owned();
    let mut command = match help(&name, "", lang) {
        Some(about) => command.about(about),
        None => command,
    };
    let arguments: Vec<String> = command.get_arguments().map(|it| it.get_id().to_string()).collect();
    for id in arguments {
        if let Some(text) = help(&name, &id, lang) {
            command = command.mut_arg(id, |it| described(it, text, lang));
        }
    }
    let children: Vec<String> = command.get_subcommands().map(|it| it.get_name().to_owned()).collect();
    for child in children {
        command = command.mut_subcommand(child, |it| translated(it, lang));
    }
    command
}

/// The argument with its description, which also says what the parser would only say in English: values and default.
fn described(argument: clap::Arg, mut text: String, lang: Lang) -> clap::Arg {
    if !argument.get_action().takes_values() {
        return argument.help(text);
    }
    let values = argument.get_possible_values();
    let values: Vec<&str> =
        values.iter().filter(|it| !it.is_hide_set()).map(clap::builder::PossibleValue::get_name).collect();
    if !values.is_empty() {
        text += cli::help_values(values.join(", ")).text(lang);
    }
    let defaults: Vec<_> = argument.get_default_values().iter().map(|it| it.to_string_lossy()).collect();
    if !defaults.is_empty() {
        text += cli::help_default(defaults.join(", ")).text(lang);
    }
    argument.help(text).hide_possible_values(true).hide_default_value(true)
}

fn help(command: &str, argument: &str, lang: Lang) -> Option<String> {
    cli::help(command, argument).map(|it: Message| it.text(lang).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn every_description_exists_in_both_languages() {
        fn untranslated(command: &clap::Command, missing: &mut Vec<String>) {
            let name = command.get_name();
            if help(name, "", Lang::ZhCn).is_none() {
                missing.push(name.to_owned());
            }
            for argument in command.get_arguments().filter(|it| !it.is_global_set() || name == "dictum") {
                if help(name, argument.get_id().as_str(), Lang::ZhCn).is_none() {
                    missing.push(format!("{name} {}", argument.get_id()));
                }
            }
            command.get_subcommands().for_each(|it| untranslated(it, missing));
        }
        let mut missing = Vec::new();
        untranslated(&Arguments::command(), &mut missing);
        assert!(missing.is_empty(), "not translated: {missing:#?}");
    }
}
