//! The permanent name of a rule.

use std::fmt;

/// `<thing>-<defect>` in kebab-case. A malformed one does not compile where it is a constant.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(&'static str);

impl RuleId {
    /// Wraps a name.
    ///
    /// # Panics
    /// When it is not lower-case kebab-case. Two words name a thing and its defect; one will do where it is both, as `mojibake` is.
    pub const fn new(name: &'static str) -> Self {
        let bytes = name.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if bytes[at] == b'-' {
                assert!(at > 0 && at + 1 < bytes.len() && bytes[at + 1] != b'-', "a hyphen joins two words");
            } else {
                assert!(bytes[at].is_ascii_lowercase(), "lower-case words only");
            }
            at += 1;
        }
        assert!(!bytes.is_empty(), "a rule has a name");
        Self(name)
    }

    /// The name.
    pub const fn name(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl fmt::Debug for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}
