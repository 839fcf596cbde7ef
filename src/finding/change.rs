//! What differs between two versions of one contract, and whom it breaks.

use super::Place;
use crate::message::Message;

/// What a change does to those who keep to the old version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// They go on as before.
    Safe,
    /// It depends on what they do, or on what no contract says.
    Undecidable,
    /// What was right before no longer is.
    Breaking,
}

impl Verdict {
    /// Every verdict, the worst first, with its name in reports.
    pub const ALL: [(&'static str, Self); 3] =
        [("breaking", Self::Breaking), ("undecidable", Self::Undecidable), ("safe", Self::Safe)];

    /// Its name in reports.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, it)| *it == self).map_or("", |(name, _)| name)
    }
}

/// Who keeps to the old version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Exchange {
    /// A caller who sends what the system accepts.
    Request,
    /// A caller who reads what the system sends.
    Response,
    /// One who has written data by the old version, which the new one is to read.
    Writer,
    /// One who reads by the old version what is written by the new one.
    Reader,
}

impl Exchange {
    /// Every one with its name in reports.
    pub const ALL: [(&'static str, Self); 4] =
        [("request", Self::Request), ("response", Self::Response), ("writer", Self::Writer), ("reader", Self::Reader)];

    /// Its name in reports.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, it)| *it == self).map_or("", |(name, _)| name)
    }

    /// Whether what they send is judged by the new version; else what they are sent.
    pub fn sends(self) -> bool {
        matches!(self, Self::Request | Self::Writer)
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its kind, such as `property-removed`.
    pub kind: &'static str,
    /// For whom it is judged.
    pub exchange: Exchange,
    /// What it does to them.
    pub verdict: Verdict,
    /// What it is about: the operation or type, and the path within.
    pub subject: String,
    /// What has changed.
    pub message: Message,
    /// Why the verdict is what it is.
    pub reason: Message,
    /// Where it was declared, if it was.
    pub old: Option<Place>,
    /// Where it is declared, or what is left round it.
    pub new: Option<Place>,
}

/// Everything that differs between two versions, the worst first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// What was compared: shown paths of the old and the new side.
    pub sides: (String, String),
    /// In the order of verdict, then of the new text.
    pub changes: Vec<Change>,
    /// What could not be compared, in words, with the path.
    pub unread: Vec<(String, Message)>,
    /// Of dictionaries that have a version, whether it says what changed.
    pub version: Option<VersionStep>,
}

/// How much of a semantic version a change needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bump {
    /// Words.
    Patch,
    /// Something new, or looser.
    Minor,
    /// Something gone, tighter, or of another meaning.
    Major,
}

impl Bump {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

/// The step from one version of a dictionary to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionStep {
    /// The version before, as written.
    pub old: String,
    /// The version now, as written; empty where there is none.
    pub new: String,
    /// The least version that would do.
    pub needed: String,
    /// What the changes need; none where nothing changed.
    pub needs: Option<Bump>,
    /// Whether the version now is at least that.
    pub is_enough: bool,
}

impl Changes {
    /// How many have this verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.changes.iter().filter(|it| it.verdict == verdict).count()
    }
}
