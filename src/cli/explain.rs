//! `dictum explain`: a rule's page, or everything the dictionary knows of an element.

use super::arguments::Explain;
use super::check::dictionary;
use super::moment;
use super::problem::Problem;
use super::terminal::Terminal;
use crate::dictionary::{PACKS, Pack};
use crate::engine;
use crate::message::{Lang, Message, cli};
use crate::model::{Dictionary, Element, FormatChoice, TemporalFormat};
use crate::rules;
use crate::text::nearest;

/// Explains a rule or an element.
pub(super) fn run(arguments: &Explain, terminal: &Terminal) -> Result<u8, Problem> {
    if let Some(rule) = rules::by_id(&arguments.what) {
        return super::print(rule.page.as_bytes());
    }
    if let Some(pack) = Pack::by_name(&arguments.what) {
        return super::print(pack.text.as_bytes());
    }
    let ids = rules::RULES.iter().map(|rule| rule.id.name()).chain(PACKS.iter().map(|it| it.name));
    let settings = super::settings::load()?;
    let named = arguments.dictionary.as_deref().or(settings.path("dictionary"));
    let Ok(path) = dictionary(named) else {
        return Err(unknown(&arguments.what, nearest(&arguments.what, ids)));
    };
    let loaded =
        engine::load(&path, moment::present().0).map_err(|error| Problem::usage(error.message(), error.help()))?;
    if let Some(element) = find(&loaded.dictionary, &arguments.what) {
        super::print(element_page(&loaded.dictionary, element, terminal.lang).as_bytes())
    } else {
        let elements = loaded.dictionary.elements.keys().map(|it| &**it);
        Err(unknown(&arguments.what, nearest(&arguments.what, ids.chain(elements))))
    }
}

fn unknown(what: &str, near: Option<&str>) -> Problem {
    let help = near.map_or_else(cli::nothing_called_help, crate::message::check::did_you_mean);
    Problem::usage(cli::nothing_called(what), help)
}

/// By id, else by a title or synonym.
fn find<'d>(dictionary: &'d Dictionary, what: &str) -> Option<&'d Element> {
    let called = |element: &&'d Element| {
        let titles = element.title.texts.iter().map(|(_, text)| &**text);
        titles.chain(element.synonyms.iter().map(|it| &*it.name)).any(|it| it == what)
    };
    let all = || dictionary.elements.values().map(|it| &**it);
    all().find(|it| &*it.id == what).or_else(|| all().find(called))
}

fn element_page(dictionary: &Dictionary, element: &Element, lang: Lang) -> String {
    let tag = match lang {
        Lang::En => "en",
        Lang::ZhCn => "zh-CN",
    };
    let mut page = format!("# {}", element.id);
    if let Some(title) = element.title.get(tag) {
        page.extend([" · ", title]);
    }
    page += "\n\n";
    let mut line = |label: &Message, text: String| {
        if !text.is_empty() {
            page.extend([label.text(lang), ": ", &text, "\n"]);
        }
    };
    let text = |it: Option<&str>| it.unwrap_or_default().to_owned();
    line(&cli::element_definition(), text(element.definition.as_ref().and_then(|it| it.get(tag))));
    line(&cli::element_type(), element.kind.value.name().to_owned());
    line(&cli::element_owner(), text(element.owner.as_ref().map(|it| &*it.value)));
    line(&cli::element_codes(), codes(dictionary, element, tag));
    line(&cli::element_pattern(), text(element.constraints.pattern.as_ref().map(|it| &*it.value.0)));
    line(&cli::element_format(), format(element));
    line(&cli::element_limits(), limits(element));
    line(&cli::element_synonyms(), joined(element.synonyms.iter().map(|it| it.name.to_string())));
    line(&cli::element_examples(), joined(element.examples.iter().map(|it| it.value.to_string())));
    line(&cli::element_declared(), place(dictionary, element.origin));
    if element.is_protected() {
        page.extend([cli::element_protected().text(lang), "\n"]);
    }
    page += "\n";
    page += &kept(dictionary, element, lang);
    page
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

fn place(dictionary: &Dictionary, origin: crate::text::Origin) -> String {
    let at = dictionary.sources.position(origin);
    format!("{}:{}:{}", dictionary.sources.get(origin.file).path, at.line, at.column)
}

fn codes(dictionary: &Dictionary, element: &Element, tag: &str) -> String {
    let list = element.constraints.codes.as_ref().and_then(|it| dictionary.code_lists.get(&it.value));
    let Some(list) = list else { return String::new() };
    joined(list.values.iter().map(|(code, it)| match it.title.get(tag) {
        Some(title) => format!("{code} ({title})"),
        None => code.to_string(),
    }))
}

fn format(element: &Element) -> String {
    match element.constraints.format.as_ref().map(|it| &it.value) {
        Some(FormatChoice::Named(name)) => name.to_string(),
        Some(FormatChoice::Temporal(forms)) => joined(forms.iter().map(TemporalFormat::text).map(str::to_owned)),
        None => String::new(),
    }
}

fn limits(element: &Element) -> String {
    let all = &element.constraints;
    let one = |name: &str, value: Option<String>| value.map(|it| format!("{name} {it}"));
    joined(
        [
            one("minLength", all.min_length.as_ref().map(|it| it.value.to_string())),
            one("maxLength", all.max_length.as_ref().map(|it| it.value.to_string())),
            one("minimum", all.minimum.as_ref().map(|it| it.value.to_string())),
            one("maximum", all.maximum.as_ref().map(|it| it.value.to_string())),
            one("exclusiveMinimum", all.exclusive_minimum.as_ref().map(|it| it.value.to_string())),
            one("exclusiveMaximum", all.exclusive_maximum.as_ref().map(|it| it.value.to_string())),
            one("multipleOf", all.multiple_of.as_ref().map(|it| it.value.to_string())),
            one("precision", all.precision.as_ref().map(|it| it.value.to_string())),
            one("scale", all.scale.as_ref().map(|it| it.value.to_string())),
        ]
        .into_iter()
        .flatten(),
    )
}

/// Where systems keep the element.
fn kept(dictionary: &Dictionary, element: &Element, lang: Lang) -> String {
    let mut lines = String::new();
    for dataset in dictionary.datasets.values() {
        for field in dataset.fields.iter().filter(|it| it.element.value == element.id) {
            let kept = cli::kept_as(&field.name, &dataset.id);
            lines.extend(["- ", kept.text(lang), "  ", &place(dictionary, field.origin), "\n"]);
        }
    }
    if lines.is_empty() {
        return format!("{}\n", cli::element_nowhere().text(lang));
    }
    format!("{}:\n{lines}", cli::element_kept().text(lang))
}
