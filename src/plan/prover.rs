//! What the extremes of a column prove of all its values.

use super::column::outcome;
use super::kernel::{Kernel, Link};
use super::number::Literal;

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

impl Kernel {
    /// Whether every value between two others is right, all of them having at most `scale` digits after the point: numbers
    /// within limits, or moments in forms that are accepted whatever the moment.
    pub(super) fn holds_between(&self, (least, most): (&[u8], &[u8]), scale: u32) -> bool {
        let holds = |link: &Link| match link {
            Link::Number(tests) => {
                let (Some(low), Some(high)) = (tests.literal.scan(least), tests.literal.scan(most)) else {
                    return false;
                };
                let digits = low.whole.max(high.whole).saturating_add(scale) <= tests.precision && scale <= tests.scale;
                let whole = scale == 0 || tests.literal != Literal::Integer;
                let convex = tests.range_code == 0 || tests.limits.multiple_of.is_none();
                let within = |number, cell| tests.range_code == 0 || tests.limits.hold(number, || cell);
                whole && convex && (digits || tests.digits_code == 0) && within(low, least) && within(high, most)
            }
            Link::Temporal { .. } => [least, most].iter().all(|it| link.judge(it) == outcome::OK),
            _ => false,
        };
        let plain = self.null.spellings.is_none() && self.null.pending.is_none();
        plain && !least.is_empty() && self.links.iter().all(holds)
    }
}
