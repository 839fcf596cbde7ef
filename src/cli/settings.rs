//! The settings file under the command line, and `dictum settings`, which tells where each value comes from.

use clap::ValueEnum;
use unicode_width::UnicodeWidthStr;

use super::arguments::{Check, FailOn, Selection};
use super::cache;
use super::problem::{Advice, Problem};
use super::terminal::Terminal;
use crate::engine::Checked;
use crate::message::{Lang, Message, cli, settings as words};
use crate::render::RENDERERS;
use crate::rules::RULES;
use crate::settings::{self, Fault, KEYS, Known, Levels, Setting, Settings, Spot};
use crate::text::nearest;

/// The key of the cache's folder, which the environment may name too.
const CACHE: &str = "cache";

/// What names in a settings file may refer to.
pub(super) fn known() -> Known {
    Known {
        rules: RULES.iter().map(|rule| rule.id.name()).collect(),
        formats: RENDERERS.iter().map(|it| it.name()).collect(),
    }
}

/// The nearest settings file; nothing where there is none.
pub(super) fn load() -> Result<Settings, Problem> {
    let Some(path) = settings::find() else { return Ok(Settings::default()) };
    settings::load(&path, &known()).map_err(|faults| Problem::Several(faults.into_iter().map(advice).collect()))
}

/// What is wrong in a file, at its place.
pub(super) fn advice(fault: Fault) -> Advice {
    Advice::new(at(&fault.spot).followed_by(&fault.message), fault.help)
}

fn at(spot: &Spot) -> Message {
    words::at(&spot.path, spot.line, spot.column)
}

/// `selection` with the file's values where the command line says nothing.
pub(super) fn selection(selection: &Selection, settings: &Settings) -> Selection {
    let mut whole = selection.clone();
    let path = |key: &str| settings.path(key).map(std::path::Path::to_path_buf);
    whole.dictionary = whole.dictionary.or_else(|| path("dictionary"));
    whole.baseline = whole.baseline.or_else(|| path("baseline"));
    whole.snapshot = whole.snapshot.or_else(|| path("snapshot"));
    whole.cache_dir = whole.cache_dir.or_else(cache::of_environment).or_else(|| path(CACHE));
    for (list, key) in [(&mut whole.select, "select"), (&mut whole.ignore, "ignore")] {
        if list.is_empty() {
            *list = settings.list(key).to_vec();
        }
    }
    whole
}

/// `check` with the file's values where the command line says nothing.
pub(super) fn check(check: &Check, settings: &Settings) -> Check {
    let mut whole = check.clone();
    whole.selection = selection(&check.selection, settings);
    whole.format = whole.format.or_else(|| settings.text("format").map(str::to_owned));
    whole.max_places = whole.max_places.or_else(|| settings.count("maxPlaces"));
    whole.fail_on = whole.fail_on.or_else(|| settings.text("failOn").and_then(|it| FailOn::from_str(it, false).ok()));
    whole
}

/// `terminal` in the file's language, unless the command line asks for one.
pub(super) fn terminal(terminal: &Terminal, settings: &Settings) -> Terminal {
    let set = settings.text("lang").map(Lang::from_tag);
    Terminal { lang: terminal.asked.or(set).unwrap_or(terminal.lang), ..*terminal }
}

/// Every system that an override names must exist.
pub(super) fn check_systems(settings: &Settings, checked: &Checked) -> Result<(), Problem> {
    let named = settings.tables.iter().flat_map(|it| &it.systems);
    let unknown = named.filter(|(name, _)| !checked.systems.contains(name)).map(|(name, spot)| {
        let near = nearest(name, checked.systems.iter().map(String::as_str));
        let listed = || checked.systems.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ");
        let help = near.map_or_else(|| cli::known_names(listed()), crate::message::check::did_you_mean);
        Advice::new(at(spot).followed_by(&cli::unknown_system(name)), help)
    });
    let unknown: Vec<Advice> = unknown.collect();
    if unknown.is_empty() { Ok(()) } else { Err(Problem::Several(unknown)) }
}

/// Overrides that spoke of nothing in a run over everything, for a path that was renamed leaves one behind; and levels that
/// decide nothing under `levels`.
pub(super) fn unused(settings: &Settings, checked: &Checked, levels: &Levels) -> Vec<Message> {
    let inputs = || {
        let inputs = checked.report.inputs.iter();
        let read = inputs.map(|it| (&*it.path, it.dataset.as_deref().and_then(|it| it.split('.').next())));
        read.chain(checked.report.findings.iter().filter_map(|it| Some((it.path.as_deref()?, None))))
    };
    let is_unused = |it: &&settings::LevelTable| it.scope.as_ref().is_some_and(|scope| !scope.is_met(inputs()));
    let spot = |it: &settings::LevelTable| it.levels.first().map(|(_, _, spot)| at(spot));
    let unused = settings.tables.iter().filter(is_unused);
    let unused = unused.filter_map(|it| Some(spot(it)?.followed_by(&words::override_unused())));
    let idle = settings.idle(&known().rules, |rule| levels.selects(rule));
    unused.chain(idle.into_iter().map(|it| at(it).followed_by(&words::level_idle()))).collect()
}

