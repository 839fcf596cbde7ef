//! Floor 2: how hard findings bite. Levels, enforcement, tolerance, waivers, debt that was agreed on, and the file that says all this.

mod baseline;
mod baseline_file;
mod file;
mod keys;
mod levels;
mod parse;
mod scope;
mod settle;
mod snapshot;
mod waivers;

pub use baseline::{Agreement, Baseline, Change, Coverage, Fixed};
pub use baseline_file::{Entry, baseline_schema};
pub use file::{Fault, Known, LevelTable, NAME, SetLevel, Setting, Settings, Spot, find, load};
pub use keys::{KEYS, Key, Kind, schema};
pub use levels::{Level, LevelError, Levels, Profile, matching};
pub use scope::Scope;
pub use settle::settle;
pub use snapshot::{DatasetShape, FieldShape, Snapshot, SnapshotError};
pub use waivers::Waivers;
