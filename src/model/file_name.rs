//! How a system names its files.

use std::sync::Arc;

use super::{Part, TemporalFormat};

/// A pattern of file names: text, `*` for any characters, dates in braces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileName {
    /// As written.
    pub text: Arc<str>,
    /// What it is made of.
    pub parts: Vec<NamePart>,
}

/// One piece of a [`FileName`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NamePart {
    /// Characters that stand for themselves.
    Text(Arc<str>),
    /// `*`.
    Any,
    /// A date or time in braces.
    Date(TemporalFormat),
}

/// Why a text is no pattern of file names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileNameError {
    /// Letters of a date that have no meaning: the date and the letters.
    Letters(String, String),
    /// A brace without its partner.
    Braces,
}

impl FileName {
    /// Reads a pattern such as `orders_{yyyyMMdd}_*.csv`.
    ///
    /// # Errors
    /// [`FileNameError`] where a date is not understood or a brace has no partner.
    pub fn parse(text: &str) -> Result<Self, FileNameError> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (date, tail) = after.split_once('}').ok_or(FileNameError::Braces)?;
            if before.contains('}') || date.contains('{') {
                return Err(FileNameError::Braces);
            }
            plain(before, &mut parts);
            let format = TemporalFormat::parse(date).map_err(|it| FileNameError::Letters(date.to_owned(), it))?;
            parts.push(NamePart::Date(format));
            rest = tail;
        }
        if rest.contains('}') {
            return Err(FileNameError::Braces);
        }
        plain(rest, &mut parts);
        Ok(Self { text: Arc::from(text), parts })
    }

    /// Whether a name of this form says which year, month, day or moment its file is of.
    pub fn is_dated(&self) -> bool {
        self.parts.iter().any(|it| matches!(it, NamePart::Date(format) if format.tells_year()))
    }
}

impl TemporalFormat {
    /// Whether a value of this form names its year.
    pub fn tells_year(&self) -> bool {
        match self {
            Self::Rfc3339 | Self::Iso8601 => true,
            Self::Pattern { parts, .. } => parts.iter().any(|it| matches!(it, Part::Year | Part::YearOfCentury)),
        }
    }
}

fn plain(text: &str, parts: &mut Vec<NamePart>) {
    for (at, piece) in text.split('*').enumerate() {
        if at > 0 {
            parts.push(NamePart::Any);
        }
        if !piece.is_empty() {
            parts.push(NamePart::Text(Arc::from(piece)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_read_and_tell_whether_they_date_a_file() {
        for (text, parts, dated) in [
            ("orders.csv", Ok(1), false),
            ("orders_{yyyyMMdd}.csv", Ok(3), true),
            ("ads_{yyyyMM}_*.csv", Ok(5), true),
            ("{HHmm}.csv", Ok(2), false),
            ("orders_{YYYY}.csv", Err(FileNameError::Letters("YYYY".into(), "YYYY".into())), false),
            ("orders_{yyyyMMdd.csv", Err(FileNameError::Braces), false),
            ("orders_}{yyyy}.csv", Err(FileNameError::Braces), false),
            ("orders_yyyy}.csv", Err(FileNameError::Braces), false),
        ] {
            let read = FileName::parse(text);
            assert_eq!(read.as_ref().map(|it| it.parts.len()).map_err(Clone::clone), parts, "{text}");
            assert_eq!(read.is_ok_and(|it| it.is_dated()), dated, "{text}");
        }
    }
}