/// Prints every setting, its value and its origin.
pub(super) fn run(arguments: &Check, terminal: &Terminal) -> Result<u8, Problem> {
    let settings = load()?;
    let terminal = self::terminal(terminal, &settings);
    // What is wrong with the command line is told here as it would be by `check`.
    super::check::levels(&selection(&arguments.selection, &settings), &settings)?;
    let mut lines = Vec::new();
    for key in KEYS {
        let (value, origin) = match (typed(arguments, &terminal, key.name), settings.values.get(key.name)) {
            (Some(value), _) => (value, words::from_command_line()),
            (None, _) if key.name == CACHE && cache::of_environment().is_some() => {
                let folder = cache::of_environment().unwrap_or_default();
                (written(&Setting::Path(folder)), words::from_environment(cache::VARIABLE))
            }
            (None, Some((setting, spot))) => (written(setting), place(spot)),
            (None, None) if key.default.is_empty() => continue,
            (None, None) => (quoted(key.default), words::from_default()),
        };
        lines.push((format!("{} = {value}", key.name), origin));
    }
    lines.extend(level_lines(arguments, &settings));
    let widest = lines.iter().map(|(text, _)| text.width()).max().unwrap_or(0);
    let mut page = String::new();
    for (text, origin) in &lines {
        let blank = " ".repeat(widest - text.width());
        page.extend([text, &blank, "  # ", origin.text(terminal.lang), "\n"]);
    }
    if settings.files.is_empty() {
        page.extend(["# ", words::no_file().text(terminal.lang), "\n"]);
    }
    super::print(page.as_bytes())
}

fn place(spot: &Spot) -> Message {
    Message::verbatim(format!("{}:{}", spot.path, spot.line))
}

/// Levels in the order in which a later one wins.
fn level_lines(arguments: &Check, settings: &Settings) -> Vec<(String, Message)> {
    let mut lines = Vec::new();
    for table in &settings.tables {
        let head = if table.scope.is_some() { "overrides" } else { "levels" };
        for (rule, level, spot) in &table.levels {
            lines.push((format!("{head}.{} = \"{}\"", quoted(rule), level.name()), place(spot)));
        }
    }
    for text in &arguments.selection.level {
        let (rule, level) = text.split_once('=').unwrap_or((text, ""));
        lines.push((format!("levels.{} = \"{level}\"", quoted(rule)), words::from_command_line()));
    }
    lines
}

/// What the command line says of `key`.
fn typed(arguments: &Check, terminal: &Terminal, key: &str) -> Option<String> {
    let selection = &arguments.selection;
    let path = |it: &Option<std::path::PathBuf>| it.as_ref().map(|it| written(&Setting::Path(it.clone())));
    let rules = |it: &[String]| (!it.is_empty()).then(|| written(&Setting::List(it.to_vec())));
    match key {
        "dictionary" => path(&selection.dictionary),
        "baseline" => path(&selection.baseline),
        "snapshot" => path(&selection.snapshot),
        CACHE if selection.no_cache => Some(quoted("")),
        CACHE => path(&selection.cache_dir),
        "select" => rules(&selection.select),
        "ignore" => rules(&selection.ignore),
        "format" => arguments.format.as_deref().map(quoted),
        "maxPlaces" => arguments.max_places.map(|it| it.to_string()),
        "failOn" => arguments.fail_on.and_then(|it| it.to_possible_value()).map(|it| quoted(it.get_name())),
        "lang" => terminal.asked.and_then(|it| Lang::ALL.iter().find(|(_, lang)| *lang == it)).map(|it| quoted(it.0)),
        _ => None,
    }
}

/// As the settings file writes it.
fn written(setting: &Setting) -> String {
    match setting {
        Setting::Text(text) => quoted(text),
        Setting::Path(path) => quoted(&path.to_string_lossy().replace('\\', "/")),
        Setting::Count(count) => count.to_string(),
        Setting::List(list) => format!("[{}]", list.iter().map(|it| quoted(it)).collect::<Vec<_>>().join(", ")),
    }
}

/// A text in quotes; a number as it is.
fn quoted(text: &str) -> String {
    if text.parse::<u64>().is_ok() {
        text.to_owned()
    } else {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    }
}
