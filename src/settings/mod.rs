//! Floor 2: how hard findings bite. Levels set on the command line, enforcement, tolerance and waivers.

mod levels;
mod settle;
mod waivers;

pub use levels::{LevelError, Levels};
pub use settle::settle;
pub use waivers::Waivers;
