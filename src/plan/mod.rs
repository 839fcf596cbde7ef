//! Floor 3: dictionary × header → compiled checks.
//!
//! Everything that can be decided once per input is decided here: which column stands for which element, what is
//! declared of its values, and one fused kernel per field.

mod bind;
mod column;
mod condition;
mod fold;
mod kernel;
mod lookout;
mod mend;
mod number;
mod propose;
mod prover;
mod spec;
mod suggest;

pub use bind::{bind, bind_names};
pub use column::{ColumnCheck, ColumnPlan, outcome};
pub use condition::{Cells, RowCondition, Truth};
pub use fold::{fold, fold_unit};
pub use lookout::{Lookout, Sight, Sorted, Watch};
pub use mend::{Mending, mend};
pub use propose::{KnownNames, Proposal};
pub use prover::Prover;
pub use spec::{field_spec, undeclared_spec};
