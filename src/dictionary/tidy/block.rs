//! Block style: keys and items on lines of their own.

use super::flow;
use super::order::{FILE, Under};
use crate::document::{Document, Entry, Kind, NodeRef, Style};

/// Blanks by which what is deeper is set in.
const STEP: usize = 2;

/// What cannot be laid out anew: where it stands.
type At = usize;

/// The lines of a document, laid out anew.
pub(super) fn written(document: &Document) -> Result<String, At> {
    let text = document.text();
    let block = Block { text };
    let mut lines = Vec::new();
    // What stands above the first key stays there, whichever key comes first.
    let first = document.root().entries().next().map_or(0, |it| it.key_span.start as usize);
    let head = text.get(..first).unwrap_or_default();
    lines.extend(remarks(head, 0, 0)?);
    let (body, end) = block.mapping(document.root(), Setting { indent: 0, from: first, under: Under::One(&FILE) })?;
    lines.extend(body);
    lines.extend(remarks(text.get(end..).unwrap_or_default(), 0, end)?);
    let mut written = String::with_capacity(text.len());
    let mut blank = true;
    for line in lines {
        // One blank line at most, none at the start.
        if line.is_empty() && blank {
            continue;
        }
        blank = line.is_empty();
        written.push_str(&line);
        written.push('\n');
    }
    let end = written.trim_end_matches('\n').len();
    written.truncate(end);
    written.push('\n');
    Ok(written)
}

struct Block<'t> {
    text: &'t str,
}

/// Where a collection is written, and what it is.
#[derive(Clone, Copy)]
struct Setting {
    /// Blanks before its lines.
    indent: usize,
    /// The first byte that belongs to it: remarks above its first key included.
    from: usize,
    under: Under,
}

/// Lines, and the first byte behind them.
type Lines = (Vec<String>, usize);

