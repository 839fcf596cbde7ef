//! Sides brought together by key: sort-merge joins, one partition at a time.

use super::side::{PARTITIONS, Row, Rows, Side};

/// The rows of every side that share a key.
pub(super) struct Group<'g> {
    sides: Vec<Vec<Row<'g>>>,
}

impl<'g> Group<'g> {
    /// The rows of a side, in the order of its records.
    pub(super) fn rows(&self, side: usize) -> &[Row<'g>] {
        self.sides.get(side).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Calls `each` with every key of the `chosen` sides, in an order that depends on the keys alone.
///
/// Returns whether every row could be read.
pub(super) fn each_key(sides: &mut [Side], chosen: &[usize], mut each: impl FnMut(&Group<'_>)) -> bool {
    for number in 0..PARTITIONS {
        let partitions: Vec<Rows> =
            chosen.iter().map(|it| sides.get_mut(*it).map(|side| side.partition(number)).unwrap_or_default()).collect();
        let mut cursors = vec![0; partitions.len()];
        loop {
            let first = |(rows, from): (&Rows, &usize)| rows.from(*from).next().map(Row::key);
            let Some(key) = partitions.iter().zip(&cursors).filter_map(first).min() else { break };
            let mut group = Group { sides: Vec::with_capacity(partitions.len()) };
            for (rows, cursor) in partitions.iter().zip(&mut cursors) {
                let alike: Vec<Row<'_>> = rows.from(*cursor).take_while(|it| it.key() == key).collect();
                *cursor += alike.len();
                group.sides.push(alike);
            }
            each(&group);
        }
    }
    chosen.iter().all(|it| sides.get(*it).is_some_and(|side| !side.failed))
}

/// Calls `each` with every pair of rows of two sides that share a key, where one side has one such row.
///
/// Where both sides have several, no row is the other's own: those keys are left out and counted.
pub(super) fn each_pair(
    sides: &mut [Side],
    (left, right): (usize, usize),
    mut each: impl FnMut(Row<'_>, Row<'_>),
) -> Paired {
    let mut paired = Paired::default();
    paired.whole = each_key(sides, &[left, right], |group| match (group.rows(0), group.rows(1)) {
        ([], _) | (_, []) => {}
        ([one], others) => {
            paired.keys += 1;
            for it in others {
                each(*one, *it);
            }
        }
        (others, [one]) => {
            paired.keys += 1;
            for it in others {
                each(*it, *one);
            }
        }
        (some, others) => {
            paired.keys += 1;
            if let (Some(one), Some(other)) = (some.first(), others.first()) {
                let constant =
                    |rows: &[Row<'_>]| rows.iter().all(|it| rows.first().is_some_and(|first| same(*it, *first)));
                if constant(some) && constant(others) {
                    each(*one, *other);
                }
            }
        }
    });
    paired
}

/// Whether two rows hold the same values, wherever they are.
fn same(one: Row<'_>, other: Row<'_>) -> bool {
    one.0.get(3..) == other.0.get(3..)
}

/// What a join of pairs met.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Paired {
    /// Keys that both sides have.
    pub(super) keys: u64,
    /// Whether every row could be read.
    pub(super) whole: bool,
}
