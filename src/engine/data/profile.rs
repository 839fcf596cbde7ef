//! How the columns of a file look: how long values are, how many different ones there are, which codes stand there. Counted only
//! where a snapshot is written or compared with.

use std::collections::BTreeMap;

use super::FilePlan;
use crate::engine::keys::{fingerprint, pack};
use crate::plan::{ColumnPlan, outcome};
use crate::table::Batch;

/// Bits of a hash that choose one of its registers.
const BITS: u32 = 12;
/// Registers: with 4096 the count of many values is about 1.6 % off, that of a few exact or nearly so.
const REGISTERS: usize = 1 << BITS;

/// How one column looks.
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct ColumnProfile {
    /// Characters of all values.
    pub(in crate::engine) characters: u64,
    /// Accepted codes and how often each stands there.
    pub(in crate::engine) codes: BTreeMap<String, u64>,
    /// For each register the longest run of zeros any value has shown (Flajolet et al., `HyperLogLog`); empty until the first one.
    registers: Vec<u8>,
}

impl ColumnProfile {
    /// How the cells of a column look that are neither null nor skipped.
    pub(super) fn of(plan: &ColumnPlan, (planned, batch): (usize, &Batch), outcomes: &[u8]) -> Self {
        let mut profile = Self::default();
        let Some(column) = batch.columns.get(planned) else { return profile };
        let codes = plan.spec.codes.as_ref().filter(|_| !plan.spec.element.is_protected());
        for (cell, code) in outcomes.iter().enumerate() {
            if matches!(*code, outcome::SKIPPED | outcome::UNDECODABLE) || plan.is_null(*code) {
                continue;
            }
            let bytes = column.bytes(cell, &batch.text);
            profile.characters += bytes.iter().filter(|it| **it & 0xC0 != 0x80).count() as u64;
            profile.note(fingerprint(pack(bytes)));
            let known = codes.and_then(|it| it.accepted.get_key_value(std::str::from_utf8(bytes).ok()?));
            if let Some((code, _)) = known {
                *profile.codes.entry(code.to_string()).or_default() += 1;
            }
        }
        profile
    }

    fn note(&mut self, hash: u64) {
        self.registers.resize(REGISTERS, 0);
        let zeros = (hash << BITS).leading_zeros().min(u64::BITS - BITS) + 1;
        let register = usize::try_from(hash >> (u64::BITS - BITS)).ok().and_then(|it| self.registers.get_mut(it));
        if let Some(register) = register {
            *register = (*register).max(u8::try_from(zeros).unwrap_or(u8::MAX));
        }
    }

    /// Takes in how the same column looks elsewhere.
    pub(in crate::engine) fn add(&mut self, other: &Self) {
        self.characters += other.characters;
        for (code, count) in &other.codes {
            *self.codes.entry(code.clone()).or_default() += count;
        }
        if self.registers.is_empty() {
            self.registers.clone_from(&other.registers);
        }
        for (mine, theirs) in self.registers.iter_mut().zip(&other.registers) {
            *mine = (*mine).max(*theirs);
        }
    }

    /// About how many different values there are.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an estimate"
    )]
    pub(in crate::engine) fn distinct(&self) -> u64 {
        if self.registers.is_empty() {
            return 0;
        }
        let many = REGISTERS as f64;
        let free = memchr::memchr_iter(0, &self.registers).count();
        let sum: f64 = self.registers.iter().map(|it| 1.0 / 2.0_f64.powi(i32::from(*it))).sum();
        let rough = 0.7213 / (1.0 + 1.079 / many) * many * many / sum;
        let few = rough <= 2.5 * many && free > 0;
        let estimate = if few { many * (many / free as f64).ln() } else { rough };
        estimate.round() as u64
    }
}

impl FilePlan {
    /// How the columns of a block look.
    pub(super) fn profiles(&self, batch: &Batch, outcomes: &[Vec<u8>]) -> Vec<ColumnProfile> {
        if !self.profiled {
            return Vec::new();
        }
        let of = |(planned, plan): (usize, &ColumnPlan)| {
            let outcomes = outcomes.get(planned).map(Vec::as_slice).unwrap_or_default();
            ColumnProfile::of(plan, (planned, batch), outcomes)
        };
        self.column_plans().enumerate().map(of).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn different_values_are_counted_however_they_come() {
        for count in [0_u64, 1, 2, 17, 300, 5_000, 200_000] {
            let (mut one, mut other) = (ColumnProfile::default(), ColumnProfile::default());
            for number in 0..count * 3 {
                let part = if number % 2 == 0 { &mut one } else { &mut other };
                part.note(fingerprint(pack(format!("value {}", number % count).as_bytes())));
            }
            one.add(&other);
            let off = one.distinct().abs_diff(count);
            assert!(off * 20 <= count, "{} for {count}", one.distinct());
        }
    }
}
