//! What goes round the records of a dataset: success codes and messages, totals, and how callers ask for the next page.

use crate::model::{DeclaredField, is_within};
use crate::rule::Binding;

/// Names of what an envelope holds, folded to lower case without separators.
const AROUND: [&str; 27] = [
    "code",
    "count",
    "errcode",
    "errmsg",
    "error",
    "errorcode",
    "errormessage",
    "errors",
    "hasmore",
    "hasnext",
    "links",
    "logid",
    "message",
    "meta",
    "msg",
    "pages",
    "pagination",
    "requestid",
    "result",
    "retcode",
    "status",
    "subcode",
    "submsg",
    "success",
    "timestamp",
    "total",
    "traceid",
];

/// Names of parameters by which callers ask for a part of a list.
const PAGING: [&str; 24] = [
    "after",
    "before",
    "current",
    "currentpage",
    "cursor",
    "limit",
    "nexttoken",
    "offset",
    "order",
    "orderby",
    "page",
    "pageindex",
    "pageno",
    "pagenum",
    "pagenumber",
    "pagesize",
    "pagetoken",
    "perpage",
    "rows",
    "size",
    "skip",
    "sort",
    "sortby",
    "total",
];

/// Takes out of the undeclared fields what is no data of the dataset: what stands round the object or list that holds every
/// bound field, and, in a request, what asks for a page.
pub(super) fn strip(fields: &[DeclaredField], binding: &mut Binding<'_>, is_request: bool) {
    let bound = binding.bound.iter().filter_map(|it| fields.get(it.declared));
    let common = bound.map(|it| parent(&it.path)).reduce(shared).unwrap_or_default().to_owned();
    binding.undeclared.retain(|(at, _)| {
        let Some(field) = fields.get(*at) else { return true };
        let (name, parent) = (folded(&field.name), parent(&field.path));
        let is_around = !common.is_empty() && (parent.is_empty() || is_within(&common, parent));
        let pages = PAGING.contains(&&*name) && (is_request || is_around);
        !(pages || (is_around && AROUND.contains(&&*name)))
    });
}

/// The path of the object or list that a field stands in.
fn parent(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(parent, _)| parent).trim_end_matches("[]")
}

/// The innermost path that both lie in.
fn shared<'p>(one: &'p str, other: &'p str) -> &'p str {
    let mut path = one;
    while !path.is_empty() && path != other && !is_within(other, path) {
        path = parent(path);
    }
    path
}

fn folded(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|it| it.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fields_share_is_the_innermost_object_round_them() {
        for (one, other, expected) in [
            ("data.list", "data.list", "data.list"),
            ("data.list[].buyer", "data.list", "data.list"),
            ("data.list[].buyer", "data.list[].items", "data.list"),
            ("data.list", "page", ""),
            ("data", "data2", ""),
        ] {
            assert_eq!(shared(one, other), expected, "{one} {other}");
            assert_eq!(shared(other, one), expected, "{other} {one}");
        }
    }
}
