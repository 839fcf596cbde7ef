//! What time it is, and what no name can say of it.

use crate::engine::finish::at_origin;
use crate::finding::Finding;
use crate::message::input;
use crate::model::{Civil, Date, Dictionary, Zone};
use crate::rules::run::check_skipped;

/// The time that ages are judged by. It decides, and is never shown.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine) struct Clock {
    /// The day that counts as today.
    pub(in crate::engine) as_of: Date,
    /// The instant, in nanoseconds since 1970-01-01T00:00:00Z; `None`: the beginning of the day.
    pub(in crate::engine) now: Option<i128>,
}

impl Clock {
    /// The instant; a day alone begins by the clocks of `zone`.
    pub(super) fn now(self, zone: &Zone) -> Option<i128> {
        let day = i32::try_from(self.as_of.days()).ok()?;
        self.now.or_else(|| zone.instant(Civil { day, nanos: 0, offset: None }))
    }
}

/// Systems whose files may not be older than declared, and whose names tell no date: that is not checked.
pub(in crate::engine) fn undated(dictionary: &Dictionary) -> Vec<Finding> {
    let mut findings = Vec::new();
    for system in dictionary.systems.values() {
        let dated = system.transport.file_name.as_ref().is_some_and(|it| it.value.is_dated());
        if let Some(max_age) = system.transport.max_age.as_ref().filter(|_| !dated) {
            let (message, help) = (input::age_untold(&system.id), input::age_untold_help());
            let finding = check_skipped::found(&format!("maxAge {}", system.id), message, help);
            findings.push(at_origin(finding, dictionary, max_age.origin));
        }
    }
    findings
}
