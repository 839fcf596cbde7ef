//! Which part of the archive each sheet is, as the workbook's relations say.

use std::collections::HashMap;
use std::io;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::sheet::{invalid, local};
use crate::table::packed::Members;

/// Where a workbook is unless the relations of the package say otherwise.
const WORKBOOK: &str = "xl/workbook.xml";

/// The number of the part of each of the sheets named.
///
/// # Errors
/// Where the workbook's own parts are missing or damaged, or a sheet has no part.
pub(super) fn of_sheets<'n>(members: &mut Members, sheets: impl Iterator<Item = &'n str>) -> io::Result<Vec<usize>> {
    let packages = relations(members, "")?;
    let workbook = packages.values().find(|it| it.is_workbook).map_or(WORKBOOK, |it| &*it.target).to_owned();
    let targets = relations(members, &workbook)?;
    let mut ids: HashMap<String, String> = HashMap::new();
    each(members, &workbook, |tag| {
        if local(tag.name().as_ref()) == "sheet" {
            let name = attribute(tag, "name").unwrap_or_default();
            ids.entry(name).or_insert(attribute(tag, "id").unwrap_or_default());
        }
    })?;
    let part = |sheet: &str| {
        let target = &targets.get(ids.get(sheet)?)?.target;
        members.names.iter().position(|it| it == target)
    };
    sheets.map(|it| part(it).ok_or_else(|| invalid(it))).collect()
}

struct Relation {
    is_workbook: bool,
    /// The part it leads to, as in [`Members::names`].
    target: String,
}

/// The relations of a part by their ids; of the package where it is empty.
fn relations(members: &mut Members, part: &str) -> io::Result<HashMap<String, Relation>> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let file = format!("{file}.rels");
    let path = [folder, "_rels", &file].iter().filter(|it| !it.is_empty()).copied().collect::<Vec<_>>();
    let mut found = HashMap::new();
    each(members, &path.join("/"), |tag| {
        if local(tag.name().as_ref()) != "Relationship" {
            return;
        }
        let value = |name| attribute(tag, name).unwrap_or_default();
        let relation = Relation {
            is_workbook: value("Type").ends_with("/officeDocument"),
            target: resolved(folder, &value("Target")),
        };
        found.entry(value("Id")).or_insert(relation);
    })?;
    Ok(found)
}

/// A target, which is relative to a folder unless it begins with `/`.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut parts: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|it| !it.is_empty()).collect(),
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/").to_lowercase()
}

/// Calls `seen` with every element of a part; a part that is not there has none.
fn each(members: &mut Members, part: &str, mut seen: impl FnMut(&BytesStart<'_>)) -> io::Result<()> {
    let Some(bytes) = members.read(part)? else { return Ok(()) };
    let mut reader = Reader::from_reader(&*bytes);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(invalid)? {
            Event::Start(tag) | Event::Empty(tag) => seen(&tag),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The value of an attribute, whatever its prefix.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = tag.attributes().filter_map(Result::ok);
    let found = all.find(|it| local(it.key.as_ref()) == name)?;
    found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn targets_are_relative_to_the_part_that_names_them() {
        for (folder, target, part) in [
            ("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "/xl/worksheets/Sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("", "xl/workbook.xml", "xl/workbook.xml"),
            ("xl/deep", "../sheets\\a.xml", "xl/sheets/a.xml"),
        ] {
            assert_eq!(resolved(folder, target), part);
        }
    }
}
