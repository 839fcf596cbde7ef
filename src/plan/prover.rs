//! What the extremes of a column prove of all its values.

use super::kernel::Kernel;

/// Decides by the least and the greatest value of a column whether all between them are right.
#[derive(Clone, Debug)]
pub struct Prover {
    pub(super) kernel: Kernel,
    /// Whether values are moments, which a container holds in no form.
    pub(super) temporal: bool,
    /// Whether an instant must tell its offset.
    pub(super) offset: bool,
}

impl Prover {
    /// Whether every value from `least` to `most` is right; all have at most `scale` digits after the point.
    pub fn holds(&self, least: &str, most: &str, scale: u32) -> bool {
        if self.temporal {
            let offset = !self.offset || (carries_offset(least) && carries_offset(most));
            // Years of four digits on both ends: no moment between them is written otherwise.
            let usual = |it: &str| it.get(4..5) == Some("-") && it.len() >= 10;
            return offset && usual(least) && usual(most);
        }
        self.kernel.holds_between((least.as_bytes(), most.as_bytes()), scale)
    }
}

/// Whether a moment in ISO 8601 tells its offset from UTC.
pub(super) fn carries_offset(text: &str) -> bool {
    text.ends_with('Z') || text.get(10..).is_some_and(|it| it.contains(['+', '-']))
}
