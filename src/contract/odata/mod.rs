//! `OData`'s entity models (CSDL): `$metadata` in XML, versions 2 to 4, and in JSON, version 4.

mod edm;
mod json;
#[cfg(feature = "xml")]
mod xml_model;

use super::typed::reading::DocumentFormat;
#[cfg(feature = "xml")]
use super::typed::reading::{Glimpse, TextFormat};

/// The model in XML.
#[cfg(feature = "xml")]
pub(super) static XML: TextFormat = TextFormat { recognises, read: xml_model::read };

/// The model in JSON.
pub(super) static JSON: DocumentFormat = DocumentFormat { recognises: json::recognises, read: json::read };

#[cfg(feature = "xml")]
fn recognises(glimpse: &Glimpse<'_>) -> Option<&'static str> {
    let may_be = ["xml", "edmx", "csdl"].contains(&glimpse.extension);
    let mut end = glimpse.text.len().min(4096);
    while !glimpse.text.is_char_boundary(end) {
        end -= 1;
    }
    let head = glimpse.text.get(..end).unwrap_or_default();
    let is_model = head.contains("Edmx") || (head.contains("<Schema") && head.contains("/edm"));
    (may_be && is_model).then_some("odata")
}
