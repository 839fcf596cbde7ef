//! Help and version: what the parser answers itself, in the reader's language.

use std::io::{self, Write};

use super::terminal::Terminal;
use crate::message::{Lang, help_frame};

/// Prints the answer. A closed pipe cannot be told anything, so that is no error.
pub(super) fn print(answer: &clap::Error, terminal: &Terminal) {
    if terminal.lang == Lang::En {
        let _ = answer.print();
        return;
    }
    let (rendered, to_error) = (answer.render(), answer.use_stderr());
    let color = if to_error { terminal.err.color } else { terminal.out.color };
    let text = if color { rendered.ansi().to_string() } else { rendered.to_string() };
    let text = framed(&text);
    let _ = if to_error { io::stderr().write_all(text.as_bytes()) } else { io::stdout().write_all(text.as_bytes()) };
}

/// The parser words its frame in English only; descriptions are in Chinese already.
fn framed(text: &str) -> String {
    help_frame::ENTRIES.iter().fold(text.to_owned(), |text, (_, en, zh)| text.replace(en, zh))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::arguments;

    /// Every help page below `command`, short and long.
    fn pages(command: &mut clap::Command, pages: &mut Vec<(String, String)>) {
        let name = command.get_name().to_owned();
        pages.push((name.clone(), command.render_help().to_string()));
        pages.push((name, command.render_long_help().to_string()));
        for below in command.get_subcommands_mut().filter(|it| it.get_name() != "help") {
            self::pages(below, pages);
        }
    }

    #[test]
    fn no_help_page_is_left_half_in_english() {
        let mut command = arguments::command(Lang::ZhCn);
        command.build();
        let mut all = Vec::new();
        pages(&mut command, &mut all);
        assert!(all.len() > 20, "{} pages", all.len());
        for (name, page) in &all {
            let page = framed(page);
            assert!(page.contains("用法:") && page.contains("选项："), "{name}: {page}");
            for english in ["Usage", "Options", "Arguments", "Commands", "Print", "ossible values", "[default"] {
                assert!(!page.contains(english), "{name} says `{english}`: {page}");
            }
        }
    }
}