impl Block<'_> {
    fn slice(&self, from: usize, to: usize) -> &str {
        self.text.get(from..to.max(from)).unwrap_or_default()
    }

    /// The end of the line that holds `at`, its line feed not included.
    fn end_of_line(&self, at: usize) -> usize {
        self.text.get(at..).and_then(|rest| rest.find('\n')).map_or(self.text.len(), |feed| at + feed)
    }

    /// The first byte of the line that holds `at`.
    fn start_of_line(&self, at: usize) -> usize {
        self.text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |feed| feed + 1)
    }

    fn column(&self, at: usize) -> usize {
        at - self.start_of_line(at)
    }

    /// A mapping: every entry with the remarks above it, in the order of the format; then what is set in below the last one.
    fn mapping(&self, node: NodeRef<'_>, setting: Setting) -> Result<Lines, At> {
        let mut entries = Vec::new();
        let (mut at, mut column) = (setting.from, None);
        for (place, entry) in node.entries().enumerate() {
            let start = entry.key_span.start as usize;
            // A merged key is written elsewhere.
            if start < at || entry.key_node.site() != entry.key_node.span() {
                return Err(start);
            }
            column.get_or_insert_with(|| self.column(start));
            let remarks = remarks(self.slice(at, start), setting.indent, at)?;
            let (rank, under) = match setting.under {
                Under::One(object) => (object.rank(entry.key), object.under(entry.key)),
                Under::Each(object) => (place, Under::One(object)),
                Under::List(_) | Under::Plain => (place, Under::Plain),
            };
            let (lines, end) = self.entry(&entry, Setting { under, ..setting })?;
            entries.push((rank, remarks, lines));
            at = end;
        }
        entries.sort_by_key(|(rank, ..)| *rank);
        let mut all = Vec::new();
        for (place, (_, remarks, lines)) in entries.into_iter().enumerate() {
            all.extend(remarks.into_iter().skip_while(|it| place == 0 && it.is_empty()));
            all.extend(lines);
        }
        let (trailers, end) = self.trailers(at, column.unwrap_or_default(), setting.indent)?;
        all.extend(trailers);
        Ok((all, end))
    }

    /// Comments behind the last entry that are set in as far as it is.
    fn trailers(&self, from: usize, column: usize, indent: usize) -> Result<Lines, At> {
        let (mut at, mut end) = (from, from);
        while at < self.text.len() {
            let stop = self.end_of_line(at);
            let line = self.slice(at, stop);
            let is_comment = line.trim_start().starts_with('#') && line.len() - line.trim_start().len() >= column;
            if !is_comment && !line.trim().is_empty() {
                break;
            }
            at = (stop + 1).min(self.text.len());
            if is_comment {
                end = at;
            }
            if stop == self.text.len() {
                break;
            }
        }
        Ok((remarks(self.slice(from, end), indent, from)?, end))
    }

    fn entry(&self, entry: &Entry<'_>, setting: Setting) -> Result<Lines, At> {
        let (start, key_end) = (entry.key_span.start as usize, entry.key_span.end as usize);
        let after = self.slice(key_end, self.end_of_line(key_end));
        let colon = after.find(':').filter(|it| after.get(..*it).is_some_and(|gap| gap.trim().is_empty()));
        let Some(colon) = colon.map(|it| key_end + it + 1) else { return Err(start) };
        let key = format!("{:width$}{}:", "", self.slice(start, key_end), width = setting.indent);
        self.valued(&key, (entry.value, colon, self.column(start)), setting)
    }

    /// A value behind `head`, a key with its colon or the dash of an item, which ends at `colon` and began in `column`.
    fn valued(
        &self,
        head: &str,
        (value, colon, column): (NodeRef<'_>, usize, usize),
        setting: Setting,
    ) -> Result<Lines, At> {
        let (begin, end) = (value.site().start as usize, end_of(value).max(colon));
        let gap = self.slice(colon, begin.max(colon));
        let is_plain = gap.trim().is_empty();
        let is_block = value.site() == value.span() && matches!(value.kind(), Kind::Array | Kind::Object);
        let is_block = is_block && !value.raw().starts_with(['{', '[']);
        if is_block {
            let is_remarked = |line: &str| line.trim().is_empty() || line.trim().starts_with('#');
            // A list may begin at its first dash or behind it.
            let bare = gap.trim_end().strip_suffix('-').filter(|_| value.kind() == Kind::Array).unwrap_or(gap);
            return if bare.lines().all(is_remarked) {
                self.deeper(head, (value, colon, column), setting)
            } else {
                Ok(self.verbatim(head, (colon, end, column), setting.indent))
            };
        }
        if value.site().is_empty() {
            return self.ended(head, colon);
        }
        let written = if is_plain && !gap.contains('\n') { self.on_one_line(value, setting.under) } else { None };
        match written {
            Some(written) => self.ended(&format!("{head} {written}"), end),
            None => Ok(self.verbatim(head, (colon, end, column), setting.indent)),
        }
    }

    /// A scalar or a collection in flow style, if it stands on one line.
    fn on_one_line(&self, value: NodeRef<'_>, under: Under) -> Option<String> {
        let raw = self.text.get(value.site().range())?;
        if raw.contains('\n') || value.style() == Style::Block {
            return None;
        }
        let is_scalar = !matches!(value.kind(), Kind::Array | Kind::Object) || value.site() != value.span();
        if is_scalar {
            Some(raw.to_owned())
        } else {
            Some(flow::written(self.text, value, under).unwrap_or_else(|| raw.to_owned()))
        }
    }

    /// A block collection below its key.
    fn deeper(
        &self,
        head: &str,
        (value, colon, column): (NodeRef<'_>, usize, usize),
        setting: Setting,
    ) -> Result<Lines, At> {
        let indent = setting.indent + STEP;
        let (first, from) = self.ended(head, colon)?;
        let setting = Setting { indent, from, under: setting.under };
        let (lines, end) = match value.kind() {
            Kind::Object => self.mapping(value, setting)?,
            _ => self.sequence(value, setting, Some(column))?,
        };
        Ok((first.into_iter().chain(lines).collect(), end))
    }

    /// `head` with the comment that ends its line; what else follows on the line cannot be laid out.
    fn ended(&self, head: &str, at: usize) -> Result<Lines, At> {
        let stop = self.end_of_line(at);
        let rest = self.slice(at, stop);
        let comment = rest.trim();
        if !comment.is_empty() && (!comment.starts_with('#') || !rest.starts_with(' ')) {
            return Err(at);
        }
        Ok((vec![format!("{head}{}", rest.trim_end())], (stop + 1).min(self.text.len())))
    }

    /// A value as it is written, its further lines moved with its key.
    fn verbatim(&self, head: &str, (from, to, column): (usize, usize, usize), indent: usize) -> Lines {
        let stop = self.end_of_line(to);
        let mut lines = self.slice(from, stop).split('\n');
        let first = lines.next().unwrap_or_default();
        let mut all = vec![format!("{head}{first}")];
        for line in lines {
            let blanks = line.len() - line.trim_start_matches(' ').len();
            let kept = (blanks + indent).saturating_sub(column);
            // A line without words is of a text: how many blanks it has may matter.
            all.push(if line.is_empty() {
                String::new()
            } else {
                format!("{:kept$}{}", "", line.trim_start_matches(' '))
            });
        }
        (all, (stop + 1).min(self.text.len()))
    }

    /// A sequence; `parent`: the column of the key it stands under.
    fn sequence(&self, node: NodeRef<'_>, setting: Setting, parent: Option<usize>) -> Result<Lines, At> {
        let under = match setting.under {
            Under::List(object) => Under::One(object),
            _ => Under::Plain,
        };
        let (mut all, mut at, mut column) = (Vec::new(), setting.from, 0);
        for (place, item) in node.items().enumerate() {
            let Some(dash) = self.slice(at, self.text.len()).find('-').map(|it| at + it) else { return Err(at) };
            // A dash within a comment is none.
            let dash = self.dash(at, dash)?;
            column = self.column(dash);
            let remarks = remarks(self.slice(at, dash), setting.indent, at)?;
            all.extend(remarks.into_iter().skip_while(|it| place == 0 && it.is_empty()));
            let (lines, end) = self.item(item, (dash, column), Setting { under, ..setting })?;
            all.extend(lines);
            at = end;
        }
        let least = if parent == Some(column) { column + 1 } else { column };
        let (trailers, end) = self.trailers(at, least, setting.indent)?;
        all.extend(trailers);
        Ok((all, end))
    }

    /// The dash of the next item: the first one that begins a line behind `at`, or stands at it.
    fn dash(&self, at: usize, first: usize) -> Result<usize, At> {
        if self.slice(at, first).trim_matches(' ').is_empty() {
            return Ok(first);
        }
        let mut line = at;
        while line < self.text.len() {
            let stop = self.end_of_line(line);
            let text = self.slice(line, stop);
            let blanks = text.len() - text.trim_start().len();
            if text.trim_start().starts_with('-') {
                return Ok(line + blanks);
            }
            line = stop + 1;
        }
        Err(at)
    }

    fn item(&self, item: NodeRef<'_>, (dash, column): (usize, usize), setting: Setting) -> Result<Lines, At> {
        let begin = item.site().start as usize;
        let head = format!("{:width$}-", "", width = setting.indent);
        let is_block = item.site() == item.span()
            && matches!(item.kind(), Kind::Array | Kind::Object)
            && !item.raw().starts_with(['{', '[']);
        let gap = self.slice(dash + 1, begin);
        if !is_block || !gap.trim().is_empty() || gap.contains('\n') {
            return self.valued(&head, (item, dash + 1, column), setting);
        }
        // The first line of the collection stands behind the dash.
        let inner = Setting { indent: setting.indent + STEP, from: begin, under: setting.under };
        let (mut lines, end) = match item.kind() {
            Kind::Object => self.mapping(item, inner)?,
            _ => self.sequence(item, inner, None)?,
        };
        if let Some(first) = lines.first_mut() {
            *first = format!("{head} {}", first.trim_start());
        }
        Ok((lines, end))
    }
}

/// Comments and blank lines, set in by `indent`. Anything else is no remark.
fn remarks(region: &str, indent: usize, at: usize) -> Result<Vec<String>, At> {
    let word = |line: &str| match line.trim() {
        "" => Ok(String::new()),
        it if it.starts_with('#') => Ok(format!("{:indent$}{it}", "")),
        "---" if at == 0 => Ok("---".to_owned()),
        _ => Err(at),
    };
    // What follows the last line feed is the indent of the key.
    let whole = region.rfind('\n').map_or("", |feed| region.get(..=feed).unwrap_or_default());
    let rest = region.get(whole.len()..).unwrap_or_default();
    if rest.trim().is_empty() { whole.lines().map(word).collect() } else { region.lines().map(word).collect() }
}

/// The first byte behind a value.
fn end_of(node: NodeRef<'_>) -> usize {
    let own = node.site().end as usize;
    if node.site() != node.span() {
        return own;
    }
    let inner = match node.kind() {
        Kind::Object => node.entries().last().map(|it| end_of(it.value).max(it.key_span.end as usize)),
        Kind::Array => node.items().last().map(end_of),
        _ => None,
    };
    if node.raw().starts_with(['{', '[']) { own } else { inner.unwrap_or(own) }
}
