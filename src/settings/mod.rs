//! Floor 2: how hard findings bite. Levels, enforcement, tolerance, waivers, and debt that was agreed on.

mod baseline;
mod levels;
mod scope;
mod settle;
mod waivers;

pub use baseline::{Agreement, Baseline, BaselineError, Change, Coverage, Entry, Fixed};
pub use levels::{Level, LevelError, Levels, matching};
pub use scope::Scope;
pub use settle::settle;
pub use waivers::Waivers;
